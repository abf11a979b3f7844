"""A YAML or JSON file as plain data, with the place of every key and value."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.location import Span
from pipl_audit.reading.marks import BLOCK, Limits, Lines, Mark, Problems

# A scalar's anchor and tag, then what opens a quoted or block scalar.
_QUOTED = re.compile(r"""(?:[&!]\S*\s+)*["'|>]""")
_BOM_UTF8: Final = b"\xef\xbb\xbf"
# The longer marks first: UTF-32 LE begins with the mark of UTF-16 LE.
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Document:
    """A file that was read.

    ``path`` is as shown to the user, ``text`` the source without its byte order mark. ``data`` is
    made of dict (with str keys), list, str, bool and None, from JSON also int and float. Aliases
    share one object, so treat ``data`` as frozen.

    A *route* names a node by the keys and list positions that lead to it from the root.
    """

    __slots__ = ("_lines", "_mark", "data", "path", "text")

    def __init__(self, path: str, data: Any, text: str, mark: Mark) -> None:
        self.path = path
        self.data = data
        self.text = text
        self._mark = mark
        self._lines = Lines(text)

    def has(self, route: Sequence[str | int]) -> bool:
        """Whether a node stands at the route; a key whose value is null counts."""
        return self._follow(route)[1] == len(route)

    def locate(self, route: Sequence[str | int], *, key: bool = False) -> Span:
        """The span of the value at the route, or of its key.

        A route that leads nowhere gives its deepest ancestor there is; the root gives the first
        token of the document. A list item has no key: its value is given. An alias is given where
        it stands, what it holds where the anchor put it. A value left empty has an empty span.
        """
        mark, found = self._follow(route)
        if not found:
            return self._lines.span(*self._first_token())
        start, _, _, key_start, key_end = mark
        if key and key_start >= 0:
            return self._trimmed(key_start, key_end)
        return self._trimmed(start, self._end(mark))

    def is_plain(self, route: Sequence[str | int]) -> bool:
        """Whether the scalar at the route is written without quotes, in YAML as in JSON.

        False for containers, block scalars and aliases, and where nothing stands.
        """
        mark, found = self._follow(route)
        start, end, children, *_ = mark
        if found < len(route) or children is not None:
            return False
        return not (self.text.startswith("*", start) or _QUOTED.match(self.text, start, end))

    def _follow(self, route: Sequence[str | int]) -> tuple[Mark, int]:
        """The mark at the end of the route or as far as it leads, and the steps taken."""
        mark = self._mark
        for taken, step in enumerate(route):
            children = mark[2]
            if isinstance(children, dict):
                there = isinstance(step, str) and step in children
            else:
                there = (
                    isinstance(children, list)
                    and isinstance(step, int)
                    and 0 <= step < len(children)
                )
            if not there:
                return mark, taken
            mark = children[step]
        return mark, len(route)

    def _first_token(self) -> tuple[int, int]:
        mark = self._mark
        while mark[1] == BLOCK:
            children = mark[2]
            mark = next(iter(children.values() if isinstance(children, dict) else children))
            if mark[3] >= 0:
                return mark[3], mark[4]
        return mark[0], mark[1] if mark[2] is None else mark[0] + 1

    @staticmethod
    def _end(mark: Mark) -> int:
        while mark[1] == BLOCK:
            children = mark[2]
            mark = next(reversed(children.values() if isinstance(children, dict) else children))
        return mark[1]

    def _trimmed(self, start: int, end: int) -> Span:
        # A block scalar takes the line breaks after it along; the span does without them.
        return self._lines.span(start, start + len(self.text[start:end].rstrip(" \t\r\n")))


def read(data: bytes, path: str, limits: Limits | None = None) -> Document:
    """Read the bytes of a file: JSON if ``path`` ends in ``.json``, else YAML.

    Raises ``Unreadable`` with every problem found: a syntax error ends the reading, duplicate
    keys, tags and their like do not.
    """
    limits = limits or Limits()
    text = _decode(data, path, limits)
    problems = Problems(path, text)
    # Imported when needed: a run over JSON alone never pays for loading PyYAML.
    if path.lower().endswith(".json"):
        from pipl_audit.reading.json_tree import parse
    else:
        from pipl_audit.reading.yaml_tree import parse
    value, mark = parse(text, limits, problems)
    problems.settle()
    return Document(path, value, text, mark)


def read_file(path: Path, shown: str, limits: Limits | None = None) -> Document:
    """Read a regular file; ``shown`` is its path as the user named it, and decides the format.

    Raises ``Unreadable`` as ``read`` and ``read_bytes`` do.
    """
    return read(read_bytes(path, shown, limits), shown, limits)


def read_bytes(path: Path, shown: str, limits: Limits | None = None) -> bytes:
    """The bytes of a regular file.

    Never waits on a pipe or a device, and never takes in more than ``limits.max_bytes`` + 1.
    Raises ``Unreadable`` for a file that is missing, closed to us or not a regular file.
    """
    limits = limits or Limits()
    try:
        return _take(path, limits.max_bytes)
    except (FileNotFoundError, NotADirectoryError):
        code = "file-missing"
    except PermissionError:
        code = "file-permission"
    except IsADirectoryError:
        code = "not-a-file"
    except (OSError, ValueError):  # ValueError: a NUL or a lone surrogate in the name
        code = "file-unreadable"
    raise Unreadable([Problem(code, shown)])


def _take(path: Path, most: int) -> bytes:
    """Up to ``most`` + 1 bytes of a regular file; IsADirectoryError for anything else."""
    # Look before opening (opening some devices acts on them) and again after (it may have changed);
    # O_NONBLOCK keeps a pipe that slipped in between from holding us up.
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise IsADirectoryError
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise IsADirectoryError
        taken = bytearray()
        # The size is a guess only: the file may grow, and those of /proc claim to be empty.
        chunk = min(status.st_size, most) + 1
        while len(taken) <= most and (piece := file.read(min(chunk, most + 1 - len(taken)))):
            taken += piece
            chunk = 65_536
        return bytes(taken)


def _decode(data: bytes, path: str, limits: Limits) -> str:
    if len(data) > limits.max_bytes:
        params = (("limit", f"{limits.max_bytes:,}"),)
        raise Unreadable([Problem("too-large", path, params=params)])
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            Problems(path).stop("wrong-encoding", 0, 0, encoding=encoding)
    data = data.removeprefix(_BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        # The bad byte stands for one character, whatever it was meant to be.
        Problems(path, before + "?").stop("not-utf8", len(before), len(before) + 1)
    if (nul := text.find("\0")) >= 0:
        Problems(path, text).stop("nul-character", nul, nul + 1)
    return text
