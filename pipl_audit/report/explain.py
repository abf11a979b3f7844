"""One rule or article explained: the law in our words, what is required, and what may follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipl_audit.model.policy import Article, Policies, Provision, Rule
from pipl_audit.model.terms import ARTICLE_STATUSES, READINGS, SEVERITIES, Lang
from pipl_audit.report.page import Page
from pipl_audit.report.predicate import predicate_lines
from pipl_audit.report.safe import escaped
from pipl_audit.report.wording import SOURCES, Law

_FOOTER = (
    "以官方公布的法律文本为准；条文大意为本工具概括。",
    "The official text prevails; what the articles say is in our own words.",
)


def rule_text(policies: Policies, rule: Rule, lang: Lang, width: int, colour: bool) -> str:
    """All there is to know about one rule."""
    page, law = Page(lang, width, colour), Law(policies.instruments.values())
    page.line(f"{page.style(rule.id, 'bold')}  {escaped(rule.title(lang))}")
    _field(page, "依据", "law", law.labels(rule.provisions, lang))
    _field(page, "程度", "severity", SEVERITIES[rule.severity](lang))
    _field(page, "理解", "reading", READINGS[rule.reading](lang))
    _field(page, "文本", "source", SOURCES[rule.source](lang))
    _field(page, "期间", "in force", _period(page, rule))
    _field(page, "对象", "applies to", rule.kind)
    if not rule.waivable:
        _field(page, "豁免", "waiver", page.say("不得以接受风险处理", "none possible"))
    articles = articles_of(policies, rule.provisions)
    _articles(page, articles, law)
    _predicate(page, page.say("适用条件", "Where"), rule.when, rule.kind)
    _predicate(page, page.say("要求", "Required"), rule.require, rule.kind)
    if rule.question:
        page.heading(page.say("须人工判断", "Question to judge"))
        page.text(rule.question(lang))
    page.heading(page.say("不符时", "If it conflicts"))
    page.text(rule.message(lang))
    page.text(rule.remedy(lang))
    _sanctions(page, policies, rule.sanctions, law)
    if rule.guideline:
        items = ", ".join(map(str, rule.guideline))
        page.heading(page.say("审计指引", "Audit guideline"))
        page.text(
            page.say(
                f"合规审计办法附件事项 {items}",
                f"{'item' if len(rule.guideline) == 1 else 'items'} {items} of the 2025 audit measures",
            )
        )
    page.gap()
    page.text(_FOOTER[lang == "en"], 0)
    return page.done()


def article_text(
    policies: Policies, articles: Sequence[Article], lang: Lang, width: int, colour: bool
) -> str:
    """An article in its versions, with its rules and sanctions in brief."""
    page, law = Page(lang, width, colour), Law(policies.instruments.values())
    _articles(page, articles, law, alone=True)
    for article in articles:
        rules = [policies.rules[r] for r in article.rules if r in policies.rules]
        if rules:
            page.heading(page.say("规则", "Rules"))
            for rule in rules:
                page.text(f"{rule.id}  {SEVERITIES[rule.severity](lang)}  {rule.title(lang)}")
        _sanctions(
            page,
            policies,
            [
                s.id
                for s in policies.sanctions.values()
                if (s.provision.version, s.provision.article) == (article.version, article.number)
            ],
            law,
        )
    page.gap()
    page.text(_FOOTER[lang == "en"], 0)
    return page.done()


def articles_of(policies: Policies, provisions: Iterable[Provision]) -> list[Article]:
    """The articles cited, each once, in the order of citation."""
    wanted = dict.fromkeys((p.version, p.article) for p in provisions)
    held = {(a.version, a.number): a for a in policies.articles}
    return [held[key] for key in wanted if key in held]


def _field(page: Page, zh: str, en: str, value: str) -> None:
    page.text(value, label=page.say(f"{zh}　", f"{en:<11}"))


def _period(page: Page, rule: Rule) -> str:
    since = rule.valid_from.isoformat() if rule.valid_from else ""
    until = rule.valid_until.isoformat() if rule.valid_until else ""
    if page.lang == "zh":
        return f"{since or '始终'} 起" + (f"，至 {until} 前" if until else "")
    return f"from {since or 'ever'}" + (f", until the day before {until}" if until else "")


def _articles(page: Page, articles: Sequence[Article], law: Law, alone: bool = False) -> None:
    for article in articles:
        label = law.label(law.article(article), page.lang)
        if alone:
            page.heading(f"{label} ({article.version})")
            if article.chapter(page.lang):
                page.text(article.chapter(page.lang))
            page.text(ARTICLE_STATUSES[article.status](page.lang))
        else:
            page.heading(label)
        if article.paraphrase(page.lang):
            page.text(article.paraphrase(page.lang))


def _predicate(page: Page, title: str, tree: object, kind: str) -> None:
    if tree is None:
        return
    page.heading(title)
    for line in predicate_lines(tree, kind):
        page.line(f"  {escaped(line)}")


def _sanctions(page: Page, policies: Policies, ids: Iterable[str], law: Law) -> None:
    found = [policies.sanctions[i] for i in ids if i in policies.sanctions]
    if not found:
        return
    page.heading(
        page.say(
            "主管机关查明事实后可适用的法定幅度",
            "Statutory ranges if an authority establishes the facts",
        )
    )
    for sanction in found:
        page.text(law.sanction(sanction, page.lang), label="- ")
