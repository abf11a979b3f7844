"""Every way a file can be refused: the code, the place, and nothing but ``Unreadable``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipl_audit.errors import CATALOGUE, Problem, Unreadable
from pipl_audit.location import Span
from pipl_audit.reading import json_tree, marks, tree, yaml_tree
from pipl_audit.reading.marks import Limits, shown_key
from pipl_audit.reading.tree import read, read_file

ROOT = Path(__file__).parents[2]
MALFORMED = ROOT / "fixtures" / "malformed"

# Fixture (named by its code) -> line and column of the problem.
PLACES = {
    "wrong-encoding.yaml": (1, 1),
    "not-utf8.yaml": (2, 20),
    "not-utf8.json": (1, 11),
    "nul-character.yaml": (2, 10),
    "control-character.yaml": (2, 12),
    "control-character.json": (1, 9),
    "empty-document.yaml": (1, 1),
    "empty-document.json": (1, 1),
    "duplicate-key.yaml": (5, 3),
    "duplicate-key.json": (3, 3),
    "empty-key.yaml": (3, 3),
    "empty-key.json": (1, 2),
    "too-deep.yaml": (2, 74),
    "too-deep.json": (1, 65),
    "lone-surrogate.json": (1, 10),
    "yaml-syntax.yaml": (2, 11),
    "yaml-tab.yaml": (3, 1),
    "yaml-reserved-character.yaml": (2, 11),
    "yaml-colon.yaml": (2, 17),
    "yaml-missing-colon.yaml": (2, 1),
    "yaml-indentation.yaml": (4, 3),
    "yaml-unclosed-quote.yaml": (3, 9),
    "yaml-unclosed-bracket.yaml": (3, 6),
    "yaml-escape.yaml": (2, 10),
    "yaml-line-separator.yaml": (2, 12),
    "yaml-directive.yaml": (1, 1),
    "explicit-tag.yaml": (2, 11),
    "merge-key.yaml": (4, 3),
    "second-document.yaml": (2, 1),
    "alias-bomb.yaml": (7, 20),
    "recursive-alias.yaml": (2, 15),
    "undefined-alias.yaml": (2, 11),
    "complex-key.yaml": (3, 5),
    "json-syntax.json": (1, 7),
    "json-unfinished.json": (2, 1),
    "json-comma.json": (1, 9),
    "json-colon.json": (1, 6),
    "json-trailing-comma.json": (1, 12),
    "json-comment.json": (2, 3),
    "json-unquoted.json": (1, 7),
    "json-nan.json": (1, 7),
    "json-number.json": (1, 7),
    "number-too-long.json": (1, 7),
    "number-out-of-range.json": (1, 7),
    "json-line-break.json": (1, 9),
    "json-escape.json": (1, 10),
    "json-unclosed-string.json": (1, 7),
    "json-extra-text.json": (2, 1),
}

# Code -> contents, limits and place, for what a small file cannot show.
GENERATED = {
    "too-large": (b"a: 1\n", "x.yaml", Limits(max_bytes=4), None),
    "too-many-nodes": (b"[a, b, c]", "x.yaml", Limits(max_nodes=3), (1, 8)),
    "scalar-too-long": (b"a: bcd", "x.yaml", Limits(max_scalar=2), (1, 4)),
    "too-many-aliases": (b"a: &a b\nc: [*a, *a]", "x.yaml", Limits(max_aliases=1), (2, 9)),
}
OF_THE_FILE_SYSTEM = {"file-missing", "file-permission", "not-a-file", "file-unreadable"}

HOSTILE = """
import json, resource, sys
from pipl_audit.errors import Unreadable
from pipl_audit.reading.tree import read
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))  # a hang ends here instead of in CI
name, source = sys.argv[1:]
try:
    read(eval(source), name)
    print("read")
except Unreadable as error:
    print(error.problems[0].code)
"""


def problems(data: bytes, name: str, limits: Limits | None = None) -> list[Problem]:
    with pytest.raises(Unreadable) as caught:
        read(data, name, limits)
    return caught.value.problems


@pytest.mark.parametrize("name", PLACES)
def test_malformed_fixture(name: str) -> None:
    found = problems((MALFORMED / name).read_bytes(), name)
    assert [(p.code, p.span and p.span[:2]) for p in found] == [(name.split(".")[0], PLACES[name])]


@pytest.mark.parametrize("name", [name for name in PLACES if name.endswith(".yaml")])
def test_malformed_fixture_without_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "Parser", yaml_tree.PurePythonParser)
    [found] = problems((MALFORMED / name).read_bytes(), name)
    assert found.code == name.split(".")[0]
    assert found.span
    assert found.span.line == PLACES[name][0]


@pytest.mark.parametrize("code", GENERATED)
def test_generated(code: str) -> None:
    data, name, limits, place = GENERATED[code]
    [found] = problems(data, name, limits)
    assert (found.code, found.span and found.span[:2]) == (code, place)


def test_every_code_has_a_case() -> None:
    sources = "".join(
        Path(str(m.__file__)).read_text("utf-8") for m in (tree, yaml_tree, json_tree)
    )
    used = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', sources)) - {"utf-8"}
    assert used <= set(CATALOGUE)
    assert used == {name.split(".")[0] for name in PLACES} | set(GENERATED) | OF_THE_FILE_SYSTEM
    assert set(PLACES) == {p.name for p in MALFORMED.glob("*.*") if p.name.split(".")[0] in used}


def test_messages_are_complete() -> None:
    for name in PLACES:
        for problem in problems((MALFORMED / name).read_bytes(), name):
            for lang in ("zh", "en"):
                for text in (problem.message(lang), problem.hint(lang)):
                    assert text
                    assert text[-1] in ".。"
                    assert "{" not in text


def test_several_problems_in_one_run() -> None:
    found = problems(b"a: 1\na: 2\nb: !x 3\n<<: {}\na: 4\nc: *d\ne: [", "x.yaml")
    assert [(p.code, p.span and p.span.line) for p in found] == [
        ("duplicate-key", 2),
        ("explicit-tag", 3),
        ("merge-key", 4),
        ("duplicate-key", 5),
        ("undefined-alias", 6),
        ("yaml-unclosed-bracket", 7),
    ]
    assert found[3].others == (("x.yaml", Span(1, 1, 1, 2)),)
    found = problems(b'{"a": [1,], // x\n "a": NaN, "": "\\udead"} x', "x.json")
    assert [p.code for p in found] == [
        "json-trailing-comma",
        "json-comment",
        "duplicate-key",
        "json-nan",
        "empty-key",
        "lone-surrogate",
        "json-extra-text",
    ]


def test_no_more_than_fifty_problems() -> None:
    assert len(problems(b"a: 1\n" * 1000, "x.yaml")) == marks.MAX_PROBLEMS
    assert len(problems(b"[" + b"//\n" * 1000, "x.json")) == marks.MAX_PROBLEMS


def test_no_value_in_messages() -> None:
    secret = "11010519491231002X"
    for text in (
        f"a: {secret}: b",
        f"a: '{secret}",
        f"a: @{secret}",
        f"a: !x {secret}",
        f"[{secret}",
    ):
        for problem in problems(text.encode(), "x.yaml"):
            assert secret not in problem.message() + problem.hint() + repr(problem.params)
    for text in (
        f'["{secret}',
        f"[{secret}",
        f'"{secret}" x',
        f'["\\x{secret}"]',
        f'["{secret}\n"]',
    ):
        for problem in problems(text.encode(), "x.json"):
            assert secret not in problem.message() + problem.hint() + repr(problem.params)


def test_shown_key() -> None:
    assert shown_key("目的") == "目的"
    assert shown_key("a\x1b[0m\u202e\n") == "a\\x1b[0m\\u202e\\n"
    assert len(shown_key("k" * 1000)) == 60
    found = problems(b'{"{a}": 1, "{a}": 2}', "x.json")
    assert "{a}" in found[0].message()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("a: 1\r\nb: 2\r\n示例: \ud800".encode("utf-8", "surrogatepass"), (3, 5)),
        (b"\xef\xbb\xbfa: \xff", (1, 4)),
        ("😀: ".encode() + b"\x80", (1, 4)),
        (b"a\rb\n\nc\xc3", (4, 2)),
    ],
)
def test_first_bad_byte(data: bytes, place: tuple[int, int]) -> None:
    [found] = problems(data, "x.yaml")
    assert found.code == "not-utf8"
    assert found.span
    assert found.span[:2] == place


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings(encoding: str) -> None:
    assert problems("\ufeffa: 1".encode(encoding), "x.yaml")[0].code == "wrong-encoding"
    assert problems("a: 1".encode(encoding), "x.yaml")[0].code == "nul-character"


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \n"])
def test_empty(name: str, data: bytes) -> None:
    assert problems(data, name)[0].code == "empty-document"


def test_byte_order_mark_takes_no_column() -> None:
    for data, name in ((b"\xef\xbb\xbf{a: b}", "x.yaml"), (b'\xef\xbb\xbf{"a":"b"}', "x.JSON")):
        document = read(data, name)
        assert document.data == {"a": "b"}
        assert document.locate([]) == Span(1, 1, 1, 2)
        assert document.locate(["a"], key=True).column == 2


def test_locate() -> None:
    document = read(b"# x\na:\n  b: [c, d] # e\n  f: |\n    g\n\n\nh:\n", "x.yaml")
    locate = document.locate
    assert locate([]) == Span(2, 1, 2, 2)
    assert locate([], key=True) == Span(2, 1, 2, 2)
    assert locate(["a"]) == Span(3, 3, 5, 6)
    assert locate(["a"], key=True) == Span(2, 1, 2, 2)
    assert locate(["a", "b"]) == Span(3, 6, 3, 12)
    assert locate(["a", "b", 1]) == Span(3, 10, 3, 11)
    assert locate(["a", "f"]) == Span(4, 6, 5, 6)
    assert locate(["h"]) == Span(8, 3, 8, 3)
    # Nothing there: the deepest ancestor, or its key.
    assert locate(["a", "b", 2]) == locate(["a", "b", "x"]) == locate(["a", "b"])
    assert locate(["a", "b", -1]) == locate(["a", "b"])
    assert locate(["a", "missing"], key=True) == Span(2, 1, 2, 2)
    assert locate(["missing", "x"]) == locate([])
    assert document.has([])
    assert document.has(["h"])
    assert document.has(["a", "b", 0])
    nowhere: list[list[str | int]] = [["x"], ["a", "b", 2], ["a", "b", -1], ["h", "x"], ["a", 0]]
    assert not any(document.has(route) for route in nowhere)


def test_is_plain() -> None:
    text = "a: no\nb: 'no'\nc: \"no\"\nd: |\n  no\ne: &x no\nf: &y 'no'\ng: !!str no\nh: *x\n"
    text += "i: [no]\nj:\n"
    document = read(text.encode(), "x.yaml")
    assert [key for key in document.data if document.is_plain([key])] == ["a", "e", "g", "j"]
    assert document.is_plain(["i", 0])
    assert not document.is_plain(["nowhere"])
    document = read(b'[1, "1", true]', "x.json")
    assert [document.is_plain([i]) for i in range(3)] == [True, False, True]


def file_problem(path: Path, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        read_file(path, "shown.yaml", limits)
    [problem] = caught.value.problems
    return problem.code, problem.place()


def test_read_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = tmp_path / "good"
    good.write_bytes(b"a: 1\n")
    document = read_file(good, "dir/good.yaml")
    assert (document.data, document.path, document.text) == ({"a": "1"}, "dir/good.yaml", "a: 1\n")
    assert read_file(good, "x", Limits(max_bytes=5)).data == {"a": "1"}
    assert file_problem(good, Limits(max_bytes=4)) == ("too-large", "shown.yaml")
    assert file_problem(tmp_path / "missing") == ("file-missing", "shown.yaml")
    assert file_problem(good / "inside")[0] == "file-missing"
    assert file_problem(tmp_path)[0] == "not-a-file"
    assert file_problem(Path("a\0b"))[0] == "file-unreadable"
    assert file_problem(Path("x" * 5000))[0] == "file-unreadable"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert file_problem(loop)[0] == "file-unreadable"

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    assert file_problem(good)[0] == "file-permission"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert file_problem(pipe)[0] == "not-a-file"
    # Nor if it takes the place of a file between the look and the opening.
    regular = os.stat(__file__)
    monkeypatch.setattr(os, "stat", lambda _: regular)
    assert file_problem(pipe)[0] == "not-a-file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such devices here")
def test_devices_are_refused() -> None:
    assert file_problem(Path("/dev/zero"))[0] == "not-a-file"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory")
@pytest.mark.parametrize(
    ("name", "source", "code"),
    [
        ("x.yaml", "b'[' * 200_000", "too-deep"),
        ("x.yaml", "b'{' * 200_000", "too-deep"),
        ("x.yaml", "b'- ' * 200_000", "too-deep"),
        ("x.yaml", "b'? ' * 100_000", "too-deep"),
        ("x.yaml", "b''.join(b' ' * i + b'a:\\n' for i in range(4000))", "too-deep"),
        ("x.yaml", "b''.join(b'- &a%d [*a%d]\\n' % (i, i - (i > 0)) for i in range(900))",
         "recursive-alias"),
        ("x.yaml", "b'- &a0 [x]\\n' + b''.join(b'- &a%d [*a%d]\\n' % (i, i - 1) "
         "for i in range(1, 900))", "too-deep"),
        ("x.yaml", "b'a: &a [x]\\nb: [' + b'*a,' * 1_000_000 + b']'", "too-many-aliases"),
        ("x.yaml", "b'a: ' + b'x' * 16_000_000", "scalar-too-long"),
        ("x.yaml", "b'a: ' + b'x\\n ' * 5_000_000", "scalar-too-long"),
        ("x.yaml", "b'x' * 60_000_000", "too-large"),
        ("x.yaml", "b''.join(b'k%d: v\\n' % i for i in range(1_000_000))", "too-many-nodes"),
        ("x.yaml", "b'[' + b'[],' * 5_000_000", "too-many-nodes"),
        ("x.yaml", "b''.join(b'- &a%d x\\n' % i for i in range(1_000_000))", "too-many-nodes"),
        ("x.yaml", "b''.join(b'%%TAG !a%d! x\\n' % i for i in range(900_000)) + b'---\\na: 1'",
         "yaml-directive"),
        ("x.yaml", "b'[' + b'???,' * 4_000_000", "too-many-nodes"),
        ("x.yaml", "b'\\r' * 16_000_000", "empty-document"),
        ("x.json", "b'[' * 200_000", "too-deep"),
        ("x.json", "b'{\"a\":' * 200_000", "too-deep"),
        ("x.json", "b'[' + b'1' * 100_000 + b']'", "number-too-long"),
        ("x.json", "b'\"' + b'x' * 60_000_000 + b'\"'", "too-large"),
        ("x.json", "b'\"' + b'\\\\n' * 8_000_000 + b'\"'", "scalar-too-long"),
        ("x.json", "b'[\"' + b'\\\\n' * 8_000_000", "json-unclosed-string"),
        ("x.json", "b'[' + b'1,' * 8_000_000", "too-many-nodes"),
        ("x.json", "b'{' + b','.join(b'\"%d\":0' % i for i in range(1_000_000))",
         "too-many-nodes"),
    ],
)  # fmt: skip
def test_hostile(name: str, source: str, code: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", HOSTILE, name, source],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr, run.returncode) == (code, "", 0)


def test_top_level_of_any_kind() -> None:
    assert read(b"- a\n", "x.yaml").data == ["a"]
    assert read(b"a", "x.yml").data == "a"
    assert read(b"[1]", "x.json").data == json.loads("[1]")
    assert read(b"null", "x.json").data is None
