"""The rule language: predicates in YAML, checked against the model, as plain JSON trees.

A predicate is a mapping; its entries must all hold. An entry is

* ``PATH: VALUE`` or ``PATH: {KEYWORD: OPERAND, ...}`` -- a fact and what it must be;
* ``all: [...]``, ``any: [...]``, ``not: {...}``;
* ``each: {in: PATH, where: {...}, require: {...}}``, ``some: {in: PATH, where: {...}}``,
  ``none: {in: PATH, where: {...}}`` -- quantifiers over a list;
* ``call: {NAME: {ARGUMENT: PATH}}`` -- a named computation; a limit is a number or parameter, a
  time may be ``as_of``.

A path starts at the object judged, at an enclosing object named by its kind
(``activity.notice.given``), at a top-level section (``operator.legal_nature``) or at
``declaration``. It follows references. Operands are literals, ``{fact: PATH}``,
``{parameter: ID}`` or, for days, ``as_of``.

Resolved, a predicate is a tree of lists: ``["all", [p...]]``, ``["any", [p...]]``, ``["not", p]``,
``["fact", PATH, KEYWORD, OPERAND]``, ``["each", PATH, where, require]``, ``["some", PATH, where]``,
``["none", PATH, where]``, ``["call", NAME, {ARGUMENT: PATH or limit}]``; a path is
``[up, [[key, section referred to or null], ...], type, many]``, with ``up`` frames to go up
(-1: to the root).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipl_audit.model.declaration.base import READERS
from pipl_audit.model.vocabulary import KeyType, Kind, keys_of, kinds, section_keys, steps_to

# Keyword: the types of facts it can be said of. "many" asks for a list.
KEYWORDS: dict[str, frozenset[str]] = {
    "is": frozenset({"flag", "text", "number", "day", "moment", "word", "category", "ref"}),
    "allowed": frozenset({"text", "number", "word", "category", "ref", "many"}),
    "forbidden": frozenset({"text", "number", "word", "category", "ref", "many"}),
    "min": frozenset({"number", "day", "moment", "duration"}),
    "max": frozenset({"number", "day", "moment", "duration"}),
    "above": frozenset({"number", "day", "moment", "duration"}),
    "below": frozenset({"number", "day", "moment", "duration"}),
    "regex": frozenset({"text"}),
    "minlength": frozenset({"text", "many"}),
    "maxlength": frozenset({"text", "many"}),
    "contains": frozenset({"many"}),
    "contains_any": frozenset({"many"}),
    "empty": frozenset({"text", "many"}),
    "stated": frozenset(
        {
            "flag",
            "text",
            "number",
            "day",
            "moment",
            "duration",
            "word",
            "category",
            "ref",
            "part",
            "many",
        }
    ),
}

_TRANSFER: dict[str, str] = {
    "critical": "flag",
    "exemption": "word",
    "important_data": "flag",
    "began": "day",
    **dict.fromkeys(
        (
            "exempt_contract",
            "exempt_emergency",
            "exempt_free_trade_zone",
            "exempt_human_resources",
            "exempt_sensitive",
            "exempt_transit",
            "handled",
            "last_persons",
            "last_sensitive",
            "persons",
            "sensitive_persons",
        ),
        "number",
    ),
}

# Named computations: their arguments and the types of these. The functions live in
# rules/computed.py.
CALLS: dict[str, dict[str, str]] = {
    "categories_covered": {"used": "category", "by": "category"},
    "concerns_persons": {"category": "category"},
    "sensitive": {"categories": "category", "stated": "flag", "subjects": "word"},
    "sensitive_operation": {
        "categories": "category",
        "around": "category",
        "stated": "flag",
        "subjects": "word",
    },
    "may_be_sensitive": {"categories": "category"},
    "assessment_owed": _TRANSFER,
    "mechanism_owed": _TRANSFER,
    "within_days": {"start": "time", "end": "time", "limit": "limit"},
    "within_working_days": {"start": "time", "end": "time", "limit": "limit"},
    "within_hours": {"start": "moment", "end": "moment", "limit": "limit"},
    "within_years": {"start": "time", "end": "time", "limit": "limit"},
}
# Types of arguments that more than one type of facts will do for.
_ANY_OF = {"time": ("day", "moment")}

# Keywords whose operand is a list.
_OF_SEVERAL = frozenset({"allowed", "forbidden", "contains", "contains_any"})


class BadPredicate(Exception):
    """A predicate that cannot be read. ``route`` leads to the place within the predicate."""

    def __init__(self, message: str, route: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.message = message
        self.route = route


class Scope(NamedTuple):
    """The objects a path can start at, outermost first: (name, keys)."""

    frames: tuple[tuple[str, dict[str, KeyType]], ...]

    @classmethod
    def of(cls, kind: Kind | None) -> Scope:
        """The scope of a rule that applies to this kind; of the whole declaration for ``None``."""
        frames: list[tuple[str, dict[str, KeyType]]] = [("declaration", section_keys())]
        if kind is not None:
            frames.extend((step.name, keys_of(step.part)) for step, _ in steps_to(kind))
        return cls(tuple(frames))

    def inner(self, name: str, keys: dict[str, KeyType]) -> Scope:
        """The scope inside a quantifier over objects of this kind."""
        return Scope((*self.frames, (name, keys)))


def suggest(word: str, known: Any) -> str:
    """The closest known word, as the end of a message."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def resolve_path(path: Any, scope: Scope, route: tuple[str | int, ...]) -> list[Any]:
    """The resolved form of a path, ``[up, steps, type, many]``."""
    if not isinstance(path, str) or not path:
        raise BadPredicate("a path of keys is expected here", route)
    words = path.split(".")
    innermost = scope.frames[-1][1]
    names = [name for name, _ in scope.frames]
    # An object alone is no fact, so a single word can only mean the key.
    if len(words) > 1 and words[0] in innermost and words[0] in names[:-1]:
        raise BadPredicate(
            f"{words[0]} is both a key and an enclosing object here; for the latter write"
            f" enclosing.{words[0]}",
            route,
        )
    if words[0] == "enclosing" and len(words) > 2 and words[1] in names[:-1]:
        words = words[1:]
        innermost = {}
    # One form for what is said of the declaration, wherever it is said: it is decided once.
    up, keys, rest = 0 if len(names) > 1 else -1, innermost, words
    if words[0] not in innermost:
        if words[0] in names:
            position = len(names) - 1 - names[::-1].index(words[0])
            up = len(names) - 1 - position if position else -1
            keys, rest = scope.frames[position][1], words[1:]
        elif words[0] in scope.frames[0][1]:
            up, keys = -1, scope.frames[0][1]
        else:
            raise BadPredicate(
                f"there is no fact {path} here{suggest(words[0], {*innermost, *names, *scope.frames[0][1]})}",
                route,
            )
    steps: list[list[Any]] = []
    key_type: KeyType | None = None
    for number, word in enumerate(rest):
        key_type = keys.get(word)
        if key_type is None:
            raise BadPredicate(f"there is no fact {path}{suggest(word, keys)}", route)
        last = number == len(rest) - 1
        if not last and key_type.many:
            raise BadPredicate(f"{word} in {path} is a list: use each, some or none", route)
        if not last and key_type.part is None:
            raise BadPredicate(f"{word} in {path} has no keys of its own", route)
        steps.append([word, key_type.ref if not last else None])
        keys = keys_of(key_type.part) if key_type.part else {}
    if key_type is None:
        raise BadPredicate(f"{path} names an object, not a fact", route)
    return [up, steps, key_type.type, key_type.many]


def _key_type_of(resolved: list[Any], scope: Scope) -> KeyType:
    up, steps, _, _ = resolved
    keys = scope.frames[0][1] if up == -1 else scope.frames[len(scope.frames) - 1 - up][1]
    key_type: KeyType | None = None
    for word, _ in steps:
        key_type = keys[word]
        keys = keys_of(key_type.part) if key_type.part else {}
    assert key_type is not None
    return key_type


def _literal(value: Any, key_type: KeyType, route: tuple[str | int, ...]) -> Any:
    """A literal checked against the fact's type; stays text where JSON has no such type."""
    kind = key_type.type
    if kind == "flag":
        if not isinstance(value, bool):
            raise BadPredicate("true or false is expected", route)
        return value
    if not isinstance(value, str):
        raise BadPredicate("a word or number is expected", route)
    if kind == "word" and value not in key_type.words:
        raise BadPredicate(
            f"{value} is not one of {', '.join(key_type.words)}{suggest(value, key_type.words)}",
            route,
        )
    if kind in ("number", "day", "moment", "duration"):
        if kind == "day" and value == "as_of":
            return value
        try:
            READERS[kind](value)
        except ValueError:
            raise BadPredicate(f"a {kind} is expected", route) from None
    return value


def _operand(
    keyword: str, value: Any, key_type: KeyType, scope: Scope, route: tuple[str | int, ...]
) -> Any:
    if keyword in ("stated", "empty"):
        if not isinstance(value, bool) or (keyword == "stated" and not value):
            raise BadPredicate(
                "stated takes true only: silence is unknown, it cannot be required or forbidden"
                if keyword == "stated"
                else "empty takes true or false",
                route,
            )
        return value
    if keyword in ("minlength", "maxlength"):
        if not (isinstance(value, str) and value.isdigit()):
            raise BadPredicate("a whole number is expected", route)
        return int(value)
    if keyword == "regex":
        import re

        try:
            re.compile(value)
        except (re.error, TypeError):
            raise BadPredicate("this is not a regular expression", route) from None
        return value
    if isinstance(value, dict):
        if set(value) == {"fact"}:
            other = resolve_path(value["fact"], scope, (*route, "fact"))
            # A reference is the text of an id.
            if other[2] != key_type.type and {other[2], key_type.type} != {"ref", "text"}:
                raise BadPredicate(f"compares a {key_type.type} with a {other[2]}", route)
            if other[3] and keyword not in _OF_SEVERAL:
                raise BadPredicate(f"{keyword} compares with one value, not with a list", route)
            if not other[3] and keyword in ("allowed", "forbidden"):
                raise BadPredicate(f"{keyword} compares with a list, not with one value", route)
            return {"fact": other}
        if set(value) == {"parameter"} and isinstance(value["parameter"], str):
            if keyword in _OF_SEVERAL:
                raise BadPredicate(f"{keyword} cannot compare with a parameter", route)
            return {"parameter": value["parameter"]}
        raise BadPredicate("an operand is a literal, {fact: PATH} or {parameter: ID}", route)
    if keyword in _OF_SEVERAL and (keyword != "contains" or isinstance(value, list)):
        if not isinstance(value, list) or not value:
            raise BadPredicate("a list is expected", route)
        return [_literal(v, key_type, (*route, i)) for i, v in enumerate(value)]
    literal = _literal(value, key_type, route)
    return [literal] if keyword == "contains" else literal


def resolve(predicate: Any, scope: Scope, route: tuple[str | int, ...] = ()) -> list[Any]:
    """Check a predicate against the model and give its tree. Raises ``BadPredicate``."""
    if not isinstance(predicate, dict) or not predicate:
        raise BadPredicate("a predicate is a mapping with at least one entry", route)
    parts = [_entry(key, value, scope, (*route, key)) for key, value in predicate.items()]
    return parts[0] if len(parts) == 1 else ["all", parts]


def _entry(key: str, value: Any, scope: Scope, route: tuple[str | int, ...]) -> list[Any]:
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise BadPredicate(f"{key} takes a list of predicates", route)
        return [key, [resolve(part, scope, (*route, i)) for i, part in enumerate(value)]]
    if key == "not":
        return ["not", resolve(value, scope, route)]
    if key in ("each", "some", "none"):
        return _quantifier(key, value, scope, route)
    if key == "call":
        return _call(value, scope, route)
    path = resolve_path(key, scope, route)
    key_type = _key_type_of(path, scope)
    constraints = value if isinstance(value, dict) else {"is": value}
    facts = [
        ["fact", path, keyword, _constraint(keyword, operand, key_type, scope, (*route, keyword))]
        for keyword, operand in constraints.items()
    ]
    if not facts:
        raise BadPredicate("a constraint is expected", route)
    return facts[0] if len(facts) == 1 else ["all", facts]


def _constraint(
    keyword: str, operand: Any, key_type: KeyType, scope: Scope, route: tuple[str | int, ...]
) -> Any:
    types = KEYWORDS.get(keyword)
    if types is None:
        raise BadPredicate(f"there is no keyword {keyword}{suggest(keyword, KEYWORDS)}", route)
    said_of = "many" if key_type.many else key_type.type
    if said_of not in types:
        raise BadPredicate(
            f"{keyword} cannot be said of a {'list' if key_type.many else said_of}", route
        )
    return _operand(keyword, operand, key_type, scope, route)


def _quantifier(key: str, value: Any, scope: Scope, route: tuple[str | int, ...]) -> list[Any]:
    wanted = {"in", "where", "require"} if key == "each" else {"in", "where"}
    if not isinstance(value, dict) or "in" not in value or not set(value) <= wanted:
        raise BadPredicate(f"{key} takes {', '.join(sorted(wanted))}", route)
    path = resolve_path(value["in"], scope, (*route, "in"))
    key_type = _key_type_of(path, scope)
    if not key_type.many or key_type.part is None:
        raise BadPredicate(f"{value['in']} is not a list of objects", (*route, "in"))
    if key_type.ref:
        path = [path[0], [*path[1][:-1], [path[1][-1][0], key_type.ref]], path[2], path[3]]
    name = next((k.name for k in kinds().values() if k.part is key_type.part), "")
    inner = scope.inner(name, keys_of(key_type.part))
    where = resolve(value["where"], inner, (*route, "where")) if "where" in value else None
    if key != "each":
        return [key, path, where]
    if "require" not in value:
        raise BadPredicate("each needs require", route)
    return ["each", path, where, resolve(value["require"], inner, (*route, "require"))]


def _call(value: Any, scope: Scope, route: tuple[str | int, ...]) -> list[Any]:
    if not isinstance(value, dict) or len(value) != 1:
        raise BadPredicate("call takes one name with its arguments", route)
    name, arguments = next(iter(value.items()))
    if name not in CALLS:
        raise BadPredicate(f"there is no computation {name}{suggest(name, CALLS)}", route)
    if not isinstance(arguments, dict) or set(arguments) != set(CALLS[name]):
        raise BadPredicate(f"{name} takes {', '.join(CALLS[name])}", (*route, name))
    given: dict[str, Any] = {}
    for argument, value in sorted(arguments.items()):
        at, wanted = (*route, name, argument), CALLS[name][argument]
        if wanted == "limit":
            given[argument] = _limit(value, at)
            continue
        if wanted == "time" and value == "as_of":
            given[argument] = {"day": value}
            continue
        path = given[argument] = resolve_path(value, scope, at)
        if path[2] not in _ANY_OF.get(wanted, (wanted,)):
            raise BadPredicate(f"{value} is no {wanted}", at)
    return ["call", name, given]


def _limit(value: Any, route: tuple[str | int, ...]) -> dict[str, str]:
    """A number, or the parameter that holds it."""
    if isinstance(value, str) and fits(value, "number"):
        return {"number": value}
    if isinstance(value, dict) and isinstance(value.get("parameter"), str) and len(value) == 1:
        return {"parameter": value["parameter"]}
    raise BadPredicate("a number or {parameter: ID} is expected", route)


def named_in(tree: Any) -> Iterator[tuple[str, str, str]]:
    """What a resolved predicate names that only the packs know: (``parameter`` or ``category``,
    its id, the type of the fact it is compared with)."""
    if tree is None:
        return
    match tree:
        case ["all" | "any", parts]:
            for part in parts:
                yield from named_in(part)
        case ["not", part]:
            yield from named_in(part)
        case ["each" | "some" | "none", _, *parts]:
            for part in parts:
                yield from named_in(part)
        case ["fact", path, _, {"parameter": name}]:
            yield "parameter", name, path[2]
        case ["call", _, arguments]:
            for given in arguments.values():
                if isinstance(given, dict) and "parameter" in given:
                    yield "parameter", given["parameter"], "number"
        case ["fact", [_, _, "category", _], "is", str() as name]:
            yield "category", name, "category"
        case ["fact", [_, _, "category", _], _, list() as names]:
            for name in names:
                yield "category", name, "category"


def fits(value: str, kind: str) -> bool:
    """Whether a literal is of this type of facts."""
    try:
        _literal(value, KeyType(kind, False, words=(value,)), ())
    except BadPredicate:
        return False
    return kind != "flag"
