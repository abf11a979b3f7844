"""Where something stands in a file: spans, and locations of a path and a span."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text. Lines and columns count from 1; columns count Unicode code points.

    ``end_column`` is the column just after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Location(NamedTuple):
    """A span in a file. ``path`` is as the user named it (POSIX separators)."""

    path: str
    span: Span

    def __str__(self) -> str:
        return f"{self.path}:{self.span.line}:{self.span.column}"
