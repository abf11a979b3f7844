"""A result as text for people: what conflicts, what to judge, what to state, and a summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from pipl_audit.errors import Problem
from pipl_audit.location import Location
from pipl_audit.model.result import EvidenceGap, EvidenceIssue, FactUsed, Finding, Outcome, Result
from pipl_audit.model.terms import (
    GRADES,
    POLICY_CONFLICT,
    READINGS,
    SEVERITIES,
    STATUSES,
    Bilingual,
    Lang,
    Severity,
    Status,
)
from pipl_audit.report.excerpt import Excerpts
from pipl_audit.report.missing import MissingFact, missing_facts
from pipl_audit.report.page import Page
from pipl_audit.report.safe import columns, cut, escaped, safe, safe_line, shown_value
from pipl_audit.report.summary import write_summary
from pipl_audit.report.wording import (
    EVIDENCE,
    NOT_AUDITED,
    RISK_ACCEPTED,
    SOURCES,
    STATED,
    TO_ADD,
    UNKNOWN,
    Law,
    accepted,
    waiver_issue,
)

# Missing facts shown unless they are asked for by name: the whole must fit on a screen.
MAX_MISSING = 6
# So for evidence to add and for waivers that did nothing.
MAX_GAPS = 4
MAX_LISTED = 10
MAX_SCOPE_VALUE = 30
_IDS = re.compile(r"\[[^\]]*\]")
# How results name a whole declaration.
WHOLE = "declaration"
_COLOURS: dict[Severity, str] = {"high": "red", "medium": "yellow", "low": "blue"}


def render(
    result: Result,
    lang: Lang = "en",
    *,
    width: int = 80,
    colour: bool = False,
    only: Collection[Status] = (),
    summary: bool = False,
) -> str:
    """The report. ``only`` restricts it to these outcomes, ``summary`` to the counts."""
    page = Page(lang, width, colour)
    write_problems(page, result.problems)
    if not summary:
        excerpts = Excerpts(result.sources)
        law = Law(result.instruments)
        chosen = [f for f in result.findings if not only or f.status in only]
        # What someone answers for, or knew before, is counted and not told again in full.
        found = [f for f in chosen if f.open]
        several = len(result.operators) > 1
        _violated(page, [f for f in found if f.status == "violated"], excerpts, law, several)
        _review(page, [f for f in found if f.status == "review"], law, several)
        _missing(page, found, several, None if "not_demonstrated" in only else MAX_MISSING)
        _outcomes(page, result, only, several)
        _waived(page, [f for f in chosen if f.waiver is not None], several)
        _marks(page, result)
        _evidence(page, result.evidence_issues)
        if not only:
            _gaps(page, result.evidence_gaps, several)
    write_summary(page, result)
    return page.done()


def _place(location: Location | None) -> str:
    return escaped(str(location)) if location else ""


def _counted(page: Page, words: Bilingual, count: int) -> str:
    text = words(page.lang)
    return f"{text[:1].upper()}{text[1:]} ({count})" if page.lang == "en" else f"{text}（{count}）"


def write_problems(page: Page, problems: Iterable[Problem]) -> None:
    """What could not be audited comes first: the rest says nothing about it."""
    problems = list(problems)
    if not problems:
        return
    page.heading(_counted(page, NOT_AUDITED, len(problems)))
    for problem in problems:
        page.line(f"{escaped(problem.place())}  {page.style(problem.code, 'red')}")
        page.text(safe_line(problem.message(page.lang)))
        page.text(safe_line(problem.hint(page.lang)))
        for path, span in problem.others:
            place = escaped(f"{path}:{span.line}:{span.column}")
            page.text(page.say(f"另见 {place}", f"see also {place}"))
    page.gap()


def _object(finding: Finding | Outcome, several: bool) -> str:
    """The object judged; with the operator where the report has several, or nothing else to name."""
    operator = safe(finding.operator)
    if finding.object == WHOLE:
        return operator
    return f"{operator}: {safe_line(finding.object)}" if several else safe_line(finding.object)


def _violated(
    page: Page, found: list[Finding], excerpts: Excerpts, law: Law, several: bool
) -> None:
    if not found:
        return
    page.heading(_counted(page, STATUSES["violated"], len(found)))
    for finding in found:
        _block(page, finding, excerpts, law, several)
        page.gap()


def _block(page: Page, finding: Finding, excerpts: Excerpts, law: Law, several: bool) -> None:
    rule, lang = finding.rule, page.lang
    severity = page.style(SEVERITIES[rule.severity](lang), _COLOURS[rule.severity])
    place = _place(finding.location) or _object(finding, several)
    title = page.style(escaped(rule.title(lang)), "bold")
    page.line("  ".join((place, page.style(rule.id, "bold"), severity, title)))
    if finding.location:
        for line in excerpts.lines(finding.location, page.width - 2):
            page.line(f"  {line}")
    if rule.policy:
        page.text(f"{POLICY_CONFLICT(lang)}{page.say('：', ': ')}{rule.message(lang)}")
    else:
        page.text(rule.message(lang))
    if finding.object != WHOLE or several:
        page.text(_object(finding, several), label=page.say("对象　", "object "))
    page.text(law.labels(rule.provisions, lang), label=page.say("依据　", "law    "))
    own = [fact for fact in finding.facts if fact.part == "requirement"]
    if len(own) > 1:
        label = page.say("事实　", "facts  ")
        for fact in own:
            at = f" ({_place(fact.location)})" if fact.location else ""
            page.text(f"{_stated(fact, lang)}{at}", label=label)
            label = " " * columns(label)
    scope = [_in_short(fact, finding, lang) for fact in finding.facts if fact.part == "scope"]
    if scope:
        label = page.say("因　　", "because ")
        line = cut(page.say("，", ", ").join(scope), page.width - 2 - columns(label))
        page.text(line, label=label)
    page.text(rule.remedy(lang), label=page.say("改正　", "remedy "))
    if finding.sanctions:
        page.text(law.exposure(finding, lang), label=page.say("罚则　", "sanct. "))
    doubts = [SOURCES[rule.source](lang)] if rule.source != "full" else []
    doubts += [READINGS[rule.reading](lang)] if rule.reading != "settled" else []
    if doubts:
        page.text(page.say("；", "; ").join(doubts), label=page.say("说明　", "note   "))


def _stated(fact: FactUsed, lang: Lang) -> str:
    return f"{safe_line(fact.path)} = {shown_value(fact.path, fact.value, UNKNOWN(lang), STATED(lang))}"


def _in_short(fact: FactUsed, finding: Finding, lang: Lang) -> str:
    """The same without what the line on the object says already."""
    container, _, key = fact.path.rpartition(".")
    if container == finding.object:
        path = key
    elif finding.object.startswith(f"{container}."):
        path = f"{_IDS.sub('', container)}.{key}"
    else:
        path = fact.path
    value = shown_value(fact.path, fact.value, UNKNOWN(lang), STATED(lang), MAX_SCOPE_VALUE)
    return f"{safe_line(path)} = {value}"


def _review(page: Page, found: list[Finding], law: Law, several: bool) -> None:
    if not found:
        return
    page.heading(_counted(page, STATUSES["review"], len(found)))
    found = sorted(found, key=lambda f: f.rule.id)
    for _, group in groupby(found, key=lambda f: f.rule.id):
        findings = list(group)
        rule = findings[0].rule
        doubt = f"  ({SOURCES[rule.source](page.lang)})" if rule.source != "full" else ""
        page.line(
            f"{page.style(rule.id, 'bold')}  "
            f"{escaped(law.labels(rule.provisions, page.lang))}{doubt}"
        )
        page.text((rule.question or rule.title)(page.lang))
        for finding in findings:
            place = _place(finding.location)
            page.text(f"{_object(finding, several)}  {place}".rstrip(), 4)


def _missing(page: Page, found: list[Finding], several: bool, most: int | None) -> None:
    groups = missing_facts(found)
    if not groups:
        return
    duties = sum(f.status == "not_demonstrated" for f in found)
    page.heading(_counted(page, STATUSES["not_demonstrated"], duties))
    for group in groups[:most]:
        _fact_to_state(page, group, several)
    rest = len(groups) - len(groups[:most])
    if rest:
        hint = "--only not_demonstrated"
        page.line(page.say(f"另有 {rest} 项事实；见 {hint}", f"and {rest} more facts; see {hint}"))


def _fact_to_state(page: Page, group: MissingFact, several: bool) -> None:
    count = len(group.rules)
    one = len(group.paths) == 1
    path = safe_line(group.paths[0] if one else group.pattern)
    where = f"{safe(group.operator)}: " if several else ""
    if group.incomplete:
        verb = page.say("补全", "complete")
        path += page.say("（标明 complete: false）", " (complete: false)")
    else:
        verb = page.say("陈述", "state")
    objects = (
        "" if one else page.say(f"（{len(group.paths)} 处）", f" in {len(group.paths)} places")
    )
    effect = (
        page.say(f"可解决 {count} 项要求", f"settles {count} {'duty' if count == 1 else 'duties'}")
        if group.alone
        else page.say(
            f"涉及 {count} 项要求", f"bears on {count} {'duty' if count == 1 else 'duties'}"
        )
    )
    page.line(f"{verb} {where}{page.style(path, 'bold')}{objects}{page.say('：', ' — ')}{effect}")
    place = _place(group.location)
    rules = ", ".join(group.rules)
    page.line("  " + cut(f"{place}  {rules}" if place else rules, page.width - 2))
    if group.others:
        others = safe_line(", ".join(group.others))
        page.line(
            "  " + cut(page.say(f"同样未陈述：{others}", f"also open: {others}"), page.width - 2)
        )


def _outcomes(page: Page, result: Result, only: Collection[Status], several: bool) -> None:
    """What is met or does not apply: listed only when asked for."""
    wanted: list[Status] = [s for s in ("satisfied", "not_applicable") if s in only]
    for status in wanted:
        outcomes: list[Outcome] = [o for o in result.outcomes if o.status == status]
        if not outcomes:
            continue
        page.heading(_counted(page, STATUSES[status], len(outcomes)))
        for o in outcomes:
            grade = f"  {GRADES[o.grade](page.lang)}" if o.grade else ""
            page.line(f"{o.rule.id}  {_object(o, several)}{grade}")


def _evidence(page: Page, issues: Iterable[EvidenceIssue]) -> None:
    issues = list(issues)
    if not issues:
        return
    page.heading(_counted(page, Bilingual("证据", "evidence"), len(issues)))
    for issue in issues:
        place = f"{_place(issue.location)}  " if issue.location else ""
        page.line(
            f"{place}{EVIDENCE[issue.reason](page.lang)}{page.say('：', ': ')}{safe(issue.path)}"
        )


def _waived(page: Page, found: list[Finding], several: bool) -> None:
    if not found:
        return
    page.heading(_counted(page, RISK_ACCEPTED, len(found)))
    for finding in found:
        rule = finding.rule
        place = _place(finding.location) or _object(finding, several)
        head = (place, rule.id, STATUSES[finding.status](page.lang), escaped(rule.title(page.lang)))
        page.line("  ".join(head))
        page.text(accepted(finding, page.lang))


def _marks(page: Page, result: Result) -> None:
    """Waivers that did nothing, and what the baseline holds and this scan did not find."""
    issues, gone = result.marks.issues, result.marks.gone
    if issues:
        page.heading(
            _counted(page, Bilingual("未起作用的豁免", "waivers without effect"), len(issues))
        )
        for issue in issues[:MAX_LISTED]:
            place = f"{_place(issue.waiver.location)}  " if issue.waiver.location else ""
            page.line(f"{place}{waiver_issue(issue, page.lang)}")
        _and_more(page, len(issues) - MAX_LISTED)
    if gone:
        words = Bilingual("基线中已不再出现", "in the baseline and found no more")
        page.heading(_counted(page, words, len(gone)))
        for known in gone[:MAX_LISTED]:
            page.line(safe(f"{known.rule}  {known.operator}: {known.object}", 160))
        _and_more(page, len(gone) - MAX_LISTED)


def _and_more(page: Page, rest: int) -> None:
    if rest > 0:
        page.line(page.say(f"另有 {rest} 项", f"and {rest} more"))


def _gaps(page: Page, gaps: Sequence[EvidenceGap], several: bool) -> None:
    """Facts that a document should prove; no findings."""
    if not gaps:
        return
    page.heading(_counted(page, TO_ADD, len(gaps)))
    for gap in gaps[:MAX_GAPS]:
        where = f"{safe(gap.operator)}: " if several else ""
        line = (
            f"{where}{safe_line(gap.path)}{page.say('：', ' — ')}{escaped(gap.ask.ask(page.lang))}"
        )
        page.line(cut(line, page.width))
    rest = len(gaps) - MAX_GAPS
    if rest > 0:
        page.line(
            page.say(f"另有 {rest} 项；见 --format json", f"and {rest} more; see --format json")
        )
