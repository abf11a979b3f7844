import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipl_audit.location import Location, Span
from pipl_audit.reading.tree import read
from pipl_audit.report.excerpt import Excerpts
from pipl_audit.report.safe import columns, wrap


def excerpt(
    text: str, route: tuple[str | int, ...], path: str = "a.yaml", width: int = 80
) -> list[str]:
    span = read(text.encode(), path).locate(route)
    return Excerpts({path: text}).lines(Location(path, span), width)


def under(lines: list[str]) -> tuple[int, int]:
    """Columns the carets take on the screen."""
    caret = lines[1]
    start = caret.index("^")
    return start, start + caret.count("^")


@pytest.mark.parametrize(
    ("text", "route", "value"),
    [
        ("a: true\n", ("a",), "true"),
        ("同意: {勾选: 是的, b: 1}\n", ("同意", "勾选"), "是的"),
        ("a: {ｗｉｄｅ: x, 注: '说明', z: no}\n", ("a", "z"), "no"),
        ("a: {x: e\u0301e\u0301, z: no}\n", ("a", "z"), "no"),
    ],
)
def test_carets_stand_under_the_value(text: str, route: tuple[str, ...], value: str) -> None:
    lines = excerpt(text, route)
    start, end = under(lines)
    before = lines[0][: lines[0].index(value, 4)]
    assert columns(before) == start
    assert columns(before + value) == end


def test_carets_shift_with_masks_and_escapes() -> None:
    lines = excerpt("a: {person_name: 张三丰, t: 'x\u202ey', z: true}\n", ("a", "z"))
    assert "张" not in lines[0]
    start, _ = under(lines)
    assert lines[0][start:].startswith("true")


def test_long_values_are_shown_in_part() -> None:
    text = "a:\n" + "".join(f"  - item {n}\n" for n in range(9))
    lines = excerpt(text, ("a",))
    assert len([line for line in lines if "item" in line]) == 3


def test_a_line_of_any_length_fits() -> None:
    data = {f"键{n}": "值" * 20 for n in range(400)} | {"pre_ticked": True}
    data |= {f"z{n}": "y" * 20 for n in range(400)}
    lines = excerpt(json.dumps(data, ensure_ascii=False), ("pre_ticked",), "a.json")
    assert all(columns(line) <= 80 for line in lines)
    start, end = under(lines)
    head = 0
    for i, character in enumerate(lines[0]):
        if head == start:
            assert lines[0][i:].startswith("true")
            break
        head += columns(character)
    assert end - start == 4


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("c: {person_name: CANARY, x: 1}\n", "a.yaml"),
        ("c: {x: 1, 'phone': CANARY, y: 2}\n", "a.yaml"),
        ("c: {person_name: {value: CANARY, source: CANARY}, x: 1}\n", "a.yaml"),
        ("c: {\n x: 1, email: [CANARY,\n CANARY]}\n", "a.yaml"),
        ("c:\n  x: 1  # phone: CANARY\n", "a.yaml"),
        ("c:\n  person_name: >\n    CANARY\n    CANARY\n  x: 1\n", "a.yaml"),
        ('{"c": {"x": 1, "id_number": "CANARY"}}', "a.json"),
        ('{"c": {"x": 1, "\\u0070hone": "CANARY"}}', "a.json"),
        ("c:\n  x-house: {phone: CANARY}\n  x: 1\n", "a.yaml"),
    ],
)
def test_values_of_person_keys_never_show(text: str, path: str) -> None:
    for route in [(), ("c",), ("c", "x")]:
        assert "CANARY" not in "".join(excerpt(text, route, path))


def test_a_value_left_empty_has_one_caret() -> None:
    assert excerpt("a:\nb: 1\n", ("a",))[1].count("^") == 1


def test_no_source_no_excerpt() -> None:
    assert Excerpts({}).lines(Location("a.yaml", read(b"a: 1", "a.yaml").locate(())), 80) == []


LINES = st.text(st.sampled_from("ab 同意:{}#'\t\x1b\u202e1390000@.中é\u0301，。）"), max_size=200)


@given(LINES, st.integers(1, 201), st.integers(0, 40), st.sampled_from([40, 80]))
def test_any_line_fits_with_its_carets(line: str, column: int, size: int, width: int) -> None:
    start = min(column, len(line) + 1)
    span = Span(1, start, 1, min(start + size, len(line) + 1))
    shown, carets = Excerpts({"a.yaml": line + "\n"}).lines(Location("a.yaml", span), width)
    assert columns(shown) <= width
    assert columns(carets) <= width
    assert "^" in carets
    assert not {"\x1b", "\u202e", "\t"} & set(shown)


@given(LINES, st.integers(20, 80))
def test_wrapping_any_text_fits(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
