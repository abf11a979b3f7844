"""What a scan says: outcomes, findings with their facts, and what could not be audited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pipl_audit.errors import Problem
from pipl_audit.location import Location
from pipl_audit.model.policy import Instrument, Provision, Rule, Sanction
from pipl_audit.model.terms import Grade, Status


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

    @property
    def provisions(self) -> tuple[Provision, ...]:
        return self.rule.provisions

    @property
    def missing(self) -> tuple[FactUsed, ...]:
        """The facts to state, for ``not_demonstrated``."""
        return tuple(fact for fact in self.facts if not fact.known)


@dataclass(frozen=True, slots=True)
class EvidenceIssue:
    """Evidence named by a declaration that is missing or was altered."""

    operator: str
    path: str
    reason: Literal["missing", "altered", "outside"]
    location: Location | None


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one scan. Sorted; equal inputs give equal results."""

    as_of: date
    operators: tuple[str, ...]
    standings: dict[str, str]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    evidence_issues: tuple[EvidenceIssue, ...]
    instruments: tuple[Instrument, ...]
    files: int
    skipped: int
    policies_key: str
    knowledge_date: date
    sources: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def count(self, status: Status) -> int:
        """How many outcomes have this status."""
        return sum(1 for outcome in self.outcomes if outcome.status == status)
