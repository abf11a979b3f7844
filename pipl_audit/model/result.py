"""What a scan says: outcomes, findings with their facts, and what could not be audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pipl_audit.errors import Problem
from pipl_audit.location import Location
from pipl_audit.model.policy import EvidenceAsk, Instrument, Provision, Rule, Sanction
from pipl_audit.model.terms import Grade, Severity, Status
from pipl_audit.model.waiver import KnownFinding, Waiver, WaiverIssue

# What a fact decided: the requirement, the rule's own scope, or the reach of its instrument.
FactPart = Literal["requirement", "scope", "instrument"]
EvidenceReason = Literal["missing", "altered", "outside"]


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that decided an outcome.

    ``path`` names it by ids (``consents[c1].pre_ticked``). ``value`` is ``None`` for an unknown
    one; ``location`` then points at its parent, and is ``None`` for declarations built in Python.
    ``incomplete`` marks a list stated with ``complete: false``.
    """

    path: str
    value: Any
    location: Location | None
    incomplete: bool = False
    part: FactPart = "requirement"

    @property
    def known(self) -> bool:
        return self.value is not None and not self.incomplete


@dataclass(frozen=True, slots=True)
class Outcome:
    """One requirement applied to one object."""

    rule: Rule
    operator: str
    object: str
    status: Status
    grade: Grade | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A ``violated``, ``not_demonstrated`` or ``review`` outcome, with all that explains it."""

    rule: Rule
    operator: str
    object: str
    status: Status
    facts: tuple[FactUsed, ...]
    location: Location | None
    sanctions: tuple[Sanction, ...]
    fingerprint: str
    # Marks, which change neither status nor counts: a risk accepted, a finding known before.
    waiver: Waiver | None = None
    baseline: bool = False

    @property
    def open(self) -> bool:
        """Whether it counts against the threshold."""
        return self.waiver is None and not self.baseline

    @property
    def provisions(self) -> tuple[Provision, ...]:
        return self.rule.provisions

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts to state, for ``not_demonstrated``."""
        return tuple(fact for fact in self.facts if not fact.known)


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether an instrument reaches an object (``None``: not known), and the facts that decide."""

    instrument: str
    operator: str
    object: str
    verdict: bool | None
    facts: tuple[FactUsed, ...]


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A stated fact that should be proven and is not; no finding.

    ``outcomes`` counts the ``satisfied`` and ``not_applicable`` outcomes it decided.
    """

    ask: EvidenceAsk
    operator: str
    path: str
    location: Location | None
    outcomes: int


@dataclass(frozen=True, slots=True)
class EvidenceIssue:
    """Evidence named by a declaration that is missing or was altered."""

    operator: str
    path: str
    reason: EvidenceReason
    location: Location | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who declares the facts of an operator, and the published source a researcher describes."""

    kind: str = "unknown"
    source_title: str | None = None
    source_url: str | None = None
    document_no: str | None = None
    retrieved_on: date | None = None
    operator_heard: bool | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What waivers and a baseline say of a result's findings.

    A finding is counted once, as waived if it is both; ``violated_by_severity`` counts those that
    are marked either way. ``issues`` are waivers that did nothing, and why; ``gone`` are entries
    of the baseline that the same rules no longer find in the same declarations.
    """

    waived: dict[Status, int] = field(default_factory=dict)
    baseline: dict[Status, int] = field(default_factory=dict)
    violated_by_severity: dict[Severity, int] = field(default_factory=dict)
    issues: tuple[WaiverIssue, ...] = ()
    gone: tuple[KnownFinding, ...] = ()
    with_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one scan. Sorted; equal inputs give equal results."""

    as_of: date
    operators: tuple[str, ...]
    standings: dict[str, Standing]
    counts: dict[Status, int]
    violated_by_severity: dict[Severity, int]
    satisfied_by_grade: dict[Grade, int]
    outcomes: Sequence[Outcome]
    findings: Sequence[Finding]
    evidence_gaps: Sequence[EvidenceGap]
    problems: tuple[Problem, ...]
    evidence_issues: tuple[EvidenceIssue, ...]
    instruments: tuple[Instrument, ...]
    files: int
    skipped: int
    policies_key: str
    knowledge_date: date
    sources: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    # The rules in force that day among those asked for.
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    marks: Marks = field(default_factory=Marks)

    def open_violated(self, severity: Severity) -> int:
        """Conflicts of this severity that are neither waived nor in the baseline."""
        return self.violated_by_severity[severity] - self.marks.violated_by_severity.get(
            severity, 0
        )

    def open_count(self, status: Status) -> int:
        """Outcomes of this status that are neither waived nor in the baseline."""
        marked = self.marks.waived.get(status, 0) + self.marks.baseline.get(status, 0)
        return self.counts[status] - marked
