"""Undemonstrated duties grouped by the fact whose statement would settle them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipl_audit.location import Location
from pipl_audit.model.result import FactUsed, Finding

_IDS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact nobody stated, and the duties that wait for it.

    ``paths`` are the places of the same fact in several objects; ``pattern`` is their common form
    (``consents[*].voluntary``). ``alone`` says that no duty here waits for another fact, too;
    ``others`` are facts that every duty here waits for besides.
    """

    operator: str
    pattern: str
    paths: tuple[str, ...]
    rules: tuple[str, ...]
    alone: bool
    others: tuple[str, ...]
    incomplete: bool
    location: Location | None


def pattern_of(path: str) -> str:
    """The path without the ids of objects."""
    return _IDS.sub("[*]", path)


def missing_facts(findings: Iterable[Finding]) -> list[MissingFact]:
    """One group per missing fact, those that settle most first. Each finding is in one group."""
    waiting = [f for f in findings if f.status == "not_demonstrated"]
    weight: Counter[tuple[str, str]] = Counter()
    for finding in waiting:
        weight.update({(finding.operator, pattern_of(fact.path)) for fact in finding.missing})
    groups: dict[tuple[str, str], list[tuple[Finding, FactUsed | None]]] = defaultdict(list)
    for finding in waiting:
        operator = finding.operator
        # Among equals the one the rule asks for first.
        fact = min(
            finding.missing, key=lambda f: -weight[operator, pattern_of(f.path)], default=None
        )
        pattern = pattern_of(fact.path if fact else finding.object)
        groups[operator, pattern].append((finding, fact))
    found = [_group(*key, members) for key, members in groups.items()]
    return sorted(found, key=lambda g: (-len(g.rules), -len(g.paths), g.operator, g.pattern))


def _group(
    operator: str, pattern: str, members: list[tuple[Finding, FactUsed | None]]
) -> MissingFact:
    first, fact = members[0]
    shared = [pattern_of(other.path) for other in first.missing]
    for finding, _ in members[1:]:
        theirs = {pattern_of(other.path) for other in finding.missing}
        shared = [path for path in shared if path in theirs]
    return MissingFact(
        operator=operator,
        pattern=pattern,
        paths=tuple(dict.fromkeys(fact.path if fact else f.object for f, fact in members)),
        rules=tuple(sorted({f.rule.id for f, _ in members})),
        alone=all(len(f.missing) <= 1 for f, _ in members),
        others=tuple(dict.fromkeys(path for path in shared if path != pattern)),
        incomplete=all(fact is not None and fact.incomplete for _, fact in members),
        location=fact.location if fact else first.location,
    )
