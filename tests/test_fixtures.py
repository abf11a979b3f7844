"""Whole declarations: compliant ones draw nothing, violating ones what they tell, silence never."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from pipl_audit.model.declaration import SECTIONS, Declaration, section_class
from pipl_audit.model.declaration.operator import OperatorKind
from pipl_audit.model.result import Result
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.declarations import build, from_python
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read_file
from pipl_audit.rules.evaluate import Program, judge
from pipl_audit.rules.facts import Ground
from pipl_audit.usecases.audit import scan

FIXTURES = Path(__file__).parents[1] / "fixtures"
COMPLIANT = sorted((FIXTURES / "compliant").glob("*.yaml"))
VIOLATING = sorted((FIXTURES / "violating").glob("*.yaml"))
NO_NATURAL_PERSON = "foreign-investment-reports"
DAY = date(2026, 6, 1)
POLICIES = load_policies()
PROGRAM = Program(POLICIES, DAY)

Route = tuple[str | int, ...]
Statuses = dict[tuple[str, str], str]


def named(path: Path) -> str:
    return path.stem


def both(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def told(path: Path) -> set[tuple[str, str]]:
    """The breaches a violating declaration tells in its head: (rule, object)."""
    return set(re.findall(r"^# violates: (\S+) at (\S+)$", path.read_text("utf-8"), re.MULTILINE))


def statuses(data: dict[str, Any]) -> Statuses | None:
    """Rule and object -> outcome; ``None`` if the data cannot be audited."""
    joined, problems = from_python(data)
    sourced, more = build(joined, POLICIES.categories) if not problems else (None, [])
    if sourced is None:
        assert problems or more
        return None
    return {(j.compiled.rule.id, j.frame.path): j.status for j in judge(PROGRAM, Ground(sourced))}


def audit(path: Path) -> Result:
    return scan(path, as_of=DAY, policies=POLICIES)


def keys_of(node: Any, route: Route = ()) -> Iterator[Route]:
    """The routes of all keys, at every level."""
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    for key, below in entries:
        if isinstance(node, dict):
            yield (*route, key)
        if isinstance(below, dict | list):
            yield from keys_of(below, (*route, key))


def at(node: Any, route: Route) -> Any:
    for step in route:
        node = node[step]
    return node


@pytest.mark.parametrize("path", COMPLIANT, ids=named)
def test_compliant(path: Path) -> None:
    result = audit(path)
    assert not result.problems
    assert not result.evidence_issues
    assert [(f.rule.id, f.object) for f in result.findings if f.status != "review"] == []
    of_pipl = [o for o in result.outcomes if o.rule.instrument == "pipl"]
    if path.stem == NO_NATURAL_PERSON:
        # A register of organisations is no matter of the PIPL at all.
        assert {o.status for o in of_pipl} == {"not_applicable"}
    else:
        assert len([o for o in of_pipl if o.status == "satisfied"]) > 15


@pytest.mark.parametrize("path", VIOLATING, ids=named)
def test_violating(path: Path) -> None:
    result = audit(path)
    assert not result.problems
    found = {(f.rule.id, f.object) for f in result.findings if f.status == "violated"}
    assert found == told(path)
    assert len({rule for rule, _ in found}) >= 5
    assert result.counts["not_demonstrated"]
    for finding in result.findings:
        assert finding.location is not None
        assert finding.location.span.line > 1
        assert finding.location.span.column >= 1


def test_each_compliant_operator_has_a_violating_twin() -> None:
    assert [p.name for p in COMPLIANT] == [p.name for p in VIOLATING]


def test_every_kind_of_operator_is_served() -> None:
    found = {kind for p in COMPLIANT for kind in read_file(p, p.name).data["operator"]["kinds"]}
    assert found == set(get_args(OperatorKind)) - {"other"}


@pytest.mark.parametrize("path", [*COMPLIANT, *VIOLATING], ids=both)
def test_silence_is_never_a_breach(path: Path) -> None:
    """Taking back any one key leaves every outcome as it is or makes it ``not_demonstrated``."""
    data = read_file(path, path.name).data
    whole = statuses(data)
    assert whole
    for route in keys_of(data):
        without = copy.deepcopy(data)
        del at(without, route[:-1])[route[-1]]
        for key, status in (statuses(without) or {}).items():
            # A list taken back stands for its objects; what encloses it may rule it out.
            expected = whole.get(key, "not_applicable")
            assert status in (expected, "not_demonstrated"), (route, key)


@pytest.mark.parametrize("path", [*COMPLIANT, *VIOLATING], ids=both)
def test_keys_of_the_house_change_nothing(path: Path) -> None:
    data = Unwrapped(read_file(path, path.name).data).data
    extended = copy.deepcopy(data)

    def extend(node: Any) -> None:
        if isinstance(node, dict):
            for below in list(node.values()):
                extend(below)
            node["x-house"] = {"owner": "合规部", "tags": [{"id": "a"}, {"id": "a"}]}
        elif isinstance(node, list):
            for below in node:
                extend(below)

    extend(extended)
    assert statuses(extended) == statuses(data)


def test_almost_nothing_stated() -> None:
    result = scan(
        {"schema": "pipl-audit/v1", "operator": {"id": "x"}}, as_of=DAY, policies=POLICIES
    )
    assert {f.status for f in result.findings} == {"not_demonstrated"}
    assert result.counts["not_demonstrated"] == len(result.outcomes)
    facts_of_pipl = {
        fact.path for f in result.findings if f.rule.instrument == "pipl" for fact in f.missing
    }
    assert len(facts_of_pipl) <= 25


@pytest.mark.parametrize("path", VIOLATING[:1], ids=named)
def test_the_same_twice(path: Path) -> None:
    assert audit(path) == audit(path)


@pytest.mark.parametrize("path", [*COMPLIANT, *VIOLATING], ids=both)
def test_built_in_python(path: Path) -> None:
    parts: dict[str, Any] = {}
    for name, value in Unwrapped(read_file(path, path.name).data).data.items():
        if name in SECTIONS:
            part = section_class(name)
            parts[name] = [part(**item) for item in value] if SECTIONS[name].many else part(**value)
    built = scan(Declaration(**parts), as_of=DAY, policies=POLICIES)
    file = audit(path)
    assert not built.problems
    assert [(o.rule.id, o.object, o.status) for o in built.outcomes] == [
        (o.rule.id, o.object, o.status) for o in file.outcomes
    ]
    assert {f.location for f in built.findings} <= {None}
    assert {fact.location for f in built.findings for fact in f.facts} <= {None}
