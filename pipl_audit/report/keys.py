"""Keys of a manifest in words: what may be written at each."""

from __future__ import annotations

from pipl_audit.model.declaration.base import Decimal, Part, UnifiedCode
from pipl_audit.model.terms import Bilingual
from pipl_audit.model.vocabulary import KeyType, is_typed

_TYPES: dict[str, Bilingual] = {
    "flag": Bilingual("true 或 false", "true or false"),
    "text": Bilingual("文本", "text"),
    "number": Bilingual("非负整数", "whole number"),
    "decimal": Bilingual("数字", "number"),
    "unified_code": Bilingual("18 位代码", "18 characters"),
    "day": Bilingual("日期，YYYY-MM-DD", "day, YYYY-MM-DD"),
    "moment": Bilingual(
        "日期和时间，YYYY-MM-DDTHH:MM+08:00", "day and time, YYYY-MM-DDTHH:MM+08:00"
    ),
    "duration": Bilingual("期限，如 P5Y、P30D、PT24H", "duration, as P5Y, P30D, PT24H"),
    "category": Bilingual("信息种类（分类体系的标识）", "kind of information (id of the taxonomy)"),
}


def value_words(part: type[Part], key: str, key_type: KeyType) -> Bilingual:
    """What may stand at a key: its type, its words, the section it refers to."""
    if key_type.type == "word":
        words = ", ".join(key_type.words)
        if key_type.many:
            return Bilingual(f"列表，可选：{words}", f"list of: {words}")
        return Bilingual(f"可选：{words}", f"one of: {words}")
    if key_type.type == "ref":
        if key_type.many:
            return Bilingual(f"{key_type.ref} 中标识的列表", f"list of ids from {key_type.ref}")
        return Bilingual(f"{key_type.ref} 中的标识", f"id from {key_type.ref}")
    if key_type.type == "part":
        name = key_type.part.__name__ if key_type.part else ""
        if key_type.many:
            return Bilingual(f"{name} 的列表", f"list of {name}")
        return Bilingual(name, name)
    found = _TYPES[_name(part, key, key_type)]
    return Bilingual(f"列表：{found.zh}", f"list: {found.en}") if key_type.many else found


def _name(part: type[Part], key: str, key_type: KeyType) -> str:
    if key_type.type == "number" and is_typed(part, key, Decimal):
        return "decimal"
    if key_type.type == "text" and is_typed(part, key, UnifiedCode):
        return "unified_code"
    return key_type.type
