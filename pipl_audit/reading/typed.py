"""Plain data into the typed parts of a declaration; every mistake with its place and remedy."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from pipl_audit.model.declaration import SECTIONS, Declaration, section_class
from pipl_audit.model.sourced import Route

if TYPE_CHECKING:
    from pydantic import ValidationError

# A mistake: its route, the code of the message, its parameters, and whether it is about the key.
Mistake = tuple[Route, str, tuple[tuple[str, str], ...], bool]

_CODES = {
    "bool_type": "not-a-boolean",
    "string_type": "not-text",
    "list_type": "not-a-list",
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "string_pattern_mismatch": "bad-id",
    "count": "not-a-count",
    "decimal": "not-a-decimal",
    "day": "not-a-day",
    "moment": "not-a-moment",
    "period": "not-a-period",
    "unified_code": "bad-unified-code",
}


def suggestion(
    word: str, known: Any, lang_zh: str = "；是否应为 {}？", lang_en: str = "; did you mean {}?"
) -> tuple[tuple[str, str], ...]:
    """Parameters ``maybe_zh`` and ``maybe_en``: the closest known word, or a full stop."""
    close = difflib.get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.6)
    if not close:
        return (("maybe_zh", "。"), ("maybe_en", "."))
    return (("maybe_zh", lang_zh.format(close[0])), ("maybe_en", lang_en.format(close[0])))


def typed(data: dict[str, Any]) -> tuple[Declaration, list[Mistake]]:
    """The typed declaration of merged plain data; wrong parts are left out and reported."""
    parts: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, value in data.items():
        section = SECTIONS.get(name)
        if section is None or value is None:
            continue
        if section.many and not isinstance(value, list):
            mistakes.append(((name,), "not-a-list", (), False))
            continue
        items = value if section.many else [value]
        built: list[Any] = []
        for i, item in enumerate(items):
            route: Route = (name, i) if section.many else (name,)
            part = _part(name, item, route, mistakes)
            if part is not None:
                built.append(part)
        if section.many:
            parts[name] = built
        elif built:
            parts[name] = built[0]
    return Declaration(**parts), mistakes


def _part(name: str, item: Any, route: Route, mistakes: list[Mistake]) -> Any:
    if not isinstance(item, dict):
        mistakes.append((route, "not-a-mapping", (), False))
        return None
    part = section_class(name)
    try:
        return part.__pydantic_validator__.validate_python(item)
    except Exception as error:
        from pydantic import ValidationError

        if not isinstance(error, ValidationError):
            raise
        mistakes.extend(_mistakes(name, route, error))
        return None


def _mistakes(name: str, route: Route, error: ValidationError) -> list[Mistake]:
    # The values are left out on purpose: they may be personal.
    from pipl_audit.model.vocabulary import class_at, keys_of

    found: list[Mistake] = []
    for entry in error.errors(include_url=False, include_input=True, include_context=True):
        where: Route = (*route, *entry["loc"])
        kind = entry["type"]
        if kind == "extra_forbidden":
            key = str(entry["loc"][-1])
            part = class_at(name, entry["loc"][:-1])
            known = list(keys_of(part)) if part else []
            found.append(
                (where, "unknown-key", (("key", _shown(key)), *suggestion(key, known)), True)
            )
        elif kind == "missing":
            found.append((where[:-1], "missing-id", (), False))
        elif kind == "literal_error":
            word = entry["input"]
            expected = (
                str(entry.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
            )
            params = (
                ("known", expected),
                *suggestion(word if isinstance(word, str) else "", expected.split(", ")),
            )
            found.append((where, "unknown-word", params, False))
        else:
            code = _CODES.get(kind, "wrong-value")
            found.append((where, code, (), False))
    return found


def _shown(key: str) -> str:
    """A key fit for a message: short and printable."""
    return "".join(c if c.isprintable() else "?" for c in key[:60])
