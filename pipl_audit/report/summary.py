"""The end of every text report: counts, the law applied, who declared, and what it does not mean."""

from __future__ import annotations

from pipl_audit.model.result import Result, Standing
from pipl_audit.model.terms import GRADES, SEVERITIES, STATUSES, Grade, Status
from pipl_audit.report.page import Page
from pipl_audit.report.safe import columns, safe
from pipl_audit.report.wording import DISCLAIMER, NOT_HEARD, STANDINGS

MAX_OPERATORS = 5
_GRADE_ORDER: tuple[Grade, ...] = ("declared", "documented", "tested")


def write_summary(page: Page, result: Result) -> None:
    """One screen at most, however large the scan."""
    page.heading(page.say("小结", "Summary"))
    _counts(page, result)
    _scope(page, result)
    _standings(page, result)
    page.text(
        "".join(d.zh for d in DISCLAIMER)
        if page.lang == "zh"
        else " ".join(d.en for d in DISCLAIMER)
    )


def _counts(page: Page, result: Result) -> None:
    rows = [(STATUSES[s](page.lang), n, _note(page, result, s)) for s, n in result.counts.items()]
    rows.append(
        (page.say("无法审计之处", "places that could not be audited"), len(result.problems), "")
    )
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
        return ""
    return page.say("，", ", ").join(f"{word} {n}" for word, n in parts if n)


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
    names = [_pack(page, result, i) for i in range(len(result.instruments))]
    if not names:
        page.text(page.say("该日没有可用的规则", "no rule at hand is in force that day"))
        return
    page.text(
        page.say(
            f"已检查：{'、'.join(names)}（收录至 {result.knowledge_date}）；其他法律文件未检查，"
            "各条收录情况见 pipl-audit coverage",
            f"checked: {', '.join(names)} (known up to {result.knowledge_date}); no other "
            "instrument was checked; articles covered: pipl-audit coverage",
        )
    )


def _pack(page: Page, result: Result, number: int) -> str:
    instrument = result.instruments[number]
    versions = [v.id for v in instrument.versions if v.in_force(result.as_of)]
    name = f"《{instrument.short.zh}》" if page.lang == "zh" else instrument.short.en
    return f"{name} {'/'.join(versions)}".rstrip()


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _standings(page: Page, result: Result) -> None:
    """Each published source by itself, since that is all the report rests on; the rest in short."""
    described = [(o, s) for o, s in result.standings.items() if s.kind == "researcher"]
    for operator, standing in described[:MAX_OPERATORS]:
        page.text(f"{safe(operator)}{page.say('：', ': ')}{_source(page, standing)}")
    rest = len(described) - MAX_OPERATORS
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


def _source(page: Page, standing: Standing) -> str:
    name = standing.source_title or standing.document_no or standing.source_url
    source = safe(name) if name else page.say("（未说明的来源）", "a source not named")
    day = standing.retrieved_on
    text = page.say(
        f"依{source}所述" + (f"（{day} 取得）" if day else ""),
        f"as described in {source}" + (f", retrieved {day}" if day else ""),
    )
    heard = standing.operator_heard is True
    return text if heard else f"{text}{page.say('；', '; ')}{NOT_HEARD(page.lang)}"
