"""Rules applied to declarations: the outcome table, findings with their trail, fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipl_audit.model.policy import Policies, Rule, Sanction
from pipl_audit.model.result import EvidenceGap, FactPart, FactUsed, Finding, Outcome
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Grade, Status
from pipl_audit.rules.compile import Compiled, Compiler, Test, Verdict, conjuncts
from pipl_audit.rules.deadlines import mainland_day
from pipl_audit.rules.facts import FactRef, Frame, Ground, fact_at

_FINDINGS: tuple[Status, ...] = ("violated", "not_demonstrated", "review")


class CompiledRule(NamedTuple):
    """A rule with its scope and requirement as closures; ``None`` where it has none."""

    rule: Rule
    when: Compiled | None
    require: Compiled | None


class RulesOnKind(NamedTuple):
    """The rules on one kind of object, those of equal scope together.

    ``parts`` are what the scopes are made of: rules of one instrument share most of them, and
    each is decided once per object. A group holds the numbers of its parts and, per rule, the test
    of its requirement and the status if that is met; ``rules`` are in the order of the groups.
    """

    rules: list[CompiledRule]
    parts: list[Test]
    groups: list[tuple[tuple[int, ...], list[tuple[Test | None, Status]]]]


Chain = tuple[tuple[str, ...], ...]


def _on_kind(rules: list[Rule], compiler: Compiler) -> RulesOnKind:
    parts: dict[Test, int] = {}
    by_scope: dict[tuple[int, ...], list[CompiledRule]] = {}
    for rule in rules:
        scope = tuple(
            parts.setdefault(compiler.compile(part).test, len(parts))
            for part in conjuncts(rule.when)
        )
        by_scope.setdefault(scope, []).append(
            CompiledRule(
                rule,
                compiler.compile(rule.when) if rule.when else None,
                compiler.compile(rule.require) if rule.require else None,
            )
        )
    return RulesOnKind(
        [compiled for group in by_scope.values() for compiled in group],
        list(parts),
        [
            (
                scope,
                [
                    (
                        compiled.require.test if compiled.require else None,
                        "satisfied" if compiled.rule.question is None else "review",
                    )
                    for compiled in group
                ],
            )
            for scope, group in by_scope.items()
        ],
    )


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
        by_chain: dict[Chain, list[Rule]] = {}
        for rule in chosen:
            if rule.holds_on(as_of):
                by_chain.setdefault(rule.chain, []).append(rule)
        self.by_chain = {chain: _on_kind(rules, compiler) for chain, rules in by_chain.items()}


class Judgement(NamedTuple):
    """One rule on one object, kept light: everything else is worked out when asked for."""

    compiled: CompiledRule
    frame: Frame
    status: Status


class Decided(NamedTuple):
    """What all rules on one object came to: a status for each of ``rules``."""

    frame: Frame
    rules: list[CompiledRule]
    statuses: list[Status]

    def judgements(self) -> Iterator[Judgement]:
        for compiled, status in zip(self.rules, self.statuses, strict=True):
            yield Judgement(compiled, self.frame, status)


def decide(program: Program, ground: Ground) -> list[Decided]:
    """Every rule of the program on every object of the declaration it applies to.

    The table: scope first; then false decides, else unknown, else judgement.
    """
    found: list[Decided] = []
    # Everything in local names: with many rules and objects, this is where the time goes.
    for chain, (rules, parts, groups) in program.by_chain.items():
        for frame in ground.frames(chain):
            statuses: list[Status] = []
            found.append(Decided(frame, rules, statuses))
            if frame.none:
                statuses.extend(["not_applicable"] * len(rules))
                continue
            known: dict[int, Verdict] = {}
            for scope, members in groups:
                verdict: Verdict = True
                for number in scope:
                    if number in known:
                        part = known[number]
                    else:
                        part = known[number] = parts[number](frame)
                    if part is False:
                        verdict = False
                        break
                    if part is None:
                        verdict = None
                if verdict is False:
                    statuses.extend(["not_applicable"] * len(members))
                elif verdict is None or frame.obj is None:
                    statuses.extend(["not_demonstrated"] * len(members))
                else:
                    for test, met in members:
                        holds = True if test is None else test(frame)
                        statuses.append(
                            met if holds else "violated" if holds is False else "not_demonstrated"
                        )
    return found


def judge(program: Program, ground: Ground) -> list[Judgement]:
    """The judgements of ``decide``, one by one."""
    return [j for decided in decide(program, ground) for j in decided.judgements()]


def fingerprint(rule: str, operator: str, path: str) -> str:
    """Names an outcome for waivers and baselines: no file, no line (20 hexadecimal digits)."""
    return hashlib.sha256(f"{rule}\n{operator}\n{path}".encode()).hexdigest()[:20]


def _decisive(judgement: Judgement) -> Iterator[FactRef]:
    """The facts that decided: those of the requirement first, then those of the scope."""
    return (ref for _, ref in _decisive_parts(judgement))


def _decisive_parts(judgement: Judgement) -> Iterator[tuple[FactPart, FactRef]]:
    """The same, each with the part of the rule it decided."""
    compiled, frame, _ = judgement
    if frame.obj is None:
        incomplete = frame.route in frame.ground.incomplete
        if compiled.when is not None and not frame.none and compiled.when.test(frame) is False:
            yield from _scope_parts(compiled, frame)
            return
        # The list first: whatever else is open is asked of the objects it will hold.
        yield "requirement", FactRef(frame.route, () if frame.none else None, incomplete)
        return
    scope = True if compiled.when is None else compiled.when.test(frame)
    if scope is True and compiled.require is not None:
        for ref in compiled.require.explain(frame):
            yield "requirement", ref
    yield from _scope_parts(compiled, frame)


def _scope_parts(compiled: CompiledRule, frame: Frame) -> Iterator[tuple[FactPart, FactRef]]:
    """The facts that decided the scope: the instrument's part of it, then the rule's own."""
    when = compiled.when
    if when is None:
        return
    verdict = when.test(frame)
    for number, part in enumerate(when.parts or (when,)):
        if part.test(frame) is verdict:
            whose: FactPart = "instrument" if number < compiled.rule.outer else "scope"
            for ref in part.explain(frame):
                yield whose, ref


def facts_used(judgement: Judgement) -> tuple[FactUsed, ...]:
    """The decisive facts, each once, with their places."""
    ground = judgement.frame.ground
    seen: set[tuple[str | int, ...]] = set()
    used: list[FactUsed] = []
    for part, ref in _decisive_parts(judgement):
        if ref.route in seen:
            continue
        seen.add(ref.route)
        used.append(
            FactUsed(
                ground.describe(ref.route),
                ref.value,
                ground.sourced.locate(ref.route),
                ref.incomplete,
                part,
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
    if rule.judged_on is not None:
        day = fact_at(rule.judged_on, judgement.frame).value
        if day is not None:
            rule = policies.law_of(rule, mainland_day(day))
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


def evidence_gaps(program: Program, ground: Ground, decided: list[Decided]) -> list[EvidenceGap]:
    """Facts of one declaration that call for a document and have none, most useful first."""
    grades, sourced = ground.sourced.grades, ground.sourced
    served: Counter[tuple[str | int, ...]] = Counter(
        route
        for one in decided
        for j in one.judgements()
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
                    served[route],
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


def run(program: Program, declarations: Sequence[SourcedDeclaration]) -> list[Decided]:
    """What was decided of every object of these declarations."""
    return [d for sourced in declarations for d in decide(program, Ground(sourced))]
