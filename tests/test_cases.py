"""Published cases: what the authority held comes out, and nothing beyond it that would be false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipl_audit.model.result import Result
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read_file
from pipl_audit.usecases.audit import scan

CASES = Path(__file__).parents[1] / "fixtures" / "cases"
FILES = {path.stem: path for path in sorted(CASES.glob("PC-*.yaml"))}
EXPECTED = Unwrapped(read_file(CASES / "expected.yaml", "expected.yaml").data).data
LAWS: dict[str, str] = EXPECTED["laws"]
POLICIES = load_policies()
# The laws that have rules; of others only the articles may be listed so far.
ENCODED = {rule.instrument for rule in POLICIES.rules.values()}
PARTS = ("expected", "may_flag", "must_not_flag")


class Expectation(NamedTuple):
    case: str
    part: str
    law: str
    article: int | None
    judgement: bool

    @property
    def covered(self) -> bool:
        """Whether the law is encoded, so that this can be checked."""
        return LAWS[self.law] in ENCODED


def stated() -> Iterator[Expectation]:
    for case, entry in EXPECTED["cases"].items():
        for part in PARTS:
            for item in entry[part]:
                article = item["article"]
                yield Expectation(
                    case,
                    part,
                    item["law"],
                    None if article is None else int(article),
                    bool(item.get("judgement")),
                )


ALL = list(stated())
COVERED = [e for e in ALL if e.covered]


def named(expectation: Expectation) -> str:
    return f"{expectation.case}-{expectation.part}-{expectation.law}-{expectation.article}"


@cache
def audited(case: str) -> Result:
    day = date.fromisoformat(EXPECTED["cases"][case]["as_of"])
    return scan(FILES[case], as_of=day, policies=POLICIES)


def articles(case: str, law: str, status: str) -> set[int]:
    """The articles of a law under whose rules there are findings of this status."""
    return {
        finding.rule.provisions[0].article
        for finding in audited(case).findings
        if finding.rule.instrument == LAWS[law] and finding.status == status
    }


def test_every_case_has_file_and_expectations() -> None:
    assert set(FILES) == set(EXPECTED["cases"])
    assert len({case[:5] for case in FILES}) == 7


def test_no_instrument_goes_unchecked() -> None:
    """An instrument with rules must be named among the laws, and its line of "not covered" go."""
    assert {*LAWS.values()} >= ENCODED
    counted = Counter(e.law for e in ALL if not e.covered)
    told = {law: int(n) for law, n in EXPECTED["not_covered_yet"].items()}
    assert dict(counted) == told


@pytest.mark.parametrize("case", FILES)
def test_who_says_so(case: str) -> None:
    data: Any = Unwrapped(read_file(FILES[case], FILES[case].name).data).data
    declared = data["declared"]
    assert declared["standing"] == "researcher"
    assert declared["operator_heard"] is False
    assert declared["source"]["title"]
    assert declared["source"]["retrieved_on"]


@pytest.mark.parametrize("case", FILES)
def test_everything_else_is_declared_as_met(case: str) -> None:
    result = audited(case)
    assert not result.problems
    assert [
        (f.rule.id, f.object)
        for f in result.findings
        if f.rule.instrument == "pipl" and f.status == "not_demonstrated"
    ] == []


@pytest.mark.parametrize("expectation", [e for e in COVERED if e.part == "expected"], ids=named)
def test_expected_is_raised(expectation: Expectation) -> None:
    case, _, law, article, judgement = expectation
    assert article in articles(case, law, "review" if judgement else "violated")


@pytest.mark.parametrize("case", FILES)
def test_nothing_is_raised_beyond(case: str) -> None:
    for law, instrument in LAWS.items():
        if instrument in ENCODED:
            allowed = {
                e.article
                for e in COVERED
                if e.case == case and e.law == law and e.part in ("expected", "may_flag")
            }
            assert articles(case, law, "violated") <= allowed


@pytest.mark.parametrize(
    "expectation", [e for e in COVERED if e.part == "must_not_flag"], ids=named
)
def test_must_not_be_raised(expectation: Expectation) -> None:
    case, _, law, article, _ = expectation
    found = articles(case, law, "violated")
    assert not found if article is None else article not in found
