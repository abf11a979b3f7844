"""YAML: what scalars become, aliases, positions, and agreement with PyYAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipl_audit.errors import Unreadable
from pipl_audit.location import Span
from pipl_audit.reading import yaml_tree
from pipl_audit.reading.marks import Limits
from pipl_audit.reading.tree import Document, read

Route = tuple[str | int, ...]


def load(text: str) -> Document:
    return read(text.encode(), "x.yaml")


def codes(text: str, limits: Limits | None = None) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read(text.encode(), "x.yaml", limits)
    return [problem.code for problem in caught.value.problems]


def cut(text: str, span: Span) -> str:
    """The text of a span, found without the reader's own arithmetic."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = sum(map(len, lines[: span.line - 1])) + span.column - 1
    after = sum(map(len, lines[: span.end_line - 1])) + span.end_column - 1
    return text[before:after]


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "python":
        monkeypatch.setattr(yaml_tree, "Parser", yaml_tree.PurePythonParser)
    return str(request.param)


def test_plain_scalars() -> None:
    text = "[true, True, TRUE, false, False, FALSE, null, Null, NULL, ~, ???, yes, no, on, tRUE]"
    assert load(text).data == [
        *(True,) * 3, *(False,) * 3, *(None,) * 5, "yes", "no", "on", "tRUE"
    ]  # fmt: skip
    assert load("a:\nb: 1\nc: 1.5\nd: 2026-01-01\ne: 0x1F\nf: 1_000\ng: .inf\nh: 012").data == {
        "a": None, "b": "1", "c": "1.5", "d": "2026-01-01",
        "e": "0x1F", "f": "1_000", "g": ".inf", "h": "012",
    }  # fmt: skip


def test_quoted_and_block_scalars_are_text() -> None:
    assert load("['true', \"null\", '', '~', !!str true, !!str ~]").data == [
        "true", "null", "", "~", "true", "~"
    ]  # fmt: skip
    assert load("a: |\n  true\nb: >-\n  null\n").data == {"a": "true\n", "b": "null"}


def test_three_question_marks_are_unknown_wherever_they_stand() -> None:
    text = "a: ???\nb: '???'\nc: [???, \"???\", x???]\nd: {e: ???}\nf: why???\ng: |\n  ???\n"
    document = load(text)
    assert document.data == {
        "a": None, "b": None, "c": [None, None, "x???"],
        "d": {"e": None}, "f": "why???", "g": "???\n",
    }  # fmt: skip
    assert cut(text, document.locate(["d", "e"])) == "???"
    # Marks that might stand in for it occur themselves.
    assert load("[~~~, ^^^, ???]").data == ["~~~", "^^^", None]
    assert codes("???: a\n'???': b") == ["empty-key", "empty-key"]


def test_keys_are_text() -> None:
    assert load("true: a\n1: b\n'null': c\n'<<': d\n&x e: f\n? g\n: h").data == {
        "true": "a", "1": "b", "null": "c", "<<": "d", "e": "f", "g": "h"
    }  # fmt: skip


@pytest.mark.parametrize("key", ["~", "null", "Null", "NULL", "''", '""', "?\n"])
def test_empty_keys(key: str) -> None:
    assert codes(f"{key}: a") == ["empty-key"]


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "? [a]\n", "? - a\n", "? a: b\n"])
def test_complex_keys(key: str) -> None:
    assert codes(f"{key}: c\nd: e\nd: f") == ["complex-key", "duplicate-key"]


def test_alias_as_key() -> None:
    assert codes("a: &b c\n*b : d\n") == ["complex-key"]


@pytest.mark.parametrize(
    "tag",
    ["!x", "!!int", "!!python/object:a.b", "!<tag:x>", "!!map", "!!seq", "!!null", "!!binary"],
)
def test_tags(tag: str) -> None:
    assert codes(f"a: {tag} 1") == ["explicit-tag"]


def test_tags_of_the_right_kind() -> None:
    assert load("!!map {a: !!seq [!!str 1, &x !!str b]}").data == {"a": ["1", "b"]}
    assert codes("a: !!seq {}\nb: !!map []\nc: !!str []") == ["explicit-tag"] * 3
    # The parser drops this one; it would turn the word into text.
    assert codes("a: ! true") == codes("a: &x ! null") == ["explicit-tag"]


def test_aliases() -> None:
    text = "a: &x {b: [c]}\nd: *x\ne: &y f\ng: *y\ny: &x z\nw: *x\n"
    document = load(text)
    assert document.data == {
        "a": {"b": ["c"]}, "d": {"b": ["c"]}, "e": "f", "g": "f", "y": "z", "w": "z"
    }  # fmt: skip
    assert cut(text, document.locate(["d"])) == "*x"
    assert document.locate(["d", "b", 0]) == document.locate(["a", "b", 0])
    assert document.locate(["g"]) == Span(4, 4, 4, 6)


def test_aliases_count_as_what_they_stand_for() -> None:
    text = "a: &a [x, x]\nb: [*a, *a]\n"  # 1 + a (1 + 3) + b (1 + 1 + 3 + 3)
    assert read(text.encode(), "x.yaml", Limits(max_nodes=13)).data
    assert codes(text, Limits(max_nodes=12)) == ["alias-bomb"]
    deep = "a: &a [[x]]\nb: [[*a]]\n"
    assert read(deep.encode(), "x.yaml", Limits(max_depth=5)).data
    assert codes(deep, Limits(max_depth=4)) == ["too-deep"]
    # What stands outside an anchor does not count for its aliases.
    aside = "a: [[[[x]]]]\nb: &b [y]\nc: [[*b]]\n"
    assert read(aside.encode(), "x.yaml", Limits(max_depth=5)).data


def test_recursive_aliases() -> None:
    assert codes("&a [*a]") == ["recursive-alias"]
    assert codes("a: &a {b: {c: *a}}") == ["recursive-alias"]
    # An anchor named again inside hides the outer one.
    assert load("a: &a [&a x, *a]\nb: *a").data == {"a": ["x", "x"], "b": "x"}


def test_depth_is_that_of_containers() -> None:
    assert read(b"[[a]]", "x.yaml", Limits(max_depth=2)).data == [["a"]]
    assert codes("[[[a]]]", Limits(max_depth=2)) == ["too-deep"]


@pytest.mark.parametrize("text", ["a: 1\n...\n", "---\na: 1\n", "%YAML 1.2\n---\na: 1\n"])
def test_one_document(text: str) -> None:
    assert load(text).data == {"a": "1"}


@pytest.mark.parametrize("text", ["---\n---\n", "a: 1\n---\n", "a\n...\nb: c\n"])
def test_second_document(text: str) -> None:
    assert codes(text) == ["second-document"]


@pytest.mark.parametrize("text", ["", "---\n", "# x", "---\n...\n"])
def test_empty_document(text: str) -> None:
    assert codes(text) == ["empty-document"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: \x07b\nc: \x7f", "control-character"),
        ("a: \x9f", "control-character"),
        ("a: b\ufeffc", "control-character"),
        ('a: "\\0"', "control-character"),
        ('a: "\\ud83d"', None),
        ("a: b\x85c", "yaml-line-separator"),
        ("# b\u2029c", "yaml-line-separator"),
        ("a: !%ED%A0%80 b", "explicit-tag"),
        ('a: "\\U00110000"', "yaml-escape"),
        ("%FOO bar\n---\na: 1\n...\n---\n", None),
    ],
)
def test_odd_characters(text: str, code: str | None) -> None:
    found = codes(text)
    assert code is None or set(found) == {code}


def test_escapes_are_read() -> None:
    assert load('"\\x41\\u4e2d\\U0001F600\\n\\e\\L"').data == "A中😀\n\x1b\u2028"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_are_those_of_an_editor(end: str) -> None:
    text = end.join(["# 😀", "名称: 示例", "", "'😀': [a, 😀, b]", "x: 'c", "  d'"])
    document = load(text)
    assert document.locate(["名称"]) == Span(2, 5, 2, 7)
    assert document.locate(["😀"], key=True) == Span(4, 1, 4, 4)
    assert document.locate(["😀", 2]) == Span(4, 13, 4, 14)
    assert document.locate(["x"]) == Span(5, 4, 6, 5)


def test_block_containers_end_with_their_last_item() -> None:
    text = "a:\n  - b: c # d\n# e\n\nf:\n- g\n-\n"
    document = load(text)
    assert cut(text, document.locate(["a"])) == "- b: c"
    assert cut(text, document.locate(["f"])) == "- g\n-"
    assert document.locate(["f", 1]) == Span(7, 2, 7, 2)


# Any text that YAML can hold and this reader takes as text.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x85\u2028\u2029\ufeff")
    | st.sampled_from(" \n\t:#-?![]{},&*'\"|>%@`~\\")
).filter(lambda text: text != "???")
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXT | st.sampled_from(["true", "null", "~", "1", "2026-01-01", "<<"]),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT.filter(bool), inner),
    max_leaves=12,
)
# Width, flow style, scalar style.
STYLES = st.tuples(
    st.sampled_from([20, 80, 1000]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "'", '"', "|", ">"]),
)


class NoAliases(yaml.SafeDumper):
    """Writes equal empty containers out instead of as aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(value: Any, style: tuple[int, bool | None, str | None]) -> str:
    width, flow, scalars = style
    text: str = yaml.dump(
        value,
        Dumper=NoAliases,
        allow_unicode=True,
        width=width,
        default_flow_style=flow,
        default_style=scalars,
    )
    return text.replace("!!map ", "").replace("!!seq ", "")


def nodes(node: yaml.Node, route: Route = ()) -> Iterator[tuple[Route, bool, yaml.Node]]:
    """Route, whether it is the key, and PyYAML's node."""
    yield route, False, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*route, key.value), True, key
            yield from nodes(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from nodes(value, (*route, index))


@given(VALUES, STYLES)
def test_agrees_with_pyyaml(value: Any, style: tuple[int, bool | None, str | None]) -> None:
    text = dump(value, style)
    document = load(text)
    assert document.data == yaml.load(text, Loader=yaml.BaseLoader)
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    assert root is not None
    for route, key, node in nodes(root):
        assert document.has(route)
        if route:
            source = text[node.start_mark.index : node.end_mark.index]
            assert cut(text, document.locate(route, key=key)) == source.rstrip(" \n")


@given(st.text(st.sampled_from(" \n\t:#-?![]{},&*'\"|>%@`~\\ab<0\r\x01\ufeff中😀")))
def test_nothing_but_unreadable(text: str) -> None:
    try:
        document = load(text)
    except Unreadable as error:
        for problem in error.problems:
            assert problem.message("zh")
            assert problem.hint()
    else:
        document.locate([])
