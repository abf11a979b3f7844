"""JSON text (RFC 8259, nothing more) to plain data and marks, without recursion."""

from __future__ import annotations

import math
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, Final, Never

from pipl_audit.reading.marks import Limits, Mark, Problems, shown_key

MAX_DIGITS: Final = 40

_SPACE = re.compile(r"[ \t\n\r]*")
_COMMENT = re.compile(r"//[^\r\n]*|#[^\r\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
# What someone meant as a number; _NUMBER decides whether it is one.
_NUMBER_LIKE = re.compile(r"[-+.0-9][-+.0-9A-Za-z_]*")
_WORD = re.compile(r"[^\W\d][\w$.-]*")
_NOT_A_NUMBER = re.compile(r"[-+]?(?:NaN|Infinity)\b")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f]")

_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
_UNKNOWN: Final = "???"


def parse(text: str, limits: Limits, problems: Problems) -> tuple[Any, Mark]:
    """The data of ``text`` and the mark of its root.

    Numbers become int, with a fraction or an exponent float. Notes what is wrong in
    ``problems``, whose owner must ``settle`` it before using the result.
    """
    return _Reader(text, limits, problems).document()


class _Reader:
    """Walks through the text once; ``at`` is how far."""

    def __init__(self, text: str, limits: Limits, problems: Problems) -> None:
        self.text = text
        self.limits = limits
        self.problems = problems
        self.at = 0
        self.nodes = 0

    def document(self) -> tuple[Any, Mark]:
        # The innermost open container, what it holds so far and the marks of that. The document
        # itself is an item of a list. A key that is refused is replaced by an object() so that
        # its value has somewhere to go.
        node: Any = []
        marks: Any = []
        stack: list[tuple[Any, Any, Any, int, int, int]] = []
        key: Any = None
        key_start = key_end = -1
        opener = self.skip()
        if not opener:
            self.problems.stop("empty-document", 0, 0)

        while True:
            # A value is due, after its key if the container has any.
            start = self.at
            if opener in ("{", "["):
                self.count(start, start + 1)
                if len(stack) >= self.limits.max_depth:
                    limit = self.limits.max_depth
                    self.problems.stop("too-deep", start, start + 1, limit=limit)
                stack.append((node, marks, key, key_start, key_end, start))
                node, marks = ({}, {}) if opener == "{" else ([], [])
                self.at += 1
                opener = self.skip()
                closed = opener == ("}" if isinstance(node, dict) else "]")
            else:
                value = self.scalar(opener)
                self.store(node, marks, key, value, (start, self.at, None, key_start, key_end))
                opener, closed = self.after(node, start, bool(stack))

            while closed:
                self.at += 1
                value, children = node, marks
                node, marks, key, key_start, key_end, start = stack.pop()
                self.store(node, marks, key, value, (start, self.at, children, key_start, key_end))
                opener, closed = self.after(node, start, bool(stack))

            if not stack:
                return node[0], marks[0]
            if isinstance(node, dict):
                key, key_start, key_end = self.key(opener, marks)
                opener = self.skip()
            else:
                key, key_start, key_end = None, -1, -1

    @staticmethod
    def store(node: Any, marks: Any, key: Any, value: Any, mark: Mark) -> None:
        if isinstance(node, dict):
            node[key] = value
            marks[key] = mark
        else:
            node.append(value)
            marks.append(mark)

    def after(self, node: Any, start: int, inside: bool) -> tuple[str, bool]:
        """After a value: what comes next, at ``at``, and whether it closes the container."""
        found = self.skip()
        if not inside:
            if found:
                self.problems.stop("json-extra-text", self.at, self.at + 1)
            return "", False
        closer = "}" if isinstance(node, dict) else "]"
        if found == closer:
            return found, True
        if found != ",":
            if not found:
                self.unexpected(found)
            self.problems.stop("json-comma", self.at, self.at + 1)
        comma = self.at
        self.at += 1
        found = self.skip()
        if found == closer:
            self.problems.add("json-trailing-comma", comma, comma + 1)
        return found, found == closer

    def key(self, found: str, marks: dict[Any, Mark]) -> tuple[Any, int, int]:
        """A key and the colon after it."""
        if found != '"':
            if found and (_WORD.match(self.text, self.at) or found in "'-.0123456789"):
                self.problems.stop("json-unquoted", self.at, self.at + 1)
            self.unexpected(found)
        start = self.at
        self.count(start, start + 1)
        text = self.string()
        key: Any = text
        end = self.at
        if text in marks:
            first = marks[text][3:5]
            self.problems.add("duplicate-key", start, end, [first], key=shown_key(text))
            key = object()
        elif text in ("", _UNKNOWN):
            self.problems.add("empty-key", start, end)
            key = object()
        if self.skip() != ":":
            if self.at < len(self.text):
                self.problems.stop("json-colon", self.at, self.at + 1)
            self.unexpected("")
        self.at += 1
        return key, start, end

    def scalar(self, found: str) -> Any:
        """A string, number, true, false or null; moves past it."""
        text, start = self.text, self.at
        self.count(start, start + 1)
        if found == '"':
            value = self.string()
            return None if value == _UNKNOWN else value
        if wrong := _NOT_A_NUMBER.match(text, start):
            self.at = wrong.end()
            self.problems.add("json-nan", start, self.at)
            return None
        if number := _NUMBER_LIKE.match(text, start):
            self.at = number.end()
            return self.number(start, number[0])
        if word := _WORD.match(text, start):
            if word[0] not in _WORDS:
                self.problems.stop("json-unquoted", start, word.end())
            self.at = word.end()
            return _WORDS[word[0]]
        if found == "'":
            self.problems.stop("json-unquoted", start, start + 1)
        return self.unexpected(found)

    def number(self, start: int, token: str) -> int | float | None:
        if sum(map(token.count, "0123456789")) > MAX_DIGITS:
            self.problems.add("number-too-long", start, self.at, limit=MAX_DIGITS)
            return None
        exact = _NUMBER.fullmatch(token)
        if not exact:
            self.problems.add("json-number", start, self.at)
            return None
        if not (exact[1] or exact[2]):
            return int(token)
        value = float(token)
        if math.isinf(value):
            self.problems.add("number-out-of-range", start, self.at)
            return None
        return value

    def string(self) -> str:
        """A string; moves past it."""
        text, start = self.text, self.at
        if simple := _SIMPLE_STRING.match(text, start):
            value = simple[1]
            self.at = simple.end()
        else:
            try:
                value, self.at = scanstring(text, start + 1, True)
            except JSONDecodeError as error:
                self.bad_string(start, error)
            if _SURROGATE.search(value):
                self.problems.add("lone-surrogate", start, self.at)
            elif "\0" in value:
                self.problems.add("control-character", start, self.at, character="U+0000")
        if len(value) > self.limits.max_scalar:
            limit = f"{self.limits.max_scalar:,}"
            self.problems.add("scalar-too-long", start, self.at, limit=limit)
        return value

    def bad_string(self, start: int, error: JSONDecodeError) -> Never:
        at = error.pos
        if error.msg.startswith("Invalid \\"):
            # The decoder points at the backslash or past it.
            at = self.text.rindex("\\", start, at + 1)
            self.problems.stop("json-escape", at, min(at + 2, len(self.text)))
        if error.msg.startswith("Invalid control"):
            # The Python decoder points past the character, the C one at it.
            at -= not _CONTROL.match(self.text, at)
            found = self.text[at]
            if found in "\r\n":
                self.problems.stop("json-line-break", at, at + 1)
            self.problems.stop("control-character", at, at + 1, character=_named(found))
        self.problems.stop("json-unclosed-string", start, start + 1)

    def skip(self) -> str:
        """Move past white space; give the character there, empty at the end of the text."""
        text = self.text
        while True:
            space = _SPACE.match(text, self.at)
            if space:
                self.at = space.end()
            if text.startswith(("//", "#", "/*"), self.at) and (
                comment := _COMMENT.match(text, self.at)
            ):
                self.problems.add("json-comment", *comment.span())
                self.at = comment.end()
                continue
            return text[self.at : self.at + 1]

    def count(self, start: int, end: int) -> None:
        self.nodes += 1
        if self.nodes > self.limits.max_nodes:
            limit = f"{self.limits.max_nodes:,}"
            self.problems.stop("too-many-nodes", start, end, limit=limit)

    def unexpected(self, found: str) -> Never:
        if not found:
            self.problems.stop("json-unfinished", len(self.text), len(self.text))
        if _CONTROL.match(found) or found == "\x7f":
            at = self.at
            self.problems.stop("control-character", at, at + 1, character=_named(found))
        self.problems.stop("json-syntax", self.at, self.at + 1)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
