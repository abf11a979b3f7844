import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pipl_audit.model.policy import Policies
from pipl_audit.model.result import FactUsed, Result
from pipl_audit.model.terms import Lang
from pipl_audit.report.json import render as render_json
from pipl_audit.report.page import Page
from pipl_audit.report.safe import columns
from pipl_audit.report.text import render
from pipl_audit.usecases.audit import scan

AS_OF = date(2026, 6, 1)

CANARIES = ("欧阳锋锋", "13900001111", "canary")
FORBIDDEN = re.compile(
    r"\b(illegal|unlawful|compliant|non-compliant|passed|pass)\b|违法|合规率", re.IGNORECASE
)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_whole_report(sample_result: Result, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert render(sample_result, lang) == snapshot


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_summary_only(sample_result: Result, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert render(sample_result, lang, summary=True) == snapshot


def test_json(sample_result: Result, snapshot: SnapshotAssertion) -> None:
    text = render_json(sample_result, only=["violated", "review", "satisfied"])
    assert text.replace(sample_result.policies_key, "POLICIES") == snapshot


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_persons_never_show_and_words_are_measured(sample_result: Result, lang: Lang) -> None:
    texts = [
        render(sample_result, lang),
        render(sample_result, lang, colour=True),
        render(sample_result, lang, only=["satisfied", "not_applicable", "not_demonstrated"]),
        render_json(sample_result),
    ]
    for text in texts:
        assert not [canary for canary in CANARIES if canary in text]
    assert not FORBIDDEN.search(texts[0])


def test_same_bytes_again(sample: Path, test_policies: Policies) -> None:
    first, second = (
        scan(sample, as_of=AS_OF, instruments=["test-law"], policies=test_policies) for _ in "ab"
    )
    assert render(first, "zh") == render(second, "zh")
    assert render_json(first) == render_json(second)


def test_only_shows_what_was_asked(sample_result: Result) -> None:
    text = render(sample_result, only=["review"])
    assert "TL-2-1" in text
    assert "TL-1-1" not in text


def test_colour_is_all_that_colour_adds(sample_result: Result) -> None:
    coloured = render(sample_result, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(sample_result)


def test_an_almost_empty_manifest_fits_on_a_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, test_policies: Policies
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text(
        "schema: pipl-audit/v1\n"
        "operator: {id: a, legal_nature: enterprise, place: {jurisdiction: mainland},"
        " processes_in_mainland: true}\n",
        "utf-8",
    )
    for lang in ("en", "zh"):
        lines = render(scan("m.yaml", as_of=AS_OF, policies=test_policies), lang).splitlines()
        assert len(lines) <= 40
        assert all(columns(line) <= 80 for line in lines)


HOSTILE = """\
schema: pipl-audit/v1
operator:
  id: acme
  contact: {post: "\\e[2J\\x07\\u202e\\u2028", address: "x\\x9b31m", person_name: "\\e[31m"}
declared: {standing: researcher, source: {title: "\\e]0;owned\\a"}}
consents:
  - {id: c1, pre_ticked: {value: true, evidence: "../\\e[2J.pdf"}}
"""


def test_hostile_text_is_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, test_policies: Policies
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m\x1b[31m.yaml").write_text(HOSTILE, "utf-8")
    result = scan(".", as_of=AS_OF, policies=test_policies)
    assert not result.problems
    for text in (render(result), render(result, only=["not_demonstrated"]), render_json(result)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", text)


def test_the_operator_was_heard_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, test_policies: Policies
) -> None:
    monkeypatch.chdir(tmp_path)
    for heard, silent in (("true", True), ("false", False), ("null", False)):
        Path("m.yaml").write_text(
            "schema: pipl-audit/v1\noperator: {id: a}\n"
            f"declared: {{standing: researcher, operator_heard: {heard}}}\n",
            "utf-8",
        )
        text = render(scan("m.yaml", as_of=AS_OF, policies=test_policies))
        assert ("was not heard" not in " ".join(text.split())) is silent


def test_what_could_not_be_audited_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, test_policies: Policies
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text(
        "schema: pipl-audit/v1\noperator: {id: a, 13800138000: x, kindz: []}\n", "utf-8"
    )
    text = render(scan("bad.yaml", as_of=AS_OF, policies=test_policies))
    assert text.startswith("Could not be audited (2)\nbad.yaml:2:19  unknown-key\n")
    assert "13800138000" not in text


def test_text_of_packs_is_escaped_and_flattened() -> None:
    page = Page("en", 80, colour=False)
    page.text("two\nlines \x1b[2J")
    assert page.done() == "  two lines \\x1b[2J\n"


def test_scope_is_one_line_and_the_reach_of_the_law_none(sample_result: Result) -> None:
    finding = next(f for f in sample_result.findings if f.rule.id == "TL-1-1")
    facts = (
        FactUsed("consents[c1].pre_ticked", True, finding.location),
        FactUsed("scale.persons", 2_000_000, finding.location, part="scope"),
        FactUsed("consents[c1].form", "x" * 200, finding.location, part="scope"),
        FactUsed("operator.processes_in_mainland", True, finding.location, part="instrument"),
    )
    result = replace(sample_result, findings=(replace(finding, facts=facts),))
    lines = render(result).splitlines()
    (line,) = [line for line in lines if "because" in line]
    assert line.startswith("  because scale.persons = 2000000, form = xxx")
    assert columns(line) <= 80
    assert "processes_in_mainland" not in "".join(lines)
    assert '"part": "instrument"' in render_json(result)
    assert "因　　scale.persons = 2000000，" in render(result, "zh")


def test_a_line_of_a_report_is_no_command_of_a_runner() -> None:
    page = Page("en", 80, colour=False)
    page.line("::error::x")
    page.line("a ##[error]b :: c")
    assert page.done() == "\\x3a:error::x\na ##\\x5berror]b :: c\n"


def test_evidence_to_add_is_short(sample_result: Result) -> None:
    (gap,) = sample_result.evidence_gaps
    text = render(replace(sample_result, evidence_gaps=(gap,) * 9))
    assert "Evidence to add (9)" in text
    assert text.count("scale.persons — ") == 4
    assert "and 5 more; see --format json" in text
    assert "Evidence to add" not in render(sample_result, only=["violated"])
