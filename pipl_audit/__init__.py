"""Audit declared personal-data processing of credit operators against Chinese law.

``scan(paths_or_declarations, as_of=date(2026, 6, 1))`` is the main entry; see ``pipl_audit.api``.
Names are imported on first use, so that ``import pipl_audit`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipl_audit._version import __version__

if TYPE_CHECKING:
    from pipl_audit.api import (
        Baseline,
        Declaration,
        Diff,
        Finding,
        Outcome,
        Policies,
        Problem,
        Result,
        ScopeResult,
        Unreadable,
        Waiver,
        baseline_of,
        diff,
        diff_law,
        explain_scope,
        load_policies,
        mark,
        read_baseline,
        read_waivers,
        scan,
    )

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
    "__version__",
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


def __getattr__(name: str) -> Any:
    if name in __all__:
        from pipl_audit import api

        return getattr(api, name)
    raise AttributeError(f"module 'pipl_audit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
