"""What a library user imports. The parts of a declaration are in ``pipl_audit.model.declaration``."""

from __future__ import annotations

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.declaration import Declaration
from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Finding, Outcome, Result
from pipl_audit.model.waiver import Baseline, Waiver
from pipl_audit.reading.baseline import read_baseline
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.waivers import read_waivers
from pipl_audit.usecases.audit import scan
from pipl_audit.usecases.change import Diff, diff, diff_law
from pipl_audit.usecases.marks import baseline_of, mark
from pipl_audit.usecases.scope import ScopeResult, explain_scope

__all__ = [
    "Baseline",
    "Declaration",
    "Diff",
    "Finding",
    "Outcome",
    "Policies",
    "Problem",
    "Result",
    "ScopeResult",
    "Unreadable",
    "Waiver",
    "baseline_of",
    "diff",
    "diff_law",
    "explain_scope",
    "load_policies",
    "mark",
    "read_baseline",
    "read_waivers",
    "scan",
]
