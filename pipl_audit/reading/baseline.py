"""Baseline files: the findings known before, as versioned JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.waiver import Baseline, KnownFinding
from pipl_audit.reading.marks import Limits
from pipl_audit.reading.shape import mistakes
from pipl_audit.reading.tree import read, read_bytes

# Not below "pipl-audit/", lest a scan of the folder takes the file for a manifest.
FORMAT = "pipl-audit-baseline/v1"
# Each entry has six nodes or so; a baseline may hold far more of them than a manifest has keys.
_LIMITS = Limits(max_bytes=256 * 1024 * 1024, max_nodes=8_000_000)
_TEXT = {"type": "string", "required": True}
_SCHEMA: dict[str, Any] = {
    "format": {**_TEXT, "allowed": [FORMAT]},
    "findings": {
        "type": "list",
        "required": True,
        "schema": {
            "type": "dict",
            "schema": {
                "fingerprint": {**_TEXT, "regex": "[0-9a-f]{20}"},
                "status": {**_TEXT, "allowed": ["violated", "not_demonstrated", "review"]},
                "rule": _TEXT,
                "operator": _TEXT,
                "object": _TEXT,
            },
        },
    },
}


def read_baseline(path: Path, shown: str | None = None) -> Baseline:
    """The baseline of a file. Raises ``Unreadable`` with every mistake and its place."""
    # JSON whatever the file is called.
    name = shown or path.as_posix()
    document = read(read_bytes(path, name, _LIMITS), f"{name}.json", _LIMITS)
    data = document.data
    if not isinstance(data, dict):
        found: list[tuple[tuple[str | int, ...], str]] = [((), "a mapping is expected here")]
    else:
        found = mistakes(data, _SCHEMA)
    if found:
        raise Unreadable(
            [
                Problem("settings-mistake", name, document.locate(route), (("what", what),))
                for route, what in found
            ]
        )
    return Baseline(tuple(sorted((KnownFinding(**one) for one in data["findings"]), key=_order)))


def baseline_text(baseline: Baseline) -> str:
    """The file's text: sorted, one finding a line, so that it can be compared and merged."""
    lines = [
        json.dumps(
            {
                "fingerprint": one.fingerprint,
                "status": one.status,
                "rule": one.rule,
                "operator": one.operator,
                "object": one.object,
            }
        )
        for one in sorted(set(baseline.findings), key=_order)
    ]
    body = ",\n    ".join(lines)
    inner = f"[\n    {body}\n  ]" if lines else "[]"
    return f'{{\n  "format": {json.dumps(FORMAT)},\n  "findings": {inner}\n}}\n'


def _order(known: KnownFinding) -> tuple[str, ...]:
    return (known.operator, known.rule, known.object, known.fingerprint, known.status)
