"""What facts exist: the model of declarations seen as kinds of objects and typed keys."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from pipl_audit.model.declaration import SECTIONS, base, section_class
from pipl_audit.model.declaration.base import Item, Part, RefTo
from pipl_audit.model.terms import Bilingual

_SCALARS: dict[Any, str] = {
    base.Flag: "flag",
    base.Text: "text",
    base.Id: "text",
    base.Count: "number",
    base.Decimal: "number",
    base.Day: "day",
    base.Moment: "moment",
    base.Duration: "duration",
    base.UnifiedCode: "text",
    base.Category: "category",
}


# KeyType has a field called type, which hides the builtin in its body.
_PartClass: TypeAlias = type[Part]


class KeyType(NamedTuple):
    """The type of one key: ``type`` is flag, text, number, day, moment, duration, word, category,
    part or ref; ``many`` marks a list."""

    type: str
    many: bool
    part: _PartClass | None = None
    ref: str | None = None
    words: tuple[str, ...] = ()


class Kind(NamedTuple):
    """A kind of listed object: its name, its class and the route of keys that leads to it."""

    name: str
    part: type[Part]
    chain: tuple[str, ...]


def _key_type(annotation: Any, many: bool = False) -> KeyType | None:
    if annotation in _SCALARS:
        return KeyType(_SCALARS[annotation], many)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _key_type(inner[0], many) if len(inner) == 1 else None
    if origin is list:
        return _key_type(get_args(annotation)[0], True)
    if origin is Annotated:
        inner_type, *marks = get_args(annotation)
        for mark in marks:
            if isinstance(mark, RefTo):
                return KeyType("ref", many, section_class(mark.section), mark.section)
        return _key_type(inner_type, many)
    if origin is Literal:
        return KeyType("word", many, words=tuple(str(word) for word in get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return KeyType("part", many, annotation)
    return None


@cache
def keys_of(part: type[Part]) -> dict[str, KeyType]:
    """The keys of a part and their types (``x-house`` apart)."""
    if not part.__pydantic_fields_complete__:  # it names a class defined further down
        part.model_rebuild()
    found: dict[str, KeyType] = {}
    for name, info in part.model_fields.items():
        if name == "x_house":
            continue
        annotation: Any = info.annotation
        if info.metadata:
            annotation = Annotated[(annotation, *info.metadata)]
        found_type = _key_type(annotation)
        if found_type is None and name == "id":
            found_type = KeyType("text", False)
        if found_type is None:
            raise TypeError(f"{part.__name__}.{name} has a type the rules cannot read")
        found[name] = found_type
    return found


def said(part: type[Part], key: str) -> Bilingual:
    """What a key is about."""
    info = part.model_fields[key]
    extra = info.json_schema_extra
    zh = extra.get("zh", "") if isinstance(extra, dict) else ""
    return Bilingual(str(zh), info.description or "")


def is_typed(part: type[Part], key: str, scalar: Any) -> bool:
    """Whether the key is of this scalar type; annotated types are told apart by their validator."""
    info = part.model_fields[key]
    marks = {id(mark) for mark in scalar.__metadata__}
    return any(id(mark) in marks for mark in (*info.metadata, *_marks(info.annotation)))


def _marks(annotation: Any) -> Iterable[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _marks(inner)


@cache
def section_keys() -> dict[str, KeyType]:
    """The top-level sections as keys of the whole declaration."""
    return {
        name: KeyType("part", section.many, section_class(name))
        for name, section in SECTIONS.items()
    }


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of objects a rule can apply to, by name; ``declaration`` apart."""
    found: dict[str, Kind] = {}

    def visit(name: str, part: type[Part], chain: tuple[str, ...], listed: bool) -> None:
        if listed:
            if name in found:
                raise TypeError(f"two kinds of object are called {name}")
            found[name] = Kind(name, part, chain)
        for key, key_type in keys_of(part).items():
            if key_type.type == "part" and key_type.part is not None:
                nested_listed = key_type.many and issubclass(key_type.part, Item)
                if nested_listed or not key_type.many:
                    visit(
                        _snake(key_type.part.__name__), key_type.part, (*chain, key), nested_listed
                    )

    for name, section in SECTIONS.items():
        visit(section.kind, section_class(name), (name,), section.many)
    return found


def steps_to(kind: Kind) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    """The listed objects that enclose a kind, outermost first, itself last, each with the keys
    that lead to it from the one before."""
    by_chain = {k.chain: k for k in kinds().values()}
    found: list[tuple[Kind, tuple[str, ...]]] = []
    start = 0
    for end in range(1, len(kind.chain) + 1):
        enclosing = by_chain.get(kind.chain[:end])
        if enclosing is not None:
            found.append((enclosing, kind.chain[start:end]))
            start = end
    return tuple(found)


def class_at(section: str, route: tuple[str | int, ...]) -> type[Part] | None:
    """The class whose keys stand at this route of a section, if it is a mapping."""
    part: type[Part] | None = section_class(section)
    for step in route:
        if isinstance(step, int):
            continue
        if part is None:
            return None
        key_type = keys_of(part).get(step)
        part = key_type.part if key_type and key_type.type == "part" else None
    return part
