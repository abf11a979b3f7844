"""Waiver files: risks accepted, each with a reason, an owner, an approver and an end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.location import Location
from pipl_audit.model.waiver import Waiver
from pipl_audit.reading.shape import Route, mistakes
from pipl_audit.reading.tree import Document, read_file

_OBJECT_KEYS = ("rule", "operator", "object")


def _is_day(field: str, value: Any, error: Any) -> None:
    try:
        if date.fromisoformat(value).isoformat() == value:
            return
    except ValueError:
        pass
    error(field, "must be a day, written YYYY-MM-DD")


_TEXT = {"type": "string", "empty": False}
_NEEDED = {**_TEXT, "required": True}
_DAY = {**_NEEDED, "check_with": _is_day}
_WAIVER: dict[str, Any] = {
    "fingerprint": {**_TEXT, "regex": "[0-9a-f]{20}"},
    **dict.fromkeys(_OBJECT_KEYS, _TEXT),
    "reason": _NEEDED,
    "owner": _NEEDED,
    "approver": _NEEDED,
    "date": _DAY,
    "expires": _DAY,
}
_SCHEMA: dict[str, Any] = {
    "waivers": {"type": "list", "required": True, "schema": {"type": "dict", "schema": _WAIVER}}
}


def read_waivers(path: Path, shown: str | None = None) -> tuple[Waiver, ...]:
    """The waivers of a file: a list, or a mapping with the list at ``waivers``.

    Raises ``Unreadable`` with every mistake and its place.
    """
    document = read_file(path, shown or path.as_posix())
    plain = isinstance(document.data, list)
    data = {"waivers": document.data} if plain else document.data
    if not isinstance(data, dict):
        raise Unreadable([_problem(document, (), "a list of waivers is expected here")])
    found = mistakes(data, _SCHEMA)
    if not found:
        for number, entry in enumerate(data["waivers"]):
            found.extend((("waivers", number), what) for what in _wrong(entry))
    if found:
        raise Unreadable(
            [_problem(document, route[1:] if plain else route, what) for route, what in found]
        )
    return tuple(
        _waiver(document, (number,) if plain else ("waivers", number), entry)
        for number, entry in enumerate(data["waivers"])
    )


def _wrong(entry: dict[str, Any]) -> list[str]:
    found: list[str] = []
    by_object = [key for key in _OBJECT_KEYS if key in entry]
    if "fingerprint" in entry and by_object:
        found.append("a waiver has a fingerprint, or rule, operator and object, but not both")
    elif "fingerprint" not in entry and len(by_object) < len(_OBJECT_KEYS):
        found.append("a waiver names a fingerprint, or rule, operator and object")
    if entry["expires"] < entry["date"]:
        found.append("a waiver cannot end before it begins")
    return found


def _problem(document: Document, route: Route, what: str) -> Problem:
    return Problem("settings-mistake", document.path, document.locate(route), (("what", what),))


def _waiver(document: Document, route: Route, entry: dict[str, Any]) -> Waiver:
    return Waiver(
        reason=entry["reason"],
        owner=entry["owner"],
        approver=entry["approver"],
        agreed=date.fromisoformat(entry["date"]),
        expires=date.fromisoformat(entry["expires"]),
        fingerprint=entry.get("fingerprint"),
        rule=entry.get("rule"),
        operator=entry.get("operator"),
        object=entry.get("object"),
        location=Location(document.path, document.locate(route)),
    )
