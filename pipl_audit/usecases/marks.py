"""Waivers and a baseline applied to a result: findings are marked, none is taken away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Finding, Marks, Result
from pipl_audit.model.terms import Severity, Status
from pipl_audit.model.waiver import Baseline, KnownFinding, Waiver, WaiverIssue, WaiverReason

_Name = tuple[str | None, ...]


def mark(
    result: Result,
    policies: Policies,
    *,
    waivers: Sequence[Waiver] = (),
    baseline: Baseline | None = None,
    whole: bool = False,
) -> Result:
    """The result with its findings marked.

    A waiver holds for exactly the rule and object it names, on its first and last day and between
    them, judged at the result's ``as_of``. ``whole`` says that the scan took in everything the
    waivers and the baseline may be about, so that what matches nothing is told even where its
    operator was not met.
    """
    if not waivers and baseline is None:
        return result
    book = _Book(result, waivers)
    known = {(one.fingerprint, one.status) for one in baseline.findings} if baseline else set()
    findings: list[Finding] = []
    waived: Counter[Status] = Counter()
    in_baseline: Counter[Status] = Counter()
    severities: Counter[Severity] = Counter()
    for found in result.findings:
        waiver = book.waiver(found)
        before = (found.fingerprint, found.status) in known
        if waiver is not None:
            waived[found.status] += 1
        elif before:
            in_baseline[found.status] += 1
        if found.status == "violated" and (waiver is not None or before):
            severities[found.rule.severity] += 1
        marked = waiver is not None or before
        findings.append(replace(found, waiver=waiver, baseline=before) if marked else found)
    whole = whole and not result.problems
    return replace(
        result,
        findings=tuple(findings),
        marks=Marks(
            waived=dict(waived),
            baseline=dict(in_baseline),
            violated_by_severity=dict(severities),
            issues=tuple(book.issues(policies, whole)),
            gone=tuple(_gone(result, baseline, whole)) if baseline else (),
            with_baseline=baseline is not None,
        ),
    )


def baseline_of(result: Result) -> Baseline:
    """The findings of a result as a baseline; those waived have someone who answers for them."""
    return Baseline(
        tuple(
            KnownFinding(f.fingerprint, f.status, f.rule.id, f.operator, f.object)
            for f in result.findings
            if f.waiver is None
        )
    )


def _names(found: Finding) -> tuple[_Name, _Name]:
    return (found.fingerprint,), (found.rule.id, found.operator, found.object)


def _name(waiver: Waiver) -> _Name:
    if waiver.fingerprint is not None:
        return (waiver.fingerprint,)
    return (waiver.rule, waiver.operator, waiver.object)


class _Book:
    """The waivers by what they name, and what came of each."""

    def __init__(self, result: Result, waivers: Sequence[Waiver]) -> None:
        self._result = result
        self._waivers = waivers
        self._by_name: dict[_Name, list[int]] = defaultdict(list)
        for number, waiver in enumerate(waivers):
            self._by_name[_name(waiver)].append(number)
        # By the waiver's number: why its finding is not waived; ``None`` where it is.
        self._met: dict[int, WaiverReason | None] = {}

    def waiver(self, found: Finding) -> Waiver | None:
        """The waiver that holds for this finding."""
        holds: Waiver | None = None
        for name in _names(found):
            for number in self._by_name.get(name, ()):
                waiver = self._waivers[number]
                self._met[number] = reason = self._against(waiver, found)
                if reason is None and holds is None:
                    holds = waiver
        return holds

    def _against(self, waiver: Waiver, found: Finding) -> WaiverReason | None:
        if not found.rule.waivable:
            return "not_waivable"
        return self._out_of_time(waiver)

    def _out_of_time(self, waiver: Waiver) -> WaiverReason | None:
        if self._result.as_of > waiver.expires:
            return "expired"
        return "not_yet" if self._result.as_of < waiver.agreed else None

    def issues(self, policies: Policies, whole: bool) -> Iterator[WaiverIssue]:
        """The waivers that did nothing, in their order, as far as this scan can tell."""
        checked = {rule.id for rule in self._result.rules}
        every = all(
            r.id in checked for r in policies.rules.values() if r.holds_on(self._result.as_of)
        )
        operators = set(self._result.operators)
        for number, waiver in enumerate(self._waivers):
            if number in self._met:
                reason = self._met[number]
                if reason is not None:
                    yield WaiverIssue(waiver, reason)
            elif waiver.rule is not None and waiver.rule not in policies.rules:
                yield WaiverIssue(waiver, "unknown_rule")
            elif waiver.rule is None:
                if whole and every:
                    yield WaiverIssue(waiver, self._out_of_time(waiver) or "unused")
            elif (whole or waiver.operator in operators) and (every or waiver.rule in checked):
                yield WaiverIssue(waiver, self._out_of_time(waiver) or "unused")


def _gone(result: Result, baseline: Baseline, whole: bool) -> Iterable[KnownFinding]:
    """Entries whose rule and declaration were looked at and whose finding is no more."""
    there = {found.fingerprint for found in result.findings}
    checked = {rule.id for rule in result.rules}
    operators = set(result.operators)
    return (
        one
        for one in baseline.findings
        if one.fingerprint not in there
        and one.rule in checked
        and (whole or one.operator in operators)
    )
