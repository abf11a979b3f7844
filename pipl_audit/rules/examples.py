"""The examples of rules: patches to compliant declarations, and what the rule must then say."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipl_audit.errors import PiplAuditError
from pipl_audit.model.declaration import SECTIONS
from pipl_audit.model.policy import Example, Policies, Rule
from pipl_audit.reading.declarations import build, from_python
from pipl_audit.reading.tree import read_file
from pipl_audit.rules.evaluate import Judgement, Program, judge
from pipl_audit.rules.facts import Ground

DEFAULT_DAY = date(2026, 6, 1)
_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]+)\])?(?:\.|$)")


class BadPatch(PiplAuditError):
    """A patch that does not fit its base."""


class ExampleResult(NamedTuple):
    """What became of one example; ``problem`` is empty when it is true."""

    rule: str
    example: Example
    kind: str
    problem: str


def load_base(folder: Path, name: str) -> dict[str, Any]:
    """The plain data of a compliant declaration, one file or a folder of files."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise BadPatch(f"{name} is not the name of a base")
    single = folder / f"{name}.yaml"
    files = [single] if single.is_file() else sorted((folder / name).glob("*.yaml"))
    if not files:
        raise BadPatch(f"there is no base {name}")
    joined: dict[str, Any] = {}
    for file in files:
        for key, value in read_file(file, file.name).data.items():
            if key in SECTIONS and SECTIONS[key].many and isinstance(joined.get(key), list):
                joined[key] = [*joined[key], *value]
            elif key != "part_of":
                joined[key] = value
    return joined


def patched(base: dict[str, Any], example: Example) -> dict[str, Any]:
    """A copy of the base with the example's keys set and removed."""
    data = copy.deepcopy(base)
    for path, value in example.set.items():
        _put(data, path, copy.deepcopy(value))
    for path in example.remove:
        _drop(data, path)
    return data


def _steps(path: str) -> list[tuple[str, str | None]]:
    found = [(m.group(1), m.group(2)) for m in _STEP.finditer(path)]
    if not found:
        raise BadPatch(f"{path!r} is not a path")
    return found


def _short(node: Any) -> Any:
    return node["value"] if isinstance(node, dict) and "value" in node else node


def _item(items: Any, name: str, path: str) -> Any:
    for item in _short(items) or []:
        if isinstance(item, dict) and item.get("id") == name:
            return item
    raise BadPatch(f"{path}: there is no {name}")


def _descend(data: dict[str, Any], steps: Sequence[tuple[str, str | None]], path: str) -> Any:
    node: Any = data
    for key, name in steps:
        below = _short(node).setdefault(key, {} if name is None else [])
        if below is None:
            below = _short(node)[key] = {} if name is None else []
        node = below if name is None else _item(below, name, path)
    return _short(node)


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *before, (key, name) = _steps(path)
    parent = _descend(data, before, path)
    if not isinstance(parent, dict):
        raise BadPatch(f"{path}: this is no mapping")
    if name is None:
        parent[key] = value
        return
    items = parent.setdefault(key, [])
    if items is None:
        items = parent[key] = []
    items = _short(items)
    entry = {"id": name, **value} if isinstance(value, dict) else value
    for i, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == name:
            items[i] = entry
            return
    items.append(entry)


def _drop(data: dict[str, Any], path: str) -> None:
    *before, (key, name) = _steps(path)
    parent = _descend(data, before, path)
    if not isinstance(parent, dict) or key not in parent:
        raise BadPatch(f"{path}: there is nothing to remove")
    if name is None:
        del parent[key]
    else:
        items = _short(parent[key])
        items.remove(_item(items, name, path))


def judged(data: Mapping[str, Any], policies: Policies, program: Program) -> list[Judgement]:
    """Every judgement on a declaration given as plain data."""
    joined, problems = from_python(data)
    if not problems:
        sourced, problems = build(joined, policies.categories)
        if sourced is not None:
            return judge(program, Ground(sourced))
    first = problems[0]
    raise BadPatch(f"the patched declaration cannot be read: {first.code}: {first.message()}")


def run_examples(
    policies: Policies,
    examples: Iterable[tuple[str, str, Example]],
    bases: Path,
) -> Iterator[ExampleResult]:
    """Run examples, given as (rule id, "good" or "bad", example).

    A bad one must give ``violated`` (``review`` for a rule that only asks) at its object, and no
    other rule of the same instrument may object unless named. A good one must not.
    """
    loaded: dict[str, dict[str, Any]] = {}
    programs: dict[tuple[str, date], Program] = {}
    for rule_id, kind, example in examples:
        rule = policies.rules[rule_id]
        day = date.fromisoformat(example.as_of) if example.as_of else DEFAULT_DAY
        program = programs.get((rule.instrument, day))
        if program is None:
            own = [r for r in policies.rules.values() if r.instrument == rule.instrument]
            program = programs[rule.instrument, day] = Program(policies, day, own)
        try:
            if example.base not in loaded:
                loaded[example.base] = load_base(bases, example.base)
            found = judged(patched(loaded[example.base], example), policies, program)
            problem = _verdict(rule, kind, example, found, rule.holds_on(day))
        except BadPatch as error:
            problem = str(error)
        yield ExampleResult(rule_id, example, kind, problem)


def _verdict(
    rule: Rule, kind: str, example: Example, found: list[Judgement], in_force: bool
) -> str:
    here = [j.status for j in found if j.compiled.rule.id == rule.id and j.frame.path == example.at]
    if not in_force and kind == "good":
        here = ["not_applicable"]  # no law of that day
    if not here:
        places = sorted({j.frame.path for j in found if j.compiled.rule.id == rule.id})
        return (
            f"the rule judges no object at {example.at}; it judges {', '.join(places) or 'nothing'}"
        )
    if kind == "bad":
        wanted = {example.status or ("violated" if rule.require is not None else "review")}
    elif example.status:
        wanted = {example.status}
    else:
        wanted = {"satisfied", "not_applicable"}
        if rule.question is not None and rule.require is not None:
            wanted.add("review")
    if here[0] not in wanted:
        return f"{example.at} is {here[0]}, not {' or '.join(sorted(wanted))}"
    others = sorted(
        {
            f"{j.compiled.rule.id} at {j.frame.path}: {j.status}"
            for j in found
            if j.status in ("violated", "not_demonstrated")
            and j.compiled.rule.id != rule.id
            and j.compiled.rule.id not in example.also
        }
    )
    if kind == "good":
        others += (
            sorted(
                {
                    f"{rule.id} at {j.frame.path}: {j.status}"
                    for j in found
                    if j.compiled.rule.id == rule.id
                    and j.status in ("violated", "not_demonstrated")
                }
            )
            if example.status in (None, "", "satisfied", "not_applicable", "review")
            else []
        )
    return f"other outcomes: {'; '.join(others)}" if others else ""
