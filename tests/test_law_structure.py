"""tools/law_structure.py on small samples, and the structure file it made for the PIPL."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "law_structure", ROOT / "tools" / "law_structure.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def shape(body: str) -> Any:
    return tool.parse(body, "sample").articles


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("七十四", 74),
        ("一百", 100),
        ("一百零四", 104),
        ("一百一十", 110),
        ("一百十五", 115),
        ("二百五十三", 253),
        ("一千零三十九", 1039),
        ("一千二百六十", 1260),
    ],
)
def test_numerals(numeral: str, value: int) -> None:
    assert tool.to_int(numeral) == value


def test_a_numeral_with_another_character_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        tool.to_int("一甲")


def test_items_belong_to_the_paragraph_before_them() -> None:
    body = """# 某法

前言不是条文。

## 第一章 总则

**第一条** 第一款。

第二款，有下列情形之一的：

（一）甲；

（二）乙。

第三款。

## 第二章 罚则

**第二条** 只有一款。
"""
    assert shape(body) == {1: [0, 2, 0], 2: [0]}


def test_blank_lines_are_not_needed_before_items() -> None:
    assert shape("**第一条** 下列：\n（一）甲；\n（二）乙。\n\n末款。") == {1: [2, 0]}


def test_inserted_articles_and_high_numbers() -> None:
    body = "**第二百五十三条** 甲。\n\n**第二百五十三条之一** 乙。\n\n丙。\n\n**第二百五十四条** 丁。\n"
    assert shape(body) == {253: [0], "253-1": [0, 0], 254: [0]}
    assert '"253-1": [0, 0]' in tool.to_yaml("x", [tool.parse(body, "x-2020")])


def test_notes_are_not_law_and_annexes_stand_apart() -> None:
    body = """**第一条** 甲。

## 附件 指引

附件的说明。

**附件第一项** 乙。

**附件第二项** 审查下列事项：

（一）丙；

（二）丁。

## Notes

**第二条** not law.
"""
    law = tool.parse(body, "sample")
    assert law.articles == {1: [0]}
    assert law.annex == {1: [0], 2: [2]}


def test_a_heading_without_its_mark_is_not_a_paragraph() -> None:
    law = tool.parse("**第一条** 甲。\n\n\u200b\n\n法律责任\n\n**第二条** 乙。\n", "sample")
    assert law.articles == {1: [0], 2: [0]}
    assert len(law.warnings) == 1


def test_items_that_lost_their_numbers() -> None:
    law = tool.parse("**第一条** 措施包括：\n\n承诺；\n\n整改；\n\n其他。\n\n末款。\n", "sample")
    assert law.articles == {1: [3, 0]}
    assert len(law.warnings) == 1


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("---\narticles: 3\n---\n**第一条** 甲。\n\n**第二条** 乙。\n", "states 3 articles, has 2"),
        ("**第一条** 甲。\n\n**第三条** 乙。\n", "gap"),
        ("**第一条** 甲。\n\n**第一条** 乙。\n", "occurs twice"),
        ("**第一条** 下列：\n\n（一）甲；\n\n（三）乙。\n", "stands at 2"),
    ],
)
def test_faults(body: str, fault: str) -> None:
    assert any(fault in found for found in tool.parse(body, "sample").faults())


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law = tmp_path / "xyz-2020.md"
    law.write_text('---\nid: "xyz-2020"\narticles: 1\n---\n\n**第一条** 甲。\n', encoding="utf-8")
    assert tool.main([str(law)]) == 0
    printed = yaml.safe_load(capsys.readouterr().out)
    assert printed == {"instrument": "xyz", "versions": {"xyz-2020": {"articles": {1: [0]}}}}
    assert tool.main(["--check", str(law)]) == 0
    law.write_text("---\narticles: 2\n---\n\n**第一条** 甲。\n", encoding="utf-8")
    assert tool.main(["--check", str(law)]) == 1


def test_the_structure_of_the_pipl() -> None:
    text = (ROOT / "policies" / "pipl" / "structure.yaml").read_text(encoding="utf-8")
    articles = yaml.safe_load(text)["versions"]["pipl-2021"]["articles"]
    assert list(articles) == list(range(1, 75))
    assert articles[13] == [7, 0]
    assert articles[17] == [4, 0, 0]
    assert articles[58] == [4]
