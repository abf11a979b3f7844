"""What a change does: the duties it triggers, settles, alters or ends.

A change is of the declaration (two states of it, one day) or of the law (one declaration, two
days).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from pipl_audit.errors import Problem
from pipl_audit.model.policy import Policies, Provision, Rule
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Status
from pipl_audit.rules.evaluate import Judgement, facts_used
from pipl_audit.usecases.audit import Source, judgements_of

ChangeKind = Literal["triggered", "changed", "settled", "ended"]
_OPEN: frozenset[Status | None] = frozenset({"violated", "not_demonstrated", "review"})
_NONE: frozenset[Status | None] = frozenset({None, "not_applicable"})


class FactChange(NamedTuple):
    """A fact by its path; ``None`` where it is not stated."""

    path: str
    before: Any
    after: Any


class ObjectChange(NamedTuple):
    """An object that came or went."""

    path: str
    added: bool


@dataclass(frozen=True, slots=True)
class DutyChange:
    """One requirement on one object, before and after; a status of ``None``: no such outcome.

    ``facts`` are the facts that changed and bear on it; none where the law alone did.
    """

    kind: ChangeKind
    rule: Rule
    operator: str
    object: str
    before: Status | None
    after: Status | None
    facts: tuple[FactChange, ...]


class Cited(NamedTuple):
    """A rule whose provisions or sanctions are others than before."""

    rule: Rule
    before: tuple[Provision, ...]
    after: tuple[Provision, ...]
    sanctions_before: tuple[str, ...]
    sanctions_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Two states compared: ``objects`` and ``declared`` are what changed in the declarations,
    ``duties`` what follows, ``cited`` where the law stands elsewhere now."""

    days: tuple[date, date]
    objects: dict[str, tuple[ObjectChange, ...]]
    declared: dict[str, tuple[FactChange, ...]]
    duties: tuple[DutyChange, ...]
    cited: tuple[Cited, ...]
    problems: tuple[Problem, ...]


class _State(NamedTuple):
    facts: dict[str, dict[str, Any]]
    objects: dict[str, set[str]]
    judged: dict[tuple[str, str, str], Judgement]
    problems: list[Problem]


def diff(
    old: Source | Iterable[Source],
    new: Source | Iterable[Source],
    *,
    as_of: date,
    policies: Policies,
    instruments: Sequence[str] = (),
    excludes: Sequence[str] = (),
) -> Diff:
    """What the change from ``old`` to ``new`` does under the law of one day."""
    before = _state(old, as_of, policies, instruments, excludes)
    after = _state(new, as_of, policies, instruments, excludes)
    return _compared(before, after, (as_of, as_of), ())


def diff_law(
    sources: Source | Iterable[Source],
    *,
    since: date,
    until: date,
    policies: Policies,
    instruments: Sequence[str] = (),
    excludes: Sequence[str] = (),
) -> Diff:
    """What changes for these declarations because the law changes between two days."""
    listed: Any = sources if isinstance(sources, str | Mapping) else _kept(sources)
    before = _state(listed, since, policies, instruments, excludes)
    after = _state(listed, until, policies, instruments, excludes)
    cited = tuple(
        Cited(then, now.provisions, then.provisions, now.sanctions, then.sanctions)
        for rule in policies.rules.values()
        if (not instruments or rule.instrument in instruments)
        and rule.holds_on(since)
        and rule.holds_on(until)
        for now, then in [(policies.law_of(rule, since), policies.law_of(rule, until))]
        if (now.provisions, now.sanctions) != (then.provisions, then.sanctions)
    )
    concerned = {key[0] for state in (before, after) for key in state.judged}
    return _compared(
        before, after, (since, until), tuple(c for c in cited if c.rule.id in concerned)
    )


def _kept(sources: Any) -> Any:
    """Sources that can be read twice."""
    return list(sources) if isinstance(sources, Iterable) else sources


def _state(
    sources: Source | Iterable[Source],
    day: date,
    policies: Policies,
    instruments: Sequence[str],
    excludes: Sequence[str],
) -> _State:
    declarations, judged, problems = judgements_of(
        sources, as_of=day, policies=policies, instruments=instruments, excludes=excludes
    )
    facts: dict[str, dict[str, Any]] = {}
    objects: dict[str, set[str]] = {}
    for sourced in declarations:
        facts[sourced.operator_id], objects[sourced.operator_id] = _flat(sourced)
    return _State(
        facts,
        objects,
        {
            (
                j.compiled.rule.id,
                j.frame.ground.sourced.operator_id,
                j.frame.path,
            ): j
            for j in judged
        },
        problems,
    )


def _flat(sourced: SourcedDeclaration) -> tuple[dict[str, Any], set[str]]:
    """The facts of a declaration by their paths, and the paths of its objects."""
    facts: dict[str, Any] = {}
    objects: set[str] = set()

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(value, f"{path}.{key}" if path else key)
        elif isinstance(node, list) and node and all(isinstance(i, dict) for i in node):
            for item in node:
                own = f"{path}[{item.get('id')}]"
                objects.add(own)
                walk({k: v for k, v in item.items() if k != "id"}, own)
        else:
            facts[path] = node

    data = sourced.declaration.to_data()
    del data["schema"]
    walk(data, "")
    return facts, objects


def _compared(
    before: _State, after: _State, days: tuple[date, date], cited: tuple[Cited, ...]
) -> Diff:
    operators = sorted({*before.facts, *after.facts})
    objects: dict[str, tuple[ObjectChange, ...]] = {}
    declared: dict[str, tuple[FactChange, ...]] = {}
    for operator in operators:
        had, has = before.objects.get(operator, set()), after.objects.get(operator, set())
        objects[operator] = tuple(
            ObjectChange(path, path in has)
            for path in sorted(had ^ has)
            if not _inside(path, had ^ has)
        )
        declared[operator] = tuple(
            change
            for change in _differing(before.facts.get(operator, {}), after.facts.get(operator, {}))
            if not _inside(change.path, had ^ has)
        )
    found = [
        change
        for key in sorted({*before.judged, *after.judged})
        if (change := _duty(key, before, after)) is not None
    ]
    problems = {(p.path, p.span, p.code): p for p in (*before.problems, *after.problems)}
    return Diff(days, objects, declared, tuple(found), cited, tuple(problems.values()))


def _inside(path: str, objects: set[str]) -> bool:
    """Whether the path lies within one of these objects."""
    return any(path[:end] in objects for end in range(1, len(path)) if path[end - 1] == "]")


def _differing(old: dict[str, Any], new: dict[str, Any]) -> list[FactChange]:
    return [
        FactChange(path, old.get(path), new.get(path))
        for path in sorted({*old, *new})
        if old.get(path) != new.get(path)
    ]


def _duty(key: tuple[str, str, str], before: _State, after: _State) -> DutyChange | None:
    old, new = before.judged.get(key), after.judged.get(key)
    had, has = (j.status if j else None for j in (old, new))
    kind = _kind(had, has)
    if kind is None:
        return None
    _, operator, path = key
    judgement = new or old
    assert judgement is not None
    old_facts, new_facts = before.facts.get(operator, {}), after.facts.get(operator, {})
    used = [f.path for j in (new, old) if j is not None for f in facts_used(j)]
    changes = [
        FactChange(p, old_facts.get(p), new_facts.get(p))
        for p in dict.fromkeys(used)
        if old_facts.get(p) != new_facts.get(p)
    ]
    return DutyChange(kind, judgement.compiled.rule, operator, path, had, has, tuple(changes))


def _kind(before: Status | None, after: Status | None) -> ChangeKind | None:
    if before == after or (before in _NONE and after in _NONE):
        return None
    if before in _NONE:
        return "triggered"
    if after in _NONE:
        return "ended"
    return "settled" if before in _OPEN and after == "satisfied" else "changed"
