"""What a change does, as text and as JSON: duties triggered, altered, settled and ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from pipl_audit.errors import Problem
from pipl_audit.model.policy import Policies, Provision, Rule
from pipl_audit.model.terms import STATUSES, Bilingual, Lang, Status
from pipl_audit.report.json import dump, problem_json, provision
from pipl_audit.report.page import Page
from pipl_audit.report.safe import cut, escaped, masked, plain_value, safe, safe_line, shown_value
from pipl_audit.report.text import write_problems
from pipl_audit.report.wording import STATED, UNKNOWN, Law, disclaimer

_KINDS: dict[str, Bilingual] = {
    "triggered": Bilingual("新产生的要求", "duties triggered"),
    "changed": Bilingual("结果有变的要求", "duties that come out differently"),
    "settled": Bilingual("已解决的要求", "duties settled"),
    "ended": Bilingual("不再适用的要求", "duties that no longer apply"),
}
_ABSENT = Bilingual("无", "none")
# Facts shown with a duty, and objects with a rule; the rest is counted.
MAX_FACTS = 4
MAX_OBJECTS = 6


class _Fact(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def before(self) -> Any: ...
    @property
    def after(self) -> Any: ...


class _Object(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def added(self) -> bool: ...


class _Duty(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def rule(self) -> Rule: ...
    @property
    def operator(self) -> str: ...
    @property
    def object(self) -> str: ...
    @property
    def before(self) -> Status | None: ...
    @property
    def after(self) -> Status | None: ...
    @property
    def facts(self) -> Sequence[_Fact]: ...


class _Cited(Protocol):
    @property
    def rule(self) -> Rule: ...
    @property
    def before(self) -> Sequence[Provision]: ...
    @property
    def after(self) -> Sequence[Provision]: ...
    @property
    def sanctions_before(self) -> Sequence[str]: ...
    @property
    def sanctions_after(self) -> Sequence[str]: ...


class Compared(Protocol):
    """What ``usecases.change`` gives."""

    @property
    def days(self) -> tuple[date, date]: ...
    @property
    def objects(self) -> dict[str, tuple[Any, ...]]: ...
    @property
    def declared(self) -> dict[str, tuple[Any, ...]]: ...
    @property
    def duties(self) -> Sequence[_Duty]: ...
    @property
    def cited(self) -> Sequence[_Cited]: ...
    @property
    def problems(self) -> Sequence[Problem]: ...


def diff_text(found: Compared, policies: Policies, lang: Lang, width: int, colour: bool) -> str:
    """First what changed in the declarations, then what follows from it."""
    page, law = Page(lang, width, colour), Law(policies.instruments.values())
    write_problems(page, found.problems)
    since, until = found.days
    page.line(
        page.say(f"适用 {since} 的法律", f"law of {since}")
        if since == until
        else page.say(f"法律由 {since} 至 {until}", f"law of {since}, then of {until}")
    )
    for operator in sorted({*found.objects, *found.declared}):
        _declared(page, operator, found.objects.get(operator, ()), found.declared.get(operator, ()))
    for kind, words in _KINDS.items():
        duties = [d for d in found.duties if d.kind == kind]
        if duties:
            text = words(lang)
            page.heading(
                page.say(f"{text}（{len(duties)}）", f"{text.capitalize()} ({len(duties)})")
            )
            for _, group in groupby(
                duties, key=lambda d: (d.rule.id, d.operator, d.before, d.after)
            ):
                _duty(page, law, list(group))
    if found.cited:
        page.heading(
            page.say(
                f"依据或罚则有变的规则（{len(found.cited)}）",
                f"Rules that stand elsewhere or carry other sanctions ({len(found.cited)})",
            )
        )
        for cited in found.cited:
            old, new = law.labels(cited.before, lang), law.labels(cited.after, lang)
            page.text(f"{cited.rule.id}{page.say('：', ': ')}{old} → {new}", 0)
            if set(cited.sanctions_before) != set(cited.sanctions_after):
                page.text(
                    f"{', '.join(cited.sanctions_before) or _ABSENT(lang)} → "
                    f"{', '.join(cited.sanctions_after) or _ABSENT(lang)}",
                    label=page.say("罚则　", "sanctions "),
                )
    if not found.duties and not found.cited:
        page.gap()
        page.line(page.say("没有要求因此改变。", "No duty changes."))
    page.gap()
    page.text(disclaimer(lang), 0)
    return page.done()


def _declared(
    page: Page, operator: str, objects: Iterable[_Object], facts: Iterable[_Fact]
) -> None:
    lines = [f"{'+' if o.added else '-'} {safe_line(o.path)}" for o in objects]
    lines += [f"~ {_changed(page, fact)}" for fact in facts]
    if lines:
        name = safe(operator)
        page.heading(page.say(f"声明的变化：{name}", f"Changes of the declaration: {name}"))
        for line in lines:
            page.line(cut(f"  {line}", page.width))


def _changed(page: Page, fact: _Fact) -> str:
    old, new = (
        shown_value(fact.path, value, UNKNOWN(page.lang), STATED(page.lang))
        for value in (fact.before, fact.after)
    )
    return f"{safe_line(fact.path)}: {old} → {new}"


def _duty(page: Page, law: Law, duties: list[_Duty]) -> None:
    first, lang = duties[0], page.lang
    old, new = (STATUSES[s](lang) if s else _ABSENT(lang) for s in (first.before, first.after))
    page.line(f"{page.style(first.rule.id, 'bold')}  {escaped(first.rule.title(lang))}")
    page.text(f"{old} → {new}")
    page.text(law.labels(first.rule.provisions, lang), label=page.say("依据　", "law    "))
    objects = ", ".join(safe_line(d.object) for d in duties[:MAX_OBJECTS])
    rest = len(duties) - MAX_OBJECTS
    if rest > 0:
        objects += page.say(f" 等 {len(duties)} 项", f" and {rest} more")
    page.text(objects, label=page.say("对象　", "object "))
    facts = {fact.path: fact for duty in duties for fact in duty.facts}
    label = page.say("因　　", "because ")
    for fact in list(facts.values())[:MAX_FACTS]:
        page.text(_changed(page, fact), label=label)


def diff_json(found: Compared, policies: Policies) -> str:
    """The same as data."""
    law = Law(policies.instruments.values())
    return dump(
        {
            "format": "pipl-audit/diff/v1",
            "from": found.days[0].isoformat(),
            "to": found.days[1].isoformat(),
            "operators": [
                {
                    "id": masked(operator),
                    "added": [masked(o.path) for o in found.objects.get(operator, ()) if o.added],
                    "removed": [
                        masked(o.path) for o in found.objects.get(operator, ()) if not o.added
                    ],
                    "facts": [_fact(f) for f in found.declared.get(operator, ())],
                }
                for operator in sorted({*found.objects, *found.declared})
            ],
            "duties": [
                {
                    "change": d.kind,
                    "rule": d.rule.id,
                    "operator": masked(d.operator),
                    "object": masked(d.object),
                    "before": d.before,
                    "after": d.after,
                    "provisions": [provision(p, law) for p in d.rule.provisions],
                    "facts": [_fact(f) for f in d.facts],
                }
                for d in found.duties
            ],
            "cited": [
                {
                    "rule": c.rule.id,
                    "before": [provision(p, law) for p in c.before],
                    "after": [provision(p, law) for p in c.after],
                    "sanctions_before": list(c.sanctions_before),
                    "sanctions_after": list(c.sanctions_after),
                }
                for c in found.cited
            ],
            "problems": [problem_json(p) for p in found.problems],
        }
    )


def _fact(fact: _Fact) -> dict[str, Any]:
    return {
        "path": masked(fact.path),
        "before": plain_value(fact.path, fact.before),
        "after": plain_value(fact.path, fact.after),
    }
