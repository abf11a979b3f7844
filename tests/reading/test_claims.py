"""The long form {value, complete, evidence, source, since}, wherever a value may stand."""

from __future__ import annotations

from typing import Any

import pytest
from builders import CATEGORIES, sourced

from pipl_audit.errors import CATALOGUE, Problem
from pipl_audit.model.sourced import Claim, Evidence
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.declarations import Manifest, build, classify, join
from pipl_audit.reading.tree import read


def test_long_and_short_form_mean_the_same() -> None:
    short = {
        "operator": {"id": "op", "kinds": ["lender"], "name": {"en": "Bank"}},
        "datasets": [{"id": "d", "personal": True}],
    }
    long = {
        "operator": {
            "value": {
                "id": {"value": "op"},
                "kinds": {"value": [{"value": "lender"}]},
                "name": {"value": {"en": {"value": "Bank"}}},
            }
        },
        "datasets": {"value": [{"value": {"id": "d", "personal": {"value": True}}}]},
    }
    assert Unwrapped(long).data == short
    assert sourced(long).declaration == sourced(short).declaration


def test_what_stands_beside_a_value() -> None:
    found = Unwrapped(
        {
            "a": {
                "value": [],
                "complete": False,
                "evidence": ["x.pdf", {"file": "y.pdf", "sha256": "00"}, {"url": "https://a.cn"}],
                "source": "report",
                "since": "2020-01-01",
            },
            "b": [{"value": 1, "evidence": {"document_no": "No. 1"}}],
            "c": {"value": None, "evidence": None},
        }
    )
    assert found.claims == {
        ("a",): Claim(
            False,
            (Evidence("x.pdf"), Evidence("y.pdf", "00"), Evidence(url="https://a.cn")),
            "report",
            "2020-01-01",
        ),
        ("b", 0): Claim(True, (Evidence(document_no="No. 1"),)),
        ("c",): Claim(),
    }
    assert found.data == {"a": [], "b": [1], "c": None}
    assert not found.problems


MISTAKES: list[tuple[Any, tuple[Any, ...], str]] = [
    ({"value": 1, "evidnce": "x"}, ("a", "evidnce"), "unknown-claim-key"),
    ({"value": 1, "complete": "no"}, ("a", "complete"), "not-a-boolean"),
    ({"value": 1, "source": ["x"]}, ("a", "source"), "not-text"),
    ({"value": 1, "since": True}, ("a", "since"), "not-text"),
    ({"value": 1, "evidence": {"path": "x"}}, ("a", "evidence"), "bad-evidence"),
    ({"value": 1, "evidence": {"file": ["x"]}}, ("a", "evidence"), "bad-evidence"),
    ({"value": 1, "evidence": ["x", True]}, ("a", "evidence", 1), "bad-evidence"),
    ({"value": {"value": 1, "complete": "x"}}, ("a", "value", "complete"), "not-a-boolean"),
]


@pytest.mark.parametrize(("stated", "route", "code"), MISTAKES)
def test_mistakes_in_claims_stand_at_their_place(
    stated: Any, route: tuple[Any, ...], code: str
) -> None:
    assert [p[:2] for p in Unwrapped({"a": stated}).problems] == [(route, code)]
    assert code in CATALOGUE


def test_a_long_form_in_a_long_form_loses_nothing() -> None:
    found = Unwrapped(
        {"a": {"value": {"value": [], "evidence": "x"}, "complete": False, "source": "s"}}
    )
    assert found.data == {"a": []}
    assert found.claims == {("a",): Claim(False, (Evidence("x"),), "s")}
    assert found.file_route(("a", 0)) == ("a", "value", "value", 0)


def test_places_lead_through_long_forms() -> None:
    found = Unwrapped({"a": {"value": {"b": [{"value": {"c": 1}}]}}})
    assert found.file_route(("a", "b", 0, "c")) == ("a", "value", "b", 0, "value", "c")
    assert found.file_route(("z",)) == ("z",)


def test_keys_of_your_own_are_left_alone() -> None:
    data = {"operator": {"id": "op", "x-house": {"value": 1, "other": {"value": 2}}}}
    assert Unwrapped(data).data == data


def manifest(text: str) -> Manifest:
    found = classify(read(text.encode(), "m.yaml"), explicit=True)
    assert isinstance(found, Manifest)
    return found


@pytest.mark.parametrize("value", ["1", "{operator: {id: op}}"])
def test_a_value_at_the_top_is_an_unknown_key(value: str) -> None:
    text = f"schema: pipl-audit/v1\noperator: {{id: op}}\nvalue: {value}\n"
    _, problems = join([manifest(text)])
    assert [(p.code, p.span and p.span[:2]) for p in problems] == [("unknown-key", (3, 1))]


def test_positions_of_claims_in_a_file() -> None:
    one = manifest(
        "schema: pipl-audit/v1\n"
        "operator: {id: op}\n"
        "scale:\n"
        "  value:\n"
        "    persons: {value: many, since: 2020}\n"
        "  sice: 2020\n"
    )
    (joined,), problems = join([one])
    assert [(p.code, p.span and p.span[:2]) for p in problems] == [("unknown-claim-key", (6, 9))]
    _, problems = build(joined, CATEGORIES)
    assert [(p.code, p.span and p.span[:2]) for p in problems] == [("not-a-count", (5, 22))]


def test_messages_of_claims_read_well() -> None:
    for code in ("bad-evidence", "not-a-boolean", "not-text"):
        assert "{" not in Problem(code, "x").message()
    assert "{file, sha256}" in Problem("bad-evidence", "x").hint()
    assert "{file, sha256}" in Problem("bad-evidence", "x").hint("zh")
