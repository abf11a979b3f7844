"""Waivers (risks accepted by someone, for a time) and baselines (findings known before)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipl_audit.location import Location
from pipl_audit.model.terms import Status

WaiverReason = Literal["expired", "not_yet", "not_waivable", "unknown_rule", "unused"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A risk accepted: which finding, why, by whom and until when (``expires`` is its last day).

    ``agreed`` is its date in the file. It names either a fingerprint, or a rule, an operator and the path of an object by ids.
    """

    reason: str
    owner: str
    approver: str
    agreed: date
    expires: date
    fingerprint: str | None = None
    rule: str | None = None
    operator: str | None = None
    object: str | None = None
    location: Location | None = None

    @property
    def names(self) -> str:
        """What it names, for people."""
        return self.fingerprint or f"{self.rule} {self.operator} {self.object}"


@dataclass(frozen=True, slots=True)
class WaiverIssue:
    """A waiver that did nothing."""

    waiver: Waiver
    reason: WaiverReason


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding as a baseline holds it. ``rule``, ``operator`` and ``object`` are for its readers.

    The status belongs to it: a duty that was not demonstrated and is now in conflict is news.
    """

    fingerprint: str
    status: Status
    rule: str
    operator: str
    object: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings known before, sorted."""

    findings: tuple[KnownFinding, ...] = ()
