"""Random declarations and predicates over the real model, from a seed.

A seed is drawn by Hypothesis and the rest made by ``random.Random``: drawing each of some hundred
values on its own would cost more than the tests themselves.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from pipl_audit.model.declaration import SECTIONS, section_class
from pipl_audit.model.vocabulary import KeyType, Kind, keys_of, kinds
from pipl_audit.reading.predicates import CALLS, KEYWORDS, Scope

SEEDS = st.integers(0, 2**32 - 1)
KINDS = st.sampled_from(["declaration", *sorted(kinds())])
CATEGORIES = ("person.name", "person", "health", "location")

_POOLS: dict[str, tuple[Any, ...]] = {
    "flag": (True, False),
    "text": ("", "a", "ab", "other"),
    "number": ("0", "1", "2", "3"),
    "day": ("2024-03-21", "2024-03-22", "2026-06-01", "2026-06-02"),
    "moment": ("2026-01-01T08:00", "2026-01-01T00:00Z", "2026-01-02T00:00+08:00"),
    "duration": ("P1Y", "P12M", "P30D", "P1M", "PT24H", "P1D"),
    "category": CATEGORIES,
}


@cache
def _valid_code() -> str:
    from pipl_audit.model.declaration.base import unified_code_is_valid

    stem = "91310000MA1FL0WJ2"
    return next(
        stem + c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if unified_code_is_valid(stem + c)
    )


class Maker:
    """Makes one declaration: which keys are stated, and what they say."""

    def __init__(self, random: Random, stated: float = 0.5, evidence: tuple[str, ...] = ()) -> None:
        self.random = random
        self.stated = stated
        self.evidence = evidence
        # The ids of each list, so that references lead somewhere.
        self.ids: dict[str, list[str]] = {}

    def declaration(self) -> dict[str, Any]:
        many = [name for name, section in SECTIONS.items() if section.many]
        lists: dict[str, Any] = {}
        for name in many:
            if self.random.random() < 0.75:
                count = self.random.choice((0, 1, 1, 2))
                self.ids[name] = [f"{name}-{i}" for i in range(count)]
        for name, ids in self.ids.items():
            items = [self.part(section_class(name), one) for one in ids]
            lists[name] = self.long(items, True)
        found: dict[str, Any] = {"operator": self.part(section_class("operator"), "op")}
        for name, section in SECTIONS.items():
            if not section.many and name != "operator" and self.random.random() < 0.8:
                found[name] = self.part(section_class(name), None)
        return {"schema": "pipl-audit/v1", **found, **lists}

    def part(self, part: Any, name: str | None, depth: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = {} if name is None else {"id": name}
        for key, key_type in keys_of(part).items():
            if key == "id" or self.random.random() > self.stated:
                continue
            found[key] = self.value(key, key_type, depth)
        return found

    def value(self, key: str, key_type: KeyType, depth: int = 0) -> Any:
        """A value of this type, now and then ``null`` or in the long form."""
        if self.random.random() < 0.05:
            return None
        if key_type.many:
            items = [
                self.single(key, key_type, depth, i)
                for i in range(self.random.choice((0, 1, 2, 3)))
            ]
            if key_type.type != "part":
                items = list(dict.fromkeys(item for item in items if item is not None))
            return self.long(items, True)
        return self.long(self.single(key, key_type, depth, 0), False)

    def single(self, key: str, key_type: KeyType, depth: int, number: int) -> Any:
        if key_type.type == "part":
            named = "id" in keys_of(key_type.part) if key_type.part else False
            return self.part(key_type.part, f"{key}-{number}" if named else None, depth + 1)
        if key_type.type == "ref":
            known = self.ids.get(key_type.ref or "", [])
            return self.random.choice(known) if known else None
        if key == "unified_social_credit_code":
            return _valid_code()
        return self.random.choice(key_type.words or _POOLS[key_type.type])

    def long(self, value: Any, many: bool) -> Any:
        claims: dict[str, Any] = {}
        if many and self.random.random() < 0.15:
            claims["complete"] = False
        if self.evidence and self.random.random() < 0.3:
            claims["evidence"] = self.random.choice(self.evidence)
        return {"value": value, **claims} if claims else value


def short(node: Any) -> Any:
    """What a value says, without what stands beside it."""
    return node["value"] if isinstance(node, dict) and "value" in node else node


def unknowns(data: dict[str, Any]) -> list[tuple[dict[str, Any], str, KeyType]]:
    """Every unknown of a declaration: the mapping it belongs in, its key and its type."""
    found: list[tuple[dict[str, Any], str, KeyType]] = []

    def visit(node: dict[str, Any], part: Any) -> None:
        for key, key_type in keys_of(part).items():
            value = short(node.get(key))
            if value is None:
                if key != "id":
                    found.append((node, key, key_type))
            elif key_type.type == "part":
                for below in value if key_type.many else [value]:
                    visit(short(below), key_type.part)

    for name, section in SECTIONS.items():
        value = short(data.get(name))
        if value is None:
            found.append((data, name, KeyType("part", section.many, section_class(name))))
        else:
            for item in value if section.many else [value]:
                visit(short(item), section_class(name))
    return found


def shuffled(node: Any, random: Random) -> Any:
    """The same data with keys and list items in another order."""
    if isinstance(node, dict):
        keys = list(node)
        random.shuffle(keys)
        return {key: shuffled(node[key], random) for key in keys}
    if isinstance(node, list):
        items = [shuffled(item, random) for item in node]
        random.shuffle(items)
        return items
    return node


def split(data: dict[str, Any], random: Random, files: int) -> list[dict[str, Any]]:
    """One manifest as several: the operator's and its parts, with lists spread over them."""
    found: list[dict[str, Any]] = [
        {"schema": "pipl-audit/v1", "part_of": "op"} for _ in range(files)
    ]
    found[0] = {"schema": "pipl-audit/v1", "operator": data["operator"]}
    for name, value in data.items():
        if name in ("schema", "operator"):
            continue
        items = short(value)
        if not SECTIONS[name].many or not items:
            random.choice(found)[name] = value
            continue
        heaps: list[list[Any]] = [[] for _ in found]
        for item in items:
            random.choice(heaps).append(item)
        for file, heap in zip(found, heaps, strict=True):
            if heap:
                file[name] = {**value, "value": heap} if isinstance(value, dict) else heap
    return found


# Predicates


def paths(scope: Scope) -> list[tuple[str, KeyType]]:
    """The facts that can be named from here, through mappings and references."""
    found: list[tuple[str, KeyType]] = []

    def visit(prefix: str, keys: dict[str, KeyType], depth: int) -> None:
        for key, key_type in keys.items():
            found.append((prefix + key, key_type))
            if key_type.part is not None and not key_type.many and depth:
                visit(f"{prefix}{key}.", keys_of(key_type.part), depth - 1)

    innermost = scope.frames[-1][1]
    # A key that is also the name of an object around could mean either, and is refused.
    around = {name for name, _ in scope.frames[:-1]}
    visit("", {key: k for key, k in innermost.items() if key not in around}, 1)
    for name, keys in scope.frames[1:-1]:
        if name and name not in innermost:
            visit(f"{name}.", keys, 1)
    if len(scope.frames) > 1:
        visit("declaration.", scope.frames[0][1], 1)
    return found


class PredicateMaker:
    """Makes predicates as they stand in a pack."""

    def __init__(self, random: Random, quantifiers: bool = True) -> None:
        self.random = random
        self.quantifiers = quantifiers

    def predicate(self, scope: Scope, depth: int = 2) -> dict[str, Any]:
        known = paths(scope)
        form = self.random.random()
        if depth and form < 0.45:
            count = self.random.choice((1, 2, 3))
            word = self.random.choice(("all", "any"))
            return {word: [self.predicate(scope, depth - 1) for _ in range(count)]}
        if depth and form < 0.55:
            return {"not": self.predicate(scope, depth - 1)}
        if depth and self.quantifiers and form < 0.75:
            lists = [(p, k) for p, k in known if k.many and k.part is not None]
            if lists:
                return self.quantifier(scope, *self.random.choice(lists), depth)
        if form > 0.95:
            name = self.random.choice(sorted(CALLS))
            fitting = {
                argument: [p for p, k in known if k.type == wanted]
                for argument, wanted in CALLS[name].items()
            }
            if all(fitting.values()):
                return {"call": {name: {a: self.random.choice(p) for a, p in fitting.items()}}}
        path, key_type = self.random.choice(known)
        return {path: self.constraint(key_type, known)}

    def quantifier(self, scope: Scope, path: str, key_type: KeyType, depth: int) -> dict[str, Any]:
        assert key_type.part is not None
        name = next((k.name for k in kinds().values() if k.part is key_type.part), "")
        inner = scope.inner(name, keys_of(key_type.part))
        word = self.random.choice(("each", "some", "none"))
        found: dict[str, Any] = {"in": path}
        if self.random.random() < 0.7:
            found["where"] = self.predicate(inner, depth - 1)
        if word == "each":
            found["require"] = self.predicate(inner, depth - 1)
        return {word: found}

    def constraint(
        self, key_type: KeyType, known: list[tuple[str, KeyType]] | None = None
    ) -> dict[str, Any]:
        said_of = "many" if key_type.many else key_type.type
        keywords = sorted(word for word, types in KEYWORDS.items() if said_of in types)
        if key_type.type == "part":
            keywords = [k for k in keywords if k in ("stated", "empty", "minlength", "maxlength")]
        word = self.random.choice(keywords)
        return {word: self.operand(word, key_type, known or [])}

    def operand(self, word: str, key_type: KeyType, known: list[tuple[str, KeyType]]) -> Any:
        if word == "stated":
            return True
        if word == "empty":
            return self.random.choice((True, False))
        if word in ("minlength", "maxlength"):
            return self.random.choice("012")
        if word == "regex":
            return self.random.choice(("a", "a.*", "[ab]*", ".+", "other$"))
        several = word in ("allowed", "forbidden", "contains", "contains_any")
        others = [
            path
            for path, other in known
            if other.type == key_type.type and other.many == several and other.ref == key_type.ref
        ]
        if others and self.random.random() < 0.3:
            return {"fact": self.random.choice(others)}
        if several:
            return [self.literal(key_type) for _ in range(self.random.choice((1, 2)))]
        return self.literal(key_type)

    def literal(self, key_type: KeyType) -> Any:
        if key_type.type == "ref":
            return f"{key_type.ref}-{self.random.choice('01')}"
        return self.random.choice(key_type.words or _POOLS[key_type.type])


def scope_of(kind: str) -> Scope:
    found: Kind | None = None if kind == "declaration" else kinds()[kind]
    return Scope.of(found)
