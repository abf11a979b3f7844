"""The end of every text report: counts, the law applied, who declared, and what it does not mean."""

from __future__ import annotations

from pipl_audit.model.result import Result
from pipl_audit.model.terms import GRADES, SEVERITIES, STATUSES, Grade, Lang, Status
from pipl_audit.report.page import Page
from pipl_audit.report.safe import columns, safe
from pipl_audit.report.wording import (
    IN_BASELINE,
    RISK_ACCEPTED,
    STANDINGS,
    as_described,
    described,
    disclaimer,
    packs_in_short,
)

MAX_OPERATORS = 5
_GRADE_ORDER: tuple[Grade, ...] = ("declared", "documented", "tested")


def write_summary(page: Page, result: Result) -> None:
    """One screen at most, however large the scan."""
    page.heading(page.say("小结", "Summary"))
    _counts(page, result)
    _scope(page, result)
    _standings(page, result)
    page.text(disclaimer(page.lang))


def _counts(page: Page, result: Result) -> None:
    rows = [(STATUSES[s](page.lang), n, _note(page, result, s)) for s, n in result.counts.items()]
    rows.append(
        (page.say("无法审计之处", "places that could not be audited"), len(result.problems), "")
    )
    if result.marks.with_baseline:
        gone = page.say("基线中已不再出现", "in the baseline and found no more")
        rows.append((gone, len(result.marks.gone), ""))
    widest = max(columns(label) for label, _, _ in rows)
    digits = max(len(str(n)) for _, n, _ in rows)
    for label, count, note in rows:
        padded = label + " " * (widest - columns(label))
        page.line(f"  {padded}  {count:>{digits}}  {note}".rstrip())


def _note(page: Page, result: Result, status: Status) -> str:
    if status == "violated":
        parts = [(SEVERITIES[s](page.lang), n) for s, n in result.violated_by_severity.items()]
    elif status == "satisfied":
        grades = result.satisfied_by_grade
        parts = [(GRADES[g](page.lang), grades.get(g, 0)) for g in _GRADE_ORDER]
    else:
        parts = []
    text = page.say("，", ", ").join(f"{word} {n}" for word, n in parts if n)
    marked = marked_note(result, status, page.lang)
    return page.say("；", "; ").join(part for part in (text, marked) if part)


def marked_note(result: Result, status: Status, lang: Lang) -> str:
    """``risk accepted 2, known from the baseline 1``, or nothing."""
    marks = result.marks
    counts = (
        (RISK_ACCEPTED, marks.waived.get(status, 0)),
        (IN_BASELINE, marks.baseline.get(status, 0)),
    )
    return ("，" if lang == "zh" else ", ").join(f"{words(lang)} {n}" for words, n in counts if n)


def _scope(page: Page, result: Result) -> None:
    day = result.as_of.isoformat()
    operators, files, skipped = len(result.operators), result.files - result.skipped, result.skipped
    page.text(
        page.say(
            f"基准日 {day}；运营者 {operators} 个，清单文件 {files} 个，跳过其他文件 {skipped} 个",
            f"as of {day}; {_many(operators, 'operator')}, {_many(files, 'manifest file')}, "
            f"{_many(skipped, 'other file')} skipped",
        )
    )
    page.text(packs_in_short(result, page.lang))


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _standings(page: Page, result: Result) -> None:
    """Each published source by itself, since that is all the report rests on; the rest in short."""
    found = described(result)
    for operator, standing in found[:MAX_OPERATORS]:
        page.text(f"{safe(operator)}{page.say('：', ': ')}{as_described(standing, page.lang)}")
    rest = len(found) - MAX_OPERATORS
    if rest > 0:
        page.text(
            page.say(
                f"另有 {rest} 个运营者依公开来源描述",
                f"and {_many(rest, 'more operator')} described from published sources",
            )
        )
    for kind, words in STANDINGS.items():
        names = [safe(o) for o, s in result.standings.items() if s.kind == kind != "researcher"]
        if names:
            more = len(names) - MAX_OPERATORS
            shown = page.say("、", ", ").join(names[:MAX_OPERATORS])
            shown += page.say(f" 等 {len(names)} 个", f" and {more} more") if more > 0 else ""
            page.text(f"{words(page.lang)}{page.say('：', ': ')}{shown}")
