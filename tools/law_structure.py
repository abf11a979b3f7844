"""The shape of a law: how many paragraphs (款) each article has, and items (项) each paragraph.

Reads law texts in Markdown and prints the ``structure.yaml`` of an instrument, one version per
file. An article starts with ``**第…条**`` and an annex item with ``**附件第…项**``; each further
block of text is a paragraph, or, when it starts with ``（一）``, an item of the paragraph before
it. A heading ends an article. ``## Notes`` and what follows it is not law.

    python tools/law_structure.py --instrument pipl pipl-2021.md > policies/pipl/structure.yaml
    python tools/law_structure.py --check *.md
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇一二两三四五六七八九十百千]+"

MARKER = re.compile(rf"\*\*(附件)?第({NUMERAL})[条项](?:之({NUMERAL}))?\*\*\s*(.*)", re.DOTALL)
ITEM = re.compile(rf"（({NUMERAL})）")
META = re.compile(r'^(\w+):\s*"?(.*?)"?\s*$')
BLANKS = " \t\r\n\u3000\u200b\ufeff"
SENTENCE_ENDS = ("。", "：", "；", "！", "？", "”", "）")


def to_int(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand, say 一百零四 or 二十."""
    total = digit = 0
    for char in numeral:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        elif char in DIGITS:
            digit = DIGITS[char]
        else:
            raise ValueError(f"not a Chinese numeral: {numeral!r}")
    return total + digit


@dataclass
class Law:
    """What one file holds. A key is the article number, or ``"253-1"`` for 第二百五十三条之一."""

    slug: str
    meta: dict[str, str] = field(default_factory=dict)
    articles: dict[int | str, list[int]] = field(default_factory=dict)
    annex: dict[int | str, list[int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def declared(self) -> int | None:
        """The number of articles the front matter states."""
        stated = self.meta.get("articles", "")
        return int(stated) if stated.isdigit() else None

    def faults(self) -> list[str]:
        """What contradicts the file itself: a wrong count, a gap, a marker met twice."""
        found = [w for w in self.warnings if w.startswith("fault:")]
        if self.declared is not None and self.declared != len(self.articles):
            found.append(f"fault: states {self.declared} articles, has {len(self.articles)}")
        for name, part in (("article", self.articles), ("annex item", self.annex)):
            numbers = [key for key in part if isinstance(key, int)]
            if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
                found.append(f"fault: the {name} numbers have a gap or are out of order")
        return found


def blocks(text: str) -> Iterator[str]:
    """Paragraphs of the file; headings stand alone even where no blank line follows them."""
    for chunk in re.split(r"\n[ \t\u3000\u200b]*\n", text):
        lines = [line.strip(BLANKS) for line in chunk.split("\n")]
        prose: list[str] = []
        for line in lines:
            if line.startswith("#") or MARKER.match(line) or ITEM.match(line):
                if prose:
                    yield "".join(prose)
                prose = []
                if line.startswith("#"):
                    yield line
                    continue
            if line:
                prose.append(line)
        if prose:
            yield "".join(prose)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The scalars of the front matter, and the text below it."""
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---\n")
    return {m[1]: m[2] for line in head.split("\n") if (m := META.match(line))}, body


def parse(text: str, slug: str) -> Law:
    """Counts the paragraphs and items of one law text."""
    meta, body = split_front_matter(text.replace("\r\n", "\n"))
    law = Law(slug=slug, meta=meta)
    current: list[int] | None = None  # the article being read
    where = ""
    previous = ""
    unnumbered = False  # the list being read has lost its （一）
    for text_block in blocks(body):
        block = text_block
        if block.startswith("#"):
            if block.strip("# ") == "Notes":
                break
            current = None
            continue
        marker = MARKER.fullmatch(block)
        if marker:
            annex, numeral, suffix, block = marker.groups()
            key: int | str = to_int(numeral)
            if suffix:
                key = f"{key}-{to_int(suffix)}"
            part = law.annex if annex else law.articles
            where = f"{'annex item' if annex else 'article'} {key}"
            if key in part:
                law.warnings.append(f"fault: {where} occurs twice")
            current = part[key] = []
            previous, unnumbered = "", False
        if current is None or not block:
            continue  # title, preamble, or a text between a heading and the first article
        item = ITEM.match(block)
        if item and current:
            current[-1] += 1
            unnumbered = False
            if to_int(item[1]) != current[-1]:
                law.warnings.append(f"fault: {where}: item {item[1]} stands at {current[-1]}")
        elif current and (
            (unnumbered and previous.endswith("；"))
            or (previous.endswith("：") and block.endswith("；"))
        ):
            if not unnumbered:
                law.warnings.append(f"{where}: lines without numbers counted as items")
            current[-1] += 1
            unnumbered = True
        elif not block.endswith(SENTENCE_ENDS):
            law.warnings.append(f"after {where}: taken for a heading without its mark: {block}")
            current = None
            continue
        else:
            current.append(0)
            unnumbered = False
        previous = block
    return law


def flow(part: dict[int | str, list[int]], indent: str) -> Iterator[str]:
    """One line per article: ``13: [7, 0]``."""
    for key, items in part.items():
        name = key if isinstance(key, int) else f'"{key}"'
        yield f"{indent}{name}: [{', '.join(map(str, items))}]"


def to_yaml(instrument: str, laws: Iterable[Law]) -> str:
    """The text of ``structure.yaml``."""
    lines = [
        "# Generated by tools/law_structure.py; do not edit.",
        "# Article: for each paragraph (款) in order, the number of items (项) it has.",
        f"instrument: {instrument}",
        "versions:",
    ]
    for law in laws:
        lines += [f"  {law.slug}:", "    articles:", *flow(law.articles, " " * 6)]
        if law.annex:
            lines += ["    annex:", *flow(law.annex, " " * 6)]
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the structure, or with ``--check`` one line per file; 1 if a file has faults."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--instrument", help="default: the first file's slug without its year")
    options.add_argument("--check", action="store_true", help="compare with the front matter")
    args = options.parse_args(argv)

    laws = [parse(path.read_text(encoding="utf-8"), path.stem) for path in args.files]
    failed = False
    for law in laws:
        faults = law.faults()
        failed = failed or bool(faults)
        for line in dict.fromkeys([*law.warnings, *faults]):
            print(f"{law.slug}: {line}", file=sys.stderr)
        if args.check:
            paragraphs = sum(len(p) for p in law.articles.values())
            items = sum(sum(p) for p in law.articles.values())
            print(
                f"{law.slug}: {len(law.articles)} articles, {paragraphs} paragraphs,"
                f" {items} items, {len(law.annex)} annex items"
            )
    if not args.check:
        instrument = args.instrument or re.sub(r"-\d{4}$", "", laws[0].slug)
        sys.stdout.write(to_yaml(instrument, laws))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
