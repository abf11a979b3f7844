from datetime import date

import pytest

from pipl_audit.model.declaration.base import Contact, Period
from pipl_audit.report.safe import (
    columns,
    cut,
    escaped,
    masked,
    plain_value,
    safe,
    shown_value,
    wrap,
)


@pytest.mark.parametrize(
    "text",
    [
        "110101199003071233",
        "11010119900307123X",
        "11010119900307123x",
        "110101900307123",
        "110101 19900307 123X",
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "8613800138000",
        "6222021234567890",
        "6222021234567890123",
        "6222 0212 3456 7890 123",
        "someone.else+tag@mail.example.com.cn",
        "某人@example.org",
        "１３８００１３８０００",
    ],
)
@pytest.mark.parametrize("around", ["{}", "电话{}转", "id={},", "x {} y", "({})"])
def test_identifiers_of_persons_are_masked(text: str, around: str) -> None:
    shown = masked(around.format(text))
    assert "***" in shown
    assert not any(text[i : i + 5] in shown for i in range(len(text) - 4))


@pytest.mark.parametrize(
    "text",
    ["2026-06-01", "2000000", "PIPL-14-1", "第13条", "2026-06-01T10:00+08:00", "P5Y", "a@b",
     "91110000MA01ABCD12", "银发〔2021〕12号", "https://example.org/a/b"],
)  # fmt: skip
def test_other_text_is_left_alone(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "character",
    ["\x1b", "\x00", "\x07", "\r", "\n", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\u2028",
     "\ufeff", "\udcff", "\U000e0041"],
)  # fmt: skip
def test_nothing_reaches_the_terminal_unseen(character: str) -> None:
    shown = escaped(f"a{character}b")
    assert character not in shown
    assert shown.startswith("a\\")
    shown.encode("utf-8")


def test_ordinary_text_is_not_escaped() -> None:
    assert escaped("《个人信息保护法》 art. 14 – é") == "《个人信息保护法》 art. 14 – é"


def test_text_is_masked_before_it_is_cut() -> None:
    assert "1380013" not in safe("x" * 70 + " 13800138000", 78)


def test_columns_of_wide_and_combining_characters() -> None:
    assert columns("同意") == 4
    assert columns("e\u0301") == 1
    assert cut("同意书默认", 5) == "同意…"


@pytest.mark.parametrize("width", [20, 33, 80])
def test_wrapped_lines_fit_and_lose_nothing(width: int) -> None:
    text = "个人信息处理者应当 公开 personal information processing rules，方式为 " + "x" * 90
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert not any(line[:1] in "，。" for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_values_by_type() -> None:
    assert plain_value("operator.contact.person_name", "张三") == "***"
    assert plain_value("operator.contact", Contact(person_name="张三")) == {"stated": True}
    assert plain_value("x.persons", 13800138000) == "***"
    assert plain_value("x.persons", 2000000) == 2000000
    assert plain_value("x.on", date(2026, 1, 2)) == "2026-01-02"
    assert plain_value("x.term", Period(years=5)) == "P5Y"
    assert plain_value("x.names", ["a", "13800138000"]) == ["a", "***"]
    assert plain_value("x.flag", None) is None


def test_values_on_one_line() -> None:
    assert shown_value("x.flag", True, "?", "!") == "true"
    assert shown_value("x.flag", None, "not stated", "!") == "not stated"
    assert shown_value("x.list", ["a\x1b[31m", "b"], "?", "!") == "[a\\x1b[31m, b]"
    assert shown_value("operator.contact", Contact(phone="1"), "?", "stated") == "stated"
    assert len(shown_value("x.text", "长" * 500, "?", "!")) <= 80
