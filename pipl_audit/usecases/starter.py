"""Starter: a first manifest for a kind of operator, its facts left to state.

Its objects and the references between them come from the compliant declaration of the nearest
kind; what to state stands beside each key in the words of the model. Nothing is claimed that the
user did not say.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pipl_audit.model.declaration import SCHEMA, SECTIONS, section_class
from pipl_audit.model.declaration.base import Item, Part
from pipl_audit.model.declaration.operator import OperatorKind
from pipl_audit.model.terms import Bilingual, Lang
from pipl_audit.model.vocabulary import KeyType, keys_of, said
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.shipped import bases_dir
from pipl_audit.report.keys import value_words
from pipl_audit.report.safe import columns, wrap
from pipl_audit.rules.examples import load_base
from pipl_audit.usecases.schema import SCHEMA_FILE

_WIDTH = 100
# For kinds that no base is named after: the base whose activities are nearest to theirs.
_NEAREST = {
    "information_provider": "lender",
    "central_list_publisher": "central-blacklist",
    "local_list_publisher": "petitioners",
    "moral_model_publisher": "moral-models",
    "sector_regulator": "environmental-credit",
    "other": "lender",
}
_ID = re.compile(r"[^\W_][\w.-]{0,63}")
# What the user says of the operator; all else is left to state.
_HEAD = {
    "zh": (
        "{kind} 的清单初稿，由 pipl-audit init 写成。",
        "null 表示尚未陈述，绝不当作“否”。请据实填写；列表没有内容时写 []。",
        "各处理活动、数据集等只是示例结构：请改名、增删，使之与实际相符。",
        "不得写入国家秘密、工作秘密或真实的个人信息。",
    ),
    "en": (
        "A first manifest for: {kind}. Written by pipl-audit init.",
        "null means not yet stated, never no. State what is true; write [] for a list that is empty.",
        "Activities, datasets and the like are a sketch: rename, add and remove until they fit.",
        "Put in no state or work secrets and no real personal information.",
    ),
}


@dataclass(frozen=True, slots=True)
class StarterKind:
    """A kind of operator that can be begun with: its name, its base, the words for ``kinds``."""

    name: str
    base: str
    words: tuple[str, ...]


def valid_id(text: str) -> bool:
    """Whether an operator can be called so."""
    return _ID.fullmatch(text) is not None


def starter_kinds(bases: Path | None = None) -> dict[str, StarterKind]:
    """The kinds there are, by name: the bases shipped, and the operator kinds of the model."""
    folder = bases or bases_dir()
    shipped = sorted(p.stem for p in folder.glob("*.yaml"))
    words = get_args(OperatorKind)
    found: dict[str, StarterKind] = {}
    for word in words:
        name = word.replace("_", "-")
        base = name if name in shipped else _NEAREST.get(word, "lender")
        if base in shipped:
            found[name] = StarterKind(name, base, (word,))
    for name in shipped:
        if name not in found:
            said_there = load_base(folder, name).get("operator", {}).get("kinds") or []
            found[name] = StarterKind(name, name, tuple(w for w in said_there if w in words))
    return found


def starter(
    kind: StarterKind,
    operator_id: str,
    name: str,
    lang: Lang,
    *,
    schema: str = SCHEMA_FILE,
    bases: Path | None = None,
) -> str:
    """The text of a starter manifest. ``schema`` is where editors find the JSON Schema."""
    data = Unwrapped(load_base(bases or bases_dir(), kind.base)).data
    writer = _Writer(lang, operator_id, name, kind.words)
    writer.lines.append(f"# yaml-language-server: $schema={schema}")
    for line in _HEAD[lang]:
        writer.comment(line.format(kind=", ".join(kind.words) or kind.name), "")
    writer.lines.append(f"schema: {SCHEMA}")
    for section in SECTIONS.values():
        if section.name in data:
            writer.lines.append("")
            writer.section(section.name, data[section.name])
    return "\n".join(writer.lines) + "\n"


@dataclass(slots=True)
class _Writer:
    lang: Lang
    operator_id: str
    name: str
    kinds: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    told: set[tuple[type[Part], str]] = field(default_factory=set)

    def comment(self, text: str, indent: str) -> None:
        """A comment on lines of its own."""
        for line in wrap(text, _WIDTH - len(indent) - 2):
            self.lines.append(f"{indent}# {line}".rstrip())

    def section(self, name: str, value: Any) -> None:
        section, part = SECTIONS[name], section_class(name)
        title = Bilingual(section.zh, section.en)(self.lang)
        if section.many:
            self._items(name, part, value, "", title)
        else:
            self.comment(title, "")
            self.lines.append(f"{name}:")
            self._part(part, value or {}, "  ", name)

    def _items(self, key: str, part: type[Part], value: Any, indent: str, title: str) -> None:
        items = [item for item in value or [] if isinstance(item, dict)]
        if not items:
            hint = self._aside("没有则写 []" if self.lang == "zh" else "[] for none")
            self._fact(indent, key, "null", title + hint)
            return
        self.comment(title, indent)
        self.lines.append(f"{indent}{key}:")
        for item in items:
            self.lines.append(f"{indent}  - id: {_scalar(item['id'])}")
            self._part(part, {k: v for k, v in item.items() if k != "id"}, indent + "    ", "")

    def _part(self, part: type[Part], value: dict[str, Any], indent: str, section: str) -> None:
        types = keys_of(part)
        for key, below in value.items():
            key_type = types.get(key)
            if key_type is None:  # keys of the house
                continue
            about = said(part, key)(self.lang)
            if key_type.type == "part" and key_type.part is not None:
                if key_type.many and issubclass(key_type.part, Item):
                    self._items(key, key_type.part, below, indent, about)
                elif key_type.many:
                    self._fact(indent, key, "null", about)
                else:
                    self._nested(key, key_type.part, below, indent, about, section)
                continue
            stated = self._stated(section, key, key_type, below)
            self._fact(indent, key, stated, about + self._words(part, key, key_type, stated))

    def _words(self, part: type[Part], key: str, key_type: KeyType, stated: str) -> str:
        """What may be written, told where the key stands for the first time."""
        if stated != "null" or key_type.type == "text" or (part, key) in self.told:
            return ""
        self.told.add((part, key))
        return self._aside(value_words(part, key, key_type)(self.lang))

    def _aside(self, text: str) -> str:
        return f"；{text}" if self.lang == "zh" else f"; {text}"

    def _nested(
        self, key: str, part: type[Part], below: Any, indent: str, about: str, section: str
    ) -> None:
        if (section, key) == ("operator", "name"):
            self._fact(indent, key, "", about)
            other = "en" if self.lang == "zh" else "zh"
            name = _scalar(self.name) if self.name else "null"
            self.lines.append(f"{indent}  {self.lang}: {name}")
            self.lines.append(f"{indent}  {other}: null")
            return
        if not isinstance(below, dict) or not below:
            self._fact(indent, key, "null", about)
            return
        self._fact(indent, key, "", about)
        self._part(part, below, indent + "  ", "")

    def _stated(self, section: str, key: str, key_type: KeyType, below: Any) -> str:
        """What the starter says itself: who the user said it is, and what refers to what."""
        if section == "operator" and key == "id":
            return _scalar(self.operator_id)
        if section == "operator" and key == "kinds":
            return f"[{', '.join(self.kinds)}]" if self.kinds else "null"
        if key_type.type == "ref" and below:
            if key_type.many:
                return f"[{', '.join(_scalar(one) for one in below)}]"
            return _scalar(below)
        return "null"

    def _fact(self, indent: str, key: str, value: str, about: str) -> None:
        head = f"{indent}{key}: {value}".rstrip()
        if columns(head) + 4 + columns(about) <= _WIDTH:
            self.lines.append(f"{head}  # {about}")
        else:
            self.comment(about, indent)
            self.lines.append(head)


def _scalar(text: str) -> str:
    """Text as YAML: plain where that is safe, else in double quotes."""
    plain = re.fullmatch(r"[^\W\d_][\w.-]*", text) and text.lower() not in _TAKEN
    return text if plain else json.dumps(text, ensure_ascii=False)


_TAKEN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
