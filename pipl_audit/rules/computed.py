"""Named computations that predicates can call, where comparing keywords are not enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pipl_audit.model.policy import Category


class Argument(NamedTuple):
    """A list handed to a computation; ``None`` is unknown."""

    value: Any
    complete: bool


Computation = Callable[[dict[str, Category], dict[str, Argument]], bool | None]


def _lineage(category: str, taxonomy: dict[str, Category]) -> set[str]:
    found: set[str] = set()
    step: str | None = category
    while step is not None and step not in found:
        found.add(step)
        known = taxonomy.get(step)
        step = known.parent if known else None
    return found


def categories_covered(taxonomy: dict[str, Category], given: dict[str, Argument]) -> bool | None:
    """Whether each kind of information in ``used``, or a kind above it, is named in ``by``.

    A kind of which only a part is named (``person`` against ``person.name``) leaves it unknown:
    the wider word may stand for that part alone.
    """
    used, by = given["used"], given["by"]
    if used.value is None or by.value is None:
        return None
    named = set(by.value)
    open_ = [c for c in used.value if not _lineage(c, taxonomy) & named]
    if not open_:
        return True if used.complete else None
    above = set().union(*(_lineage(c, taxonomy) for c in named))
    return False if by.complete and not above.issuperset(open_) else None


def holds_sensitive(taxonomy: dict[str, Category], given: dict[str, Argument]) -> bool | None:
    """Whether a kind of information that PIPL 28 calls sensitive is among ``categories``.

    Kinds that only become sensitive by circumstance (``depends``) leave it unknown.
    """
    categories = given["categories"]
    if categories.value is None:
        return None
    grades = {
        taxonomy[c].mappings.get("sensitive", "depends") if c in taxonomy else "depends"
        for c in categories.value
    }
    if "yes" in grades:
        return True
    if "depends" in grades or not categories.complete:
        return None
    return False


COMPUTATIONS: dict[str, Computation] = {
    "categories_covered": categories_covered,
    "holds_sensitive": holds_sensitive,
}
