"""Pages of documentation for every instrument: its articles, and its rules in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from predicate_words import Bullet, Words

from pipl_audit.model.policy import Article, Example, Instrument, Policies, Rule, Version
from pipl_audit.model.terms import (
    ARTICLE_STATUSES,
    READINGS,
    SEVERITIES,
    STATUSES,
    Bilingual,
    Lang,
)
from pipl_audit.reading.packs import pack_files
from pipl_audit.reading.shipped import policies_dir
from pipl_audit.reading.tree import read_file
from pipl_audit.report.wording import SOURCES, Law
from pipl_audit.usecases.coverage import coverage

Examples = list[tuple[str, str, Example]]
_LANGS: tuple[Lang, ...] = ("en", "zh")
_SAY = {
    "index": Bilingual("规则一览", "Rules"),
    "note": Bilingual(
        "条文大意与规则均为本工具概括，不构成法律意见，以官方公布的法律文本为准。"
        "本页由 tools/generate_docs.py 自规则包生成，请勿手改。",
        "Paraphrases and rules are in our own words and not legal advice; the official text"
        " prevails. Made from the policy packs by tools/generate_docs.py; not to be edited.",
    ),
    "other": Bilingual("English", "中文"),
    "versions": Bilingual("版本", "Versions"),
    "chapters": Bilingual("章节", "Chapters"),
    "reach": Bilingual("适用范围", "Reach"),
    "reach_note": Bilingual(
        "各条规则除自身条件外，还以下列条件为前提，按其所评对象而定。",
        "Besides its own conditions every rule presupposes these, by the kind of object it judges.",
    ),
    "rule": Bilingual("规则", "Rule"),
    "title": Bilingual("标题", "Title"),
    "rules": Bilingual("由规则检查", "Checked by"),
    "range": Bilingual("第{n}条至第{last}条", "arts. {n} to {last}"),
    "applies": Bilingual("对象", "Applies to"),
    "provisions": Bilingual("依据", "Law"),
    "severity": Bilingual("程度", "Severity"),
    "reading": Bilingual("理解", "Reading"),
    "source": Bilingual("文本", "Text"),
    "validity": Bilingual("期间", "In force"),
    "waiver": Bilingual("接受风险", "Waiver"),
    "no_waiver": Bilingual("不得接受", "none possible"),
    "sanctions": Bilingual("法律责任", "Sanctions"),
    "guideline": Bilingual("审计指引事项", "Audit guideline items"),
    "when": Bilingual("适用条件", "Where"),
    "require": Bilingual("要求", "Required"),
    "question": Bilingual("须人工判断", "To be judged"),
    "message": Bilingual("不符时", "If it conflicts"),
    "remedy": Bilingual("改正", "Remedy"),
    "bad": Bilingual("反例", "Example that fails"),
    "good": Bilingual("正例", "Example that holds"),
    "unchanged": Bilingual("# 基准声明原样", "# the base as it is"),
    "base": Bilingual("对基准声明 {base} 的改动；{at} 得出：{status}。", "A patch to the base {base}; {at} comes out as: {status}."),
    "from": Bilingual("自 {day} 起", "from {day}"),
    "ever": Bilingual("始终", "always"),
    "until": Bilingual("，至 {day} 前", ", until the day before {day}"),
}  # fmt: skip


def rule_pages(policies: Policies, examples: Examples) -> dict[str, str]:
    """Path below ``docs/rules`` -> text, for every instrument and language."""
    chapters = _chapter_files()
    found: dict[str, str] = {}
    for instrument in sorted(policies.instruments.values(), key=lambda i: i.id):
        for lang in _LANGS:
            pages = _Pages(policies, examples, instrument, chapters, lang)
            found[f"{instrument.id}/{lang}.md"] = pages.index()
            for name, articles in pages.chapters.items():
                found[f"{instrument.id}/{name}.{lang}.md"] = pages.chapter(name, articles)
    return found


def _chapter_files() -> dict[tuple[str, str], str]:
    """(Instrument, article as ``version article`` ) -> the file of the pack it stands in."""
    found: dict[tuple[str, str], str] = {}
    for shown, path in pack_files([policies_dir()]):
        data = read_file(path, shown).data
        for entry in data.get("articles") or [] if isinstance(data, dict) else []:
            first = int(entry["article"])
            for number in range(first, int(entry.get("to", first)) + 1):
                key = f"{entry.get('version', '')} {number}"
                found[data["instrument"], key] = Path(shown).stem
    return found


class _Pages:
    """The pages of one instrument in one language."""

    def __init__(
        self,
        policies: Policies,
        examples: Examples,
        instrument: Instrument,
        files: dict[tuple[str, str], str],
        lang: Lang,
    ) -> None:
        self.policies, self.instrument, self.lang = policies, instrument, lang
        self.law = Law(policies.instruments.values())
        self.examples: dict[tuple[str, str], Example] = {}
        for rule, kind, example in examples:
            self.examples.setdefault((rule, kind), example)
        self.chapters: dict[str, list[Article]] = {}
        for covered in coverage(policies, [instrument.id]):
            for article in covered.articles:
                number = str(article.number)
                name = (
                    files.get((instrument.id, f"{article.version} {number}"))
                    or files.get((instrument.id, f" {number}"))
                    or "not-yet"
                )
                self.chapters.setdefault(name, []).append(article)

    def _say(self, key: str, **values: object) -> str:
        return _SAY[key](self.lang).format(**values)

    def _head(self, title: str, name: str) -> list[str]:
        other = "zh" if self.lang == "en" else "en"
        return [
            f"# {title}",
            "",
            f"[{self._say('other')}]({name}{other}.md)",
            "",
            self._say("note"),
            "",
        ]

    def index(self) -> str:
        """The instrument: versions, chapters, reach, and its rules in a table."""
        lines = self._head(self.instrument.title(self.lang), "")
        lines += [f"## {self._say('versions')}", ""]
        lines += [f"- {self._version(version)}" for version in self.instrument.versions]
        lines += ["", f"## {self._say('chapters')}", ""]
        for name, articles in self.chapters.items():
            title = articles[0].chapter(self.lang) or name
            lines.append(f"- [{title}]({name}.{self.lang}.md)")
        lines += self._reach()
        lines += ["", f"## {self._say('index')}", ""]
        lines += [
            f"| {self._say('rule')} | {self._say('severity')} | {self._say('provisions')} "
            f"| {self._say('title')} |",
            "| --- | --- | --- | --- |",
        ]
        for name, articles in self.chapters.items():
            for rule in self._rules(articles):
                lines.append(
                    f"| [{rule.id}]({name}.{self.lang}.md#{rule.id.lower()}) "
                    f"| {SEVERITIES[rule.severity](self.lang)} "
                    f"| {_cell(self.law.label(rule.provisions[0], self.lang))} "
                    f"| {_cell(rule.title(self.lang))} |"
                )
        return "\n".join(lines) + "\n"

    def _version(self, version: Version) -> str:
        until = self._say("until", day=version.until) if version.until else ""
        number = f"{version.document_no}; " if version.document_no else ""
        source = SOURCES[version.source](self.lang)
        return (
            f"`{version.id}`: {number}{self._say('from', day=version.effective)}{until}; {source}"
        )

    def _reach(self) -> Iterator[str]:
        """The instrument's own scope, by kinds of objects; those of equal scope together."""
        scopes: dict[tuple[Bullet, ...], list[str]] = {}
        for rule in self.policies.rules.values():
            if rule.instrument == self.instrument.id and rule.outer:
                words = Words(self.policies, rule.kind, self.lang)
                scope = tuple(words.bullets(["all", rule.when[1][: rule.outer]]))
                kinds = scopes.setdefault(scope, [])
                if rule.kind not in kinds:
                    kinds.append(rule.kind)
        if scopes:
            yield from ("", f"## {self._say('reach')}", "", self._say("reach_note"))
        for scope, kinds in scopes.items():
            yield from ("", f"**{', '.join(f'`{kind}`' for kind in sorted(kinds))}**", "")
            yield from _bulleted(scope)

    def _rules(self, articles: Iterable[Article]) -> list[Rule]:
        """The rules that stand in these articles, not those that cite them from another version."""
        return [
            rule
            for article in articles
            for rule in map(self.policies.rules.__getitem__, article.rules)
            if rule.provisions[0][:2] == (article.version, article.number)
        ]

    def _cited_by(self, article: Article) -> Iterator[str]:
        """Links to the rules of another version that check this article, too."""
        own = {rule.id for rule in self._rules([article])}
        for rule in (self.policies.rules[r] for r in article.rules if r not in own):
            page = next(n for n, found in self.chapters.items() if rule in self._rules(found))
            yield f"[{rule.id}]({page}.{self.lang}.md#{rule.id.lower()})"

    def chapter(self, name: str, articles: list[Article]) -> str:
        """One chapter: its articles and their rules."""
        title = articles[0].chapter(self.lang) or name
        lines = self._head(f"{self.instrument.short(self.lang)}: {title}", f"{name}.")
        for article, last in _ranges(articles):
            version = f" ({article.version})" if len(self.instrument.versions) > 1 else ""
            label = self.law.article(article).label(self.lang)
            if last.number > article.number:
                label = self._say("range", n=article.number, last=last.number)
            lines += [f"## {label[:1].upper()}{label[1:]}{version}", ""]
            lines += [f"*{ARTICLE_STATUSES[article.status](self.lang)}*", ""]
            if article.paraphrase(self.lang):
                lines += [article.paraphrase(self.lang), ""]
            if cited := list(self._cited_by(article)):
                lines += [f"{self._say('rules')}: {', '.join(cited)}", ""]
            lines += self._liabilities(article)
            for rule in self._rules([article]):
                lines += [*self._rule(rule), ""]
        return "\n".join(lines).rstrip("\n") + "\n"

    def _liabilities(self, article: Article) -> Iterator[str]:
        """What an article lets an authority impose."""
        own = [
            s
            for s in self.policies.sanctions.values()
            if (s.provision.version, s.provision.article) == (article.version, article.number)
        ]
        for sanction in own:
            yield f'- <a id="{sanction.id.lower()}"></a>`{sanction.id}` {self.law.sanction(sanction, self.lang)}'
        if own:
            yield ""

    def _rule(self, rule: Rule) -> Iterator[str]:
        lang = self.lang
        yield from (f"### {rule.id}", "", f"**{rule.title(lang)}**", "")
        fields = {
            "provisions": self.law.labels(rule.provisions, lang),
            "applies": f"`{rule.kind}`",
            "severity": SEVERITIES[rule.severity](lang),
            "reading": READINGS[rule.reading](lang),
            "source": SOURCES[rule.source](lang),
            "validity": self._validity(rule),
        }
        if not rule.waivable:
            fields["waiver"] = self._say("no_waiver")
        if rule.sanctions:
            fields["sanctions"] = ", ".join(map(self._sanction, rule.sanctions))
        if rule.guideline:
            fields["guideline"] = ", ".join(map(str, rule.guideline))
        yield from (f"- {self._say(key)}: {value}" for key, value in fields.items())
        words = Words(self.policies, rule.kind, lang)
        own = rule.when if not rule.outer else ["all", rule.when[1][rule.outer :]]
        if own is not None and own[1]:
            yield from ("", f"{self._say('when')}:", "")
            yield from _bulleted(words.bullets(own))
        if rule.require is not None:
            yield from ("", f"{self._say('require')}:", "")
            yield from _bulleted(words.bullets(rule.require))
        if rule.question is not None:
            yield from ("", f"{self._say('question')}: {rule.question(lang)}")
        yield from ("", f"{self._say('message')}: {rule.message(lang)}")
        yield from ("", f"{self._say('remedy')}: {rule.remedy(lang)}")
        for kind in ("bad", "good"):
            example = self.examples.get((rule.id, kind))
            if example is not None:
                yield from self._example(rule, kind, example)

    def _sanction(self, name: str) -> str:
        """A link to the article that lays the sanction down."""
        found = self.policies.sanctions.get(name)
        for page, articles in self.chapters.items():
            for article in articles:
                if found and found.provision[:2] == (article.version, article.number):
                    return f"[{name}]({page}.{self.lang}.md#{name.lower()})"
        return f"`{name}`"

    def _validity(self, rule: Rule) -> str:
        since = self._say("from", day=rule.valid_from) if rule.valid_from else self._say("ever")
        return since + (self._say("until", day=rule.valid_until) if rule.valid_until else "")

    def _example(self, rule: Rule, kind: str, example: Example) -> Iterator[str]:
        status = example.status
        if not status and kind == "bad":
            status = "violated" if rule.require is not None else "review"
        names: dict[str, Bilingual] = {str(key): words for key, words in STATUSES.items()}
        met = names["satisfied"](self.lang)
        result = names[status](self.lang) if status else met
        if not status and rule.question is not None:
            result = f"{met} / {names['review'](self.lang)}"
        elif not status:
            result = f"{met} / {names['not_applicable'](self.lang)}"
        base = self._say("base", base=f"`{example.base}`", at=f"`{example.at}`", status=result)
        yield from ("", f"{self._say(kind)}: {base}", "", "```yaml")
        for path, value in example.set.items():
            yield f"{path}: {_yaml(value)}"
        for path in example.remove:
            yield f"# - {path}"
        if not example.set and not example.remove:
            yield self._say("unchanged")
        yield "```"
        if example.note:
            yield from ("", example.note)


def _ranges(articles: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """The first and last articles of what one entry of a pack covers."""
    first: Article | None = None
    last: Article | None = None
    for article in articles:
        together = (
            first is not None
            and last is not None
            and not article.rules
            and not first.rules
            and article.number == last.number + 1
            and (article.version, article.status, article.paraphrase)
            == (first.version, first.status, first.paraphrase)
        )
        if not together:
            if first is not None and last is not None:
                yield first, last
            first = article
        last = article
    if first is not None and last is not None:
        yield first, last


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _bulleted(bullets: Iterable[Bullet]) -> Iterator[str]:
    for depth, text in bullets:
        yield f"{'  ' * depth}- {text}"


def _yaml(value: Any) -> str:
    """A value on one line, as a manifest could hold it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
