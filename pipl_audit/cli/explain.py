"""``pipl-audit explain``: a rule or an article in words."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipl_audit.cli.common import (
    did_you_mean,
    lang_option,
    load,
    pack_option,
    page_width,
    wants_colour,
)
from pipl_audit.model.terms import Lang

if TYPE_CHECKING:
    from pipl_audit.model.policy import Article, Policies, Rule

# ``pipl 14``, ``pipl:14``, ``PIPL art. 14``, ``个人信息保护法第14条``; ``unknown`` for what is only
# known from a summary.
_ARTICLE = re.compile(
    r"(.+?)[\s:]*(?:art(?:icle)?\.?|point|第)?\s*([0-9]{1,4}|unknown)\s*[条点]?\Z", re.IGNORECASE
)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="RULE_OR_ARTICLE")
@lang_option
@pack_option
def explain(words: tuple[str, ...], lang: Lang, packs: tuple[Path, ...]) -> None:
    """Explain a rule (PIPL-14-1) or an article (pipl 14, pipl:14)."""
    from pipl_audit.cli.output import put
    from pipl_audit.report.explain import article_text, rule_text

    policies = load(packs)
    asked = " ".join(words).strip()
    width, colour = page_width(), wants_colour(sys.stdout)
    rule = _rule(policies, asked)
    if rule is not None:
        put(rule_text(policies, rule, lang, width, colour), None)
        return
    put(article_text(policies, _articles(policies, asked), lang, width, colour), None)


def _rule(policies: Policies, asked: str) -> Rule | None:
    return next((r for r in policies.rules.values() if r.id.casefold() == asked.casefold()), None)


def _articles(policies: Policies, asked: str) -> list[Article]:
    """The article in all its versions; a usage error if there is none."""
    from pipl_audit.usecases.coverage import coverage

    found = _ARTICLE.match(asked)
    names = {
        name.casefold(): i.id
        for i in policies.instruments.values()
        for name in (i.id, i.short.en, i.short.zh, i.title.en, i.title.zh)
    } | {v.id.casefold(): v.id for i in policies.instruments.values() for v in i.versions}
    name = _named(found, names) if found else None
    if found is None or name is None:
        raise _unknown(policies, asked, found.group(1).strip() if found else asked)
    number = int(found.group(2)) if found.group(2).isdigit() else 0
    versions = [c for c in coverage(policies) if name in (c.instrument.id, c.version.id)]
    articles = [a for c in versions for a in c.articles if a.number == number]
    if not articles:
        held = [a.number for c in versions for a in c.articles]
        if not any(held):
            raise click.UsageError(f"the articles of {name} are not known: ask for {name}:unknown")
        raise click.UsageError(
            f"{name} has no article {number}; its articles are {min(held)} to {max(held)}"
        )
    return articles


def _named(found: re.Match[str], names: dict[str, str]) -> str | None:
    return names.get(found.group(1).strip().strip("《》").casefold())


def _unknown(policies: Policies, asked: str, name: str) -> click.UsageError:
    rule = did_you_mean(asked, policies.rules)
    instrument = did_you_mean(name, policies.instruments)
    if instrument and not ("-" in asked and rule):
        return click.UsageError(f"there is no instrument {name}{instrument}")
    return click.UsageError(f"there is no rule {asked}{rule or '; see pipl-audit rules'}")
