"""Manifests to declarations: files joined by operator, references resolved, mistakes located."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipl_audit.errors import Problem
from pipl_audit.location import Location, Span
from pipl_audit.model.declaration import SCHEMA, SECTIONS, Declaration
from pipl_audit.model.policy import Category
from pipl_audit.model.sourced import Claim, Route, SourcedDeclaration
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.tree import Document
from pipl_audit.reading.typed import suggestion, typed

_TOP_KEYS = frozenset({"schema", "part_of", "x-house", *SECTIONS})


class Manifest:
    """One file that says ``schema: pipl-audit/v1``, long forms set apart."""

    __slots__ = ("document", "unwrapped")

    def __init__(self, document: Document) -> None:
        self.document = document
        text = None if isinstance(document, _Nowhere) else document.text
        self.unwrapped = Unwrapped(document.data, text)

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.unwrapped.data
        return found

    def span(self, route: Route, *, key: bool = False) -> Span | None:
        """The place of a route of the short form; ``None`` if built in Python."""
        if isinstance(self.document, _Nowhere):
            return None
        return self.document.locate(self.unwrapped.file_route(route), key=key)

    def problem(self, code: str, route: Route, *, key: bool = False, **params: str) -> Problem:
        return Problem(code, self.document.path, self.span(route, key=key), tuple(params.items()))


@dataclass(slots=True)
class Joined:
    """The files of one operator, their sections joined, with the way back to each file."""

    operator_id: str
    manifests: list[Manifest]
    data: dict[str, Any] = field(default_factory=dict)
    # (section,) or (section, position) -> the file and the route there
    origin: dict[Route, tuple[Manifest, Route]] = field(default_factory=dict)

    @property
    def located(self) -> bool:
        """False for declarations built in Python: they stand in no file."""
        return not isinstance(self.manifests[0].document, _Nowhere)

    def home(self, route: Route) -> tuple[Manifest, Route]:
        """The file a route of the joined data comes from, and its route there."""
        for length in (2, 1):
            found = self.origin.get(route[:length])
            if found is not None and len(route) >= length:
                return found[0], (*found[1], *route[length:])
        return self.manifests[0], ()

    def locate(self, route: Route) -> Location | None:
        """The place of a fact: its value if stated, else the key of the deepest stated parent."""
        if not self.located:
            return None
        manifest, own = self.home(route)
        in_file = manifest.unwrapped.file_route(own)
        document = manifest.document
        if document.has(in_file):
            return Location(document.path, document.locate(in_file))
        return Location(document.path, document.locate(in_file, key=True))

    def problem(
        self, code: str, route: Route, params: tuple[tuple[str, str], ...], key: bool
    ) -> Problem:
        manifest, own = self.home(route)
        return Problem(code, manifest.document.path, manifest.span(own, key=key), params)


def classify(document: Document, explicit: bool) -> Manifest | Problem | None:
    """A manifest, a problem, or ``None`` for some other YAML or JSON file in a folder."""
    data = document.data
    if not isinstance(data, dict):
        if not explicit and "schema" not in document.text:
            return None
        return Problem("top-level-not-mapping", document.path, document.locate(()))
    schema = data.get("schema")
    if schema == SCHEMA:
        return Manifest(document)
    if isinstance(schema, str) and schema.startswith("pipl-audit/"):
        return Problem("unknown-schema-version", document.path, document.locate(("schema",)))
    if explicit:
        return Problem("not-a-manifest", document.path, document.locate(()))
    return None


def operator_named(manifest: Manifest) -> str | None:
    """The operator a manifest describes or belongs to, if it says so."""
    operator, part_of = manifest.data.get("operator"), manifest.data.get("part_of")
    found = operator.get("id") if isinstance(operator, dict) else part_of
    return found if isinstance(found, str) else None


def join(manifests: Iterable[Manifest]) -> tuple[list[Joined], list[Problem]]:
    """Group manifests by operator and join their sections."""
    problems: list[Problem] = []
    heads: dict[str, Joined] = {}
    parts: list[tuple[str, Manifest]] = []
    for manifest in manifests:
        problems.extend(_own_problems(manifest))
        data = manifest.data
        operator, part_of = data.get("operator"), data.get("part_of")
        if operator is not None and part_of is not None:
            problems.append(manifest.problem("operator-and-part-of", ("part_of",), key=True))
        elif operator is not None:
            operator_id = operator.get("id") if isinstance(operator, dict) else None
            if not isinstance(operator_id, str):
                problems.append(manifest.problem("missing-id", ("operator",), key=True))
                continue
            if operator_id in heads:
                first = heads[operator_id].manifests[0]
                problems.extend(
                    _both(
                        "duplicate-operator",
                        (first, ("operator", "id")),
                        (manifest, ("operator", "id")),
                    )
                )
                continue
            heads[operator_id] = Joined(operator_id, [manifest])
        elif isinstance(part_of, str):
            parts.append((part_of, manifest))
        else:
            problems.append(manifest.problem("no-operator", ()))
    for operator_id, manifest in parts:
        head = heads.get(operator_id)
        if head is None:
            problems.append(manifest.problem("unknown-part-of", ("part_of",)))
        else:
            head.manifests.append(manifest)
    for joined in heads.values():
        problems.extend(_join_sections(joined))
    return list(heads.values()), problems


def _both(
    code: str, first: tuple[Manifest, Route], second: tuple[Manifest, Route]
) -> Iterator[Problem]:
    """One problem at each of two places, each naming the other."""
    for (here, route), (other, other_route) in ((first, second), (second, first)):
        there = other.span(other_route)
        others = ((other.document.path, there),) if there else ()
        yield Problem(code, here.document.path, here.span(route), (), others)


def duplicate_operators(groups: Iterable[Joined]) -> Iterator[Problem]:
    """Operators that stand in more than one place, files and Python taken together."""
    seen: dict[str, Joined] = {}
    for joined in groups:
        first = seen.setdefault(joined.operator_id, joined)
        if first is not joined:
            route = ("operator", "id")
            yield from _both(
                "duplicate-operator", (first.manifests[0], route), (joined.manifests[0], route)
            )


def _own_problems(manifest: Manifest) -> Iterator[Problem]:
    for route, code, params in manifest.unwrapped.problems:
        document = manifest.document
        span = None if isinstance(document, _Nowhere) else document.locate(route)
        yield Problem(code, document.path, span, params)
    for key in manifest.data:
        if key not in _TOP_KEYS:
            maybe = suggestion(key, sorted(_TOP_KEYS))
            shown = "".join(c if c.isprintable() else "?" for c in key[:60])
            yield Problem(
                "unknown-key",
                manifest.document.path,
                manifest.span((key,), key=True),
                (("key", shown), *maybe),
            )


def _join_sections(joined: Joined) -> Iterator[Problem]:
    for manifest in joined.manifests:
        for name, value in manifest.data.items():
            section = SECTIONS.get(name)
            if section is None or value is None:
                continue
            if section.many and isinstance(value, list):
                items: list[Any] = joined.data.setdefault(name, [])
                if not isinstance(items, list):
                    continue
                joined.origin.setdefault((name,), (manifest, (name,)))
                for i, item in enumerate(value):
                    joined.origin[(name, len(items))] = (manifest, (name, i))
                    items.append(item)
            elif name in joined.data:
                other, route = joined.origin[(name,)]
                yield from _both("section-twice", (other, route), (manifest, (name,)))
            else:
                joined.data[name] = value
                joined.origin[(name,)] = (manifest, (name,))


def build(
    joined: Joined, categories: Mapping[str, Category]
) -> tuple[SourcedDeclaration | None, list[Problem]]:
    """The typed declaration of joined manifests, or what is wrong with it."""
    declaration, mistakes = typed(joined.data)
    problems = [joined.problem(code, route, params, key) for route, code, params, key in mistakes]
    if not problems:
        problems = [
            *_id_problems(joined, declaration),
            *_name_problems(joined, declaration, categories),
        ]
    if problems:
        return None, problems
    return (
        SourcedDeclaration(
            operator_id=joined.operator_id,
            declaration=declaration,
            claims=_claims(joined),
            locate=joined.locate,
            files=tuple(m.document.path for m in joined.manifests),
            data=joined.data,
        ),
        [],
    )


def _claims(joined: Joined) -> dict[Route, Claim]:
    """The claims of all files, by routes of the joined data."""
    if len(joined.manifests) == 1:
        return dict(joined.manifests[0].unwrapped.claims)
    there = {(id(home), own): route for route, (home, own) in joined.origin.items()}
    claims: dict[Route, Claim] = {}
    for manifest in joined.manifests:
        for route, claim in manifest.unwrapped.claims.items():
            if len(route) > 1 and isinstance(route[1], int):
                claims[(*there[id(manifest), route[:2]], *route[2:])] = claim
            elif len(route) > 1 or not _spreads(route[0]):
                claims[route] = claim
    for name, value in joined.data.items():
        if _spreads(name) and isinstance(value, list):
            _claims_of_list(joined, name, claims)
    return claims


def _spreads(name: str | int) -> bool:
    """Whether this section is a list, whose items may stand in several files."""
    return name in SECTIONS and SECTIONS[str(name)].many


def _claims_of_list(joined: Joined, name: str, claims: dict[Route, Claim]) -> None:
    """What files say beside a list that is spread over them.

    It holds for the items each file states, and for the list as far as all of them say it.
    """
    said: list[Claim] = []
    for manifest in joined.manifests:
        if not isinstance(manifest.data.get(name), list):
            continue
        claim = manifest.unwrapped.claims.get((name,), Claim())
        named = tuple(e._replace(named_in=manifest.document.path) for e in claim.evidence)
        said.append(claim._replace(evidence=named))
        if not named:
            continue
        for route, (home, _) in joined.origin.items():
            if home is manifest and len(route) == 2 and route[0] == name:
                own = claims.get(route, Claim())
                claims[route] = own._replace(evidence=own.evidence + named)
    if any(claim != Claim() for claim in said):
        documented = all(claim.evidence for claim in said)
        claims[(name,)] = Claim(
            all(claim.complete for claim in said),
            tuple(e for claim in said for e in claim.evidence) if documented else (),
            next((claim.source for claim in said if claim.source), None),
            next((claim.since for claim in said if claim.since), None),
        )


def _id_problems(joined: Joined, declaration: Declaration) -> Iterator[Problem]:
    """Ids stand once: those of sections in the declaration, nested ones in their parent."""
    seen: dict[str, Route] = {}
    for name, section in SECTIONS.items():
        items = getattr(declaration, name)
        if not section.many or items is None:
            continue
        for i, item in enumerate(items):
            route: Route = (name, i, "id")
            if item.id in seen:
                first, second = joined.home(seen[item.id]), joined.home(route)
                yield from _both("duplicate-id", first, second)
            else:
                seen[item.id] = route
    for name, value in joined.data.items():
        if isinstance(value, list):
            for i, item in enumerate(value):
                yield from _nested_ids(joined, item, (name, i))
        else:
            yield from _nested_ids(joined, value, (name,))


def _nested_ids(joined: Joined, top: Any, at: Route) -> Iterator[Problem]:
    """Ids that stand twice in one list, anywhere below an object."""
    stack: list[tuple[dict[str, Any], Route]] = [(top, at)]
    while stack:
        node, route = stack.pop()
        for key, below in node.items():
            if type(below) is dict and key != "x-house":
                stack.append((below, (*route, key)))
            elif type(below) is list and below and type(below[0]) is dict and key != "x-house":
                seen: dict[str, Route] = {}
                for i, item in enumerate(below):
                    here: Route = (*route, key, i)
                    stack.append((item, here))
                    name = item.get("id")
                    if name is None:
                        continue
                    if name in seen:
                        first = joined.home((*seen[name], "id"))
                        yield from _both("duplicate-id", first, joined.home((*here, "id")))
                    else:
                        seen[name] = here


def _name_problems(
    joined: Joined, declaration: Declaration, categories: Mapping[str, Category]
) -> Iterator[Problem]:
    """References that lead nowhere, and kinds of information the taxonomy does not know."""
    ids = {
        name: {item.id for item in getattr(declaration, name)}
        for name, section in SECTIONS.items()
        if section.many and getattr(declaration, name) is not None
    }
    for name, section in SECTIONS.items():
        value = joined.data.get(name)
        if value is None:
            continue
        items = enumerate(value) if section.many else [(None, value)]
        for i, item in items:
            route: Route = (name,) if i is None else (name, i)
            for where, word, target in names_used(section.name, item, route):
                if target is None:
                    if word not in categories:
                        yield joined.problem(
                            "unknown-category", where, suggestion(word, categories), False
                        )
                elif word not in ids.get(target, ()):
                    params = (("section", target), *suggestion(word, sorted(ids.get(target, ()))))
                    yield joined.problem("unknown-reference", where, params, False)


def names_used(section: str, item: Any, route: Route) -> Iterator[tuple[Route, str, str | None]]:
    """References and categories in one object: (route, word, section referred to or ``None``)."""
    from pipl_audit.model.declaration import section_class

    yield from _names_in(_naming_keys(section_class(section)), item, route)


_NAMING: dict[Any, dict[str, Any]] = {}


def _naming_keys(part: Any) -> dict[str, Any]:
    """The keys of a part that name things: key -> section, ``None`` for a category, or a part."""
    known = _NAMING.get(part)
    if known is None:
        from pipl_audit.model.vocabulary import keys_of

        known = {}
        for key, key_type in keys_of(part).items():
            if key_type.type == "ref":
                known[key] = key_type.ref
            elif key_type.type == "category":
                known[key] = None
            elif (
                key_type.type == "part"
                and key_type.part is not None
                and _naming_keys(key_type.part)
            ):
                known[key] = key_type.part
        _NAMING[part] = known
    return known


def _names_in(
    keys: dict[str, Any], node: Any, route: Route
) -> Iterator[tuple[Route, str, str | None]]:
    for key, target in keys.items():
        value = node.get(key)
        if value is None:
            continue
        if target is None or isinstance(target, str):
            if isinstance(value, list):
                for i, word in enumerate(value):
                    yield (*route, key, i), word, target
            else:
                yield (*route, key), value, target
        elif isinstance(value, list):
            for i, below in enumerate(value):
                yield from _names_in(_naming_keys(target), below, (*route, key, i))
        else:
            yield from _names_in(_naming_keys(target), value, (*route, key))


class _Nowhere:
    """Stands in for a file where a declaration was built in Python."""

    text = ""

    def __init__(self, data: dict[str, Any], path: str) -> None:
        self.data = data
        self.path = path

    def locate(self, route: Route, *, key: bool = False) -> Span:
        return Span(1, 1, 1, 1)

    def has(self, route: Route) -> bool:
        return True


def from_python(given: Declaration | Mapping[str, Any]) -> tuple[Joined, list[Problem]]:
    """A declaration built in Python, or plain data as a manifest would hold it."""
    data = given.to_data() if isinstance(given, Declaration) else dict(given)
    document: Any = _Nowhere(data, "")
    manifest = Manifest(document)
    operator = manifest.data.get("operator")
    name = operator.get("id") if isinstance(operator, dict) else None
    document.path = f"<declaration {name}>"
    joined = Joined(str(name), [manifest])
    if not isinstance(name, str):
        return joined, [Problem("no-operator", document.path)]
    return joined, [*_own_problems(manifest), *_join_sections(joined)]
