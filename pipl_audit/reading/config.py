"""Configuration: ``[tool.pipl-audit]`` of pyproject.toml, or ``.pipl-audit.yaml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.location import Span
from pipl_audit.model.terms import Lang, Severity
from pipl_audit.reading.discover import checkout
from pipl_audit.reading.shape import Route, mistakes
from pipl_audit.reading.tree import Document, read, read_bytes

YAML_NAME = ".pipl-audit.yaml"
TOML_NAME = "pyproject.toml"
_TABLE = "pipl-audit"
_WORDS = {"type": "list", "schema": {"type": "string", "empty": False}}
_FILE = {"type": "string", "empty": False}
SCHEMA: dict[str, Any] = {
    "lang": {"type": "string", "allowed": list(get_args(Lang))},
    "fail-on": {"type": "string", "allowed": [*get_args(Severity), "never"]},
    "fail-on-missing": {"type": "boolean"},
    "exclude": _WORDS,
    "packs": _WORDS,
    "instruments": _WORDS,
    "baseline": _FILE,
    "waivers": _FILE,
}
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says. ``path`` is as shown to the user; paths it names start from
    its folder."""

    path: str
    folder: Path
    values: Mapping[str, Any] = field(default_factory=dict)

    def file(self, key: str) -> Path | None:
        """The file named at the key."""
        name = self.values.get(key)
        return None if name is None else _from(self.folder, name)

    def files(self, key: str) -> list[Path]:
        """The files named at the key."""
        return [_from(self.folder, name) for name in self.values.get(key, ())]


def _from(folder: Path, name: str) -> Path:
    """Relative to the current folder where it is below it, as a user would write it."""
    path = Path(os.path.normpath(folder / name))
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def find_config(folder: Path) -> Config | None:
    """The configuration nearest to the folder, up to the root of its checkout.

    Raises ``Unreadable`` for one with mistakes, and for two in the same folder.
    """
    folder = folder.resolve()
    top = checkout(folder) or folder
    for here in (folder, *folder.parents):
        found = [c for name in (YAML_NAME, TOML_NAME) if (c := _at(here / name)) is not None]
        if len(found) > 1:
            what = f"both {found[0].path} and {found[1].path} configure pipl-audit; keep one"
            raise Unreadable([Problem("settings-mistake", found[0].path, None, (("what", what),))])
        if found:
            return found[0]
        if here == top:
            return None
    return None


def read_config(path: Path) -> Config:
    """The configuration of this file. Raises ``Unreadable`` with every mistake and its place."""
    path = Path(os.path.abspath(path))
    shown = _from(path.parent, path.name).as_posix()
    if path.suffix.lower() == ".toml":
        return _of_toml(path, shown) or Config(shown, path.parent)
    document = read(read_bytes(path, shown), shown)
    return _checked(shown, path.parent, document.data, document)


def _at(path: Path) -> Config | None:
    if not path.is_file():
        return None
    if path.name == TOML_NAME:
        return _of_toml(path, _from(path.parent, path.name).as_posix())
    return read_config(path)


def _of_toml(path: Path, shown: str) -> Config | None:
    """``None`` where the file has no table of ours; whatever else is wrong with it then."""
    data = read_bytes(path, shown)
    if _TABLE.encode() not in data:
        return None
    import tomllib

    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        raise Unreadable([Problem("not-utf8", shown)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        span = Span(line, column, line, column)
        what = (("what", "this is not valid TOML from here on"),)
        raise Unreadable([Problem("settings-mistake", shown, span, what)]) from None
    tool = tables.get("tool")
    if not isinstance(tool, dict) or _TABLE not in tool:
        return None
    return _checked(shown, path.parent, tool[_TABLE], text)


def _checked(shown: str, folder: Path, values: Any, source: Document | str) -> Config:
    if not isinstance(values, dict):
        wrong: list[tuple[Route, str]] = [((), "a mapping is expected here")]
    else:
        wrong = mistakes(values, SCHEMA)
    if wrong:
        raise Unreadable(
            [
                Problem(
                    "settings-mistake", shown, _span(source, route), (("what", _what(route, what)),)
                )
                for route, what in wrong
            ]
        )
    return Config(shown, folder, values)


def _what(route: Route, what: str) -> str:
    return f"{'.'.join(map(str, route))}: {what}" if route else what


def _span(source: Document | str, route: Route) -> Span:
    """Where a setting stands. TOML is read without places: its key is looked for below our table."""
    if isinstance(source, Document):
        return source.locate(route)
    lines = source.split("\n")
    table = re.compile(r"\s*\[\s*tool\s*\.\s*[\"']?pipl-audit[\"']?\s*\]")
    start = next((n for n, line in enumerate(lines) if table.match(line)), 0)
    if route:
        key = re.compile(
            rf"\s*(?:tool\.pipl-audit\.|pipl-audit\.)?[\"']?{re.escape(str(route[0]))}[\"']?\s*="
        )
        for number in range(start, len(lines)):
            if key.match(lines[number]):
                column = len(lines[number]) - len(lines[number].lstrip()) + 1
                end = len(lines[number].rstrip()) + 1
                return Span(number + 1, column, number + 1, end)
    return Span(start + 1, 1, start + 1, len(lines[start].rstrip()) + 1)
