import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from syrupy.assertion import SnapshotAssertion

from pipl_audit.cli.app import app
from pipl_audit.reading.packs import load_policies
from pipl_audit.report.explain import article_text, rule_text

PACK = Path(__file__).parent.parent / "data" / "packs" / "test-law"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--pack", str(PACK)])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_rule(lang: str, snapshot: SnapshotAssertion) -> None:
    done = invoke("explain", "tl-1-1", "--lang", lang)
    assert done.exit_code == 0
    assert done.stdout == snapshot


@pytest.mark.parametrize(
    "words",
    [
        ["test-law", "1"],
        ["test-law:1"],
        ["TL", "art. 1"],
        ["tl-2020 1"],
        ["测试法第1条"],
        ["《测试法》第1条"],
    ],
)
def test_an_article_by_any_name(words: list[str]) -> None:
    done = invoke("explain", *words)
    assert done.exit_code == 0, done.stderr
    assert "Consent is given freely" in done.stdout
    assert "TL-1-2" in done.stdout


def test_sanctions_of_an_article() -> None:
    assert "refusal to correct — handler: fine (TL art. 5)" in invoke("explain", "tl 5").stdout


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["TL-1-9"], "did you mean TL-1-"),
        (["test-lav", "1"], "did you mean test-law?"),
        (["test-law", "9"], "its articles are 1 to 5"),
        (["zzzz"], "see pipl-audit rules"),
        (["zzz-9"], "see pipl-audit rules"),
    ],
)
def test_unknown_names(words: list[str], hint: str) -> None:
    done = invoke("explain", *words)
    assert done.exit_code == 2
    assert hint in done.stderr


def test_every_shipped_rule_and_article_can_be_explained() -> None:
    policies = load_policies()
    for lang in ("en", "zh"):
        for rule in policies.rules.values():
            assert rule.id in rule_text(policies, rule, lang, 80, False)
        for article in policies.articles:
            assert article.version in article_text(policies, [article], lang, 80, False)


@pytest.mark.parametrize("instrument", load_policies().instruments)
def test_an_article_of_every_instrument_by_name(instrument: str) -> None:
    article = next(a for a in load_policies().articles if a.instrument == instrument)
    done = invoke("explain", f"{instrument}:{article.number or 'unknown'}")
    assert done.exit_code == 0, done.stderr


def test_rules(snapshot: SnapshotAssertion) -> None:
    assert invoke("rules", "--instrument", "test-law").stdout == snapshot


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_coverage(lang: str, snapshot: SnapshotAssertion) -> None:
    assert invoke("coverage", "--instrument", "test-law", "--lang", lang).stdout == snapshot


def test_coverage_counts_every_article_once() -> None:
    for version in json.loads(invoke("coverage", "--format", "json").stdout)["versions"]:
        assert sum(version["totals"].values()) == len(version["articles"])


def test_policy_test_tells_what_is_not_as_stated(tmp_path: Path) -> None:
    done = invoke("policy", "test", str(PACK))
    assert done.exit_code == 1
    assert (
        "test-law/rules.yaml:8  TL-1-1  bad example at declaration: there is no base none"
        in done.stdout
    )


def test_policy_test_of_the_shipped_rules() -> None:
    done = CliRunner().invoke(app, ["policy", "test"])
    assert done.exit_code == 0, done.stdout
    assert done.stdout.endswith(" 0 not as stated\n")
