"""YAML text to plain data and marks, from PyYAML's events, without recursion."""

from __future__ import annotations

import re
from typing import Any, Final, Never

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser as _Grammar
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from pipl_audit.reading.marks import BLOCK, Limits, Mark, Problems, shown_key


class PurePythonParser(Reader, Scanner, _Grammar):
    """PyYAML's own parser, some thirty times slower, where it was built without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Grammar.__init__(self)


Parser: Any
try:
    from yaml._yaml import CParser as Parser
except ImportError:
    Parser = PurePythonParser

# What an unquoted word stands for. Everything else is text, numbers and dates included.
_PLAIN: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", "", "???")),
}
_UNKNOWN: Final = "???"
# libyaml cannot read an unquoted ??? inside [] or {}. It reads one of these of equal length
# in its place, so no offset moves; the first that the text does not hold itself.
_STAND_INS: Final = ("~~~", "^^^", "===", "+++", ";;;", "$$$")
_ODD_KEYS: Final = frozenset({"null", "Null", "NULL", "~", "", _UNKNOWN, "<<"})
_STR, _MAP, _SEQ = (f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq"))

# libyaml takes these for line breaks, YAML 1.2 and editors do not. What a reader sees as the end
# of a comment could so be a statement: refused rather than read in one of the two ways.
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
# A byte order mark inside the text; only the Python parser lets it pass, unseen in keys.
_INNER_BOM = re.compile("\ufeff")
# Needless where tags are refused, and libyaml's time is quadratic in their number.
_TAG_DIRECTIVE = re.compile(r"(?:^|(?<=[\r\n]))%TAG\b[^\r\n]*")
_DOCUMENT_END = re.compile(r"(?:^|(?<=[\r\n]))\.\.\.(?=\s)")
# What YAML does not allow in its text.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# What an escape in double quotes may smuggle in (libyaml refuses the surrogates itself).
_SMUGGLED = re.compile("[\0\ud800-\udfff]")

# Where an escape may stand that names no character: of a tag in bytes, in quotes in hexadecimal.
_NAMELESS = re.compile(r"!\S*%|\\U")

# PyYAML's words for a syntax error -> our code; the first that fits. The words of the C and of
# the Python parser differ in places.
_SYNTAX: Final = (
    ("found unexpected end of stream", "yaml-unclosed-quote"),
    ("found unexpected document indicator", "yaml-unclosed-quote"),
    ("found unexpected document separator", "yaml-unclosed-quote"),
    ("tab character", "yaml-tab"),
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-missing-colon"),
    ("did not find expected ',' or", "yaml-unclosed-bracket"),
    ("expected ',' or", "yaml-unclosed-bracket"),
    ("did not find expected key", "yaml-indentation"),
    ("did not find expected '-' indicator", "yaml-indentation"),
    ("expected <block end>", "yaml-indentation"),
    ("<document start>", "yaml-indentation"),
    ("sequence entries are not allowed", "yaml-indentation"),
    ("codec can't decode", "explicit-tag"),
    ("escape", "yaml-escape"),
    ("hexdecimal", "yaml-escape"),
    ("hexadecimal", "yaml-escape"),
)


class _Anchored:
    """A node that has an anchor: what an alias to it stands for. Open until its end is read."""

    __slots__ = ("children", "height", "open", "outer_deepest", "size", "value")

    def __init__(self, value: Any, children: Any) -> None:
        self.value = value
        self.children = children
        self.open = False
        self.size = 1  # nodes; while open, the nodes read before it
        self.height = 0  # containers inside each other; while open, the depth it stands at
        self.outer_deepest = 0  # while open: the depth reached before it


def parse(text: str, limits: Limits, problems: Problems) -> tuple[Any, Mark]:
    """The data of the only document in ``text`` and the mark of its root.

    Notes what is wrong in ``problems``, whose owner must ``settle`` it before using the result.
    """
    _refuse_odd_text(text, problems)
    try:
        return _build(text, limits, problems)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: escapes that name no character
        _explain(error, text, problems)


def _build(text: str, limits: Limits, problems: Problems) -> tuple[Any, Mark]:
    # One loop over the events with everything in local names: this is where the time goes.
    # The innermost open container, what it holds so far and the marks of that. The document
    # itself is an item of a list. In a mapping, ``key`` is None while a key is due; a key that is
    # refused is replaced by an object() so that its value has somewhere to go.
    node: Any = []
    marks: Any = []
    in_map = False
    key: Any = None
    key_start = key_end = -1
    stack: list[tuple[Any, ...]] = []
    anchors: dict[str, _Anchored] = {}
    anchored: _Anchored | None
    nodes = aliases = documents = deepest = 0
    max_nodes, max_depth, max_scalar = limits.max_nodes, limits.max_depth, limits.max_scalar
    plain_values = _PLAIN
    stand_in = ""
    if _UNKNOWN in text:
        stand_in = next((mark for mark in _STAND_INS if mark not in text), "")
    next_event = Parser(text.replace(_UNKNOWN, stand_in) if stand_in else text).get_event

    while True:
        event = next_event()
        kind = type(event)
        start = event.start_mark.index
        end = event.end_mark.index

        if kind is ScalarEvent:
            nodes += 1
            value = event.value
            style = event.style
            tag = event.tag
            if stand_in:
                value = value.replace(stand_in, _UNKNOWN)
            if nodes > max_nodes:
                problems.stop("too-many-nodes", start, end, limit=f"{max_nodes:,}")
            if len(value) > max_scalar:
                problems.add("scalar-too-long", start, end, limit=f"{max_scalar:,}")
            if tag and tag != _STR:
                problems.add("explicit-tag", start, end)
            if style == '"' and "\\" in text[start:end]:
                _check_escapes(value, start, end, problems)
            if in_map and key is None:
                key, key_start, key_end = value, start, end
                if value in node or value in _ODD_KEYS:
                    key = _refuse_key(value, start, end, bool(style or tag), marks, problems)
                if event.anchor:
                    anchors[event.anchor] = _Anchored(value, None)
                continue
            if style or tag:
                if value == _UNKNOWN:
                    value = None
            elif value in plain_values:
                # The tag "!" makes it text; the parser drops that tag, so look at the source.
                if text[start:end].startswith(("!", "&")) and "!" in text[start:end]:
                    problems.add("explicit-tag", start, end)
                value = plain_values[value]
            children = None
            if event.anchor:
                anchors[event.anchor] = _Anchored(value, None)

        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            nodes += 1
            if nodes > max_nodes:
                problems.stop("too-many-nodes", start, end, limit=f"{max_nodes:,}")
            depth = len(stack) + 1
            if depth > max_depth:
                problems.stop("too-deep", start, end, limit=max_depth)
            if depth > deepest:
                deepest = depth
            opens_map = kind is MappingStartEvent
            if event.tag and event.tag != (_MAP if opens_map else _SEQ):
                problems.add("explicit-tag", start, end)
            frame = (node, marks, in_map, key, key_start, key_end, start, event.flow_style)
            node, marks = ({}, {}) if opens_map else ([], [])
            anchored = None
            if event.anchor:
                anchored = anchors[event.anchor] = _Anchored(node, marks)
                anchored.open = True
                anchored.size, anchored.height = nodes - 1, depth - 1
                anchored.outer_deepest, deepest = deepest, depth
            stack.append((*frame, anchored))
            in_map = opens_map
            key = None
            continue

        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value, children = node, marks
            node, marks, in_map, key, key_start, key_end, start, flow, anchored = stack.pop()
            if not flow:
                end = BLOCK
            if anchored is not None:
                anchored.open = False
                anchored.size = nodes - anchored.size
                anchored.height = deepest - anchored.height
                deepest = max(deepest, anchored.outer_deepest)
            if in_map and key is None:
                stop = end if flow else start + 1
                problems.add("complex-key", start, stop)
                key, key_start, key_end = object(), start, stop
                continue

        elif kind is AliasEvent:
            nodes += 1
            aliases += 1
            if aliases > limits.max_aliases:
                problems.stop("too-many-aliases", start, end, limit=f"{limits.max_aliases:,}")
            if in_map and key is None:
                problems.add("complex-key", start, end)
                key, key_start, key_end = object(), start, end
                continue
            value = children = None
            anchored = anchors.get(event.anchor)
            if anchored is None:
                problems.add("undefined-alias", start, end)
            elif anchored.open:
                problems.add("recursive-alias", start, end)
            else:
                value, children = anchored.value, anchored.children
                nodes += anchored.size - 1
                if nodes > max_nodes:
                    problems.stop("alias-bomb", start, end, limit=f"{max_nodes:,}")
                depth = len(stack) + anchored.height
                if depth > max_depth:
                    problems.stop("too-deep", start, end, limit=max_depth)
                deepest = max(deepest, depth)

        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                problems.stop("second-document", start, max(start, end))
            continue

        elif kind is StreamEndEvent:
            break

        else:
            continue

        if in_map:
            node[key] = value
            marks[key] = (start, end, children, key_start, key_end)
            key = None
        else:
            node.append(value)
            marks.append((start, end, children, -1, -1))

    if not node or (node[0] is None and marks[0][0] == marks[0][1]):
        problems.stop("empty-document", 0, 0)
    return node[0], marks[0]


def _refuse_odd_text(text: str, problems: Problems) -> None:
    if not text.isascii() and any(odd in text for odd in "\x85\u2028\u2029\ufeff"):
        for found in _ODD_BREAK.finditer(text):
            problems.add("yaml-line-separator", *found.span(), character=_named(found[0]))
        for found in _INNER_BOM.finditer(text):
            problems.add("control-character", *found.span(), character=_named(found[0]))
    if "%TAG" in text:
        for found in _TAG_DIRECTIVE.finditer(text):
            problems.add("yaml-directive", *found.span())
    problems.settle()


def _check_escapes(value: str, start: int, end: int, problems: Problems) -> None:
    if found := _SMUGGLED.search(value):
        if found[0] == "\0":
            problems.add("control-character", start, end, character=_named("\0"))
        else:
            problems.add("lone-surrogate", start, end)


def _refuse_key(
    key: str, start: int, end: int, quoted: bool, marks: dict[Any, Mark], problems: Problems
) -> Any:
    """Note what is wrong with a key, if anything; give the key to go on with."""
    if key in marks:
        first = marks[key][3:5]
        problems.add("duplicate-key", start, end, [first], key=shown_key(key))
    elif key in ("", _UNKNOWN) or (key != "<<" and not quoted):
        # An empty key is nothing to point at: take in the colon after it.
        problems.add("empty-key", start, max(end, start + 1))
    elif key == "<<" and not quoted:
        problems.add("merge-key", start, end)
    else:
        return key
    return object()


def _explain(error: Exception, text: str, problems: Problems) -> Never:
    """Note a syntax error in our words, and stop."""
    if isinstance(error, ReaderError):
        for found in _CONTROL.finditer(text):
            problems.add("control-character", *found.span(), character=_named(found[0]))
        problems.settle()
    if not isinstance(error, yaml.YAMLError):
        # No place is given: an escape in a tag, or (Python parser only) one past U+10FFFF.
        place = _NAMELESS.search(text)
        at = place.start() if place else 0
        code = "explicit-tag" if text.startswith("!", at) else "yaml-escape"
        problems.stop(code, at, min(at + 1, len(text)))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = str(getattr(error, "problem", "") or "")
    at = min(mark.index if mark else 0, len(text))
    opening = getattr(error, "context_mark", None)
    begun = min(opening.index, len(text)) if opening else at
    # The quote or key that was begun says more than the place where its end was missed.
    code = next((code for fits, code in _SYNTAX if fits in words), "yaml-syntax")
    if "cannot start any token" in words:
        code = "yaml-tab" if text.startswith("\t", at) else "yaml-reserved-character"
    elif "node content" in words and not text[at:].strip():
        code = "yaml-unclosed-bracket"  # the file ends just after a bracket or comma
    elif "<document start>" in words and _DOCUMENT_END.search(text, 0, at):
        code = "second-document"
    elif code in ("yaml-unclosed-quote", "yaml-missing-colon"):
        at = begun
    others = [(begun, begun + 1)] if code == "yaml-unclosed-bracket" and begun < at else []
    problems.stop(code, at, min(at + 1, len(text)), others)


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
