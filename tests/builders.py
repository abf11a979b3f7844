"""Small policies, rules and declarations for tests of the engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipl_audit.model.policy import Category, Instrument, Parameter, Policies, Rule, Version
from pipl_audit.model.result import Result
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Bilingual
from pipl_audit.model.vocabulary import kinds, steps_to
from pipl_audit.reading.declarations import build, from_python
from pipl_audit.reading.predicates import Scope, resolve
from pipl_audit.rules.compile import Compiled, Compiler
from pipl_audit.rules.evaluate import Judgement, Program, judge
from pipl_audit.rules.facts import Frame, Ground
from pipl_audit.usecases.audit import scan

AS_OF = date(2026, 6, 1)
NOTHING = Bilingual("无", "nothing")

CATEGORIES = {
    c.id: c
    for c in (
        Category("person", None, NOTHING, {"sensitive": "no"}),
        Category("person.name", "person", NOTHING, {"sensitive": "no"}),
        Category("health", None, NOTHING, {"sensitive": "yes"}),
        Category("location", None, NOTHING, {"sensitive": "depends"}),
    )
}


def rule(
    name: str = "T-1",
    *,
    kind: str = "declaration",
    when: Any = None,
    require: Any = None,
    question: bool = False,
    **more: Any,
) -> Rule:
    """A rule from predicates as they stand in a pack."""
    found = None if kind == "declaration" else kinds()[kind]
    scope = Scope.of(found)
    given: dict[str, Any] = {
        "id": name,
        "instrument": "test",
        "title": NOTHING,
        "kind": kind,
        "chain": tuple(keys for _, keys in steps_to(found)) if found else (),
        "when": resolve(when, scope) if when else None,
        "require": resolve(require, scope) if require else None,
        "question": NOTHING if question else None,
        "provisions": (),
        "severity": "medium",
        "reading": "settled",
        "source": "full",
        "message": NOTHING,
        "remedy": NOTHING,
        "sanctions": (),
        "guideline": (),
        "valid_from": None,
        "valid_until": None,
        "waivable": True,
        "policy": False,
        "file": "test/1.yaml",
        "line": 1,
    }
    return Rule(**{**given, **more})


def policies(*rules: Rule, parameters: Iterable[Parameter] = ()) -> Policies:
    """Policies with these rules, one instrument and the small taxonomy."""
    version = Version("test-1", date(2020, 1, 1), None, 9, "full")
    instrument = Instrument("test", NOTHING, NOTHING, "law", (version,), date(2026, 1, 1))
    return Policies(
        instruments={"test": instrument},
        articles=(),
        rules={r.id: r for r in rules},
        sanctions={},
        parameters={p.id: p for p in parameters},
        categories=CATEGORIES,
        key="test",
    )


def sourced(data: dict[str, Any]) -> SourcedDeclaration:
    """The declaration of plain data; ``operator`` may be left out."""
    joined, problems = from_python({"operator": {"id": "op"}, **data})
    assert not problems, problems
    found, problems = build(joined, CATEGORIES)
    assert found is not None, problems
    return found


def compiled(
    predicate: Any,
    kind: str = "declaration",
    parameters: Iterable[Parameter] = (),
    as_of: date = AS_OF,
) -> Compiled:
    scope = Scope.of(None if kind == "declaration" else kinds()[kind])
    return Compiler(policies(parameters=parameters), as_of).compile(resolve(predicate, scope))


def frames(data: dict[str, Any], kind: str = "declaration") -> list[Frame]:
    chain = () if kind == "declaration" else tuple(keys for _, keys in steps_to(kinds()[kind]))
    return Ground(sourced(data)).frames(chain)


def verdict(data: dict[str, Any], predicate: Any, kind: str = "declaration", **more: Any) -> Any:
    """The verdict of a predicate on the first object of this kind."""
    return compiled(predicate, kind, **more).test(frames(data, kind)[0])


def explained(data: dict[str, Any], predicate: Any, kind: str = "declaration") -> list[str]:
    """The facts that decide a predicate on the first object of this kind."""
    frame = frames(data, kind)[0]
    return [frame.ground.describe(f.route) for f in compiled(predicate, kind).explain(frame)]


def judgements(data: dict[str, Any], *rules: Rule) -> list[Judgement]:
    return judge(Program(policies(*rules), AS_OF), Ground(sourced(data)))


def statuses(data: dict[str, Any], one: Rule) -> dict[str, str]:
    """Object path -> status of one rule."""
    found = judgements(data, one)
    paths = {j.frame.path: j.status for j in found}
    assert len(paths) == len(found), "two outcomes at one path"
    return {path: str(status) for path, status in paths.items()}


def audit(sources: Any, *rules: Rule, **more: Any) -> Result:
    """A scan under these rules alone."""
    return scan(sources, as_of=AS_OF, policies=policies(*rules), **more)
