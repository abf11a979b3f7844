"""Where the policies and the compliant fixtures lie: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _find(in_wheel: str, in_checkout: str) -> Path:
    packaged = _PACKAGE / "_data" / in_wheel
    return packaged if packaged.is_dir() else _PACKAGE.parent / in_checkout


def policies_dir() -> Path:
    """The folder with one folder per instrument and the taxonomy."""
    return _find("policies", "policies")


def bases_dir() -> Path:
    """The folder with the compliant declarations that examples and templates start from."""
    return _find("compliant", "fixtures/compliant")


def compiled_policies() -> Path:
    """The validated policies as JSON; only a built wheel holds it."""
    return _PACKAGE / "_data" / "policies.json"
