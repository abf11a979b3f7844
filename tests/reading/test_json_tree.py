"""JSON: strictness, positions, and agreement with the standard library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipl_audit.errors import Unreadable
from pipl_audit.location import Span
from pipl_audit.reading.tree import Document, read

Route = tuple[str | int, ...]


def load(text: str) -> Document:
    return read(text.encode(), "x.json")


def problem(text: str) -> tuple[str, int, int]:
    with pytest.raises(Unreadable) as caught:
        load(text)
    [found] = caught.value.problems
    assert found.span
    return found.code, *found.span[:2]


def test_scalars() -> None:
    text = '[true, false, null, "???", "true", 0, -1, 1.5, 1e3, -0.0, "\\ud83d\\ude00", "\\/"]'
    found = load(text).data
    assert found == [True, False, None, None, "true", 0, -1, 1.5, 1000.0, 0.0, "😀", "/"]
    assert [type(value) for value in found[5:9]] == [int, int, float, float]
    assert load("9" * 40).data == int("9" * 40)


@pytest.mark.parametrize(
    "number", ["01", "-", "+1", ".5", "1.", "1e", "0x10", "1_000", "2026-01-01"]
)
def test_bad_numbers(number: str) -> None:
    assert problem(f"[{number}]") == ("json-number", 1, 2)


@pytest.mark.parametrize("number", ["1" * 41, "0." + "1" * 40, "1e" + "1" * 40, "1" * 100_000])
def test_long_numbers(number: str) -> None:
    assert problem(f"[{number}]") == ("number-too-long", 1, 2)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "+Infinity", "-NaN"])
def test_no_numbers(word: str) -> None:
    assert problem(f"[1, {word}]") == ("json-nan", 1, 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[1,\n2,]", "json-trailing-comma", 2, 2),
        ('{"a": 1,}', "json-trailing-comma", 1, 8),
        ("[,]", "json-syntax", 1, 2),
        ("[1,,2]", "json-syntax", 1, 4),
        ("{,}", "json-syntax", 1, 2),
        ("[1}", "json-comma", 1, 3),
        ('["a" "b"]', "json-comma", 1, 6),
        ("[1] # x", "json-comment", 1, 5),
        ("/* x\n */ [1]", "json-comment", 1, 1),
        ("/", "json-syntax", 1, 1),
        ("['a']", "json-unquoted", 1, 2),
        ("{a: 1}", "json-unquoted", 1, 2),
        ("{'a': 1}", "json-unquoted", 1, 2),
        ("{1: 1}", "json-unquoted", 1, 2),
        ("[nul]", "json-unquoted", 1, 2),
        ("[None]", "json-unquoted", 1, 2),
        ("[示例]", "json-unquoted", 1, 2),
        ('{"a"}', "json-colon", 1, 5),
        ('{"a"', "json-unfinished", 1, 5),
        ('{"a":', "json-unfinished", 1, 6),
        ('{"a": 1,', "json-unfinished", 1, 9),
        ("{", "json-unfinished", 1, 2),
        ("[1]]", "json-extra-text", 1, 4),
        ("1 2", "json-extra-text", 1, 3),
        ('["a\tb"]', "control-character", 1, 4),
        ('["a\\n\x1f"]', "control-character", 1, 6),
        ('["a\\u0000"]', "control-character", 1, 2),
        ("[\x0b1]", "control-character", 1, 2),
        ("[\u00a01]", "json-syntax", 1, 2),
        ("[\u20281]", "json-syntax", 1, 2),
        ('["a\r\nb"]', "json-line-break", 1, 4),
        ('["\\x"]', "json-escape", 1, 3),
        ('["a\\u12"]', "json-escape", 1, 4),
        ('["a\\u 123"]', "json-escape", 1, 4),
        ('["a\\ud83d\\u12"]', "json-escape", 1, 10),
        ('["a\\', "json-unclosed-string", 1, 2),
        ('["a', "json-unclosed-string", 1, 2),
        ('["\\ude00\\ud83d"]', "lone-surrogate", 1, 2),
        ('{"\\ud83d": 1}', "lone-surrogate", 1, 2),
        ('{"a": 1, "\\u0061": 2}', "duplicate-key", 1, 10),
        ('{"???": 1}', "empty-key", 1, 2),
    ],
)
def test_refused(text: str, code: str, line: int, column: int) -> None:
    assert problem(text) == (code, line, column)


def test_an_open_comment_is_told_with_what_is_missing() -> None:
    with pytest.raises(Unreadable) as caught:
        load("[/* x")
    assert [p.code for p in caught.value.problems] == ["json-comment", "json-unfinished"]


def test_positions() -> None:
    text = '{\r\n  "😀": [1, "\u2028", {}],\r\n  "b": {"c": null}\r\n}'
    document = load(text)
    assert document.locate([]) == Span(1, 1, 1, 2)
    assert document.locate(["😀"], key=True) == Span(2, 3, 2, 6)
    assert document.locate(["😀"]) == Span(2, 8, 2, 20)
    assert document.locate(["😀", 1]) == Span(2, 12, 2, 15)
    assert document.locate(["b", "c"]) == Span(3, 14, 3, 18)
    assert document.locate(["b", "x"]) == Span(3, 8, 3, 19)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda text: text != "???"
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**39), 10**39)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT.filter(bool), inner),
    max_leaves=20,
)


def routes(value: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    yield route, value
    steps: Any = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, inner in steps:
        yield from routes(inner, (*route, step))


def cut(text: str, span: Span) -> str:
    lines = text.replace("\n", "\n\0").split("\0")
    before = sum(map(len, lines[: span.line - 1])) + span.column - 1
    after = sum(map(len, lines[: span.end_line - 1])) + span.end_column - 1
    return text[before:after]


@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_agrees_with_the_standard_library(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = load(text)
    # As text, since 1 == 1.0 == True.
    assert repr(document.data) == repr(json.loads(text))
    for route, inner in routes(value):
        assert document.has(route)
        if route:
            assert repr(json.loads(cut(text, document.locate(route)))) == repr(inner)
            if isinstance(route[-1], str):
                assert json.loads(cut(text, document.locate(route, key=True))) == route[-1]


@given(st.text(st.sampled_from('{}[]:,"\\/*# \n\tu0dD8-+.eEtruefalsnN1\x01中')))
def test_accepts_what_the_standard_library_does_or_less(text: str) -> None:
    try:
        found = load(text).data
    except Unreadable as error:
        for told in error.problems:
            assert told.message("zh")
            assert told.hint()
    else:
        assert repr(found) == repr(json.loads(text))
