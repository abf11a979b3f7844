"""The page that says which rules of other instruments object to the same facts as a rule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipl_audit.model.policy import Example, Policies
from pipl_audit.rules.evaluate import Program
from pipl_audit.rules.examples import DEFAULT_DAY, judged, load_base, patched

HEAD = """# What one breach means under other laws

Each rule's first example that fails, judged under all instruments: the rules of other instruments that object to it and do not object to the declaration before the patch. Made by `tools/generate_docs.py` and reviewed when it changes; sanctions for one act do not add up.

| rule | also objected to by |
| --- | --- |
"""


def effects_page(policies: Policies, examples: list[tuple[str, str, Example]], bases: Path) -> str:
    """Markdown: a line per rule whose example draws findings under other instruments."""
    programs: dict[date, Program] = {}
    loaded: dict[str, dict[str, object]] = {}
    before: dict[tuple[str, date], set[tuple[str, str]]] = {}
    lines: list[str] = []
    seen: set[str] = set()
    for rule_id, kind, example in examples:
        if kind != "bad" or rule_id in seen:
            continue
        seen.add(rule_id)
        day = date.fromisoformat(example.as_of) if example.as_of else DEFAULT_DAY
        if day not in programs:
            programs[day] = Program(policies, day)
        program = programs[day]
        if example.base not in loaded:
            loaded[example.base] = load_base(bases, example.base)
        base = loaded[example.base]
        if (example.base, day) not in before:
            before[example.base, day] = _objections(base, policies, program)
        own = policies.rules[rule_id].instrument
        after = _objections(patched(base, example), policies, program)
        found = sorted(
            {
                rule
                for rule, _ in after - before[example.base, day]
                if policies.rules[rule].instrument != own
            }
        )
        if found:
            lines.append(f"| {rule_id} | {', '.join(found)} |\n")
    return HEAD + "".join(lines)


def _objections(data: object, policies: Policies, program: Program) -> set[tuple[str, str]]:
    return {
        (j.compiled.rule.id, j.frame.path)
        for j in judged(data, policies, program)  # type: ignore[arg-type]
        if j.status == "violated"
    }
