"""A result as versioned JSON for programs: both languages, stable order, safe values."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from pipl_audit._version import __version__
from pipl_audit.errors import Problem
from pipl_audit.location import Location, Span
from pipl_audit.model.policy import Provision, Sanction
from pipl_audit.model.result import (
    EvidenceGap,
    EvidenceIssue,
    FactUsed,
    Finding,
    Outcome,
    Result,
    Standing,
)
from pipl_audit.model.terms import Bilingual, Status
from pipl_audit.model.waiver import KnownFinding, Waiver, WaiverIssue
from pipl_audit.report.safe import masked, plain_value
from pipl_audit.report.wording import DISCLAIMER, Law

FORMAT = "pipl-audit/result/v1"
# Legal in JSON, yet obeyed by some terminals or invisible to readers: written as escapes.
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def dump(value: Any, compact: bool = False) -> str:
    """JSON as text: readable or short, the same for equal values, harmless on a terminal."""
    if compact:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    else:
        text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def render(result: Result, *, only: Collection[Status] = (), summary: bool = False) -> str:
    """The report. ``only`` restricts findings to these outcomes; ``summary`` leaves them out.

    Outcomes that are no findings are listed only when ``only`` asks for them.
    """
    law = Law(result.instruments)
    data: dict[str, Any] = {
        "format": FORMAT,
        "tool": {"name": "pipl-audit", "version": __version__},
        "as_of": result.as_of.isoformat(),
        "knowledge_date": result.knowledge_date.isoformat(),
        "policies": result.policies_key,
        "instruments": [
            {
                "id": i.id,
                "title": i.title._asdict(),
                "short": i.short._asdict(),
                "versions": [v.id for v in i.versions if v.in_force(result.as_of)],
                "knowledge_date": i.knowledge_date.isoformat(),
            }
            for i in result.instruments
        ],
        "operators": [
            {"id": masked(o), **_standing(result.standings[o])} for o in result.operators
        ],
        "files": {"read": result.files - result.skipped, "skipped": result.skipped},
        "counts": dict(result.counts),
        "violated_by_severity": dict(result.violated_by_severity),
        "satisfied_by_grade": dict(result.satisfied_by_grade),
        "waived": dict(result.marks.waived),
        "baseline": dict(result.marks.baseline),
        "problems": [problem_json(p) for p in result.problems],
    }
    if not summary:
        found = [f for f in result.findings if not only or f.status in only]
        data["findings"] = [_finding(f, law) for f in found]
        data["sanctions"] = {
            s.id: _sanction(s, law)
            for s in sorted(
                {s.id: s for f in found for s in f.sanctions}.values(), key=lambda s: s.id
            )
        }
        if "satisfied" in only or "not_applicable" in only:
            data["outcomes"] = [_outcome(o) for o in result.outcomes if o.status in only]
    data["waiver_issues"] = [_waiver_issue(i) for i in result.marks.issues]
    data["baseline_gone"] = [_gone(g) for g in result.marks.gone]
    data["evidence_issues"] = [_evidence(e) for e in result.evidence_issues]
    if not summary:
        data["evidence_gaps"] = [_gap(g) for g in result.evidence_gaps]
    data["disclaimer"] = Bilingual(
        "".join(d.zh for d in DISCLAIMER), " ".join(d.en for d in DISCLAIMER)
    )._asdict()
    return dump(data)


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "standing": standing.kind,
        "source": {
            "title": _text(standing.source_title),
            "url": _text(standing.source_url),
            "document_no": _text(standing.document_no),
            "retrieved_on": standing.retrieved_on.isoformat() if standing.retrieved_on else None,
        },
        "operator_heard": standing.operator_heard,
    }


def _text(value: str | None) -> str | None:
    return None if value is None else masked(value)


def _span(path: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"path": path}
    return {
        "path": path,
        "line": span.line,
        "column": span.column,
        "end": {"line": span.end_line, "column": span.end_column},
    }


def _location(location: Location | None) -> dict[str, Any] | None:
    return None if location is None else _span(location.path, location.span)


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "location": _span(problem.path, problem.span),
        "message": {"zh": masked(problem.message("zh")), "en": masked(problem.message("en"))},
        "remedy": {"zh": masked(problem.hint("zh")), "en": masked(problem.hint("en"))},
        "others": [_span(path, span) for path, span in problem.others],
    }


def _finding(finding: Finding, law: Law) -> dict[str, Any]:
    rule = finding.rule
    return {
        "rule": rule.id,
        "title": rule.title._asdict(),
        "severity": rule.severity,
        "confidence": {"source": rule.source, "reading": rule.reading},
        "status": finding.status,
        "policy_document": rule.policy,
        "operator": masked(finding.operator),
        "object": masked(finding.object),
        "location": _location(finding.location),
        "facts": [fact_json(fact) for fact in finding.facts],
        "missing": [masked(fact.path) for fact in finding.missing],
        "provisions": [provision(p, law) for p in rule.provisions],
        "message": rule.message._asdict(),
        "question": rule.question._asdict() if rule.question else None,
        "remedy": rule.remedy._asdict(),
        "sanctions": [s.id for s in finding.sanctions],
        "guideline": list(rule.guideline),
        "fingerprint": finding.fingerprint,
        "waived": None if finding.waiver is None else _waiver(finding.waiver),
        "baseline": finding.baseline,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "reason": masked(waiver.reason),
        "owner": masked(waiver.owner),
        "approver": masked(waiver.approver),
        "date": waiver.agreed.isoformat(),
        "expires": waiver.expires.isoformat(),
    }


def _waiver_issue(issue: WaiverIssue) -> dict[str, Any]:
    waiver = issue.waiver
    return {
        "issue": issue.reason,
        "fingerprint": waiver.fingerprint,
        "rule": _text(waiver.rule),
        "operator": _text(waiver.operator),
        "object": _text(waiver.object),
        "location": _location(waiver.location),
        **_waiver(waiver),
    }


def _gone(known: KnownFinding) -> dict[str, Any]:
    return {
        "fingerprint": known.fingerprint,
        "status": known.status,
        "rule": masked(known.rule),
        "operator": masked(known.operator),
        "object": masked(known.object),
    }


def _gap(gap: EvidenceGap) -> dict[str, Any]:
    return {
        "id": gap.ask.id,
        "operator": masked(gap.operator),
        "path": masked(gap.path),
        "location": _location(gap.location),
        "title": gap.ask.title._asdict(),
        "ask": gap.ask.ask._asdict(),
        "outcomes": gap.outcomes,
    }


def fact_json(fact: FactUsed) -> dict[str, Any]:
    return {
        "path": masked(fact.path),
        "value": plain_value(fact.path, fact.value),
        "known": fact.known,
        "incomplete": fact.incomplete,
        "part": fact.part,
        "location": _location(fact.location),
    }


def provision(cited: Provision, law: Law) -> dict[str, Any]:
    """A provision by its parts; ``article`` is "unknown" where only a summary is held."""
    instrument = law.instrument(cited)
    return {
        "instrument": instrument.id if instrument else None,
        "version": cited.version,
        "article": cited.article or "unknown",
        "paragraph": cited.paragraph or None,
        "item": cited.item or None,
        "label": {"zh": law.label(cited, "zh"), "en": law.label(cited, "en")},
    }


def _sanction(sanction: Sanction, law: Law) -> dict[str, Any]:
    return {
        "provision": provision(sanction.provision, law),
        "measure": sanction.measure._asdict(),
        "condition": sanction.condition._asdict(),
        "addressee": sanction.addressee._asdict(),
        # The range of a fine, where the measure is one: yuan, or per cent of turnover.
        "fine": sanction.fine,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule.id,
        "operator": masked(outcome.operator),
        "object": masked(outcome.object),
        "status": outcome.status,
        "grade": outcome.grade,
        "fingerprint": outcome.fingerprint,
    }


def _evidence(issue: EvidenceIssue) -> dict[str, Any]:
    return {
        "operator": masked(issue.operator),
        "path": masked(issue.path),
        "reason": issue.reason,
        "location": _location(issue.location),
    }
