"""Rules applied to declarations: the outcome table, findings with their trail, fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipl_audit.model.policy import Policies, Rule, Sanction
from pipl_audit.model.result import EvidenceGap, FactUsed, Finding, Outcome
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Grade, Status
from pipl_audit.rules.compile import Compiled, Compiler, Test, Verdict, conjuncts
from pipl_audit.rules.facts import FactRef, Frame, Ground, fact_at

_FINDINGS: tuple[Status, ...] = ("violated", "not_demonstrated", "review")


class CompiledRule(NamedTuple):
    """A rule with its scope and requirement as closures; ``None`` where it has none.

    ``scope`` numbers the parts of ``when`` among those of all rules on this kind of object: rules
    of one instrument share most of them, and each is decided once per object.
    """

    rule: Rule
    when: Compiled | None
    require: Compiled | None
    scope: tuple[int, ...] = ()


class RulesOnKind(NamedTuple):
    """The rules on one kind of object, and the parts their scopes are made of."""

    rules: list[CompiledRule]
    parts: list[Test]


class Program:
    """The rules of one day's law, compiled once for any number of declarations."""

    def __init__(
        self, policies: Policies, as_of: date, rules: Iterable[Rule] | None = None
    ) -> None:
        self.policies = policies
        self.as_of = as_of
        compiler = Compiler(policies, as_of)
        chosen = policies.rules.values() if rules is None else rules
        self.evidence_asks = [(ask, compiler.compile(ask.when)) for ask in policies.evidence_asks]
        self.by_chain: dict[tuple[tuple[str, ...], ...], RulesOnKind] = {}
        for rule in chosen:
            if not rule.holds_on(as_of):
                continue
            on_kind = self.by_chain.setdefault(rule.chain, RulesOnKind([], []))
            scope: list[int] = []
            for part in conjuncts(rule.when):
                test = compiler.compile(part).test
                if test not in on_kind.parts:
                    on_kind.parts.append(test)
                scope.append(on_kind.parts.index(test))
            on_kind.rules.append(
                CompiledRule(
                    rule,
                    compiler.compile(rule.when) if rule.when else None,
                    compiler.compile(rule.require) if rule.require else None,
                    tuple(scope),
                )
            )


class Judgement(NamedTuple):
    """One rule on one object, kept light: everything else is worked out when asked for."""

    compiled: CompiledRule
    frame: Frame
    status: Status


def judge(program: Program, ground: Ground) -> list[Judgement]:
    """Every rule of the program on every object of the declaration it applies to."""
    found: list[Judgement] = []
    add = found.append
    for chain, (rules, parts) in program.by_chain.items():
        for frame in ground.frames(chain):
            if frame.none:
                found.extend(Judgement(compiled, frame, "not_applicable") for compiled in rules)
                continue
            decided: dict[int, Verdict] = {}
            for compiled in rules:
                scope: Verdict = True
                for number in compiled.scope:
                    if number in decided:
                        verdict = decided[number]
                    else:
                        verdict = decided[number] = parts[number](frame)
                    if verdict is False:
                        scope = False
                        break
                    if verdict is None:
                        scope = None
                add(Judgement(compiled, frame, _status(compiled, frame, scope)))
    return found


def _status(compiled: CompiledRule, frame: Frame, scope: Verdict) -> Status:
    """The table: scope first; then false decides, else unknown, else judgement."""
    if scope is False:
        return "not_applicable"
    if scope is None or frame.obj is None:
        return "not_demonstrated"
    if compiled.require is not None:
        verdict = compiled.require.test(frame)
        if verdict is False:
            return "violated"
        if verdict is None:
            return "not_demonstrated"
    return "satisfied" if compiled.rule.question is None else "review"


def fingerprint(rule: str, operator: str, path: str) -> str:
    """Names an outcome for waivers and baselines: no file, no line (20 hexadecimal digits)."""
    return hashlib.sha256(f"{rule}\n{operator}\n{path}".encode()).hexdigest()[:20]


def _decisive(judgement: Judgement) -> Iterator[FactRef]:
    """The facts that decided: those of the requirement first, then those of the scope."""
    compiled, frame, _ = judgement
    if frame.obj is None:
        incomplete = frame.route in frame.ground.incomplete
        if compiled.when is not None and not frame.none and compiled.when.test(frame) is False:
            yield from compiled.when.explain(frame)
            return
        # The list first: whatever else is open is asked of the objects it will hold.
        yield FactRef(frame.route, () if frame.none else None, incomplete)
        return
    scope = True if compiled.when is None else compiled.when.test(frame)
    if scope is True and compiled.require is not None:
        yield from compiled.require.explain(frame)
    if compiled.when is not None:
        yield from compiled.when.explain(frame)


def facts_used(judgement: Judgement) -> tuple[FactUsed, ...]:
    """The decisive facts, each once, with their places."""
    ground = judgement.frame.ground
    seen: set[tuple[str | int, ...]] = set()
    used: list[FactUsed] = []
    for ref in _decisive(judgement):
        if ref.route in seen:
            continue
        seen.add(ref.route)
        used.append(
            FactUsed(
                ground.describe(ref.route),
                ref.value,
                ground.sourced.locate(ref.route),
                ref.incomplete,
            )
        )
    return tuple(used)


def grade_of(judgement: Judgement) -> Grade | None:
    """The evidence grade of a ``satisfied`` outcome: the least of the facts that decided it."""
    if judgement.status != "satisfied":
        return None
    grades = judgement.frame.ground.sourced.grades
    if not grades:
        return "declared"
    order: tuple[Grade, ...] = ("declared", "documented", "tested")
    least: Grade = "tested"
    decisive = list(_decisive(judgement))
    if not decisive:
        return "declared"
    for ref in decisive:
        best: Grade = "declared"
        for end in range(1, len(ref.route) + 1):
            grade = grades.get(ref.route[:end])
            if grade is not None and order.index(grade) > order.index(best):
                best = grade
        if order.index(best) < order.index(least):
            least = best
    return least


def outcome(judgement: Judgement) -> Outcome:
    """The public form of a judgement."""
    rule, ground = judgement.compiled.rule, judgement.frame.ground
    path = judgement.frame.path
    operator = ground.sourced.operator_id
    return Outcome(
        rule,
        operator,
        path,
        judgement.status,
        grade_of(judgement),
        fingerprint(rule.id, operator, path),
    )


def finding(judgement: Judgement, policies: Policies) -> Finding | None:
    """The finding of a judgement, if it is one."""
    if judgement.status not in _FINDINGS:
        return None
    rule, ground = judgement.compiled.rule, judgement.frame.ground
    facts = facts_used(judgement)
    path = judgement.frame.path
    operator = ground.sourced.operator_id
    # A question is about the object as a whole; the facts only brought it up.
    pointed = facts[0].location if facts and judgement.status != "review" else None
    return Finding(
        rule=rule,
        operator=operator,
        object=path,
        status=judgement.status,
        facts=facts,
        location=pointed or ground.sourced.locate(judgement.frame.route),
        sanctions=tuple(_sanctions(rule, ground, policies)),
        fingerprint=fingerprint(rule.id, operator, path),
    )


def evidence_gaps(program: Program, judgements: list[Judgement]) -> list[EvidenceGap]:
    """Facts of one declaration that call for a document and have none, most useful first."""
    if not judgements:
        return []
    ground = judgements[0].frame.ground
    grades, sourced = ground.sourced.grades, ground.sourced
    decided: Counter[tuple[str | int, ...]] = Counter(
        route
        for j in judgements
        if j.status in ("satisfied", "not_applicable")
        for route in {ref.route for ref in _decisive(j)}
    )
    found: list[EvidenceGap] = []
    for ask, when in program.evidence_asks:
        for frame in ground.frames(ask.chain):
            if frame.obj is None or when.test(frame) is not True:
                continue
            route = fact_at(ask.fact, frame).route
            if any(
                grades.get(route[:end], "declared") != "declared" for end in range(len(route) + 1)
            ):
                continue
            found.append(
                EvidenceGap(
                    ask,
                    sourced.operator_id,
                    ground.describe(route),
                    sourced.locate(route),
                    decided[route],
                )
            )
    return sorted(found, key=lambda gap: (-gap.outcomes, gap.ask.id, gap.path))


def _sanctions(rule: Rule, ground: Ground, policies: Policies) -> Iterator[Sanction]:
    """The sanctions of the rule that can reach this operator; none for policy documents."""
    operator = ground.sourced.declaration.operator
    nature = operator.legal_nature if operator else None
    for sanction_id in rule.sanctions:
        sanction = policies.sanctions.get(sanction_id)
        if sanction is None:
            continue
        reaches = sanction.applies_to
        group = {"state_organ": "state_organ", "authorised_organisation": "state_organ"}.get(
            nature or "", "enterprise"
        )
        if nature is None or {"any", nature, group} & set(reaches):
            yield sanction


def run(program: Program, declarations: Sequence[SourcedDeclaration]) -> list[list[Judgement]]:
    """Judgements per declaration, in the order given."""
    return [judge(program, Ground(sourced)) for sourced in declarations]
