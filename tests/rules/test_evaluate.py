"""The outcome table, objects not stated, evidence grades, fingerprints, sanctions, periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import AS_OF, NOTHING, audit, judgements, policies, rule, sourced, statuses

from pipl_audit.model.policy import Provision, Sanction, Version
from pipl_audit.rules.evaluate import (
    Program,
    facts_used,
    finding,
    fingerprint,
    grade_of,
    judge,
    outcome,
    run,
)
from pipl_audit.rules.facts import Ground

WHEN = {"operator.large_platform": True}
REQUIRE = {"operator.important_platform": True}


def operator(**facts: Any) -> dict[str, Any]:
    return {"operator": {"id": "op", **facts}}


T, F, U = True, False, None
V, N, R, S, X = "violated", "not_demonstrated", "review", "satisfied", "not_applicable"


@pytest.mark.parametrize(
    ("scope", "requirement", "expected", "with_question"),
    [
        (F, F, X, X),
        (F, U, X, X),
        (F, T, X, X),
        (U, F, N, N),
        (U, U, N, N),
        (U, T, N, N),
        (T, F, V, V),
        (T, U, N, N),
        (T, T, S, R),
    ],
)
def test_the_outcome_table(scope: Any, requirement: Any, expected: str, with_question: str) -> None:
    data = operator(large_platform=scope, important_platform=requirement)
    assert statuses(data, rule(when=WHEN, require=REQUIRE)) == {"declaration": expected}
    assert statuses(data, rule(when=WHEN, require=REQUIRE, question=True)) == {
        "declaration": with_question
    }
    if requirement is U:
        alone = {T: R, F: X, U: N}[scope]
        assert statuses(data, rule(when=WHEN, question=True)) == {"declaration": alone}


PERSONAL = rule(kind="dataset", when={"personal": True}, require={"quality_measures": True})


def test_an_absent_list_gives_one_outcome_at_its_place() -> None:
    assert statuses({}, PERSONAL) == {"datasets": N}
    assert statuses({"datasets": None}, PERSONAL) == {"datasets": N}


def test_a_list_stated_empty_has_nothing_to_judge() -> None:
    assert statuses({"datasets": []}, PERSONAL) == {"datasets": X}


def test_an_incomplete_list_leaves_the_rest_open() -> None:
    good = {"id": "d", "personal": True, "quality_measures": True}
    data = {"datasets": {"value": [good], "complete": False}}
    assert statuses(data, PERSONAL) == {"datasets[d]": S, "datasets": N}
    assert statuses({"datasets": {"value": [], "complete": False}}, PERSONAL) == {"datasets": N}


def test_objects_within_objects() -> None:
    one = rule(kind="operation", require={"necessary": True})
    data: dict[str, Any] = {
        "activities": [
            {"id": "a", "operations": [{"id": "o1", "necessary": True}, {"id": "o2"}]},
            {"id": "b", "operations": []},
            {"id": "c"},
            {"id": "d", "operations": {"value": [], "complete": False}},
        ]
    }
    assert statuses(data, one) == {
        "activities[a].operations[o1]": S,
        "activities[a].operations[o2]": N,
        "activities[b].operations": X,
        "activities[c].operations": N,
        "activities[d].operations": N,
    }
    assert statuses({}, one) == {"activities": N}
    assert statuses({"activities": []}, one) == {"activities": X}
    assert statuses({"activities": {"value": [], "complete": False}}, one) == {"activities": N}


def test_the_scope_of_an_object_not_stated_can_rest_on_what_is_stated() -> None:
    one = rule(kind="dataset", when={"operator.large_platform": True}, require={"personal": True})
    assert statuses(operator(large_platform=False), one) == {"datasets": X}
    assert statuses(operator(large_platform=True), one) == {"datasets": N}
    assert statuses(operator(), one) == {"datasets": N}
    nested = rule(
        kind="operation", when={"activity.purpose_explicit": True}, require={"necessary": True}
    )
    assert statuses({"activities": [{"id": "a", "purpose_explicit": False}]}, nested) == {
        "activities[a].operations": X
    }


def test_lists_below_a_mapping() -> None:
    one = rule(kind="licence", require={"status": "valid"})
    held = operator(licences=[{"id": "l", "status": "revoked"}])
    assert statuses(held, one) == {"operator.licences[l]": V}
    assert statuses(operator(), one) == {"operator.licences": N}
    below = rule(kind="foreign_request", require={"approved": True})
    assert statuses({}, below) == {"cross_border.foreign_requests": N}
    assert statuses({"cross_border": {}}, below) == {"cross_border.foreign_requests": N}


def used(data: dict[str, Any], one: Any) -> list[tuple[str, Any, bool]]:
    (judgement,) = judgements(data, one)
    return [(f.path, f.value, f.known) for f in facts_used(judgement)]


def test_facts_of_a_finding_put_the_requirement_first() -> None:
    one = rule(when=WHEN, require=REQUIRE)
    data = operator(large_platform=True, important_platform=False)
    assert used(data, one) == [
        ("operator.important_platform", False, True),
        ("operator.large_platform", True, True),
    ]
    assert used(operator(large_platform=True), one)[0] == (
        "operator.important_platform",
        None,
        False,
    )
    # Where the scope is open, the requirement is not looked at.
    assert used(operator(important_platform=False), one) == [
        ("operator.large_platform", None, False)
    ]


def test_facts_of_objects_not_stated() -> None:
    assert used({}, PERSONAL) == [("datasets", None, False)]
    assert used({"datasets": []}, PERSONAL) == [("datasets", (), True)]
    scoped = rule(kind="dataset", when=WHEN, require={"personal": True})
    assert used(operator(large_platform=False), scoped) == [
        ("operator.large_platform", False, True)
    ]
    # The list is asked for first; what else is open is asked of the objects it will hold.
    assert used(operator(), scoped) == [("datasets", None, False)]


def test_a_fact_used_twice_is_named_once() -> None:
    one = rule(when=WHEN, require={"any": [WHEN, {"operator.large_platform": {"stated": True}}]})
    assert used(operator(large_platform=True), one) == [("operator.large_platform", True, True)]


def graded(data: dict[str, Any], one: Any, documented: list[tuple[Any, ...]]) -> Any:
    found = replace(sourced(data), grades=dict.fromkeys(documented, "documented"))
    (judgement,) = judge(Program(policies(one), AS_OF), Ground(found))
    return grade_of(judgement)


def test_the_grade_is_the_least_of_the_facts_that_decided() -> None:
    one = rule(when=WHEN, require=REQUIRE)
    data = operator(large_platform=True, important_platform=True)
    large, important = ("operator", "large_platform"), ("operator", "important_platform")
    assert graded(data, one, []) == "declared"
    assert graded(data, one, [large]) == "declared"
    assert graded(data, one, [large, important]) == "documented"
    assert graded(data, one, [("operator",)]) == "documented"
    assert graded(operator(large_platform=False), one, [large]) is None
    violated = operator(large_platform=True, important_platform=False)
    assert graded(violated, one, [large, important]) is None


def test_that_all_elements_comply_rests_on_the_list_being_complete() -> None:
    one = rule(require={"each": {"in": "datasets", "require": {"personal": False}}})
    data = {"datasets": [{"id": "d", "personal": False}]}
    assert graded(data, one, [("datasets", 0, "personal")]) == "declared"
    assert graded(data, one, [("datasets",)]) == "documented"


def test_tested_outranks_documented() -> None:
    one = rule(require=WHEN)
    found = replace(
        sourced(operator(large_platform=True)),
        grades={("operator",): "documented", ("operator", "large_platform"): "tested"},
    )
    (judgement,) = judge(Program(policies(one), AS_OF), Ground(found))
    assert outcome(judgement).grade == "tested"


def test_fingerprints_are_of_rule_operator_and_object() -> None:
    assert fingerprint("A", "op", "x") == fingerprint("A", "op", "x")
    known = {
        fingerprint(*words) for words in [("A", "op", "x"), ("B", "op", "x"), ("A", "o", "px")]
    }
    assert len(known) == 3
    assert all(len(f) == 20 for f in known)
    # Waivers and baselines hold them: they must never change.
    assert fingerprint("PIPL-13-1", "op", "activities[a]") == "02601cd44a70c873e631"


def test_fingerprints_do_not_depend_on_place(tmp_path: Path) -> None:
    one = rule(kind="dataset", require={"personal": False})
    text = "schema: pipl-audit/v1\noperator: {id: op}\ndatasets: [{id: d, personal: true}]\n"
    (tmp_path / "a.yaml").write_text(text)
    first = audit(tmp_path, one).findings[0]
    (tmp_path / "a.yaml").rename(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").write_text("# moved down\n" + text)
    second = audit(tmp_path, one).findings[0]
    assert first.fingerprint == second.fingerprint
    assert first.location != second.location


def test_rules_hold_in_periods() -> None:
    old = rule("T-1", require=WHEN, valid_until=date(2026, 1, 1))
    new = rule("T-2", require=WHEN, valid_from=date(2026, 1, 1))
    for day, names in [
        (date(2025, 12, 31), ["T-1"]),
        (date(2026, 1, 1), ["T-2"]),
        (date(2026, 6, 1), ["T-2"]),
    ]:
        program = Program(policies(old, new), day)
        assert [j.compiled.rule.id for j in judge(program, Ground(sourced({})))] == names


def test_only_chosen_rules_run() -> None:
    one, two = rule("T-1", require=WHEN), rule("T-2", require=WHEN)
    program = Program(policies(one, two), AS_OF, [two])
    (found,) = run(program, [sourced({})])
    assert [j.compiled.rule.id for j in found.judgements()] == ["T-2"]


def sanction(name: str, *applies_to: str) -> Sanction:
    return Sanction(name, Provision("test-1", 1), NOTHING, NOTHING, NOTHING, applies_to)


@pytest.mark.parametrize(
    ("nature", "reached"),
    [
        ("enterprise", ["all", "firms"]),
        ("other", ["all", "firms", "rest"]),
        ("state_organ", ["all", "state"]),
        ("authorised_organisation", ["all", "state", "authorised"]),
        (None, ["all", "firms", "state", "authorised", "rest"]),
    ],
)
def test_sanctions_reach_by_legal_nature(nature: Any, reached: list[str]) -> None:
    known = {
        s.id: s
        for s in (
            sanction("all", "any"),
            sanction("firms", "enterprise"),
            sanction("state", "state_organ"),
            sanction("authorised", "authorised_organisation"),
            sanction("rest", "other"),
        )
    }
    one = rule(require=WHEN, sanctions=(*known, "unheard-of"))
    law = replace(policies(one), sanctions=known)
    data = operator(legal_nature=nature, large_platform=False)
    (judgement,) = judge(Program(law, AS_OF), Ground(sourced(data)))
    found = finding(judgement, law)
    assert found is not None
    assert [s.id for s in found.sanctions] == reached


def test_a_finding_points_at_the_deciding_fact(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(
        "schema: pipl-audit/v1\n"
        "operator:\n"
        "  id: op\n"
        "datasets:\n"
        "  - id: d\n"
        "    personal: {value: true, since: 2020-01-01}\n"
        "    quality_measures: false\n"
        "  - id: e\n"
        "    personal: true\n"
    )
    violated, silent = audit(path, PERSONAL).findings
    assert violated.location is not None
    assert silent.location is not None
    assert violated.location.span[:2] == (7, 23)
    # An absent key points at its parent (of an item in a list, at its first key).
    assert silent.location.span.line == 8
    assert [f.location.span[:2] for f in violated.facts if f.location] == [(7, 23), (6, 23)]
    assert [f.path for f in silent.missing] == ["datasets[e].quality_measures"]


def test_satisfied_and_not_applicable_are_no_findings() -> None:
    one = rule(when=WHEN, require=REQUIRE)
    law = policies(one)
    for data in (
        operator(large_platform=False),
        operator(large_platform=True, important_platform=True),
    ):
        (judgement,) = judge(Program(law, AS_OF), Ground(sourced(data)))
        assert finding(judgement, law) is None


def test_facts_know_the_part_of_the_rule_they_decided() -> None:
    scoped = rule(
        kind="consent",
        when={"operator.large_platform": True, "voluntary": True},
        require={"pre_ticked": False},
        outer=1,
    )
    data = {
        "operator": {"id": "op", "large_platform": True},
        "consents": [{"id": "c", "voluntary": True, "pre_ticked": True}],
    }
    (one,) = judgements(data, scoped)
    assert {fact.path: fact.part for fact in facts_used(one)} == {
        "consents[c].pre_ticked": "requirement",
        "operator.large_platform": "instrument",
        "consents[c].voluntary": "scope",
    }


def test_a_finding_on_an_event_cites_the_law_of_its_day() -> None:
    old, new = Provision("test-0", 1), Provision("test-1", 2)
    one = rule(
        kind="incident",
        require={"authority_notified": True},
        provisions=(new, old),
        judged_on=[0, [["found_at", None]], "moment", False],
    )
    law = policies(one)
    before = Version("test-0", date(2010, 1, 1), date(2020, 1, 1), 9, "full")
    instrument = law.instruments["test"]
    law = replace(
        law,
        instruments={"test": replace(instrument, versions=(before, *instrument.versions))},
    )
    for found_at, cited in (
        ("2019-12-31T23:59+08:00", (old,)),
        ("2020-01-01T00:00+08:00", (new,)),
        (None, (new, old)),
    ):
        incident = {"id": "i", "authority_notified": False, "found_at": found_at}
        (judgement,) = judge(Program(law, AS_OF), Ground(sourced({"incidents": [incident]})))
        found = finding(judgement, law)
        assert found is not None
        assert found.provisions == cited
