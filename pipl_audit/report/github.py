"""A result as workflow commands of GitHub Actions: annotations, the gravest first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pipl_audit.errors import Problem
from pipl_audit.location import Span
from pipl_audit.model.result import Finding, Result
from pipl_audit.model.terms import STATUSES, Lang, Severity, Status
from pipl_audit.report.missing import missing_facts
from pipl_audit.report.safe import escaped, safe, safe_line, shortened
from pipl_audit.report.summary import marked_note
from pipl_audit.report.wording import (
    NOT_AUDITED,
    Law,
    as_described,
    described,
    disclaimer,
    evidence_issue,
    flat,
    packs,
    problem_text,
    says,
    waiver_issue,
)

Command = Literal["error", "warning", "notice"]
_COMMANDS: dict[Severity, Command] = {"high": "error", "medium": "error", "low": "warning"}
_ORDER: dict[Severity, int] = {"high": 0, "medium": 1, "low": 2}
# GitHub shows ten annotations of each kind a step; a log need not repeat thousands of the rest.
_MAX_NOTICES = 50
# Longer messages are cut by GitHub.
_MAX_TEXT = 4_000


def render(result: Result, lang: Lang = "en", *, only: Collection[Status] = ()) -> str:
    """One command a line. What is waived or in the baseline is counted in the last one only."""
    law = Law(result.instruments)
    found = [f for f in result.findings if f.open and (not only or f.status in only)]
    lines = [_problem(problem, lang) for problem in result.problems]
    violated = [f for f in found if f.status == "violated"]
    lines += [_violated(f, law, lang) for f in sorted(violated, key=_gravity)]
    for issue in result.marks.issues:
        lines.append(_command("warning", waiver_issue(issue, lang), *_where(issue.waiver.location)))
    for evidence in result.evidence_issues[:_MAX_NOTICES]:
        text = evidence_issue(evidence, lang)
        lines.append(_command("warning", text, *_where(evidence.location)))
    notices = [_review(f, law, lang) for f in found if f.status == "review"]
    notices += _missing(found, lang)
    lines += notices[:_MAX_NOTICES]
    for operator, standing in described(result)[:_MAX_NOTICES]:
        lines.append(_command("notice", f"{safe(operator)}: {as_described(standing, lang)}"))
    lines.append(_command("notice", _summary(result, lang)))
    return "\n".join(lines) + "\n"


def _gravity(finding: Finding) -> int:
    return _ORDER[finding.rule.severity]


def _where(place: tuple[str, Span] | None) -> tuple[str | None, Span | None]:
    return (None, None) if place is None else (place[0], place[1])


def _command(
    name: Command,
    text: str,
    path: str | None = None,
    span: Span | None = None,
    title: str = "pipl-audit",
) -> str:
    """``::name file=…,line=…::text`` with everything escaped that could end or add a command."""
    properties: list[str] = []
    if path is not None:
        properties.append(f"file={_property(escaped(path))}")
    if span is not None:
        properties += [f"line={span.line}", f"endLine={span.end_line}"]
        # Columns are shown only for one line.
        if span.line == span.end_line:
            properties += [f"col={span.column}", f"endColumn={span.end_column}"]
    properties.append(f"title={_property(title)}")
    return f"::{name} {','.join(properties)}::{_data(shortened(text, _MAX_TEXT))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _problem(problem: Problem, lang: Lang) -> str:
    text = problem_text(problem, lang)
    title = f"{NOT_AUDITED(lang)}: {problem.code}"
    return _command("error", text, problem.path, problem.span, title)


def _object(finding: Finding) -> str:
    return shortened(f"{safe(finding.operator)}: {safe_line(finding.object)}", 200)


def _titled(finding: Finding, lang: Lang) -> str:
    return f"{finding.rule.id} {flat(finding.rule.title(lang))}"


def _violated(finding: Finding, law: Law, lang: Lang) -> str:
    rule = finding.rule
    text = "\n".join(
        (
            says(finding, lang),
            f"{_object(finding)} ({law.labels(rule.provisions, lang)})",
            flat(rule.remedy(lang)),
        )
    )
    place = _where(finding.location)
    return _command(_COMMANDS[rule.severity], text, *place, _titled(finding, lang))


def _review(finding: Finding, law: Law, lang: Lang) -> str:
    labels = law.labels(finding.rule.provisions, lang)
    text = f"{says(finding, lang)}\n{_object(finding)} ({labels})"
    return _command("notice", text, *_where(finding.location), _titled(finding, lang))


def _missing(found: list[Finding], lang: Lang) -> list[str]:
    lines: list[str] = []
    for group in missing_facts(found):
        one = len(group.paths) == 1
        path = safe(group.paths[0] if one else group.pattern, 200)
        rules = shortened(", ".join(group.rules), 200)
        count = len(group.rules)
        if lang == "zh":
            text = f"请陈述 {path}：涉及 {count} 项要求（{rules}）"
        else:
            text = f"state {path}: bears on {count} {'duty' if count == 1 else 'duties'} ({rules})"
        title = STATUSES["not_demonstrated"](lang)
        lines.append(_command("notice", text, *_where(group.location), title))
    return lines


def _summary(result: Result, lang: Lang) -> str:
    comma = "，" if lang == "zh" else ", "
    counts = []
    for status, count in result.counts.items():
        note = marked_note(result, status, lang)
        counts.append(f"{STATUSES[status](lang)} {count}" + (f" ({note})" if note else ""))
    counts.append(f"{NOT_AUDITED(lang)} {len(result.problems)}")
    return "\n".join((comma.join(counts), packs(result, lang), disclaimer(lang)))
