"""The reference of manifests: every section, key, type and word."""

from __future__ import annotations

from collections.abc import Iterator

from pipl_audit.model.declaration import SECTIONS, section_class
from pipl_audit.model.declaration.base import Item, Part
from pipl_audit.model.policy import Policies
from pipl_audit.model.vocabulary import keys_of, said
from pipl_audit.report.keys import value_words

_INTRO = """\
# Manifest reference · 清单参考

Made from the model by `tools/generate_docs.py`; not to be edited. 由模型生成，请勿手改。

A manifest is a YAML or JSON file with `schema: pipl-audit/v1` at its top. One file has `operator:`;
further files of the same declaration say `part_of: <operator id>`. Lists may be spread over files,
other sections may not.

- An absent key, `null` and `???` mean *unknown*, never "no". `[]` states "none".
- A stated list is taken as complete unless `complete: false` stands beside its value.
- Any value may be written long: `{value, complete, evidence, source, since}`.
- `evidence` is the path of a file, or `{file, sha256}`, `{document_no}`, `{url}`, or a list of these.
- Listed objects have an `id`; references name objects of the same declaration by it.
- Keys of your own go below `x-house:`, which any mapping may hold.

清单是顶层写有 `schema: pipl-audit/v1` 的 YAML 或 JSON 文件。一个文件写 `operator:`，同一声明的其他
文件写 `part_of: <运营者标识>`。列表可以分散在多个文件，其他部分不可以。

- 未写的键、`null` 和 `???` 表示*未知*，绝不当作“否”；`[]` 表示“没有”。
- 已写的列表视为完整，除非旁边写明 `complete: false`。
- 任何值都可写成长形式：`{value, complete, evidence, source, since}`。
- `evidence` 是文件路径，或 `{file, sha256}`、`{document_no}`、`{url}`，或者它们的列表。
- 列表中的对象都有 `id`，引用以此指明同一声明中的对象。
- 本单位自用的键写在 `x-house:` 之下，任何映射都可以有。
"""


def manifest_page(policies: Policies) -> str:
    """The whole page."""
    return "\n".join([_INTRO, *_sections(), *_parts(), *_categories(policies)]) + "\n"


def _sections() -> Iterator[str]:
    yield from ("## Sections · 各部分", "", "| key | holds | 中文 | English |")
    yield "| --- | --- | --- | --- |"
    for name, section in SECTIONS.items():
        part = section_class(name).__name__
        holds = f"list of {_link(part)}" if section.many else _link(part)
        yield f"| `{name}` | {holds} | {section.zh} | {section.en} |"
    yield ""


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _reached() -> list[type[Part]]:
    """Every class of the model, a section's before those it holds, each once."""
    found: dict[type[Part], None] = {}

    def visit(part: type[Part]) -> None:
        if part in found:
            return
        found[part] = None
        for key_type in keys_of(part).values():
            if key_type.type == "part" and key_type.part is not None:
                visit(key_type.part)

    for name in SECTIONS:
        visit(section_class(name))
    return list(found)


def _parts() -> Iterator[str]:
    for part in _reached():
        yield from (f"## {part.__name__}", "")
        about = (part.__doc__ or "").strip().splitlines()
        if about:
            yield from (about[0], "")
        yield from ("| key | value | 中文 | English |", "| --- | --- | --- | --- |")
        for key, key_type in keys_of(part).items():
            if key_type.type == "part" and key_type.part is not None:
                held = _link(key_type.part.__name__)
                value = f"list of {held}" if key_type.many else held
            elif key_type.type == "word":
                words = ", ".join(f"`{word}`" for word in key_type.words)
                value = f"list of: {words}" if key_type.many else f"one of: {words}"
            else:
                value = value_words(part, key, key_type).en
            needed = " (required)" if key == "id" and issubclass(part, Item) else ""
            zh, en = said(part, key)
            yield f"| `{key}`{needed} | {_cell(value)} | {_cell(zh)} | {_cell(en)} |"
        yield ""


def _categories(policies: Policies) -> Iterator[str]:
    yield from ("## Kinds of information · 信息种类", "")
    yield from ("| id | above it | 中文 | English |", "| --- | --- | --- | --- |")
    for category in policies.categories.values():
        above = f"`{category.parent}`" if category.parent else ""
        yield f"| `{category.id}` | {above} | {_cell(category.label.zh)} | {_cell(category.label.en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
