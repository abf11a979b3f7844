"""Law as data: instruments, their versions and articles, and the rules that check them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from pipl_audit.model.terms import ArticleStatus, Bilingual, Reading, Severity, SourceText

Level = Literal[
    "law",
    "administrative_regulation",
    "departmental_rule",
    "judicial_interpretation",
    "local_regulation",
    "policy_document",
    "standard",
]


Unit = Literal["article", "point"]


class Provision(NamedTuple):
    """Where a duty stands: instrument version, article, paragraph, item (0: not that fine).

    ``article`` is 0 where only a summary is held and the number is unknown; ``unit`` is ``point``
    in documents that number points, not articles.
    """

    version: str
    article: int
    paragraph: int = 0
    item: int = 0
    unit: Unit = "article"

    def label(self, lang: str) -> str:
        """``art. 13 para. 1 item 2`` / ``第13条第1款第2项``."""
        if self.article == 0:
            return "条次不详" if lang == "zh" else "article unknown"
        if self.unit == "point":
            return f"第{self.article}点" if lang == "zh" else f"point {self.article}"
        if lang == "zh":
            return (
                f"第{self.article}条"
                + (f"第{self.paragraph}款" if self.paragraph else "")
                + (f"第{self.item}项" if self.item else "")
            )
        return (
            f"art. {self.article}"
            + (f" para. {self.paragraph}" if self.paragraph else "")
            + (f" item {self.item}" if self.item else "")
        )


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an instrument, in force from ``effective`` to the day before ``until``."""

    id: str
    effective: date
    until: date | None
    articles: int
    source: SourceText
    document_no: str = ""
    first: int = 1

    @property
    def numbers(self) -> range:
        """The numbers of its articles; an extract does not start at 1."""
        return range(self.first, self.first + self.articles)

    def in_force(self, day: date) -> bool:
        return self.effective <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Sanction:
    """What an authority may impose if it establishes the facts: a statutory range, no forecast."""

    id: str
    provision: Provision
    measure: Bilingual
    condition: Bilingual
    addressee: Bilingual
    applies_to: tuple[str, ...]
    fine: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A patch to a compliant fixture, and what one rule then says of one object."""

    base: str
    set: dict[str, Any]
    remove: tuple[str, ...]
    at: str
    status: str
    also: tuple[str, ...]
    as_of: str
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty as a predicate over facts. ``when`` and ``require`` are resolved predicate trees.

    The tree is plain JSON (see ``reading/predicates.py`` for its grammar), so that a pack can be
    cached as it is. ``chain`` leads to the objects judged, one tuple of keys per enclosing object;
    it is empty for rules on the whole declaration.
    """

    id: str
    instrument: str
    title: Bilingual
    kind: str
    chain: tuple[tuple[str, ...], ...]
    when: Any
    require: Any
    question: Bilingual | None
    provisions: tuple[Provision, ...]
    severity: Severity
    reading: Reading
    source: SourceText
    message: Bilingual
    remedy: Bilingual
    sanctions: tuple[str, ...]
    guideline: tuple[int, ...]
    valid_from: date | None
    valid_until: date | None
    waivable: bool
    policy: bool
    file: str
    line: int
    # How many parts of ``when``, the first ones, are the instrument's scope and not the rule's own.
    outer: int = 0
    # For a rule on events: the resolved path of the day whose law decides.
    judged_on: Any = None

    def holds_on(self, day: date) -> bool:
        """Whether the rule is part of the law of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one version, with its status and our paraphrase."""

    instrument: str
    version: str
    number: int
    status: ArticleStatus
    paraphrase: Bilingual
    chapter: Bilingual
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuidelineItem:
    """One item of the guidelines for compliance audits, and whom it concerns."""

    number: int
    title: Bilingual
    concerns: Literal["basis", "everyone", "large_platforms"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, rule or policy document."""

    id: str
    title: Bilingual
    short: Bilingual
    level: Level
    versions: tuple[Version, ...]
    knowledge_date: date
    unit: Unit = "article"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of information of the taxonomy."""

    id: str
    parent: str | None
    label: Bilingual
    mappings: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or period the law sets, by date: ``values`` are (from, value), oldest first."""

    id: str
    label: Bilingual
    values: tuple[tuple[date, Any], ...]

    def at(self, day: date) -> Any | None:
        """The value in force that day; ``None`` before the first."""
        found = None
        for start, value in self.values:
            if start <= day:
                found = value
        return found


@dataclass(frozen=True, slots=True)
class EvidenceAsk:
    """A stated fact that calls for a document: where ``when`` holds and ``fact`` has no evidence."""

    id: str
    chain: tuple[tuple[str, ...], ...]
    when: Any
    fact: Any
    title: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class Policies:
    """All packs loaded: what the law says, as far as this tool knows it."""

    instruments: dict[str, Instrument]
    articles: Sequence[Article]
    rules: dict[str, Rule]
    sanctions: dict[str, Sanction]
    parameters: dict[str, Parameter]
    categories: dict[str, Category]
    key: str
    evidence_asks: tuple[EvidenceAsk, ...] = ()
    guideline: Sequence[GuidelineItem] = ()

    @property
    def knowledge_date(self) -> date:
        """The day up to which every pack is known to be current."""
        return min(i.knowledge_date for i in self.instruments.values())

    def law_of(self, rule: Rule, day: date) -> Rule:
        """The rule as it stood that day: of several versions it cites, those in force."""
        versions = {v.id: v for i in self.instruments.values() for v in i.versions}

        def held(provision: Provision) -> bool:
            version = versions.get(provision.version)
            return version is None or version.in_force(day)

        if len({p.version for p in rule.provisions}) < 2:
            return rule
        provisions = tuple(filter(held, rule.provisions)) or rule.provisions
        sanctions = tuple(
            s
            for s in rule.sanctions
            if s not in self.sanctions or held(self.sanctions[s].provision)
        )
        return replace(rule, provisions=provisions, sanctions=sanctions)
