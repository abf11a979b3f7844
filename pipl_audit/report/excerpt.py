"""Excerpts of manifests: a few source lines with carets under a value, persons masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipl_audit.errors import Unreadable
from pipl_audit.location import Location, Span
from pipl_audit.model.declaration.base import PERSON_KEYS
from pipl_audit.reading.tree import Document, read
from pipl_audit.report.safe import MASK, columns, escaped, id_shaped

MAX_LINES = 3
_LINE_BREAK = re.compile(r"\r\n?|\n")
# In comments, which no reader parses.
_PERSON_KEY = re.compile(rf"(?:{'|'.join(sorted(PERSON_KEYS))})[\"']?\s*:\s*(.*)", re.IGNORECASE)
_COMMENT = re.compile(r"(?:^|\s)#")
_TAB = "    "
# A line may be a whole file of minified JSON: only this much around the value is looked at.
_NEAR = 2_000

Interval = tuple[int, int]


class Excerpts:
    """Excerpts of the files of one result; each file is split and searched once."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._files: dict[str, _File] = {}

    def lines(self, location: Location, width: int) -> list[str]:
        """The excerpt as lines of a report; none for a file whose text is not at hand."""
        text = self._sources.get(location.path)
        if text is None:
            return []
        file = self._files.get(location.path)
        if file is None:
            file = self._files[location.path] = _File(location.path, text)
        return list(file.excerpt(location.span, width))


class _File:
    def __init__(self, path: str, text: str) -> None:
        self._lines = _LINE_BREAK.split(text)
        # line number -> what to hide there
        self._hidden: dict[int, list[Interval]] = {}
        # A key can hide behind an escape, so that a backslash calls for a proper look, too.
        if "\\" in text or any(key in text for key in PERSON_KEYS):
            for span in _personal_spans(path, text):
                self._hide(span)

    def _hide(self, span: Span) -> None:
        for number in range(span.line, span.end_line + 1):
            start = span.column - 1 if number == span.line else 0
            end = span.end_column - 1 if number == span.end_line else len(self._lines[number - 1])
            self._hidden.setdefault(number, []).append((start, end))

    def excerpt(self, span: Span, width: int) -> Iterator[str]:
        last = min(span.end_line, span.line + MAX_LINES - 1, len(self._lines))
        gutter = len(str(last))
        room = max(width - gutter - 4, 20)
        for number in range(span.line, last + 1):
            first = number == span.line
            whole = self._lines[number - 1]
            start = min(span.column - 1, len(whole)) if first else 0
            end = span.end_column - 1 if number == span.end_line else len(whole)
            skipped = max(start - _NEAR, 0)
            line = whole[skipped : start + _NEAR]
            cells = self._cells(number, line, skipped)
            end = max(min(end - skipped, len(line)), 0)
            shown, at, size = _fit(cells, start - skipped, end, room)
            yield f"{number:>{gutter}} | {shown}".rstrip()
            if first:
                yield f"{'':>{gutter}} | {' ' * at}{'^' * size}"

    def _cells(self, number: int, line: str, skipped: int) -> list[str]:
        """What is shown for each character of the line, of which some may have been skipped."""
        cells = [_TAB if c == "\t" else escaped(c) for c in line]
        hidden = [(a - skipped, b - skipped) for a, b in self._hidden.get(number, ())]
        hidden += id_shaped(line)
        comment = _COMMENT.search(line)
        if comment is not None:
            hidden += [m.span(1) for m in _PERSON_KEY.finditer(line, comment.start())]
        covered: set[int] = set()
        for start, end in hidden:
            covered.update(range(max(start, 0), min(end, len(line))))
        # One mark per stretch, however long: its length says nothing then.
        for i in covered:
            cells[i] = "" if i - 1 in covered else MASK
        return cells


def _fit(cells: list[str], start: int, end: int, room: int) -> tuple[str, int, int]:
    """The cells as a line of at most ``room`` columns, and where the carets go."""
    sizes = [columns(cell) for cell in cells]
    first, last = 0, len(cells)
    if sum(sizes) > room:
        # Begin a third of the room before the value.
        first, before = start, 0
        while first and before + sizes[first - 1] <= room // 3:
            first -= 1
            before += sizes[first]
        used, last = 2, first
        while last < len(cells) and used + sizes[last] <= room:
            used += sizes[last]
            last += 1
        # Where the line ends early, show more of its beginning.
        while first and last == len(cells) and used + sizes[first - 1] <= room:
            first -= 1
            used += sizes[first]
    head, tail = ("…" if first else ""), ("…" if last < len(cells) else "")
    at = len(head) + sum(sizes[first:start])
    size = sum(sizes[start : min(end, last)])
    return head + "".join(cells[first:last]) + tail, at, max(size, 1)


def _personal_spans(path: str, text: str) -> Iterator[Span]:
    try:
        document = read(text.encode("utf-8", "surrogatepass"), path)
    except Unreadable:
        return
    yield from _below(document, document.data, ())


def _below(document: Document, node: Any, route: tuple[str | int, ...]) -> Iterator[Span]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in PERSON_KEYS:
                if value is not None:
                    yield document.locate((*route, key))
            elif isinstance(value, dict | list):
                yield from _below(document, value, (*route, key))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            if isinstance(value, dict | list):
                yield from _below(document, value, (*route, i))
