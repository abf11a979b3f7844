"""What can go wrong with a file: one catalogue of messages, in Chinese and English.

A ``Problem`` is data: something that could not be audited, where, and what to do about it.
Messages never contain a value of the file except keys and words checked to be harmless.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipl_audit.location import Span

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be audited.

    ``code`` is a key of ``CATALOGUE``; ``params`` fill its placeholders; ``others`` names further
    places that belong to the same problem (the first of two equal ids, say).
    """

    code: str
    path: str
    span: Span | None = None
    params: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, Span], ...] = field(default=())

    def message(self, lang: Lang = "en") -> str:
        """One sentence: what is wrong. Source: CATALOGUE."""
        return CATALOGUE[self.code][0 if lang == "zh" else 1].format(**dict(self.params))

    def hint(self, lang: Lang = "en") -> str:
        """One sentence: what to do."""
        return CATALOGUE[self.code][2 if lang == "zh" else 3].format(**dict(self.params))

    def place(self) -> str:
        """``path:line:column``, or the path alone for problems of the whole file."""
        if self.span is None:
            return self.path
        return f"{self.path}:{self.span.line}:{self.span.column}"


class PiplAuditError(Exception):
    """Base of the errors this package raises on purpose."""


class Unreadable(PiplAuditError):
    """A file that cannot be audited. ``problems`` holds one entry per thing to mend."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.place()}: {p.message()}" for p in problems))


# code: (what is wrong, zh; en; what to do, zh; en)
CATALOGUE: dict[str, tuple[str, str, str, str]] = {
}
