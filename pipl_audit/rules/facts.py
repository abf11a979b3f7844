"""The facts of one declaration: frames of objects, values by path, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipl_audit.model.declaration import SECTIONS
from pipl_audit.model.sourced import Route, SourcedDeclaration

_SECTION_NAMES = tuple(SECTIONS)


class Ground:
    """One declaration made ready for rules: its references resolved, its frames enumerated once."""

    __slots__ = ("_frames", "decided", "incomplete", "index", "root", "sourced")

    def __init__(self, sourced: SourcedDeclaration) -> None:
        self.sourced = sourced
        self.incomplete = sourced.incomplete
        # What predicates on the declaration as a whole came to.
        self.decided: dict[Callable[[Frame], bool | None], bool | None] = {}
        declaration = sourced.declaration
        # section -> id -> (object, position)
        self.index: dict[str, dict[str, tuple[Any, int]]] = {}
        for name in _SECTION_NAMES:
            items = getattr(declaration, name)
            if type(items) is list:
                self.index[name] = {item.id: (item, i) for i, item in enumerate(items)}
        self.root = Frame(declaration, None, self, ())
        self._frames: dict[tuple[tuple[str, ...], ...], list[Frame]] = {(): [self.root]}

    def frames(self, chain: tuple[tuple[str, ...], ...]) -> list[Frame]:
        """All objects at the end of this chain: per enclosing object, the keys that lead on.

        An absent or incomplete list adds one frame without an object, at the list; so does an
        empty one, marked ``none``.
        """
        known = self._frames.get(chain)
        if known is None:
            known = self._frames[chain] = [
                child
                for parent in self.frames(chain[:-1])
                for child in self._children(parent, chain[-1])
            ]
        return known

    def _children(self, parent: Frame, keys: tuple[str, ...]) -> Iterator[Frame]:
        if parent.obj is None:
            yield Frame(None, parent, self, parent.route, parent.none)
            return
        route = (*parent.route, *keys)
        value: Any = parent.obj
        for key in keys:
            value = getattr(value, key)
            if value is None:
                yield Frame(None, parent, self, route)
                return
        for i, item in enumerate(value):
            yield Frame(item, parent, self, (*route, i))
        if self.incomplete and route in self.incomplete:
            yield Frame(None, parent, self, route)
        elif not value:
            yield Frame(None, parent, self, route, none=True)

    def describe(self, route: Route) -> str:
        """A route by ids: ``activities[loan].operations[collect].legal_basis``."""
        if not route:
            return "declaration"
        words: list[str] = []
        value: Any = self.sourced.declaration
        for step in route:
            if isinstance(step, int):
                value = value[step] if value is not None else None
                words[-1] += f"[{getattr(value, 'id', step)}]"
            else:
                value = getattr(value, step, None)
                words.append(step)
        return ".".join(words)


class Frame:
    """An object as rules see it: the thing itself, what encloses it, and its route.

    ``obj`` is ``None`` for objects that may exist but are not stated; with ``none`` it is stated
    that there are none.
    """

    __slots__ = ("ground", "none", "obj", "parent", "route")

    def __init__(
        self, obj: Any, parent: Frame | None, ground: Ground, route: Route, none: bool = False
    ) -> None:
        self.obj = obj
        self.parent = parent
        self.ground = ground
        self.route = route
        self.none = none

    @property
    def path(self) -> str:
        return self.ground.describe(self.route)


class FactRef(NamedTuple):
    """A fact as a rule used it: its route, its value, whether it is a list left incomplete."""

    route: Route
    value: Any
    incomplete: bool


Path = list[Any]
Getter = Callable[[Frame], Any]


def _climb(frame: Frame, up: int) -> Frame:
    if up == -1:
        return frame.ground.root
    for _ in range(up):
        assert frame.parent is not None
        frame = frame.parent
    return frame


def getter(path: Path) -> Getter:
    """A function from a frame to the value of this resolved path; ``None`` when unknown."""
    up, steps = path[0], path[1]
    names = tuple(step[0] for step in steps)
    if not any(ref for _, ref in steps):
        if len(names) == 1 and up == 0:
            (only,) = names

            def own(frame: Frame) -> Any:
                obj = frame.obj
                return None if obj is None else getattr(obj, only)

            return own

        if up == -1 and len(names) == 2:
            section, key = names

            def of_section(frame: Frame) -> Any:
                obj = getattr(frame.ground.root.obj, section)
                return None if obj is None else getattr(obj, key)

            return of_section

        def plain(frame: Frame) -> Any:
            obj = _climb(frame, up).obj
            for name in names:
                if obj is None:
                    return None
                obj = getattr(obj, name)
            return obj

        return plain

    def through_references(frame: Frame) -> Any:
        obj = _climb(frame, up).obj
        for name, ref in steps:
            if obj is None:
                return None
            obj = getattr(obj, name)
            if ref and obj is not None:
                index = frame.ground.index.get(ref, {})
                obj = [index[i][0] for i in obj] if isinstance(obj, list) else index[obj][0]
        return obj

    return through_references


def fact_at(path: Path, frame: Frame) -> FactRef:
    """The fact this path names from this frame, with its route.

    Where a step on the way is unknown, the route goes on by names; an unknown reference or an
    object that is not stated is itself the unknown fact.
    """
    frame = _climb(frame, path[0])
    if frame.obj is None and frame is not frame.ground.root:
        return FactRef(frame.route, None, frame.route in frame.ground.incomplete)
    route, obj = frame.route, frame.obj
    last = len(path[1]) - 1
    for number, (name, ref) in enumerate(path[1]):
        route = (*route, name)
        if obj is not None:
            obj = getattr(obj, name)
            if ref and number < last:
                if obj is None:
                    return FactRef(route, None, False)
                obj, position = frame.ground.index[ref][obj]
                route = (ref, position)
    return FactRef(route, obj, route in frame.ground.incomplete)


def incomplete(path: Path, frame: Frame) -> bool:
    """Whether the list at this path is stated to be incomplete."""
    return bool(frame.ground.incomplete) and fact_at(path, frame).incomplete


def elements(path: Path, frame: Frame) -> list[Frame] | None:
    """The frames of a list of objects, references followed; ``None`` when the list is unknown."""
    here = fact_at(path, frame)
    if here.value is None:
        return None
    ref = path[1][-1][1]
    if ref:
        index = frame.ground.index.get(ref, {})
        return [Frame(index[i][0], frame, frame.ground, (ref, index[i][1])) for i in here.value]
    return [Frame(item, frame, frame.ground, (*here.route, i)) for i, item in enumerate(here.value)]
