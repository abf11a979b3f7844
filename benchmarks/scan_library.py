"""Scans the paths given through the library and prints the counts: ``scan`` without the CLI."""

from __future__ import annotations

import sys
from datetime import date

import pipl_audit

result = pipl_audit.scan(sys.argv[1:], as_of=date(2026, 6, 1))
print(result.counts, len(result.problems))
