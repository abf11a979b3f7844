"""Text of manifests made fit for output: masked, escaped, shortened, and measured in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from pipl_audit.model.declaration.base import PERSON_KEYS, Period

MASK = "***"
MAX_SHOWN = 80

# Shapes of identifiers of persons. ``\d`` on purpose: digits of any script count.
_ID_SHAPES = re.compile(
    r"""
      (?<!\d)\d{15,}[Xx]?                                         # resident id, old id, bank card
    | (?<!\d)\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)          # card in groups of four
    | (?<!\d)\d{6}[ -]\d{8}[ -]\d{3}[\dXx]                         # resident id in groups
    | (?<!\d)[1１]\d{2}(?:[ -]?\d{4}){2}(?!\d)                         # mobile telephone
    | (?<!\d)(?:(?:00|\+)?86[ -]?)[1１]\d{2}(?:[ -]?\d{4}){2}(?!\d)    # the same with country code
    | [^\s@<>"'“”,;:：，；、()（）\[\]{}=/\\]{1,64}[@＠][^\s@<>"'“”,;:：，；、()（）\[\]{}=/\\]{1,255}\.[^\W\d_]{2,63}
    """,
    re.VERBOSE,
)
# What a terminal might obey, or a reader might not see: escaped wherever it stands.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def masked(text: str) -> str:
    """The text without anything shaped like an identifier of a person."""
    return _ID_SHAPES.sub(MASK, text)


def id_shaped(text: str) -> Iterator[tuple[int, int]]:
    """Where things shaped like an identifier of a person stand in the text."""
    for found in _ID_SHAPES.finditer(text):
        yield found.span()


def escaped(text: str) -> str:
    """The text with control, format and bidi characters written out, on one line."""
    return text if text.isascii() and text.isprintable() else "".join(map(_escape, text))


@lru_cache(4096)
def _escape(character: str) -> str:
    if unicodedata.category(character) in _HIDDEN:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def shortened(text: str, most: int = MAX_SHOWN) -> str:
    """At most this many characters, the last an ellipsis where some were cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def safe(text: str, most: int = MAX_SHOWN) -> str:
    """Text of a manifest fit for a report: masked before it is cut, then escaped."""
    return escaped(shortened(masked(text), most))


def safe_line(text: str) -> str:
    """The same for text that must not be cut, such as a path or a message."""
    return escaped(masked(text))


def is_personal(path: str) -> bool:
    """Whether the fact of this path describes a living person."""
    return any(step.partition("[")[0] in PERSON_KEYS for step in re.split(r"\.(?![^\[]*\])", path))


def plain_value(path: str, value: Any) -> Any:
    """A fact's value fit for any output, made of JSON types.

    Mappings are not shown, only that they are stated; listed objects go by their ids.
    """
    if value is None or isinstance(value, bool):
        return value
    if is_personal(path):
        return MASK
    if isinstance(value, BaseModel):
        return {"id": shortened(masked(value.id))} if hasattr(value, "id") else {"stated": True}
    if isinstance(value, list | tuple) and not isinstance(value, Period):
        return [_of_list(path, one) for one in value]
    if isinstance(value, int | float):
        shown = masked(str(value))
        return shown if shown != str(value) else value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {"stated": True}
    return shortened(masked(str(value)))


def _of_list(path: str, one: Any) -> Any:
    shown = plain_value(path, one)
    return shown["id"] if isinstance(shown, dict) and "id" in shown else shown


def shown_value(path: str, value: Any, unknown: str, stated: str, most: int = MAX_SHOWN) -> str:
    """A fact's value as one piece of a line. ``unknown`` and ``stated`` are words of the report."""
    plain = plain_value(path, value)
    if plain is None:
        return unknown
    if isinstance(plain, dict):
        return escaped(str(plain["id"])) if "id" in plain else stated
    if isinstance(plain, list):
        parts = (stated if isinstance(one, dict) else _scalar(one) for one in plain)
        return escaped(shortened("[" + ", ".join(parts) + "]", most))
    return escaped(shortened(_scalar(plain), most))


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@lru_cache(4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """How many columns of a terminal the text takes; ideographs take two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, most: int) -> str:
    """As much of the text as fits into this many columns, with an ellipsis where some was cut."""
    if columns(text) <= most:
        return text
    used, kept = 0, []
    for character in text:
        used += _columns(character)
        if used > most - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


# No line begins with these.
_CLOSING = frozenset("，。；：、！？）】》”’,.;:!?)]}…")
# What is never torn apart: a run of letters, digits and signs; else one character.
_TOKENS = re.compile(r"\s+|[!-~À-ʯ–-‟]+|.", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` columns; Chinese breaks between characters."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for token in _TOKENS.findall(text):
        size = columns(token)
        if token.isspace():
            if line:
                line.append(" ")
                used += 1
            continue
        if line and used + size > width:
            carried: list[str] = []
            # A closing mark takes what it closes along to the next line.
            while len(line) > 1 and (carried or [token])[0] in _CLOSING:
                carried.insert(0, line.pop())
            if sum(map(columns, carried)) + size > width:
                line, carried = line + carried, []
            lines.append("".join(line).rstrip())
            line, used = carried, sum(map(columns, carried))
        while not line and size > width:
            head = cut(token, width + 1)[:-1] or token[0]
            lines.append(head)
            token = token[len(head) :]
            size = columns(token)
        line.append(token)
        used += size
    if line or not lines:
        lines.append("".join(line).rstrip())
    return lines
