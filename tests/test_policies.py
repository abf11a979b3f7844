"""The shipped law: every rule proved by examples, every article with an honest status."""

from __future__ import annotations

import re

import pytest

from pipl_audit.model.policy import Rule
from pipl_audit.reading.packs import read_with_examples
from pipl_audit.reading.shipped import bases_dir
from pipl_audit.rules.examples import run_examples
from pipl_audit.usecases.coverage import coverage, guideline_coverage

POLICIES, EXAMPLES = read_with_examples()
RULES = list(POLICIES.rules.values())
ARTICLES = {(article.version, article.number) for article in POLICIES.articles}


def test_examples_are_true() -> None:
    wrong = [r for r in run_examples(POLICIES, EXAMPLES, bases_dir()) if r.problem]
    assert [f"{r.rule} ({r.kind}, {r.example.at}): {r.problem}" for r in wrong] == []


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_every_rule_has_examples_of_both_kinds(kind: str) -> None:
    assert {rule for rule, of, _ in EXAMPLES if of == kind} == set(POLICIES.rules)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule(rule: Rule) -> None:
    # That paragraph and item exist is checked when the packs are read.
    versions = {v.id for v in POLICIES.instruments[rule.instrument].versions}
    assert rule.provisions
    for provision in rule.provisions:
        assert provision.version in versions
        assert (provision.version, provision.article) in ARTICLES
    cited = [a for a in POLICIES.articles if rule.id in a.rules]
    first = rule.provisions[0]
    assert (first.version, first.article) in [(a.version, a.number) for a in cited]
    assert rule.id.startswith(f"{rule.instrument.upper()}-{first.article}-")
    assert all(2 <= item <= 27 for item in rule.guideline)  # item 1 is basis only
    assert not rule.policy or not rule.sanctions
    assert rule.instrument != "pipl" or rule.sanctions
    assert set(rule.sanctions) <= set(POLICIES.sanctions)
    # Every version the rule cites has a duty of the same kind: coverage counts them both.
    assert {a.status for a in cited} <= {"checked", "partly", "question"}
    # A rule that leaves its matter to judgement accuses nobody, and one that is contested must.
    assert rule.question or rule.require
    assert rule.reading != "contested" or rule.require is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_words(rule: Rule) -> None:
    for text in (
        rule.title,
        rule.message,
        rule.remedy,
        *([rule.question] if rule.question else []),
    ):
        assert text.en
        assert text.zh
        # The statutory terms 合规审计 and 合规制度 are names, not verdicts.
        assert not re.search("illegal|compliant|violat", text.en, re.IGNORECASE)
        assert not re.search("违法|违反|合规(?!审计|制度)", text.zh)
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert not re.search("[\u4e00-\u9fff]", text.en)
    for text in (rule.message, rule.remedy):
        assert text.en.endswith(".")
        assert text.zh.endswith("。")
    if rule.question:
        assert rule.question.en.endswith("?")
        assert rule.question.zh.endswith("？")
    assert rule.title.en[-1] not in ".?"
    assert rule.title.zh[-1] not in "。？"


def test_articles_stand_once_and_completely() -> None:
    for instrument in POLICIES.instruments.values():
        for version in instrument.versions:
            numbers = [a.number for a in POLICIES.articles if a.version == version.id]
            assert sorted(filter(None, numbers)) == list(version.numbers)


def test_statuses_are_honest() -> None:
    for article in POLICIES.articles:
        rules = [POLICIES.rules[id_] for id_ in article.rules]
        kinds = {("checks" if rule.require else "asks") for rule in rules} | {
            "asks" for rule in rules if rule.question
        }
        expected = {
            frozenset({"checks"}): "checked",
            frozenset({"checks", "asks"}): "partly",
            frozenset({"asks"}): "question",
        }.get(frozenset(kinds))
        if expected is None:
            assert article.status in ("context", "authority", "liability", "not_yet"), (
                article.number
            )
        else:
            assert article.status == expected, article.number


def test_every_item_of_the_audit_guidelines_is_served() -> None:
    items = guideline_coverage(POLICIES)
    assert [item.number for item, _ in items] == list(range(1, 28))
    for item, rules in items:
        assert bool(rules) == (item.concerns != "basis"), item.number
    assert [i.number for i, _ in items if i.concerns == "large_platforms"] == [26, 27]


# The articles of the full texts held, as their sources count them.
FULL_TEXTS = {
    "pipl-2021": 74, "dsl-2021": 55, "csl-2016": 79, "csl-2025": 81, "ndsr-2024": 64,
    "pipca-2025": 20, "crir-2013": 47, "crbm-2021": 53, "cbdf-2024": 14, "dxsa-2022": 20,
    "piscc-2023": 13, "picert-2025": 19, "spc-defaulters-2017": 13, "incident-report-2025": 14,
    "face-recog-2025": 20, "face-civil-2021": 16, "algorithm-rec-2021": 35, "ciip-2021": 51,
    "minors-net-2023": 60, "cryptography-2019": 44, "gov-data-sharing-2025": 44,
    "pi-crime-2017": 13, "pboc-data-2025": 56, "credit-repair-2026": 30, "sh-credit-2017": 56,
    "sd-credit-2020": 61, "ha-credit-2019": 70, "sz-credit-2022": 90, "zj-public-credit-2017": 36,
    "apl-2021": 86, "aml-2024": 65, "atfl-2022": 50, "ogi-2019": 56, "eipr-2024": 27,
    "cpl-2013": 63, "cpr-2024": 53, "nfra-dishonesty-2026": 31, "samr-dishonesty-2021": 26,
}  # fmt: skip


def test_every_article_of_every_full_text_has_one_status() -> None:
    held = {
        covered.version.id: [article.number for article in covered.articles]
        for covered in coverage(POLICIES)
        if covered.version.source == "full"
    }
    assert {version: len(numbers) for version, numbers in held.items()} == FULL_TEXTS
    assert sum(FULL_TEXTS.values()) == 1705
    for version, numbers in held.items():
        assert numbers == list(range(1, FULL_TEXTS[version] + 1)), version
    assert not [a for a in POLICIES.articles if a.status == "not_yet"]
