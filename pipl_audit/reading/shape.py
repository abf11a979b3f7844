"""Checks data against a Cerberus schema, mistakes as (route, what is wrong)."""

from __future__ import annotations

from typing import Any

Route = tuple[str | int, ...]


def leaves(errors: Any, route: Route = ()) -> list[tuple[Route, str]]:
    """Cerberus's nested errors as (route, what is wrong)."""
    found: list[tuple[Route, str]] = []
    if isinstance(errors, dict):
        for key, below in errors.items():
            found.extend(leaves(below, (*route, key)))
    elif isinstance(errors, list):
        for below in errors:
            found.extend(leaves(below, route))
    else:
        found.append((route, str(errors)))
    return found


def mistakes(data: Any, schema: dict[str, Any]) -> list[tuple[Route, str]]:
    """What is wrong with a mapping by this schema; nothing if all is well."""
    # Cerberus is slow to load; only those who have a file to check pay for it.
    from cerberus import Validator

    validator = Validator(schema, require_all=False)
    if validator.validate(data):
        return []
    return [(route, f"{_known(what, schema, route)}") for route, what in leaves(validator.errors)]


def _known(what: str, schema: dict[str, Any], route: Route) -> str:
    """An unknown key at the top with the key that may have been meant."""
    if what != "unknown field" or len(route) != 1:
        return what
    from difflib import get_close_matches

    close = get_close_matches(str(route[0]), schema, n=1)
    return f"{what}; did you mean {close[0]}?" if close else what
