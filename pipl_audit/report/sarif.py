"""A result as SARIF 2.1.0 for code scanning: every rule once, findings as short as can be."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from pipl_audit._version import __version__
from pipl_audit.errors import Problem
from pipl_audit.location import Span
from pipl_audit.model.policy import Rule
from pipl_audit.model.result import Finding, Result
from pipl_audit.model.terms import READINGS, SEVERITIES, Lang, Severity, Status
from pipl_audit.report.json import dump, provision
from pipl_audit.report.markdown import marked_down
from pipl_audit.report.safe import safe, safe_line, shortened
from pipl_audit.report.wording import (
    SOURCES,
    Law,
    accepted,
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

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "piplAudit/v1"
# What fails a run by default is an error.
LEVELS: dict[Severity, str] = {"high": "error", "medium": "error", "low": "warning"}
# The standard allows a level other than "none" to kind "fail" only.
_KINDS: dict[Status, str] = {"violated": "fail", "not_demonstrated": "open", "review": "review"}
_MAX_OBJECT = 200
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(result: Result, lang: Lang = "en", *, only: Collection[Status] = ()) -> str:
    """The log. ``only`` restricts its results to these outcomes."""
    law = Law(result.instruments)
    found = [f for f in result.findings if not only or f.status in only]
    rules = {rule.id: rule for rule in (*result.rules, *(f.rule for f in found))}
    numbers = {name: number for number, name in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "pipl-audit",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN" if lang == "zh" else "en",
                "fullDescription": {"text": disclaimer(lang)},
                "rules": [_rule(rule, law, lang) for rule in rules.values()],
            }
        },
        "language": "zh-CN" if lang == "zh" else "en",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, lang)],
        "results": [
            _result(f, numbers[f.rule.id], result.marks.with_baseline, lang) for f in found
        ],
        "properties": {
            "asOf": result.as_of.isoformat(),
            "packs": packs(result, lang),
            "disclaimer": disclaimer(lang),
        },
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, compact=True)


def _text(text: str) -> str:
    """A message in which nothing passes for a placeholder or a link."""
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")


def _rule(rule: Rule, law: Law, lang: Lang) -> dict[str, Any]:
    title, provisions = flat(rule.title(lang)), law.labels(rule.provisions, lang)
    message, remedy = flat(rule.message(lang)), flat(rule.remedy(lang))
    if rule.question:
        message = flat(rule.question(lang))
    source = f"{SOURCES[rule.source](lang)}; {READINGS[rule.reading](lang)}"
    found: dict[str, Any] = {
        "id": rule.id,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": message},
        "help": {
            "text": f"{message} {remedy} ({provisions}; {source})",
            "markdown": "\n\n".join(
                [
                    f"**{marked_down(provisions)}**",
                    marked_down(message),
                    marked_down(remedy),
                    marked_down(source),
                ]
            ),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "severity": rule.severity,
            "severityLabel": SEVERITIES[rule.severity](lang),
            "confidence": {"source": rule.source, "reading": rule.reading},
            "provisions": [
                {
                    **{
                        k: v for k, v in provision(p, law).items() if v is not None and k != "label"
                    },
                    "label": law.label(p, lang),
                }
                for p in rule.provisions
            ],
            "tags": ["privacy", rule.instrument, rule.kind],
        },
    }
    if rule.guideline:
        found["properties"]["guideline"] = list(rule.guideline)
    return found


def _result(finding: Finding, rule: int, with_baseline: bool, lang: Lang) -> dict[str, Any]:
    name = shortened(f"{safe_line(finding.operator)}/{safe_line(finding.object)}", _MAX_OBJECT)
    found: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": rule,
        "kind": _KINDS[finding.status],
        "level": LEVELS[finding.rule.severity] if finding.status == "violated" else "none",
        "message": {"text": _text(says(finding, lang))},
        "locations": [_location(finding, name)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.waiver is not None:
        found["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": accepted(finding, lang)}
        ]
    if with_baseline:
        found["baselineState"] = "unchanged" if finding.baseline else "new"
    return found


def _location(finding: Finding, name: str) -> dict[str, Any]:
    logical = [{"fullyQualifiedName": name, "kind": "object"}]
    if finding.location is None:
        return {"logicalLocations": logical}
    place = _physical(finding.location.path, finding.location.span)
    return {"physicalLocation": place, "logicalLocations": logical}


def _physical(path: str, span: Span | None) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if span is not None:
        region = {"startLine": span.line, "startColumn": span.column}
        if span.end_line != span.line:
            region["endLine"] = span.end_line
        region["endColumn"] = span.end_column
        found["region"] = region
    return found


@lru_cache(4096)
def _uri(path: str) -> str:
    # Names of files are bytes; ``:`` and ``?`` would make another kind of URI of them.
    found = quote(os.fsencode(path))
    return f"file://{found}" if path.startswith("/") else found


def _invocation(result: Result, lang: Lang) -> dict[str, Any]:
    told = [_problem(problem, lang) for problem in result.problems]
    for operator, standing in described(result):
        text = f"{safe(operator)}: {as_described(standing, lang)}"
        told.append({"level": "note", "message": {"text": _text(text)}})
    for issue in result.marks.issues:
        told.append({"level": "warning", "message": {"text": _text(waiver_issue(issue, lang))}})
    for evidence in result.evidence_issues:
        note: dict[str, Any] = {
            "level": "warning",
            "message": {"text": _text(evidence_issue(evidence, lang))},
        }
        if evidence.location is not None:
            note["locations"] = [{"physicalLocation": _physical(*evidence.location)}]
        told.append(note)
    return {
        "executionSuccessful": not result.problems,
        "toolExecutionNotifications": told,
    }


def _problem(problem: Problem, lang: Lang) -> dict[str, Any]:
    text = problem_text(problem, lang)
    places = [(problem.path, problem.span), *problem.others]
    return {
        "level": "error",
        "descriptor": {"id": problem.code},
        "message": {"text": _text(text)},
        "locations": [{"physicalLocation": _physical(path, span)} for path, span in places],
    }
