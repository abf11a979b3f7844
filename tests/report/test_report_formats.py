"""SARIF, workflow commands, JUnit and Markdown: their shape, their escaping, their size."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from syrupy.assertion import SnapshotAssertion

from pipl_audit.errors import Problem
from pipl_audit.location import Location, Span
from pipl_audit.model.policy import Policies
from pipl_audit.model.result import FactUsed, Finding, Result, Standing
from pipl_audit.model.terms import Bilingual, Lang
from pipl_audit.model.waiver import Baseline, KnownFinding, Waiver
from pipl_audit.report import github, junit, markdown, sarif, text
from pipl_audit.report.json import render as render_json
from pipl_audit.report.markdown import code, marked_down
from pipl_audit.usecases.audit import scan
from pipl_audit.usecases.marks import mark

AS_OF = date(2026, 6, 1)
RENDERERS: dict[str, Callable[..., str]] = {
    "text": text.render,
    "json": lambda result, lang="en", **more: render_json(result, **more),
    "sarif": sarif.render,
    "github": github.render,
    "junit": junit.render,
    "markdown": markdown.render,
}
FORBIDDEN = re.compile(
    r"\b(illegal|unlawful|compliant|non-compliant|passed|pass)\b|违法|合规率", re.IGNORECASE
)


def waiver(rule: str, path: str, **more: Any) -> Waiver:
    given: dict[str, Any] = {"reason": "旧表单六月下线 <b>", "owner": "产品部", "approver": "法务"}
    given |= {"agreed": date(2026, 1, 1), "expires": date(2026, 12, 31)}
    return Waiver(**given, rule=rule, operator="report-sample", object=path, **more)


@pytest.fixture
def marked(sample_result: Result, test_policies: Policies) -> Result:
    """The sample with a waiver that holds, one that does not, and a baseline."""
    known = [f for f in sample_result.findings if f.object == "consents[二号]"]
    entries = [
        KnownFinding(f.fingerprint, f.status, f.rule.id, f.operator, f.object) for f in known
    ]
    entries.append(KnownFinding("0" * 20, "violated", "TL-1-1", "report-sample", "consents[old]"))
    return mark(
        sample_result,
        test_policies,
        waivers=[waiver("TL-1-1", "consents[c1]"), waiver("TL-1-1", "consents[gone]")],
        baseline=Baseline(tuple(entries)),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["text", "github", "junit", "markdown"])
def test_whole_reports(marked: Result, name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert RENDERERS[name](marked, lang) == snapshot


def test_whole_sarif(marked: Result, snapshot: SnapshotAssertion) -> None:
    log = json.loads(sarif.render(marked))
    assert json.dumps(log, ensure_ascii=False, indent=1) == snapshot


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", RENDERERS)
def test_what_every_report_says(marked: Result, name: str, lang: Lang) -> None:
    found = RENDERERS[name](marked, lang)
    flat = re.sub(r"\s+", "" if lang == "zh" else " ", found)
    for canary in ("欧阳锋锋", "13900001111", "canary"):
        assert canary not in found
    if name == "json":  # the standing is data there
        assert '"standing": "researcher"' in found
        assert '"retrieved_on": "2026-01-05"' in found
        assert '"operator_heard": null' in found
    elif lang == "en":
        assert re.search(
            "as described in `?某市信用积分办法`?, retrieved 2026-01-05; the oper", flat
        )
        assert "operator was not heard" in flat
    else:
        assert re.search("依`?某市信用积分办法`?所述（2026-01-05取得）；未听取运营者意见", flat)
    assert ("不构成法律意见" if lang == "zh" else "Not legal advice") in flat
    assert "tl-2020" in found
    assert not FORBIDDEN.search(found)
    assert found == RENDERERS[name](marked, lang)


@pytest.mark.parametrize("name", RENDERERS)
def test_only_restricts_every_format(sample_result: Result, name: str) -> None:
    found = RENDERERS[name](sample_result, "en", only=["review"])
    if name == "sarif":
        assert {r["ruleId"] for r in json.loads(found)["runs"][0]["results"]} == {"TL-2-1"}
    else:
        assert "TL-2-1" in found
        assert "TL-1-1" not in found


def test_sarif_results(marked: Result) -> None:
    text = sarif.render(marked)
    assert ": " not in text.split('"rules"')[0].replace("prevails. ", "")[:80]
    (run,) = json.loads(text)["runs"]
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert sorted(ids) == sorted(rule.id for rule in marked.rules)
    assert len(ids) == len(set(ids))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is True
    results = run["results"]
    assert len(results) == len(marked.findings)
    kinds = {"violated": "fail", "not_demonstrated": "open", "review": "review"}
    for finding, result in zip(marked.findings, results, strict=True):
        assert ids[result["ruleIndex"]] == result["ruleId"] == finding.rule.id
        assert result["kind"] == kinds[finding.status]
        assert (result["level"] == "none") == (finding.status != "violated")
        assert result["partialFingerprints"] == {"piplAudit/v1": finding.fingerprint}
        assert ("suppressions" in result) == (finding.waiver is not None)
        assert result["baselineState"] == ("unchanged" if finding.baseline else "new")
        (place,) = result["locations"]
        assert place["logicalLocations"][0]["fullyQualifiedName"].endswith(finding.object)
        region = place["physicalLocation"]["region"]
        assert finding.location is not None
        assert (region["startLine"], region["startColumn"]) == finding.location.span[:2]
    suppressed = [r for r in results if "suppressions" in r]
    assert [r["ruleId"] for r in suppressed] == ["TL-1-1"]
    assert "产品部" in suppressed[0]["suppressions"][0]["justification"]


def test_files_become_uris(sample_result: Result) -> None:
    span = Span(1, 1, 1, 2)
    cases = {
        "a b/c#d?.yaml": "a%20b/c%23d%3F.yaml",
        "javascript:alert(1).yaml": "javascript%3Aalert%281%29.yaml",
        "/abs/清单.yaml": "file:///abs/%E6%B8%85%E5%8D%95.yaml",
        "bad\udcff.yaml": "bad%FF.yaml",
    }
    for path, uri in cases.items():
        finding = replace(sample_result.findings[0], location=Location(path, span))
        result = replace(sample_result, findings=(finding,))
        (found,) = json.loads(sarif.render(result))["runs"][0]["results"]
        assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def worst(result: Result, count: int) -> Result:
    """As many findings as asked for, as long as they come."""
    name = "a" * 63
    path = ".".join(f"{part}[{name}]" for part in ("activities", "operations", "recipients"))
    rule = max(result.rules, key=lambda r: len(r.message.zh + r.title.zh))
    long = replace(rule, message=Bilingual("处理个人信息" * 25, "personal data " * 25))
    # Facts of another object are the longest to name.
    fact = FactUsed(f"consents[{name}].{path}", None, None)
    one = Finding(
        rule=long,
        operator=name,
        object=path,
        status="violated",
        facts=(fact,) * 5,
        location=Location(f"manifests/{'d' * 60}/{'f' * 60}.yaml", Span(1000, 10, 1002, 90)),
        sanctions=(),
        fingerprint="f" * 20,
    )
    statuses = ("violated", "not_demonstrated", "review")
    return replace(
        result,
        findings=tuple(replace(one, status=statuses[i % 3]) for i in range(count)),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sarif_stays_small(sample_result: Result, lang: Lang) -> None:
    size = len(sarif.render(worst(sample_result, 10_000), lang).encode())
    assert size <= 10_000_000


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_comment_stays_a_comment(sample_result: Result, lang: Lang) -> None:
    result = worst(sample_result, 1_000)
    problems = tuple(Problem("yaml-syntax", f"{'长' * 80}{i}.yaml") for i in range(100))
    standings = {f"op{i}": Standing("researcher", source_title="名" * 60_000) for i in range(100)}
    result = replace(result, problems=problems, standings=standings)
    assert len(markdown.render(result, lang)) < 65_536


# Hostile text in whatever a manifest, a file name or a waiver can hold.

EVIL = (
    "<script>alert(1)</script><!--",
    '=HYPERLINK("http://x.example","y")',
    "\x1b[2J\x9b31m",
    "\u202egnp.exe\u2066\u200b",
    "x\n::error file=a::owned\r\n##[error]owned",
    "]]>&lt;]]]]><![CDATA[>",
    "`` ` ```![i](http://x.example/i.png) [l](javascript:alert(1)) @everyone #1 |a|b|",
    "\n# heading\n- [ ] item\n\n---\n",
    "{0} {1:x} %0A%25 ]( [a](1) ",
    "\udcff\ufffe\x00\uffff",
    "长" * 10_000,
    "a" * 10_000,
)


def hostile(result: Result, policies: Policies, evil: str) -> Result:
    """The sample with this text wherever text of a user ends up."""
    span = Span(1, 1, 1, 5)
    findings = [
        replace(
            f,
            operator=evil,
            object=f"consents[{evil}]",
            location=Location(f"{evil}.yaml", span),
            facts=tuple(replace(fact, path=f"{fact.path}[{evil}]") for fact in f.facts),
        )
        for f in result.findings
    ]
    made = replace(
        result,
        operators=(evil,),
        standings={evil: Standing("researcher", source_title=evil)},
        findings=tuple(findings),
        problems=(Problem("unknown-key", f"{evil}.yaml", span, (("key", evil), *MAYBE)),),
        evidence_issues=tuple(
            replace(i, operator=evil, path=evil, location=Location(f"{evil}.yaml", span))
            for i in result.evidence_issues
        ),
        evidence_gaps=tuple(replace(g, operator=evil, path=evil) for g in result.evidence_gaps),
    )
    texts = {"reason": evil, "owner": evil, "approver": evil}
    given: list[Waiver] = []
    for number, found in enumerate(made.findings[:3]):
        one = waiver(found.rule.id, found.object if number else "nothing")
        given.append(replace(one, **texts, operator=evil))
    known = KnownFinding("0" * 20, "violated", "TL-1-1", evil, evil)
    return mark(made, policies, waivers=given, baseline=Baseline((known,)))


MAYBE = (("maybe_zh", ""), ("maybe_en", ""))
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_inert(
    sample_result: Result, test_policies: Policies, evil: str, lang: Lang
) -> None:
    result = hostile(sample_result, test_policies, evil)
    found = {name: render(result, lang) for name, render in RENDERERS.items()}
    for shown in found.values():
        assert not HIDDEN.search(shown)
        shown.encode("utf-8")
    json.loads(found["json"])
    _inert_sarif(found["sarif"])
    _inert_commands(found["github"])
    for line in found["text"].splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
    root = ElementTree.fromstring(found["junit"])
    assert {e.tag for e in root.iter()} <= JUNIT_TAGS
    _inert_markdown(found["markdown"], evil)


JUNIT_TAGS = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error",
              "skipped", "system-out", "system-err"}  # fmt: skip


def _inert_sarif(found: str) -> None:
    (run,) = json.loads(found)["runs"]
    for message in _messages(run["results"]):
        assert not re.search(r"\]\(|(?<!\{)\{\d+\}", message)
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)


def _messages(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for below in node:
            yield from _messages(below)
    elif isinstance(node, dict):
        if "message" in node:
            yield node["message"]["text"]
        yield from _messages(list(node.values()))


def _inert_commands(found: str) -> None:
    """Every line is one of our commands, and its properties are ours."""
    for line in found.splitlines():
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::.*", line)
        assert command, line[:200]
        names = [part.partition("=")[0] for part in command[2].split(",")]
        assert set(names) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert len(names) == len(set(names))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)


def _inert_markdown(found: str, evil: str) -> None:
    assert len(found) < 65_536
    outside = "\n".join(_without_code(line) for line in found.splitlines())
    parser = _Tags()
    parser.feed(outside)
    assert not parser.tags
    assert not re.search(r"(?<!\\)\]\(|(?<!\\)!\[|@(?!<!-- -->)", outside)
    assert "://" not in outside
    headings = [line for line in found.splitlines() if line.startswith("#")]
    assert all(re.match(r"## pipl-audit |### \S.* \(\d+\)$", line) for line in headings)


def _without_code(line: str) -> str:
    """The line without code spans, as CommonMark pairs their fences."""
    out, at = [], 0
    runs = list(re.finditer(r"`+", line))
    while runs:
        opening = runs.pop(0)
        closing = next((r for r in runs if len(r.group()) == len(opening.group())), None)
        if closing is None:
            continue
        out.append(line[at : opening.start()])
        at = closing.end()
        runs = [r for r in runs if r.start() >= at]
    return "".join([*out, line[at:]])


@pytest.mark.parametrize("given", ["a", "", " ", "`", "a``b`", "``", " x "])
def test_code_spans_hold_any_text(given: str) -> None:
    span = code(given)
    assert _without_code(span) == ""
    assert given.strip() in span


def test_text_in_markdown_is_shown_as_it_is() -> None:
    assert marked_down("第13条 (1), a.b – x") == "第13条 (1), a.b – x"
    assert marked_down("- x") == "\\- x"
    assert marked_down("1. x") == "1\\. x"
    assert marked_down("<b>*x*</b>") == "&lt;b&gt;\\*x\\*&lt;/b&gt;"
    assert "www." not in marked_down("see www.example.org")


def test_the_gravest_come_first(sample_result: Result) -> None:
    problem = Problem("yaml-syntax", "b.yaml", Span(3, 1, 3, 2))
    lines = github.render(replace(sample_result, problems=(problem,))).splitlines()
    assert lines[0].startswith("::error file=b.yaml,line=3,endLine=3,col=1,endColumn=2,title=")
    heads = [line.split("title=")[1].split(" ")[0] for line in lines[1:5]]
    assert heads == ["TL-1-1", "TL-1-1", "TL-3-3", "TL-1-2"]


def test_problems_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, test_policies: Policies
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("schema: pipl-audit/v1\noperator: {id: a, kindz: []}\n", "utf-8")
    result = scan("bad.yaml", as_of=AS_OF, policies=test_policies)
    (invocation,) = json.loads(sarif.render(result))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["descriptor"]["id"] == "unknown-key"
    assert told["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert github.render(result).startswith("::error file=bad.yaml,line=2,")
    root = ElementTree.fromstring(junit.render(result))
    assert [e.get("type") for e in root.iter("error")] == ["unknown-key"]
    message = result.problems[0].message().rstrip(".")
    assert f"`bad.yaml:2:19` {message}. " in markdown.render(result)


# The public schemas are not part of the project: PIPL_AUDIT_SCHEMAS names a folder with
# sarif-2.1.0.json (OASIS) and junit.xsd (windyroad/JUnit-Schema).


@pytest.fixture
def schemas() -> Path:
    folder = os.environ.get("PIPL_AUDIT_SCHEMAS")
    if not folder:
        pytest.skip("PIPL_AUDIT_SCHEMAS names no folder")
    return Path(folder)


def samples(result: Result, policies: Policies) -> Iterator[Result]:
    yield result
    yield replace(result, operators=(), standings={}, findings=(), problems=())
    for evil in EVIL:
        yield hostile(result, policies, evil)


@pytest.mark.schemas
def test_sarif_against_its_schema(schemas: Path, marked: Result, test_policies: Policies) -> None:
    from jsonschema import Draft7Validator

    validator = Draft7Validator(json.loads((schemas / "sarif-2.1.0.json").read_text("utf-8")))
    for result in samples(marked, test_policies):
        log = json.loads(sarif.render(result))
        assert [e.message for e in validator.iter_errors(log)] == []


@pytest.mark.schemas
def test_junit_against_its_schema(schemas: Path, marked: Result, test_policies: Policies) -> None:
    import xmlschema

    schema = xmlschema.XMLSchema(str(schemas / "junit.xsd"))
    for result in samples(marked, test_policies):
        schema.validate(junit.render(result))
