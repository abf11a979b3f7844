"""Which law applies, as text and as JSON: per instrument the objects it reaches, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pipl_audit.errors import Problem
from pipl_audit.model.policy import Instrument
from pipl_audit.model.result import Bound, FactUsed
from pipl_audit.model.terms import Bilingual, Lang
from pipl_audit.report.json import dump, fact_json, problem_json
from pipl_audit.report.page import Page
from pipl_audit.report.safe import escaped, safe, safe_line, shown_value
from pipl_audit.report.text import write_problems
from pipl_audit.report.wording import SOURCES, STATED, UNKNOWN, disclaimer

# Objects named of those that the same facts decide; the rest is counted.
MAX_OBJECTS = 8
# So for the facts that keep an instrument out.
MAX_FACTS = 5
_VERDICTS: dict[bool | None, tuple[Bilingual, str]] = {
    True: (Bilingual("适用", "binds"), "yes"),
    None: (Bilingual("尚不能确定", "open"), "unknown"),
    False: (Bilingual("不适用", "does not bind"), "no"),
}


class Explained(Protocol):
    """What ``usecases.scope`` gives."""

    @property
    def as_of(self) -> date: ...
    @property
    def operators(self) -> tuple[str, ...]: ...
    @property
    def instruments(self) -> tuple[Instrument, ...]: ...
    @property
    def bound(self) -> tuple[Bound, ...]: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...


def scope_text(found: Explained, lang: Lang, width: int, colour: bool) -> str:
    """Per operator and instrument: what is bound, what is open, what is not, each with its facts."""
    page = Page(lang, width, colour)
    write_problems(page, found.problems)
    for operator in found.operators:
        page.heading(f"{safe(operator)}  {found.as_of}")
        for instrument in found.instruments:
            own = [
                b for b in found.bound if (b.operator, b.instrument) == (operator, instrument.id)
            ]
            if own:
                _instrument(page, instrument, own, found.as_of)
    page.gap()
    page.text(disclaimer(lang), 0)
    return page.done()


def _instrument(page: Page, instrument: Instrument, own: list[Bound], day: date) -> None:
    lang = page.lang
    name = page.style(escaped(instrument.short(lang)), "bold")
    source = next(v.source for v in instrument.versions if v.in_force(day))
    doubt = "" if source == "full" else f"  ({SOURCES[source](lang)})"
    page.gap()
    page.line(f"{name}  {instrument.id}{doubt}")
    for verdict, (words, _) in _VERDICTS.items():
        for facts, objects in _grouped(own, verdict):
            shown = ", ".join(safe_line(o) for o in objects[:MAX_OBJECTS])
            rest = len(objects) - MAX_OBJECTS
            if rest > 0:
                shown += page.say(f" 等 {len(objects)} 项", f" and {rest} more")
            page.text(shown, label=f"{words(lang)}{page.say('：', ': ')}")
            shown_facts = facts if verdict is not False else facts[:MAX_FACTS]
            for fact in shown_facts:
                at = f" ({escaped(str(fact.location))})" if fact.location and fact.known else ""
                value = shown_value(fact.path, fact.value, UNKNOWN(lang), STATED(lang))
                page.text(f"{safe_line(fact.path)} = {value}{at}", 4)
            rest = len(facts) - len(shown_facts)
            if rest:
                page.text(
                    page.say(
                        f"另有 {rest} 项；见 --format json", f"and {rest} more; see --format json"
                    ),
                    4,
                )


def _grouped(
    own: Sequence[Bound], verdict: bool | None
) -> list[tuple[tuple[FactUsed, ...], list[str]]]:
    """Objects by the facts that decide. For what is open: by the facts to state."""
    groups: dict[tuple[str, ...], tuple[tuple[FactUsed, ...], list[str]]] = {}
    for bound in own:
        if bound.verdict is verdict:
            facts = tuple(f for f in bound.facts if verdict is not None or not f.known)
            key = tuple(fact.path for fact in facts)
            groups.setdefault(key, (facts, []))[1].append(bound.object)
    return list(groups.values())


def scope_json(found: Explained) -> str:
    """The same as data, object by object."""
    return dump(
        {
            "format": "pipl-audit/scope/v1",
            "as_of": found.as_of.isoformat(),
            "bound": [
                {
                    "operator": b.operator,
                    "instrument": b.instrument,
                    "object": b.object,
                    "binds": _VERDICTS[b.verdict][1],
                    "facts": [fact_json(fact) for fact in b.facts],
                }
                for b in found.bound
            ],
            "problems": [problem_json(p) for p in found.problems],
        }
    )
