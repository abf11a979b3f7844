"""Rules applied to declarations: the outcome table, findings with their trail, fingerprints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pipl_audit.model.policy import EvidenceAsk, Policies, Rule, Sanction
from pipl_audit.model.result import Bound, EvidenceGap, FactPart, FactUsed, Finding, Outcome
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Grade, Status
from pipl_audit.rules.compile import (
    Compiled,
    Compiler,
    Test,
    Verdict,
    all_of,
    conjuncts,
    speaks_of_itself,
)
from pipl_audit.rules.deadlines import mainland_day
from pipl_audit.rules.facts import FactRef, Frame, Ground, fact_at

_FINDINGS: tuple[Status, ...] = ("violated", "not_demonstrated", "review")


class CompiledRule:
    """A rule with its scope and requirement as closures; ``None`` where it has none.

    They are made when they are first asked for: of most rules, the reach of the instrument or the
    scope says that they do not apply.
    """

    __slots__ = ("_compiler", "_require", "_when", "rule")

    def __init__(self, rule: Rule, compiler: Compiler) -> None:
        self.rule = rule
        self._compiler = compiler
        self._when: Compiled | None = None
        self._require: Compiled | None = None

    @property
    def when(self) -> Compiled | None:
        if self._when is None and self.rule.when is not None:
            self._when = self._compiler.compile(self.rule.when)
        return self._when

    @property
    def require(self) -> Compiled | None:
        if self._require is None and self.rule.require is not None:
            self._require = self._compiler.compile(self.rule.require)
        return self._require


class Group:
    """Rules of equal scope: the numbers of its parts, and the rules.

    ``outside`` are the parts that can tell something where the object itself is not stated.
    ``tests`` are those of the requirements with the status if they are met, once somebody asked.
    """

    __slots__ = ("outside", "rules", "scope", "tests")

    def __init__(self, scope: tuple[int, ...], outside: tuple[int, ...]) -> None:
        self.scope = scope
        self.outside = outside
        self.rules: list[CompiledRule] = []
        self.tests: list[tuple[Test | None, Status]] | None = None

    def prepare(self) -> list[tuple[Test | None, Status]]:
        """The requirements, made ready."""
        tests: list[tuple[Test | None, Status]] = [
            (
                one.require.test if one.require else None,
                "satisfied" if one.rule.question is None else "review",
            )
            for one in self.rules
        ]
        self.tests = tests
        return tests


class RulesOnKind:
    """The rules on one kind of object: by the reach of their instruments, those of equal scope
    together. ``rules`` are in the order of the groups.

    Reaches and scopes are made of parts: rules share most of them, and each is decided once per
    object. What follows from the reaches, and for an object that is not stated from all that can be
    told of it, is kept: few combinations occur.
    """

    def __init__(self, rules: list[Rule], compiler: Compiler) -> None:
        self._compiler = compiler
        self._trees: list[Any] = []
        self._tests: list[Test | None] = []
        numbers: dict[str, int] = {}
        # Rules share the trees of their instrument's reach.
        reaches: dict[tuple[int, ...], tuple[int, ...]] = {}
        by_scope: dict[tuple[tuple[int, ...], tuple[int, ...]], Group] = {}
        for rule in rules:
            whole = list(rule.when[1]) if rule.outer else []
            own = conjuncts(["all", whole[rule.outer :]] if rule.outer else rule.when)
            shared = tuple(map(id, whole[: rule.outer]))
            reach = reaches.get(shared)
            if reach is None:
                outer = [part for tree in whole[: rule.outer] for part in conjuncts(tree)]
                reach = reaches[shared] = tuple(self._number(part, numbers) for part in outer)
            scope = tuple(self._number(part, numbers) for part in own)
            group = by_scope.get((reach, scope))
            if group is None:
                outside = tuple(n for n in scope if not speaks_of_itself(self._trees[n]))
                group = by_scope[reach, scope] = Group(scope, outside)
            group.rules.append(CompiledRule(rule, compiler))
        self._by_reach = [
            (reach, [group for (other, _), group in by_scope.items() if other == reach])
            for reach in dict.fromkeys(reach for reach, _ in by_scope)
        ]
        self.rules = [
            one for _, groups in self._by_reach for group in groups for one in group.rules
        ]
        self._outer = sorted({n for reach, _ in self._by_reach for n in reach})
        self._outside = sorted(
            {*self._outer, *(n for _, gs in self._by_reach for g in gs for n in g.outside)}
        )
        self._reached: dict[tuple[Verdict, ...], list[tuple[list[Group], Verdict]]] = {}
        self._absent: dict[tuple[Verdict, ...] | None, list[Status]] = {}

    @cached_property
    def by_instrument(self) -> dict[str, list[CompiledRule]]:
        """The rules of each instrument."""
        found: dict[str, list[CompiledRule]] = {}
        for one in self.rules:
            found.setdefault(one.rule.instrument, []).append(one)
        return found

    def _number(self, tree: Any, numbers: dict[str, int]) -> int:
        found = numbers.setdefault(repr(tree), len(self._trees))
        if found == len(self._trees):
            self._trees.append(tree)
            self._tests.append(None)
        return found

    def _test(self, number: int) -> Test:
        """A part as a closure."""
        found = self._tests[number]
        if found is None:
            found = self._tests[number] = self._compiler.compile(self._trees[number]).test
        return found

    def _verdicts(self, numbers: list[int], frame: Frame) -> tuple[Verdict, ...]:
        tests = self._tests
        return tuple([(tests[n] or self._test(n))(frame) for n in numbers])

    def decide(self, frame: Frame) -> list[Status]:
        """The status of each rule on one object: scope first; then false decides, else unknown,
        else judgement. The list is shared and not to be changed."""
        if frame.obj is None and frame.parent is not None:
            told = None if frame.none else self._verdicts(self._outside, frame)
            kept = self._absent.get(told)
            if kept is None:
                kept = self._absent[told] = self._of_absent(told)
            return kept
        verdicts = self._verdicts(self._outer, frame)
        reached = self._reached.get(verdicts)
        if reached is None:
            reached = self._reached[verdicts] = self._of_reach(verdicts)
        statuses: list[Status] = []
        known = dict(zip(self._outer, verdicts, strict=True))
        tests = self._tests
        for groups, reach in reached:
            if reach is False:
                statuses.extend(["not_applicable"] * sum(len(group.rules) for group in groups))
                continue
            for group in groups:
                verdict: Verdict = reach
                for number in group.scope:
                    if number not in known:
                        known[number] = (tests[number] or self._test(number))(frame)
                    part = known[number]
                    if part is False:
                        verdict = False
                        break
                    if part is None:
                        verdict = None
                if verdict is False:
                    statuses.extend(["not_applicable"] * len(group.rules))
                elif verdict is None:
                    statuses.extend(["not_demonstrated"] * len(group.rules))
                else:
                    for test, met in group.tests or group.prepare():
                        holds = True if test is None else test(frame)
                        statuses.append(
                            met if holds else "violated" if holds is False else "not_demonstrated"
                        )
        return statuses

    def _of_reach(self, verdicts: tuple[Verdict, ...]) -> list[tuple[list[Group], Verdict]]:
        """The groups with what the reach of their instrument came to."""
        known = dict(zip(self._outer, verdicts, strict=True))
        return [(groups, all_of(known[n] for n in reach)) for reach, groups in self._by_reach]

    def _of_absent(self, verdicts: tuple[Verdict, ...] | None) -> list[Status]:
        """The statuses for an object that is not stated, or (``None``) stated not to be: nothing
        can be met."""
        if verdicts is None:
            return ["not_applicable"] * len(self.rules)
        known = dict(zip(self._outside, verdicts, strict=True))
        return [
            "not_applicable"
            if all_of(known[n] for n in (*reach, *group.outside)) is False
            else "not_demonstrated"
            for reach, groups in self._by_reach
            for group in groups
            for _ in group.rules
        ]


Chain = tuple[tuple[str, ...], ...]


class Program:
    """The rules of one day's law, ready for any number of declarations."""

    def __init__(
        self, policies: Policies, as_of: date, rules: Iterable[Rule] | None = None
    ) -> None:
        self.policies = policies
        self.as_of = as_of
        self._compiler = Compiler(policies, as_of)
        chosen = policies.rules.values() if rules is None else rules
        by_chain: dict[Chain, list[Rule]] = {}
        for rule in chosen:
            if rule.holds_on(as_of):
                by_chain.setdefault(rule.chain, []).append(rule)
        self.by_chain = {
            chain: RulesOnKind(rules, self._compiler) for chain, rules in by_chain.items()
        }

    @cached_property
    def evidence_asks(self) -> list[tuple[EvidenceAsk, Compiled]]:
        """What calls for a document, and when."""
        return [(ask, self._compiler.compile(ask.when)) for ask in self.policies.evidence_asks]


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
    """Every rule of the program on every object of the declaration it applies to."""
    return [
        Decided(frame, on_kind.rules, on_kind.decide(frame))
        for chain, on_kind in program.by_chain.items()
        for frame in ground.frames(chain)
    ]


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
    return tuple(_used(judgement.frame.ground, _decisive_parts(judgement)))


def _used(ground: Ground, refs: Iterable[tuple[FactPart, FactRef]]) -> Iterator[FactUsed]:
    seen: set[tuple[str | int, ...]] = set()
    for part, ref in refs:
        if ref.route not in seen:
            seen.add(ref.route)
            yield FactUsed(
                ground.describe(ref.route),
                ref.value,
                ground.sourced.locate(ref.route),
                ref.incomplete,
                part,
            )


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


def reach(program: Program, grounds: Sequence[Ground]) -> Iterator[Bound]:
    """Whether the instruments of the program bind the objects that their rules judge.

    An instrument binds an object that it reaches if one of its rules applies to it: with rules of
    narrower scope only, the scope of one of them decides.
    """
    for ground in grounds:
        for chain, on_kind in program.by_chain.items():
            for frame in ground.frames(chain):
                if frame.obj is not None:
                    for instrument, rules in on_kind.by_instrument.items():
                        yield _bound(instrument, rules, frame)


def _bound(instrument: str, rules: list[CompiledRule], frame: Frame) -> Bound:
    """What the scopes of an instrument's rules come to together, and why."""
    verdicts = [(True if one.when is None else one.when.test(frame), one) for one in rules]
    verdict: Verdict = False
    for found, _ in verdicts:
        if found or found is None:
            verdict = found
        if found:
            break
    deciding = [
        {ref.route: (part, ref) for part, ref in _scope_parts(one, frame)}
        for found, one in verdicts
        if found is verdict
    ]
    # One rule that applies is enough, and the broadest says it best; otherwise all of them decide,
    # unless the instrument itself reaches no further.
    chosen = [min(deciding, key=len)] if verdict else deciding
    refs = {route: ref for one in chosen for route, ref in one.items()}
    outer = {route: ref for route, ref in refs.items() if ref[0] == "instrument"}
    if verdict is False and all(outer.keys() & one.keys() for one in deciding):
        refs = outer
    ground = frame.ground
    return Bound(
        instrument,
        ground.sourced.operator_id,
        frame.path,
        verdict,
        tuple(_used(ground, refs.values())),
    )


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
