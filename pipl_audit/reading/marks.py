"""What the readers share: how much is read, where nodes stand, what is wrong with a file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final, Never, TypeAlias

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.location import Span

# Where a node stands, as offsets into the text: start, end, the marks of what it holds (a dict or
# a list shaped like the data; None for a scalar), start and end of its key (-1 without a key).
# The end is BLOCK for a container that ends where its last child does.
Mark: TypeAlias = tuple[int, int, Any, int, int]
BLOCK: Final = -1

MAX_PROBLEMS: Final = 50
MAX_SHOWN_KEY: Final = 60

# What editors take for a line break. U+0085, U+2028 and U+2029 are not among them.
_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused.

    ``max_bytes`` counts bytes, ``max_scalar`` code points of one key or value, ``max_depth``
    containers inside each other and ``max_nodes`` keys, values and containers, both with every
    alias counted as what it stands for; ``max_aliases`` counts the aliases themselves.
    """

    max_bytes: int = 16 * 1024 * 1024
    max_depth: int = 64
    max_nodes: int = 500_000
    max_scalar: int = 65_536
    max_aliases: int = 1_000


class Lines:
    """Turns offsets into a text into lines and columns; finds the line breaks on first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> array[int]:
        # An array, since a hostile file may be sixteen million line breaks.
        return array("q", chain((0,), (found.end() for found in _LINE_BREAK.finditer(self._text))))

    def span(self, start: int, end: int) -> Span:
        """The span from offset ``start`` up to, not including, offset ``end``."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end)
        return Span(
            first, start - self._starts[first - 1] + 1, last, end - self._starts[last - 1] + 1
        )


class Problems:
    """Collects what is wrong with one file, up to ``MAX_PROBLEMS``."""

    def __init__(self, path: str, text: str = "") -> None:
        self.path = path
        self._lines = Lines(text)
        self._found: list[Problem] = []

    def add(
        self,
        code: str,
        start: int,
        end: int,
        others: Sequence[tuple[int, int]] = (),
        **params: str | int,
    ) -> None:
        """Note a problem between two offsets, ``others`` being such pairs too.

        Raises ``Unreadable`` when the file has as many problems as one run reports.
        """
        span = self._lines.span
        self._found.append(
            Problem(
                code,
                self.path,
                span(start, end),
                tuple((name, str(value)) for name, value in params.items()),
                tuple((self.path, span(*other)) for other in others),
            )
        )
        if len(self._found) >= MAX_PROBLEMS:
            self._refuse()

    def stop(
        self,
        code: str,
        start: int,
        end: int,
        others: Sequence[tuple[int, int]] = (),
        **params: str | int,
    ) -> Never:
        """Note a problem after which nothing more can be read, and raise ``Unreadable``."""
        self.add(code, start, end, others, **params)
        self._refuse()

    def settle(self) -> None:
        """Raise ``Unreadable`` if anything was noted."""
        if self._found:
            self._refuse()

    def _refuse(self) -> Never:
        raise Unreadable(sorted(self._found, key=lambda problem: problem.span or (0,)))


def shown_key(key: str) -> str:
    """A key fit for a message: at most 60 characters, nothing invisible left unescaped."""
    short = key if len(key) <= MAX_SHOWN_KEY else key[: MAX_SHOWN_KEY - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in short
    )
