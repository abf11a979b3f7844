"""The page that says which law binds each of the compliant operators, and by which facts not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Bound
from pipl_audit.report.safe import plain_value
from pipl_audit.usecases.scope import explain_scope

DAY = date(2026, 6, 1)
LATEST = date(2026, 11, 1)
MAX_FACTS = 3

HEAD = f"""# Which law binds whom

Made from the scopes of the packs and the compliant declarations in `fixtures/compliant`, as of {DAY} (instruments that begin later: as of {LATEST}); `pipl-audit scan --explain-scope` says the same of any declaration, object by object, with file and line. An instrument binds if it reaches any object of the declaration on which it has rules. For those that do not, the facts that decide are named.
"""


def scope_page(policies: Policies, bases: Path) -> str:
    """Markdown: per operator the instruments that bind it, and those that do not."""
    parts = [HEAD]
    later = [
        i.id for i in policies.instruments.values() if min(v.effective for v in i.versions) > DAY
    ]
    for path in sorted(bases.glob("*.yaml")):
        found = explain_scope(path, as_of=DAY, policies=policies)
        assert not found.problems, found.problems
        bound = [*found.bound]
        if later:
            bound += explain_scope(path, as_of=LATEST, policies=policies, instruments=later).bound
        parts.append(f"## {path.stem}\n")
        parts.append(_operator(policies, bound))
    return "\n".join(parts)


def _operator(policies: Policies, bound: list[Bound]) -> str:
    named = sorted({b.instrument for b in bound})
    binding = [i for i in named if any(b.verdict for b in bound if b.instrument == i)]
    open_ = [
        i
        for i in named
        if i not in binding and any(b.verdict is None for b in bound if b.instrument == i)
    ]
    lines = [f"Binds: {_names(policies, binding)}."]
    if open_:
        lines.append(f"\nOpen: {_names(policies, open_)}.")
    others = [i for i in named if i not in binding and i not in open_]
    if others:
        lines.append("\nDoes not bind:\n")
    for name in others:
        own = [b for b in bound if b.instrument == name]
        lines.append(f"- {policies.instruments[name].short.en}: {_because(own)}")
    return "\n".join(lines) + "\n"


def _names(policies: Policies, ids: Iterable[str]) -> str:
    return ", ".join(policies.instruments[i].short.en for i in ids) or "none"


def _because(own: list[Bound]) -> str:
    """The facts that keep an instrument out, those of the broadest objects first."""
    facts: dict[str, object] = {}
    for b in sorted(own, key=lambda b: (b.object != "declaration", b.object.count("["))):
        for fact in b.facts:
            facts.setdefault(fact.path, plain_value(fact.path, fact.value))
    shown = [f"`{path}` = {_value(value)}" for path, value in list(facts.items())[:MAX_FACTS]]
    rest = len(facts) - MAX_FACTS
    return "; ".join(shown) + (f"; and {rest} more" if rest > 0 else "")


def _value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
