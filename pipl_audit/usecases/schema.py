"""The JSON Schema of a manifest, made from the model: for completion and checks in editors.

Draft-07, which the YAML language server supports best. It is somewhat laxer than the audit, which
alone can check ids, references and what needs computing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipl_audit.model.declaration import SCHEMA, SECTIONS, section_class
from pipl_audit.model.declaration.base import Decimal, Item, Part, UnifiedCode
from pipl_audit.model.vocabulary import KeyType, is_typed, keys_of, said, section_keys

Json = dict[str, Any]
# The schema lives with each release; a file beside the manifests is what editors read.
SCHEMA_ID = "urn:pipl-audit:manifest:v1"
SCHEMA_FILE = "manifest.schema.json"

# Numbers and words may stand without quotes in YAML, where an editor takes 110 for a number.
_TEXT: Json = {"type": ["string", "number"]}
_DIGITS = r"^(0|[1-9][0-9]{0,17})$"
_SCALARS: dict[str, Json] = {
    "flag": {"type": "boolean"},
    "text": _TEXT,
    "id": {"type": ["string", "number"], "pattern": r"^[^\W_][\w.-]{0,63}$"},
    "reference": {**_TEXT, "description": "标识 — id of an object of this declaration"},
    "count": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _DIGITS}]},
    "decimal": {
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?$"},
        ]
    },
    "day": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "moment": {
        "type": "string",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?"
        r"(Z|[+-][0-9]{2}:[0-9]{2})?$",
    },
    "duration": {
        "type": "string",
        "pattern": r"^P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,3}W)?([0-9]{1,6}D)?"
        r"(T[0-9]{1,6}H)?$",
    },
    "unified_code": {"type": "string", "pattern": "^[0-9A-HJ-NPQRTUWXY]{18}$"},
}
_EVIDENCE: Json = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "file": {"type": "string", "description": "文件路径 — path of a file"},
                "sha256": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                "document_no": {"type": "string", "description": "文号 — document number"},
                "url": {"type": "string", "description": "网址 — web address"},
            },
            "additionalProperties": False,
        },
    ]
}


class _Definitions:
    """Collects ``$defs``; every plain type gets a ``.claim``: short, long or unknown."""

    def __init__(self, categories: Iterable[str]) -> None:
        self.defs: dict[str, Json] = {
            "unknown": {"enum": [None, "???"], "description": "未知 — unknown"},
            "complete": {
                "type": ["boolean", "null"],
                "description": "false：列表不完整 — false: the list is not complete",
            },
            "evidence": {
                "anyOf": [_EVIDENCE, {"type": "array", "items": _EVIDENCE}, {"type": "null"}],
                "description": "证据 — evidence",
            },
            "source": {"type": ["string", "null"], "description": "来源 — source"},
            "since": {"type": ["string", "null"], "description": "自何日起 — since when"},
            "house": {
                "type": ["object", "null"],
                "description": "本单位自用键 — keys of your own",
            },
            "category": {"type": "string", "enum": list(categories)},
            **_SCALARS,
        }
        self._words: dict[tuple[str, ...], str] = {}

    def property(self, key_type: KeyType, plain: str, zh: str, en: str) -> Json:
        """The schema of one key."""
        name = self._list(plain) if key_type.many else plain
        return {"description": f"{zh} — {en}", "allOf": [_ref(self._claim(name))]}

    def part(self, part: type[Part]) -> str:
        """The definition of a mapping; its name."""
        name = part.__name__
        if name not in self.defs:
            # Taken first: parts may hold each other.
            body = self.defs[name] = {"type": "object", "additionalProperties": False}
            body["properties"] = {
                key: self.property(key_type, self._plain(part, key, key_type), *said(part, key))
                for key, key_type in keys_of(part).items()
            }
            body["properties"]["x-house"] = _ref("house")
            if issubclass(part, Item):
                body["required"] = ["id"]
        return name

    def _plain(self, part: type[Part], key: str, key_type: KeyType) -> str:
        if key_type.type == "part" and key_type.part is not None:
            return self.part(key_type.part)
        if key_type.type == "word":
            return self._word(part, key, key_type.words)
        if key_type.type == "ref":
            return "reference"
        if key_type.type == "number":
            return "decimal" if is_typed(part, key, Decimal) else "count"
        if key_type.type == "text" and key == "id" and issubclass(part, Item):
            return "id"
        if key_type.type == "text" and is_typed(part, key, UnifiedCode):
            return "unified_code"
        return key_type.type

    def _word(self, part: type[Part], key: str, words: tuple[str, ...]) -> str:
        known = self._words.get(words)
        if known is None:
            known = self._words[words] = f"{part.__name__}.{key}"
            self.defs[known] = {"type": "string", "enum": list(words)}
        return known

    def _list(self, plain: str) -> str:
        name = f"{plain}.list"
        if name not in self.defs:
            self.defs[name] = {
                "type": "array",
                "items": {"anyOf": [_ref(plain), _long(_ref(plain))]},
            }
        return name

    def _claim(self, plain: str) -> str:
        name = f"{plain}.claim"
        if name not in self.defs:
            stated = {"anyOf": [_ref(plain), _ref("unknown")]}
            self.defs[name] = {"anyOf": [_ref(plain), _ref("unknown"), _long(stated)]}
        return name


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _long(value: Json) -> Json:
    """``{value, complete, evidence, source, since}``."""
    return {
        "type": "object",
        "required": ["value"],
        "properties": {
            "value": value,
            "complete": _ref("complete"),
            "evidence": _ref("evidence"),
            "source": _ref("source"),
            "since": _ref("since"),
        },
        "additionalProperties": False,
    }


def manifest_schema(categories: Iterable[str]) -> Json:
    """The schema; ``categories`` are the ids of the taxonomy."""
    definitions = _Definitions(categories)
    properties: Json = {
        "schema": {"const": SCHEMA, "description": "格式版本 — version of the format"},
        "part_of": {
            "description": "所属运营者的标识 — id of the operator this file belongs to",
            "anyOf": [_ref("id"), _ref("unknown")],
        },
        "x-house": _ref("house"),
    }
    for name, key_type in section_keys().items():
        section = SECTIONS[name]
        plain = definitions.part(section_class(name))
        properties[name] = definitions.property(key_type, plain, section.zh, section.en)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA_ID,
        "title": "pipl-audit 清单 — pipl-audit manifest",
        "type": "object",
        "required": ["schema"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.defs.items())),
    }


def schema_text(schema: Json) -> str:
    """The schema as it is checked in: compact, but with one definition a line for readable diffs."""
    top = {key: value for key, value in schema.items() if key != "$defs"}
    lines = [f"  {json.dumps(key)}: {_compact(value)}" for key, value in top.items()]
    inner = ",\n".join(
        f"    {json.dumps(name)}: {_compact(body)}" for name, body in schema["$defs"].items()
    )
    lines.append(f'  "$defs": {{\n{inner}\n  }}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
