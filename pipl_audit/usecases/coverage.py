"""Coverage: what is held of each instrument, article by article, and which rules check it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from pipl_audit.model.policy import Article, GuidelineItem, Instrument, Policies, Version
from pipl_audit.model.terms import ArticleStatus, Bilingual

STATUS_ORDER: tuple[ArticleStatus, ...] = (
    "checked", "partly", "question", "context", "authority", "liability", "not_yet",
)  # fmt: skip
_NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class VersionCoverage:
    """Every article of one version, in order, each with its one status."""

    instrument: Instrument
    version: Version
    articles: tuple[Article, ...]

    @property
    def totals(self) -> dict[ArticleStatus, int]:
        """How many articles have each status."""
        counted = Counter(article.status for article in self.articles)
        return {status: counted.get(status, 0) for status in STATUS_ORDER}

    @property
    def rules(self) -> int:
        """How many rules stand in these articles."""
        return sum(len(article.rules) for article in self.articles)


def coverage(policies: Policies, instruments: Collection[str] = ()) -> list[VersionCoverage]:
    """Coverage of all instruments, or of these. An article without entry is ``not_yet``."""
    found: list[VersionCoverage] = []
    entries: dict[str, list[Article]] = {}
    for article in policies.articles:
        entries.setdefault(article.version, []).append(article)
    for instrument in sorted(policies.instruments.values(), key=lambda i: i.id):
        if instruments and instrument.id not in instruments:
            continue
        for version in instrument.versions:
            # Of a summary there may be several entries without a number.
            held = entries.get(version.id, [])
            missing = [
                Article(instrument.id, version.id, number, "not_yet", _NOTHING, _NOTHING, ())
                for number in set(version.numbers) - {article.number for article in held}
            ]
            articles = tuple(sorted((*held, *missing), key=lambda article: article.number))
            found.append(VersionCoverage(instrument, version, articles))
    return found


def guideline_coverage(
    policies: Policies, instruments: Collection[str] = ()
) -> list[tuple[GuidelineItem, tuple[str, ...]]]:
    """The items of the audit guidelines, each with the rules that serve it."""
    return [
        (
            item,
            tuple(
                rule.id
                for rule in policies.rules.values()
                if item.number in rule.guideline
                and (not instruments or rule.instrument in instruments)
            ),
        )
        for item in policies.guideline
    ]
