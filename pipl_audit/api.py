"""What a library user imports. The parts of a declaration are in ``pipl_audit.model.declaration``."""

from __future__ import annotations

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.declaration import Declaration
from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Finding, Outcome, Result
from pipl_audit.reading.packs import load_policies
from pipl_audit.usecases.audit import scan

__all__ = [
    "Declaration",
    "Finding",
    "Outcome",
    "Policies",
    "Problem",
    "Result",
    "Unreadable",
    "load_policies",
    "scan",
]
