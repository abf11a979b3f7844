"""A declaration together with where its facts stand and what is claimed about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipl_audit.location import Location
from pipl_audit.model.declaration import Declaration
from pipl_audit.model.terms import Grade

Route = tuple[str | int, ...]


class Evidence(NamedTuple):
    """What a claim names as evidence: a file of the repository, a document number, a URL.

    ``named_in`` is the manifest whose folder ``file`` starts from, where the claim itself does not
    tell (a list spread over files).
    """

    file: str | None = None
    sha256: str | None = None
    document_no: str | None = None
    url: str | None = None
    named_in: str | None = None


class Claim(NamedTuple):
    """What stands beside a value in its long form."""

    complete: bool = True
    evidence: tuple[Evidence, ...] = ()
    source: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class SourcedDeclaration:
    """A typed declaration with its claims and positions.

    ``claims`` and ``grades`` are keyed by routes of keys and indexes into the declaration's plain
    data. ``locate`` answers with the place of a route, or of the deepest part of it that is
    stated; ``None`` for declarations built in Python.
    """

    operator_id: str
    declaration: Declaration
    claims: dict[Route, Claim] = field(default_factory=dict)
    grades: dict[Route, Grade] = field(default_factory=dict)
    locate: Callable[[Route], Location | None] = lambda route: None
    files: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def incomplete(self) -> frozenset[Route]:
        """Routes of the lists stated with ``complete: false``."""
        return frozenset(route for route, claim in self.claims.items() if not claim.complete)
