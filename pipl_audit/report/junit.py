"""A result as JUnit XML: a suite per declaration, a case per finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from xml.etree import ElementTree

from pipl_audit._version import __version__
from pipl_audit.errors import Problem
from pipl_audit.model.result import Finding, Result
from pipl_audit.model.terms import SEVERITIES, STATUSES, Lang, Status
from pipl_audit.report.safe import escaped, safe, safe_line, shortened
from pipl_audit.report.wording import (
    IN_BASELINE,
    NOT_AUDITED,
    RISK_ACCEPTED,
    STANDINGS,
    Law,
    accepted,
    as_described,
    disclaimer,
    evidence_issue,
    flat,
    packs,
    says,
    waiver_issue,
)

_MAX_NAME = 300


def render(result: Result, lang: Lang = "en", *, only: Collection[Status] = ()) -> str:
    """The file. Only conflicts are failures, and those that someone answers for are skipped.

    ``only`` restricts the cases to these outcomes.
    """
    law = Law(result.instruments)
    by_operator: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if not only or finding.status in only:
            by_operator[finding.operator].append(finding)
    root = ElementTree.Element("testsuites")
    for operator in result.operators:
        suite = _suite(root, result, safe(operator), lang)
        standing = result.standings[operator]
        words = STANDINGS.get(standing.kind, STANDINGS["unknown"])(lang)
        if standing.kind == "researcher":
            words = as_described(standing, lang)
        _property(suite, "standing", words)
        for evidence in result.evidence_issues:
            if evidence.operator == operator:
                _property(suite, "evidence", evidence_issue(evidence, lang))
        for finding in by_operator[operator]:
            _case(suite, finding, law, lang)
        _finish(suite)
    if result.problems or not result.operators:
        suite = _suite(root, result, NOT_AUDITED(lang), lang)
        for problem in result.problems:
            _problem(suite, problem, lang)
        _finish(suite)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, result: Result, name: str, lang: Lang) -> ElementTree.Element:
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        {
            "name": name,
            "package": "pipl-audit",
            "id": str(len(root)),
            # The day whose law applies: the clock would make every run another file.
            "timestamp": f"{result.as_of.isoformat()}T00:00:00",
            "hostname": "localhost",
            "time": "0",
        },
    )
    ElementTree.SubElement(suite, "properties")
    _property(suite, "version", __version__)
    _property(suite, "packs", packs(result, lang))
    _property(suite, "disclaimer", disclaimer(lang))
    for issue in result.marks.issues:
        _property(suite, "waiver", waiver_issue(issue, lang))
    return suite


def _property(suite: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(suite[0], "property", {"name": name, "value": value})


def _finish(suite: ElementTree.Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    ElementTree.SubElement(suite, "system-out")
    ElementTree.SubElement(suite, "system-err")


def _add(
    suite: ElementTree.Element, name: str, group: str, outcome: str, attributes: dict[str, str]
) -> ElementTree.Element:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        {"name": shortened(name, _MAX_NAME), "classname": group, "time": "0"},
    )
    return ElementTree.SubElement(case, outcome, attributes)


def _case(suite: ElementTree.Element, finding: Finding, law: Law, lang: Lang) -> None:
    rule = finding.rule
    name = f"{rule.id} {safe_line(finding.object)}"
    message = says(finding, lang)
    if finding.status == "violated" and finding.open:
        attributes = {"message": message, "type": STATUSES["violated"](lang)}
        outcome = _add(suite, name, rule.instrument, "failure", attributes)
    else:
        word = STATUSES["review"](lang) if finding.status == "review" else ""
        if finding.waiver is not None:
            word = f"{RISK_ACCEPTED(lang)}: {accepted(finding, lang)}"
        elif finding.baseline:
            word = IN_BASELINE(lang)
        mark = f"{word}: {message}" if word else message
        outcome = _add(suite, name, rule.instrument, "skipped", {"message": mark})
    place = safe_line(str(finding.location)) if finding.location else ""
    severity = SEVERITIES[rule.severity](lang)
    lines = [
        place,
        f"{severity}  {flat(rule.title(lang))}",
        law.labels(rule.provisions, lang),
        flat(rule.remedy(lang)),
    ]
    outcome.text = "\n".join(line for line in lines if line)


def _problem(suite: ElementTree.Element, problem: Problem, lang: Lang) -> None:
    place = escaped(problem.place())
    attributes = {"message": safe_line(problem.message(lang)), "type": problem.code}
    outcome = _add(suite, place, problem.code, "error", attributes)
    outcome.text = f"{place}\n{safe_line(problem.hint(lang))}"
