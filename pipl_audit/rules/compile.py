"""Resolved predicates compiled once into closures: a test, and the facts that decided it.

Three-valued after Kleene: ``True``, ``False``, ``None`` for unknown. Stating an unknown fact can
turn ``None`` into anything, and never ``True`` into ``False`` or back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from pipl_audit.model.declaration import base
from pipl_audit.model.policy import Policies
from pipl_audit.rules.computed import COMPUTATIONS, Argument, Context
from pipl_audit.rules.deadlines import LIMITS, year_without_calendar
from pipl_audit.rules.facts import FactRef, Frame, elements, fact_at, getter, incomplete

Verdict = bool | None
Test = Callable[[Frame], Verdict]
Explain = Callable[[Frame], Iterator[FactRef]]


class Compiled(NamedTuple):
    """A predicate ready to run: its verdict on a frame, and the facts that decide that verdict."""

    test: Test
    explain: Explain
    # What an ``all`` is made of, for those who ask which part a fact belongs to.
    parts: tuple[Any, ...] = ()


# The fewest and most days that so many consecutive months (0 to 11) can have.
_FEWEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334)
_MOST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)


def span_of(period: base.Period) -> tuple[int, int]:
    """The least and most hours a calendar period can have."""
    years, months = divmod(period.years * 12 + period.months, 12)
    fixed = period.days * 24 + period.hours
    return (
        (years * 365 + _FEWEST[months]) * 24 + fixed,
        (years * 366 + _MOST[months]) * 24 + fixed,
    )


def at_least(left: Any, right: Any) -> Verdict:
    """``left >= right``; unknown for calendar periods whose lengths overlap (P1M and P30D)."""
    if isinstance(left, base.Period):
        if left.years * 12 + left.months == right.years * 12 + right.months:
            return bool(left.days * 24 + left.hours >= right.days * 24 + right.hours)
        (least, most), (other_least, other_most) = span_of(left), span_of(right)
        if least >= other_most:
            return True
        return False if most < other_least else None
    return bool(left >= right)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """What they come to together: false decides, else unknown."""
    found: Verdict = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            found = None
    return found


def _not(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _ordered(keyword: str, left: Any, right: Any) -> Verdict:
    if keyword == "min":
        return at_least(left, right)
    if keyword == "max":
        return at_least(right, left)
    return _not(at_least(right, left)) if keyword == "above" else _not(at_least(left, right))


def conjuncts(tree: Any) -> Iterator[list[Any]]:
    """The parts of a resolved predicate that must all hold; none for no predicate."""
    if tree is not None and tree[0] == "all":
        for part in tree[1]:
            yield from conjuncts(part)
    elif tree is not None:
        yield tree


def _rests_on_root(tree: Any, depth: int = 0) -> bool:
    """Whether a predicate says the same of every object: it reads top-level sections alone, or,
    ``depth`` quantifiers deep, the items of their lists."""

    def rooted(path: list[Any]) -> bool:
        return bool(path[0] == -1 or path[0] < depth)

    match tree:
        case None:
            return True
        case ["all" | "any", parts]:
            return all(_rests_on_root(part, depth) for part in parts)
        case ["not", part]:
            return _rests_on_root(part, depth)
        case ["fact", path, _, {"fact": other}]:
            return rooted(path) and rooted(other)
        case ["fact", path, *_]:
            return rooted(path)
        case ["each" | "some" | "none", path, *parts]:
            return rooted(path) and all(_rests_on_root(part, depth + 1) for part in parts)
    return False


def speaks_of_itself(tree: Any, depth: int = 0) -> bool:
    """Whether a predicate reads nothing but the object judged: unknown where that is not stated."""
    match tree:
        case None:
            return True
        case ["all" | "any", parts]:
            return all(speaks_of_itself(part, depth) for part in parts)
        case ["not", part]:
            return speaks_of_itself(part, depth)
        case ["fact", path, _, operand]:
            other = operand.get("fact", path) if isinstance(operand, dict) else path
            return bool(path[0] == depth and other[0] >= 0)
        case ["each" | "some" | "none", path, *_]:
            return bool(path[0] == depth)
    return False


def _once(one: Compiled) -> Compiled:
    """The same, decided once per declaration."""
    inner = one.test

    def test(frame: Frame) -> Verdict:
        decided = frame.ground.decided
        if inner not in decided:
            decided[inner] = inner(frame)
        return decided[inner]

    return Compiled(test, one.explain)


class Compiler:
    """Compiles the predicates of one day's law. Equal predicates share one closure."""

    def __init__(self, policies: Policies, as_of: date) -> None:
        self.policies = policies
        self.as_of = as_of
        self._known: dict[str, Compiled] = {}
        self._by_identity: dict[int, tuple[list[Any], Compiled]] = {}

    def compile(self, tree: list[Any]) -> Compiled:
        """The closures of a resolved predicate (grammar: ``reading/predicates.py``)."""
        # Rules share the trees of their instrument's reach. A tree is kept, lest its id be another's.
        kept = self._by_identity.get(id(tree))
        known = kept[1] if kept else None
        if known is None:
            key = "" if tree[0] == "all" else repr(tree)
            known = self._known.get(key)
            if known is None:
                known = self._make(tree)
                if tree[0] != "fact" and _rests_on_root(tree):
                    known = _once(known)
                if key:
                    self._known[key] = known
            self._by_identity[id(tree)] = (tree, known)
        return known

    def _make(self, tree: list[Any]) -> Compiled:
        match tree:
            case ["all", parts]:
                return _conjunction([self.compile(part) for part in parts], False)
            case ["any", parts]:
                return _conjunction([self.compile(part) for part in parts], True)
            case ["not", part]:
                inner = self.compile(part)
                return Compiled(lambda frame: _not(inner.test(frame)), inner.explain)
            case ["fact", path, keyword, operand]:
                return self._fact(path, keyword, operand)
            case ["each", path, where, require]:
                scope = self.compile(where) if where else None
                return _each(path, scope, self.compile(require))
            case ["some", path, where]:
                return _some(path, self.compile(where) if where else None)
            case ["none", path, where]:
                inner = _some(path, self.compile(where) if where else None)
                return Compiled(lambda frame: _not(inner.test(frame)), inner.explain)
            case ["call", name, arguments]:
                return self._call(name, arguments)
        raise ValueError(f"not a predicate: {tree[0]}")

    def _typed(self, value: Any, kind: str) -> Any:
        if kind == "day" and value == "as_of":
            return self.as_of
        read = base.READERS.get(kind)
        return value if read is None else read(value)

    def _fact(self, path: list[Any], keyword: str, operand: Any) -> Compiled:
        _, _, kind, many = path
        get = getter(path)
        other: list[Any] | None = None
        if isinstance(operand, dict) and "fact" in operand:
            other = operand["fact"]
        elif isinstance(operand, dict):
            parameter = self.policies.parameters.get(operand["parameter"])
            raw = parameter.at(self.as_of) if parameter else None
            operand = None if raw is None else self._typed(raw, kind)
        elif keyword in ("min", "max", "above", "below", "is"):
            operand = self._typed(operand, kind)
        elif isinstance(operand, list):
            operand = [self._typed(v, kind) for v in operand]

        def explain(frame: Frame) -> Iterator[FactRef]:
            yield fact_at(path, frame)
            if other is not None:
                yield fact_at(other, frame)

        if many:
            return Compiled(_list_test(path, keyword, operand, other), explain)
        # The commonest fact by far: a key of the object itself.
        own = path[1][0][0] if path[0] == 0 and len(path[1]) == 1 else None
        return Compiled(_scalar_test(get, keyword, operand, other, own), explain)

    def _call(self, name: str, arguments: dict[str, list[Any]]) -> Compiled:
        if name in LIMITS:
            return self._within(name, arguments)
        function, context = COMPUTATIONS[name], Context(self.policies, self.as_of)
        getters = [
            (a, getter(path), path[2] == "category" and not path[3])
            for a, path in arguments.items()
        ]

        def test(frame: Frame) -> Verdict:
            if not frame.ground.incomplete:
                values = ((a, get(frame), single) for a, get, single in getters)
                return function(
                    context,
                    {
                        a: Argument([v] if single and v is not None else v, True)
                        for a, v, single in values
                    },
                )
            given = {a: fact_at(path, frame) for a, path in arguments.items()}
            return function(context, {a: _argument(f, arguments[a]) for a, f in given.items()})

        def explain(frame: Frame) -> Iterator[FactRef]:
            facts = [fact_at(path, frame) for path in arguments.values()]
            unknown = [f for f in facts if f.value is None or f.incomplete]
            yield from (unknown if test(frame) is None and unknown else facts)

        return Compiled(test, explain)

    def _within(self, name: str, arguments: dict[str, Any]) -> Compiled:
        """A time limit: both ends are facts, the limit is a number or a dated parameter."""
        function = LIMITS[name]
        ends = [arguments["start"], arguments["end"]]
        given = arguments["limit"]
        limit = (
            float(given["number"])
            if "number" in given
            else Context(self.policies, self.as_of).number(given["parameter"])
        )
        get_start, get_end = (
            (lambda frame: self.as_of) if isinstance(end, dict) else getter(end) for end in ends
        )

        def test(frame: Frame) -> Verdict:
            begun, done = get_start(frame), get_end(frame)
            if begun is None or done is None or limit is None:
                return None
            return function(begun, done, limit)

        def explain(frame: Frame) -> Iterator[FactRef]:
            facts = [fact_at(end, frame) for end in ends if not isinstance(end, dict)]
            unknown = [fact for fact in facts if fact.value is None]
            yield from unknown or facts
            if not unknown and test(frame) is None:
                year = year_without_calendar(get_start(frame), get_end(frame))
                if year is not None:
                    yield FactRef(("calendar_of_working_days", str(year)), None, False)

        return Compiled(test, explain)


def _argument(fact: FactRef, path: list[Any]) -> Argument:
    """A fact as a computation takes it; kinds of information always as a list."""
    _, _, kind, many = path
    single = kind == "category" and not many and fact.value is not None
    return Argument([fact.value] if single else fact.value, not fact.incomplete)


def _scalar_test(
    get: Callable[[Frame], Any],
    keyword: str,
    operand: Any,
    other: list[Any] | None,
    own: str | None = None,
) -> Test:
    if keyword == "stated":
        return lambda frame: True if get(frame) is not None else None
    compare: Callable[[Any, Any], Verdict]
    if keyword == "is":
        compare = lambda value, wanted: bool(value == wanted)  # noqa: E731
    elif keyword == "allowed":
        compare = lambda value, wanted: value in wanted  # noqa: E731
    elif keyword == "forbidden":
        compare = lambda value, wanted: value not in wanted  # noqa: E731
    elif keyword == "regex":
        pattern = re.compile(operand if operand.endswith("$") else operand + "$")
        compare = lambda value, wanted: bool(pattern.match(value))  # noqa: E731
    elif keyword == "minlength":
        compare = lambda value, wanted: len(value) >= wanted  # noqa: E731
    elif keyword == "maxlength":
        compare = lambda value, wanted: len(value) <= wanted  # noqa: E731
    elif keyword == "empty":
        compare = lambda value, wanted: (not value) == wanted  # noqa: E731
    else:
        compare = lambda value, wanted: _ordered(keyword, value, wanted)  # noqa: E731
    if other is not None:
        get_other, among = getter(other), other[3]

        def against_fact(frame: Frame) -> Verdict:
            value, wanted = get(frame), get_other(frame)
            if value is None or wanted is None:
                return None
            verdict = compare(value, wanted)
            # What an incomplete list does not name may still belong to it.
            if among and value not in wanted and fact_at(other, frame).incomplete:
                return None
            return verdict

        return against_fact
    if operand is None:  # a parameter without a value on this day
        return lambda frame: None
    if keyword == "is":
        if own is not None:

            def is_own(frame: Frame) -> Verdict:
                value = getattr(frame.obj, own, None)
                return None if value is None else bool(value == operand)

            return is_own

        def equals(frame: Frame) -> Verdict:
            value = get(frame)
            return None if value is None else bool(value == operand)

        return equals

    def test(frame: Frame) -> Verdict:
        value = get(frame)
        return None if value is None else compare(value, operand)

    return test


def _list_test(path: list[Any], keyword: str, operand: Any, other: list[Any] | None) -> Test:
    get = getter(path)

    def test(frame: Frame) -> Verdict:
        value = get(frame)
        if value is None:
            return None
        complete = not frame.ground.incomplete or not fact_at(path, frame).incomplete
        if keyword == "stated":
            return True
        wanted, wanted_complete = operand, True
        if other is not None:
            found = fact_at(other, frame)
            wanted, wanted_complete = found.value, not found.incomplete
            if wanted is None:
                return None
            if not other[3]:
                wanted = [wanted]
        match keyword:
            case "allowed":
                good = all(item in wanted for item in value)
                return (
                    (True if complete else None) if good else (False if wanted_complete else None)
                )
            case "forbidden":
                bad = any(item in wanted for item in value)
                return False if bad else (True if complete and wanted_complete else None)
            case "contains":
                good = all(item in value for item in wanted)
                return (
                    (True if wanted_complete else None) if good else (False if complete else None)
                )
            case "contains_any":
                good = any(item in value for item in wanted)
                return True if good else (False if complete and wanted_complete else None)
            case "empty":
                is_empty = None if not value and not complete else not value
                return is_empty if operand else _not(is_empty)
            case "minlength":
                return True if len(value) >= operand else (False if complete else None)
            case "maxlength":
                return False if len(value) > operand else (True if complete else None)
        raise ValueError(f"{keyword} cannot be said of a list")

    return test


def _conjunction(parts: list[Compiled], decisive: bool) -> Compiled:
    """``all`` (a ``False`` part decides) or ``any`` (a ``True`` part decides)."""
    tests = tuple(part.test for part in parts)

    def test(frame: Frame) -> Verdict:
        verdict: Verdict = not decisive
        for one in tests:
            found = one(frame)
            if found is decisive:
                return decisive
            if found is None:
                verdict = None
        return verdict

    def explain(frame: Frame) -> Iterator[FactRef]:
        verdict = test(frame)
        for part in parts:
            if part.test(frame) is verdict:
                yield from part.explain(frame)

    return Compiled(test, explain, () if decisive else tuple(parts))


def _each(path: list[Any], where: Compiled | None, require: Compiled) -> Compiled:
    """Every element in scope meets the requirement. Elements of unknown scope must meet it too,
    or leave the verdict unknown."""

    def one(frame: Frame) -> Verdict:
        scope = True if where is None else where.test(frame)
        if scope is False:
            return True
        verdict = require.test(frame)
        return verdict if scope or verdict else None

    def test(frame: Frame) -> Verdict:
        items = elements(path, frame)
        if items is None:
            return None
        verdicts = [one(item) for item in items]
        if False in verdicts:
            return False
        return None if None in verdicts or incomplete(path, frame) else True

    def explain(frame: Frame) -> Iterator[FactRef]:
        verdict, items = test(frame), elements(path, frame)
        here = fact_at(path, frame)
        if items is None or not items or (verdict is None and here.incomplete):
            yield here
        for item in items or ():
            if one(item) is verdict:
                scope = True if where is None else where.test(item)
                # An element of unknown scope that meets the requirement is settled by that.
                met = scope is None and require.test(item)
                if where is not None and scope is not True and not met:
                    yield from where.explain(item)
                else:
                    yield from require.explain(item)
        if items and verdict is True:
            yield here  # that these are all

    return Compiled(test, explain)


def _some(path: list[Any], where: Compiled | None) -> Compiled:
    """At least one element meets ``where``."""

    def one(frame: Frame) -> Verdict:
        return True if where is None else where.test(frame)

    def test(frame: Frame) -> Verdict:
        items = elements(path, frame)
        if items is None:
            return None
        verdicts = [one(item) for item in items]
        if True in verdicts:
            return True
        return None if None in verdicts or incomplete(path, frame) else False

    def explain(frame: Frame) -> Iterator[FactRef]:
        verdict, items = test(frame), elements(path, frame)
        here = fact_at(path, frame)
        # "None of them" rests on the list being complete, and so on the list itself.
        if not items or where is None or verdict is False or (verdict is None and here.incomplete):
            yield here
        for item in items or ():
            if where is not None and one(item) is verdict:
                yield from where.explain(item)

    return Compiled(test, explain)
