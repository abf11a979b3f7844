"""A result as Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from typing import TypeVar

from pipl_audit.model.result import Finding, Result
from pipl_audit.model.terms import SEVERITIES, STATUSES, Bilingual, Lang, Severity, Status
from pipl_audit.report.missing import MissingFact, missing_facts
from pipl_audit.report.safe import escaped, safe, safe_line, shortened
from pipl_audit.report.summary import marked_note
from pipl_audit.report.wording import (
    EVIDENCE,
    NOT_AUDITED,
    RISK_ACCEPTED,
    STANDINGS,
    TO_ADD,
    Law,
    accepted,
    as_described,
    described,
    disclaimer,
    flat,
    packs,
    problem_text,
    says,
    waiver_issue,
)

T = TypeVar("T")
# GitHub takes 65,536 characters, GitLab a million.
MAX_CHARACTERS = 60_000
_MAX_FINDINGS = 30
_MAX_LISTED = 10
_MAX_TEXT = 600
_MAX_NAME = 120
_ORDER: dict[Severity, int] = {"high": 0, "medium": 1, "low": 2}
# What Markdown gives a meaning to inside a line. Text never stands at the beginning of one bare of
# a mark, except in a paragraph of a list item, where a dash or a number would open another list.
_SIGNS = re.compile(
    r"[\\`*_\[\]|~$]|#(?=\w)|@|(?<=www)\.|(?<=WWW)\.|:(?=//|\w+:)|^[-+=#>]|^\d+[.)]"
)
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def marked_down(text: str) -> str:
    """Running text as Markdown that shows it and does nothing."""
    return "".join(_HTML.get(c, c) for c in _SIGNS.sub(_written, text)).replace("\0", "<!-- -->")


def _written(found: re.Match[str]) -> str:
    sign = found.group()
    # A mention, a number or an address becomes a link whatever stands before it: only a comment,
    # which is not shown, keeps it apart.
    if sign in "@#:.":
        return f"\0{sign}" if sign == "." else f"{sign}\0"
    return f"{sign[:-1]}\\{sign[-1]}"


def code(text: str, most: int = _MAX_NAME) -> str:
    """Text of a manifest as code: nothing in it is Markdown, HTML or a mention."""
    shown = shortened(text, most)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest or not shown.strip() or shown != shown.strip() else ""
    return f"{fence}{pad}{shown or ' '}{pad}{fence}"


def _named(text: str) -> str:
    return code(safe(text))


def render(
    result: Result,
    lang: Lang = "en",
    *,
    only: Collection[Status] = (),
    summary: bool = False,
) -> str:
    """The comment. ``only`` restricts it to these outcomes, ``summary`` to the counts."""
    page = _Comment(result, lang)
    page.head()
    page.problems()
    if not summary:
        chosen = [f for f in result.findings if not only or f.status in only]
        found = [f for f in chosen if f.open]
        violated = [f for f in found if f.status == "violated"]
        page.violated(sorted(violated, key=lambda f: _ORDER[f.rule.severity]))
        page.missing(found)
        page.questions([f for f in found if f.status == "review"])
        page.waived([f for f in chosen if f.waiver is not None])
        page.marks()
        page.evidence(not only)
    return page.done()


class _Comment:
    def __init__(self, result: Result, lang: Lang) -> None:
        self.result = result
        self.lang = lang
        self._law = Law(result.instruments)
        self._parts: list[str] = []
        self._size = 0
        self._cut = False
        self._several = len(result.operators) > 1

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def add(self, text: str, tight: bool = False) -> None:
        """A block, or a line of the one before, unless the comment is full."""
        # What stands at the end in any case takes some of the room.
        if self._cut or self._size + len(text) > MAX_CHARACTERS - 8_000:
            self._cut = True
            return
        if tight:
            self._parts[-1] += f"\n{text}"
        else:
            self._parts.append(text)
        self._size += len(text) + 2

    def done(self) -> str:
        if self._cut:
            self._parts.append(
                self.say(
                    "其余内容见 pipl-audit scan。", "The rest is in the output of pipl-audit scan."
                )
            )
        lines = [marked_down(packs(self.result, self.lang)), *self._standings()]
        lines.append(marked_down(disclaimer(self.lang)))
        self._parts.append("\n>\n".join(f"> {line}" for line in lines))
        return "\n\n".join(self._parts) + "\n"

    def head(self) -> None:
        day = self.result.as_of.isoformat()
        self.add(f"## pipl-audit {self.say('基准日', 'as of')} {day}")
        rows = []
        for status, count in self.result.counts.items():
            notes = [marked_note(self.result, status, self.lang)]
            if status == "violated":
                by = self.result.violated_by_severity.items()
                notes.insert(0, ", ".join(f"{SEVERITIES[s](self.lang)} {n}" for s, n in by if n))
            note = "; ".join(filter(None, notes))
            rows.append(f"| {STATUSES[status](self.lang)} | {count} | {note} |")
        rows.append(f"| {NOT_AUDITED(self.lang)} | {len(self.result.problems)} | |")
        header = self.say("| 结果 | 数量 | |", "| outcome | count | |")
        self.add("\n".join((header, "|---|---:|---|", *rows)))

    def _standings(self) -> list[str]:
        found = [
            f"{_named(operator)}: {as_described(standing, self.lang, _named)}"
            for operator, standing in described(self.result)[:_MAX_LISTED]
        ]
        rest = len(described(self.result)) - _MAX_LISTED
        if rest > 0:
            more = f"{STANDINGS['researcher'](self.lang)}: "
            found.append(more + self.say(f"另有 {rest} 个运营者", f"{rest} more operators"))
        return found

    def _heading(self, words: Bilingual, count: int) -> None:
        text = words(self.lang)
        self.add(f"### {text[:1].upper()}{text[1:]} ({count})")

    def _list(self, items: Sequence[T], show: Callable[[T], str], most: int = _MAX_LISTED) -> None:
        if not items:
            return
        lines = [f"- {show(item)}" for item in items[:most]]
        rest = len(items) - most
        if rest > 0:
            lines.append(self.say(f"- 另有 {rest} 项", f"- and {rest} more"))
        for number, line in enumerate(lines):
            self.add(line, tight=number > 0)

    def _text(self, text: str) -> str:
        return marked_down(shortened(flat(text), _MAX_TEXT))

    def _place(self, finding: Finding) -> str:
        place = code(escaped(str(finding.location)), 300) if finding.location else ""
        name = safe_line(finding.object)
        if self._several or not place:
            name = f"{safe(finding.operator)}: {name}"
        return f"{place} {code(name, 200)}".strip()

    def problems(self) -> None:
        problems = self.result.problems
        if problems:
            self._heading(NOT_AUDITED, len(problems))
            self._list(
                problems,
                lambda p: (
                    f"{code(escaped(p.place()), 300)} {self._text(problem_text(p, self.lang))}"
                ),
            )

    def violated(self, found: list[Finding]) -> None:
        if found:
            self._heading(STATUSES["violated"], len(found))
            self._list(found, self._conflict, _MAX_FINDINGS)

    def _conflict(self, finding: Finding) -> str:
        rule, lang = finding.rule, self.lang
        return (
            f"**{rule.id}** ({SEVERITIES[rule.severity](lang)}) {self._text(rule.title(lang))} "
            f"{self._place(finding)}\n"
            f"  {self._text(says(finding, lang))}\n"
            f"  {self.say('依据：', 'Law: ')}{self._text(self._law.labels(rule.provisions, lang))}. "
            f"{self.say('改正：', 'Remedy: ')}{self._text(rule.remedy(lang))}{self._exposure(finding)}"
        )

    def _exposure(self, finding: Finding) -> str:
        if not finding.sanctions:
            return ""
        law = self._text(self._law.exposure(finding, self.lang))
        return f" {self.say('罚则：', 'Sanctions: ')}{law}{self.say('。', '.')}"

    def missing(self, found: list[Finding]) -> None:
        count = sum(f.status == "not_demonstrated" for f in found)
        if count:
            self._heading(STATUSES["not_demonstrated"], count)
            self._list(missing_facts(found), self._fact)

    def _fact(self, group: MissingFact) -> str:
        one = len(group.paths) == 1
        count, places = len(group.rules), len(group.paths)
        path = code(safe_line(group.paths[0] if one else group.pattern), 200)
        where = f"{_named(group.operator)}: " if self._several else ""
        many = "" if one else self.say(f"（{places} 处）", f" in {places} places")
        verb = self.say("补全", "complete") if group.incomplete else self.say("陈述", "state")
        duties = "duty" if count == 1 else "duties"
        if group.alone:
            effect = self.say(f"可解决 {count} 项要求", f"settles {count} {duties}")
        else:
            effect = self.say(f"涉及 {count} 项要求", f"bears on {count} {duties}")
        return f"{verb} {where}{path}{many}: {effect}"

    def questions(self, found: list[Finding]) -> None:
        if not found:
            return
        self._heading(STATUSES["review"], len(found))
        found = sorted(found, key=lambda f: f.rule.id)
        groups = [list(group) for _, group in groupby(found, key=lambda f: f.rule.id)]
        self._list(groups, self._question)

    def _question(self, group: list[Finding]) -> str:
        rule = group[0].rule
        law = self._text(self._law.labels(rule.provisions, self.lang))
        rest = len(group) - 3
        places = ", ".join(self._place(f) for f in group[:3])
        more = self.say(f" 等 {len(group)} 处", f" and {rest} more") if rest > 0 else ""
        return f"**{rule.id}** {self._text(says(group[0], self.lang))} ({law}) {places}{more}"

    def waived(self, found: list[Finding]) -> None:
        if found:
            self._heading(RISK_ACCEPTED, len(found))
            self._list(
                found,
                lambda f: f"**{f.rule.id}** {self._place(f)} {marked_down(accepted(f, self.lang))}",
            )

    def marks(self) -> None:
        issues, gone = self.result.marks.issues, self.result.marks.gone
        if issues:
            self._heading(Bilingual("未起作用的豁免", "waivers without effect"), len(issues))
            self._list(issues, lambda i: marked_down(waiver_issue(i, self.lang)))
        if gone:
            self._heading(
                Bilingual("基线中已不再出现", "in the baseline and found no more"), len(gone)
            )
            self._list(gone, lambda g: code(safe(f"{g.rule} {g.operator}: {g.object}", 160), 160))

    def evidence(self, with_gaps: bool) -> None:
        issues = self.result.evidence_issues
        if issues:
            self._heading(Bilingual("证据", "evidence"), len(issues))
            self._list(
                issues, lambda i: f"{code(safe_line(i.path), 200)}: {EVIDENCE[i.reason](self.lang)}"
            )
        gaps = self.result.evidence_gaps if with_gaps else ()
        if gaps:
            self._heading(TO_ADD, len(gaps))
            self._list(
                gaps,
                lambda g: f"{code(safe_line(g.path), 200)}: {self._text(g.ask.ask(self.lang))}",
            )
