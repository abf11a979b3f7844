"""Lists of rules and of articles, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from pipl_audit.model.policy import (
    Article,
    GuidelineItem,
    Instrument,
    Policies,
    Provision,
    Rule,
    Version,
)
from pipl_audit.model.terms import ARTICLE_STATUSES, SEVERITIES, ArticleStatus, Lang
from pipl_audit.report.json import dump, provision
from pipl_audit.report.page import Page
from pipl_audit.report.safe import columns, escaped
from pipl_audit.report.wording import Law

# The items of the audit guidelines, each with the rules that serve it.
Guideline = Sequence[tuple[GuidelineItem, Sequence[str]]]


class Covered(Protocol):
    """Coverage of one version, as ``usecases.coverage`` gives it."""

    @property
    def instrument(self) -> Instrument: ...
    @property
    def version(self) -> Version: ...
    @property
    def articles(self) -> tuple[Article, ...]: ...
    @property
    def totals(self) -> dict[ArticleStatus, int]: ...
    @property
    def rules(self) -> int: ...


def _table(page: Page, rows: Sequence[Sequence[str]]) -> None:
    """Rows with aligned columns; the last one is as long as it is."""
    if not rows:
        return
    rows = [[escaped(cell) for cell in row] for row in rows]
    last = len(rows[0]) - 1
    widths = [max(columns(row[i]) for row in rows) for i in range(last)]
    for row in rows:
        cells = [cell + " " * (widths[i] - columns(cell)) for i, cell in enumerate(row[:-1])]
        page.line("  ".join([*cells, row[last]]).rstrip())


def rules_text(
    policies: Policies, rules: Sequence[Rule], lang: Lang, width: int, colour: bool
) -> str:
    """One line per rule."""
    page, law = Page(lang, width, colour), Law(policies.instruments.values())
    _table(
        page,
        [
            (
                r.id,
                r.kind,
                SEVERITIES[r.severity](lang),
                law.label(r.provisions[0], lang),
                r.title(lang),
            )
            for r in rules
        ],
    )
    page.gap()
    page.line(page.say(f"共 {len(rules)} 条规则", f"{len(rules)} rules"))
    return page.done()


def rules_json(policies: Policies, rules: Sequence[Rule]) -> str:
    """The rules with their provisions."""
    law = Law(policies.instruments.values())
    return dump(
        {
            "format": "pipl-audit/rules/v1",
            "rules": [
                {
                    "id": r.id,
                    "instrument": r.instrument,
                    "kind": r.kind,
                    "title": r.title._asdict(),
                    "severity": r.severity,
                    "reading": r.reading,
                    "source": r.source,
                    "question": r.question is not None,
                    "provisions": [provision(p, law) for p in r.provisions],
                    "from": r.valid_from.isoformat() if r.valid_from else None,
                    "until": r.valid_until.isoformat() if r.valid_until else None,
                }
                for r in rules
            ],
        }
    )


def coverage_text(
    found: Sequence[Covered], guideline: Guideline, lang: Lang, width: int, colour: bool
) -> str:
    """A table per version, the items of the audit guidelines, then the totals."""
    page = Page(lang, width, colour)
    for covered in found:
        name = covered.instrument.title(lang)
        page.heading(f"{name} ({covered.version.id})")
        _table(
            page,
            [
                (
                    Provision(a.version, a.number, unit=covered.instrument.unit).label(lang),
                    ARTICLE_STATUSES[a.status](lang),
                    ", ".join(a.rules) or "-",
                )
                for a in covered.articles
            ],
        )
    if guideline:
        page.heading(page.say("合规审计指引", "Audit guidelines"))
        for item, rules in guideline:
            count = page.say(f"规则 {len(rules)} 条", f"{len(rules)} rules")
            page.line(f"{item.number:>2}  {escaped(item.title(lang))}{page.say('：', ': ')}{count}")
    page.heading(page.say("小结", "Summary"))
    for covered in found:
        totals = page.say("，", ", ").join(
            f"{ARTICLE_STATUSES[status](lang)} {n}" for status, n in covered.totals.items() if n
        )
        short = covered.instrument.short(lang)
        head = page.say(
            f"{short} {covered.version.id}：{len(covered.articles)} 条，规则 {covered.rules} 条：",
            f"{short} {covered.version.id}: {len(covered.articles)} articles, "
            f"{covered.rules} rules: ",
        )
        page.text(head + totals)
    return page.done()


def coverage_json(found: Sequence[Covered], guideline: Guideline) -> str:
    """The same as data."""
    versions: list[dict[str, Any]] = [
        {
            "instrument": c.instrument.id,
            "version": c.version.id,
            "effective": c.version.effective.isoformat(),
            "until": c.version.until.isoformat() if c.version.until else None,
            "source": c.version.source,
            "totals": dict(c.totals),
            "articles": [
                {"article": a.number or "unknown", "status": a.status, "rules": list(a.rules)}
                for a in c.articles
            ],
        }
        for c in found
    ]
    return dump(
        {
            "format": "pipl-audit/coverage/v1",
            "versions": versions,
            "guideline": [
                {
                    "item": item.number,
                    "title": item.title._asdict(),
                    "concerns": item.concerns,
                    "rules": list(rules),
                }
                for item, rules in guideline
            ],
        }
    )
