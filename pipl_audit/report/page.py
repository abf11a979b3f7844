"""A page of text for a terminal: wrapped lines, words in one language, colour if wanted."""

from __future__ import annotations

import re

from pipl_audit.model.terms import Lang
from pipl_audit.report.safe import columns, escaped, wrap

# Line breaks in a pack are for its writer only.
_SPACE = re.compile(r"[ \t\r\n]+")
# What a runner of GitHub Actions takes for a command when it reads a log.
_INERT = re.compile(r"^\s*::|##\[", re.MULTILINE)
_CODES = {"bold": "1", "red": "31", "yellow": "33", "blue": "34", "dim": "2"}


def _written_out(found: re.Match[str]) -> str:
    text = found.group()
    return text.replace("[", "\\x5b") if text == "##[" else text.replace("::", "\\x3a:")


class Page:
    """Collects lines.

    Running text is escaped here; what ``line`` takes must already be safe for a terminal.
    """

    def __init__(self, lang: Lang, width: int, colour: bool) -> None:
        self.lang = lang
        self.width = width
        self._colour = colour
        self._lines: list[str] = []

    def say(self, zh: str, en: str) -> str:
        """The text in the page's language."""
        return zh if self.lang == "zh" else en

    def style(self, text: str, *names: str) -> str:
        """The text in colour, where there is any."""
        if not self._colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        """One line as it is."""
        self._lines.append(text)

    def gap(self) -> None:
        """An empty line, unless there is one already."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, text: str) -> None:
        """The title of a section."""
        self.gap()
        self._lines.append(self.style(escaped(text), "bold"))

    def text(self, text: str, indent: int = 2, label: str = "") -> None:
        """Text wrapped to the page, below a label in the margin if one is given."""
        flat = escaped(_SPACE.sub(" ", text).strip())
        margin = " " * indent
        hang = margin + " " * columns(label)
        for i, line in enumerate(wrap(flat, max(self.width - columns(hang), 20))):
            head = margin + self.style(label, "dim") if i == 0 else hang
            self._lines.append(f"{head}{line}".rstrip())

    def done(self) -> str:
        """The page, ending in a line break."""
        return _INERT.sub(_written_out, "\n".join(self._lines)).rstrip("\n") + "\n"
