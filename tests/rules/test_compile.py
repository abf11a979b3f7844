"""Predicates on facts: three-valued tables of every keyword, quantifiers, references, dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import NOTHING, compiled, explained, frames, verdict

from pipl_audit.model.declaration.base import Period
from pipl_audit.model.policy import Parameter
from pipl_audit.rules.compile import at_least
from pipl_audit.rules.facts import fact_at

SCALE = "scale.persons"


def scale(persons: Any) -> dict[str, Any]:
    return {"scale": {"persons": persons}}


def notice(contents: Any, complete: bool = True) -> dict[str, Any]:
    stated = contents if complete else {"value": contents, "complete": False}
    return {"notices": [{"id": "n", "contents": stated}]}


SCALARS: list[tuple[str, Any, dict[str, Any], dict[str, Any]]] = [
    # (path, operand, a declaration for which it holds, one for which it does not)
    ("scale.persons", {"is": "5"}, scale("5"), scale("6")),
    ("scale.persons", {"min": "5"}, scale("5"), scale("4")),
    ("scale.persons", {"max": "5"}, scale("5"), scale("6")),
    ("scale.persons", {"above": "5"}, scale("6"), scale("5")),
    ("scale.persons", {"below": "5"}, scale("4"), scale("5")),
    ("scale.persons", {"allowed": ["5", "6"]}, scale("6"), scale("7")),
    ("scale.persons", {"forbidden": ["5", "6"]}, scale("7"), scale("6")),
    ("declared.by", {"regex": "[a-c]+"}, {"declared": {"by": "abc"}}, {"declared": {"by": "abd"}}),
    ("declared.by", {"minlength": "2"}, {"declared": {"by": "ab"}}, {"declared": {"by": "a"}}),
    ("declared.by", {"maxlength": "1"}, {"declared": {"by": "a"}}, {"declared": {"by": "ab"}}),
    ("declared.by", {"empty": True}, {"declared": {"by": ""}}, {"declared": {"by": "a"}}),
    ("declared.by", {"empty": False}, {"declared": {"by": "a"}}, {"declared": {"by": ""}}),
    (
        "declared.on",
        {"min": "2026-01-01"},
        {"declared": {"on": "2026-01-01"}},
        {"declared": {"on": "2025-12-31"}},
    ),
    (
        "declared.on",
        {"max": "as_of"},
        {"declared": {"on": "2026-06-01"}},
        {"declared": {"on": "2026-06-02"}},
    ),
    (
        "operator.legal_nature",
        {"forbidden": ["other"]},
        {"operator": {"id": "op", "legal_nature": "enterprise"}},
        {"operator": {"id": "op", "legal_nature": "other"}},
    ),
]


@pytest.mark.parametrize(("path", "constraint", "holds", "fails"), SCALARS)
def test_scalar_keywords(path: str, constraint: Any, holds: Any, fails: Any) -> None:
    assert verdict(holds, {path: constraint}) is True
    assert verdict(fails, {path: constraint}) is False
    assert verdict({}, {path: constraint}) is None
    section = path.split(".")[0]
    silent = {"operator": {"id": "op"}} if section == "operator" else {section: {}}
    assert verdict(silent, {path: constraint}) is None
    assert verdict(holds, {"not": {path: constraint}}) is False
    assert verdict({}, {"not": {path: constraint}}) is None


def test_stated_is_true_or_unknown_never_false() -> None:
    assert verdict(scale("0"), {SCALE: {"stated": True}}) is True
    assert verdict(scale(None), {SCALE: {"stated": True}}) is None
    assert verdict({"datasets": []}, {"datasets": {"stated": True}}) is True
    assert verdict({}, {"datasets": {"stated": True}}) is None
    assert verdict({"scale": {}}, {"scale": {"stated": True}}) is True


PURPOSE, METHOD, OTHER = "purpose", "method", "retention"
LISTS: list[tuple[Any, list[str], Any, Any]] = [
    # (constraint, list, verdict if complete, verdict if incomplete)
    ({"allowed": [PURPOSE, METHOD]}, [PURPOSE], True, None),
    ({"allowed": [PURPOSE, METHOD]}, [PURPOSE, OTHER], False, False),
    ({"allowed": [PURPOSE, METHOD]}, [], True, None),
    ({"forbidden": [OTHER]}, [PURPOSE], True, None),
    ({"forbidden": [OTHER]}, [PURPOSE, OTHER], False, False),
    ({"contains": [PURPOSE, METHOD]}, [METHOD, PURPOSE, OTHER], True, True),
    ({"contains": [PURPOSE, METHOD]}, [PURPOSE], False, None),
    ({"contains": PURPOSE}, [], False, None),
    ({"contains_any": [PURPOSE, METHOD]}, [METHOD], True, True),
    ({"contains_any": [PURPOSE, METHOD]}, [OTHER], False, None),
    ({"empty": True}, [], True, None),
    ({"empty": True}, [PURPOSE], False, False),
    ({"empty": False}, [], False, None),
    ({"empty": False}, [PURPOSE], True, True),
    ({"minlength": "1"}, [PURPOSE], True, True),
    ({"minlength": "2"}, [PURPOSE], False, None),
    ({"maxlength": "1"}, [PURPOSE], True, None),
    ({"maxlength": "1"}, [PURPOSE, METHOD], False, False),
    ({"stated": True}, [], True, True),
]


@pytest.mark.parametrize(("constraint", "stated", "complete", "incomplete"), LISTS)
def test_list_keywords(constraint: Any, stated: Any, complete: Any, incomplete: Any) -> None:
    predicate = {"contents": constraint}
    assert verdict(notice(stated), predicate, "notice") is complete
    assert verdict(notice(stated, complete=False), predicate, "notice") is incomplete
    assert verdict(notice(None), predicate, "notice") is None


def consent_and_activity(consent: Any, used: Any) -> dict[str, Any]:
    return {
        "activities": [
            {"id": "a", "categories": used, "operations": [{"id": "o", "consent": "c"}]}
        ],
        "consents": [{"id": "c", "categories": consent}],
    }


def partly(value: Any) -> dict[str, Any]:
    return {"value": value, "complete": False}


NAME, HEALTH = "person.name", "health"


@pytest.mark.parametrize(
    ("keyword", "mine", "other", "expected"),
    [
        ("allowed", [NAME], [NAME, HEALTH], True),
        ("allowed", [NAME, HEALTH], [NAME], False),
        ("allowed", [NAME, HEALTH], partly([NAME]), None),
        ("allowed", partly([NAME]), [NAME], None),
        ("forbidden", [NAME], [HEALTH], True),
        ("forbidden", [NAME], [NAME], False),
        ("forbidden", [NAME], partly([HEALTH]), None),
        ("forbidden", partly([NAME]), partly([NAME]), False),
        ("contains", [NAME, HEALTH], [NAME], True),
        ("contains", [NAME, HEALTH], partly([NAME]), None),
        ("contains", [NAME], [NAME, HEALTH], False),
        ("contains", partly([NAME]), [NAME, HEALTH], None),
        ("contains_any", [NAME, HEALTH], partly([NAME]), True),
        ("contains_any", [NAME], partly([HEALTH]), None),
        ("contains_any", [NAME], [HEALTH], False),
        ("contains", [NAME], None, None),
    ],
)
def test_lists_against_lists(keyword: str, mine: Any, other: Any, expected: Any) -> None:
    predicate = {"consent.categories": {keyword: {"fact": "activity.categories"}}}
    data = consent_and_activity(mine, other)
    assert verdict(data, predicate, "operation") is expected


@pytest.mark.parametrize(
    ("keyword", "value", "among", "expected"),
    [
        ("allowed", "a", ["a", "b"], True),
        ("allowed", "c", ["a", "b"], False),
        ("allowed", "a", partly(["a"]), True),
        ("allowed", "c", partly(["a"]), None),
        ("forbidden", "c", ["a"], True),
        ("forbidden", "c", partly(["a"]), None),
        ("forbidden", "a", partly(["a"]), False),
    ],
)
def test_one_value_against_a_list(keyword: str, value: str, among: Any, expected: Any) -> None:
    # An incomplete list may still hold what it does not name.
    data = {"activities": [{"id": "a", "purpose": value, "functions": among}]}
    predicate = {"purpose": {keyword: {"fact": "functions"}}}
    assert verdict(data, predicate, "activity") is expected


def test_a_list_against_one_value() -> None:
    data = {
        "recipients": [{"id": "r"}, {"id": "s"}],
        "consents": [{"id": "c", "recipients": ["r"]}],
        "transfers": [
            {"id": "t", "consent": "c", "recipient": "r"},
            {"id": "u", "consent": "c", "recipient": "s"},
        ],
    }
    predicate = {"consent.recipients": {"contains": {"fact": "recipient"}}}
    test = compiled(predicate, "transfer").test
    assert [test(frame) for frame in frames(data, "transfer")] == [True, False]


def test_facts_against_facts() -> None:
    predicate = {"datasets": {"stated": True}, "scale.sensitive_persons": {"max": {"fact": SCALE}}}
    one = {"scale.sensitive_persons": {"max": {"fact": SCALE}}}
    assert verdict({"scale": {"persons": "5", "sensitive_persons": "5"}}, one) is True
    assert verdict({"scale": {"persons": "5", "sensitive_persons": "6"}}, one) is False
    assert verdict({"scale": {"sensitive_persons": "6"}}, one) is None
    assert verdict({"scale": {"persons": "5", "sensitive_persons": "6"}}, predicate) is False


@pytest.mark.parametrize(
    ("parts", "every", "some"),
    [
        ([True, True], True, True),
        ([True, False], False, True),
        ([True, None], None, True),
        ([False, None], False, None),
        ([None, None], None, None),
        ([False, False], False, False),
        ([True], True, True),
        ([None], None, None),
    ],
)
def test_connectives_after_kleene(parts: list[Any], every: Any, some: Any) -> None:
    keys = ["large_platform", "critical_infrastructure"][: len(parts)]
    data = {"operator": {"id": "op", **dict(zip(keys, parts, strict=True))}}
    entries = [{f"operator.{key}": True} for key in keys]
    assert verdict(data, {"all": entries}) is every
    assert verdict(data, {"any": entries}) is some
    negated = {True: False, False: True, None: None}
    assert verdict(data, {"not": {"all": entries}}) is negated[every]


def datasets(*stated: Any, complete: bool = True) -> dict[str, Any]:
    """Datasets with (personal, quality_measures) each."""
    found = [
        {"id": f"d{i}", "personal": personal, "quality_measures": measures}
        for i, (personal, measures) in enumerate(stated)
    ]
    return {"datasets": found if complete else {"value": found, "complete": False}}


EACH = {"in": "datasets", "where": {"personal": True}, "require": {"quality_measures": True}}
T, F, U = True, False, None


@pytest.mark.parametrize(
    ("stated", "each", "each_partly", "some", "some_partly"),
    [
        ([(T, T)], T, U, T, T),
        ([(T, F)], F, F, T, T),
        ([(T, U)], U, U, T, T),
        ([(F, F)], T, U, F, U),
        ([(U, T)], T, U, U, U),
        ([(U, F)], U, U, U, U),
        ([(T, T), (T, F)], F, F, T, T),
        ([(T, U), (T, F)], F, F, T, T),
        ([(F, F), (U, U)], U, U, U, U),
        ([], T, U, F, U),
    ],
)
def test_quantifiers(stated: Any, each: Any, each_partly: Any, some: Any, some_partly: Any) -> None:
    where = {"in": "datasets", "where": {"personal": True}}
    whole, part = datasets(*stated), datasets(*stated, complete=False)
    opposite = {True: False, False: True, None: None}
    assert verdict(whole, {"each": EACH}) is each
    assert verdict(part, {"each": EACH}) is each_partly
    assert verdict(whole, {"some": where}) is some
    assert verdict(part, {"some": where}) is some_partly
    assert verdict(whole, {"none": where}) is opposite[some]
    assert verdict(part, {"none": where}) is opposite[some_partly]


def test_quantifiers_over_an_absent_list_are_unknown() -> None:
    for predicate in (
        {"each": EACH},
        {"some": {"in": "datasets"}},
        {"none": {"in": "datasets"}},
        {"some": {"in": "operator.licences"}},
    ):
        assert verdict({}, predicate) is None


def test_quantifiers_follow_references() -> None:
    data = {
        "activities": [{"id": "a", "operations": [{"id": "o", "recipients": ["r2"]}]}],
        "recipients": [{"id": "r1"}, {"id": "r2"}],
    }
    for name, expected in (("r1", False), ("r2", True)):
        predicate = {"some": {"in": "recipients", "where": {"id": name}}}
        assert verdict(data, predicate, "operation") is expected


def test_references_lead_to_the_facts_of_the_other_object() -> None:
    data: dict[str, Any] = {
        "activities": [{"id": "a", "notice": "n", "operations": [{"id": "o", "consent": "c2"}]}],
        "consents": [{"id": "c1", "separate": False}, {"id": "c2", "separate": True}],
        "notices": [{"id": "n", "given": "not_given"}],
    }
    assert verdict(data, {"consent.separate": True}, "operation") is True
    assert verdict(data, {"activity.notice.given": "not_given"}, "operation") is True
    assert explained(data, {"consent.separate": True}, "operation") == ["consents[c2].separate"]
    del data["activities"][0]["operations"][0]["consent"]
    assert verdict(data, {"consent.separate": True}, "operation") is None
    # The unknown fact is the reference itself.
    assert explained(data, {"consent.separate": True}, "operation") == [
        "activities[a].operations[o].consent"
    ]


def period(text: str) -> Period:
    from pydantic import TypeAdapter

    from pipl_audit.model.declaration.base import Duration

    found: Period = TypeAdapter(Duration).validate_python(text)
    return found


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("P1Y", "P12M", True),
        ("P12M", "P1Y", True),
        ("P1Y", "P11M", True),
        ("P11M", "P1Y", False),
        ("P1M", "P30D", None),
        ("P30D", "P1M", None),
        ("P1M", "P28D", True),
        ("P27D", "P1M", False),
        ("P31D", "P1M", True),
        ("P1M", "P32D", False),
        ("P6M", "P180D", True),
        ("P180D", "P6M", False),
        ("P184D", "P6M", True),
        ("P1Y", "P365D", True),
        ("P365D", "P1Y", None),
        ("P366D", "P1Y", True),
        ("P364D", "P1Y", False),
        ("P5Y", "P3Y", True),
        ("P1Y6M", "P18M", True),
        ("PT48H", "P1D", True),
        ("P1D", "PT24H", True),
        ("P1D", "PT25H", False),
        ("P2W", "P14D", True),
        ("P1Y1D", "P1Y", True),
        ("P1Y", "P1Y1D", False),
        ("P0D", "PT0H", True),
    ],
)
def test_periods_compare_where_the_calendar_allows(left: str, right: str, expected: Any) -> None:
    assert at_least(period(left), period(right)) is expected


def test_period_keywords() -> None:
    data = {"datasets": [{"id": "d", "retention": {"period": "P5Y"}}]}
    for keyword, operand, expected in [
        ("max", "P60M", True),
        ("above", "P60M", False),
        ("above", "P4Y", True),
        ("below", "P5Y", False),
        ("min", "P6Y", False),
    ]:
        predicate = {"retention.period": {keyword: operand}}
        assert verdict(data, predicate, "dataset") is expected, keyword


def test_moments_compare_across_zones() -> None:
    data = {"incidents": [{"id": "i", "found_at": "2026-01-01T08:00"}]}  # China time
    assert verdict(data, {"found_at": "2026-01-01T00:00Z"}, "incident") is True
    assert verdict(data, {"found_at": {"above": "2026-01-01T00:00Z"}}, "incident") is False


LIMIT = Parameter("LIMIT", NOTHING, ((date(2024, 3, 22), "100"), (date(2026, 1, 1), "200")))
GONE = Parameter("GONE", NOTHING, ((date(2020, 1, 1), "1"), (date(2024, 1, 1), None)))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 3, 21), None),
        (date(2024, 3, 22), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_parameters_by_date(day: date, expected: Any) -> None:
    predicate = {SCALE: {"min": {"parameter": "LIMIT"}}}
    assert verdict(scale("150"), predicate, parameters=[LIMIT], as_of=day) is expected
    assert verdict({}, predicate, parameters=[LIMIT], as_of=day) is None


def test_a_parameter_can_end_and_can_be_missing() -> None:
    for name in ("GONE", "UNHEARD"):
        predicate = {SCALE: {"min": {"parameter": name}}}
        assert verdict(scale("150"), predicate, parameters=[GONE]) is None


def test_as_of_is_the_day_asked_about() -> None:
    data = {"declared": {"on": "2026-01-10"}}
    predicate = {"declared.on": {"max": "as_of"}}
    assert verdict(data, predicate, as_of=date(2026, 1, 10)) is True
    assert verdict(data, predicate, as_of=date(2026, 1, 9)) is False


@pytest.mark.parametrize(
    ("used", "by", "expected"),
    [
        ([NAME], [NAME], True),
        ([NAME], ["person"], True),  # a kind above it covers it
        (["person"], [NAME], None),  # the wider word may mean no more than that
        (["person", HEALTH], [NAME], False),
        ([NAME, HEALTH], ["person"], False),
        ([NAME, HEALTH], partly(["person"]), None),
        (partly([NAME]), ["person"], None),
        (partly([HEALTH]), ["person"], False),
        ([], [], True),
        (None, ["person"], None),
        ([NAME], None, None),
    ],
)
def test_categories_covered(used: Any, by: Any, expected: Any) -> None:
    predicate = {
        "call": {"categories_covered": {"used": "activity.categories", "by": "consent.categories"}}
    }
    assert verdict(consent_and_activity(by, used), predicate, "operation") is expected


SENSITIVE = {
    "call": {
        "sensitive": {"categories": "categories", "stated": "sensitive", "subjects": "subjects"}
    }
}


@pytest.mark.parametrize(
    ("categories", "stated", "subjects", "expected"),
    [
        ([HEALTH, NAME], None, None, True),
        (partly([HEALTH]), None, None, True),
        ([NAME], None, ["user"], None),  # circumstances may make anything sensitive
        ([NAME], False, ["user"], False),
        ([NAME], False, None, None),  # the persons may be children
        ([NAME], None, ["minor_under_14"], True),
        (partly([NAME]), False, ["user"], None),
        ([NAME, "location"], None, ["user"], None),
        ([NAME, "location"], False, ["user"], False),
        ([NAME, "location"], True, ["user"], True),
        ([HEALTH], False, ["user"], True),  # what the article names cannot be argued away
        ([], False, ["user"], False),
        (None, None, ["user"], None),
        (None, True, None, True),
    ],
)
def test_sensitive(categories: Any, stated: Any, subjects: Any, expected: Any) -> None:
    activity = {"id": "a", "categories": categories, "sensitive": stated, "subjects": subjects}
    assert verdict({"activities": [activity]}, SENSITIVE, "activity") is expected


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ([NAME], False),
        (["location"], True),
        (partly([NAME]), None),
        ([HEALTH], False),
        (None, None),
    ],
)
def test_may_be_sensitive(categories: Any, expected: Any) -> None:
    predicate = {"call": {"may_be_sensitive": {"categories": "categories"}}}
    data = {"activities": [{"id": "a", "categories": categories}]}
    assert verdict(data, predicate, "activity") is expected


@pytest.mark.parametrize(
    ("category", "expected"), [(HEALTH, True), ("organisation.name", False), (None, None)]
)
def test_concerns_persons(category: Any, expected: Any) -> None:
    predicate = {"call": {"concerns_persons": {"category": "category"}}}
    data = {"datasets": [{"id": "d", "fields": [{"id": "f", "category": category}]}]}
    assert verdict(data, predicate, "data_field") is expected


def test_equal_predicates_share_one_closure() -> None:
    from builders import AS_OF, policies

    from pipl_audit.reading.predicates import Scope, resolve
    from pipl_audit.rules.compile import Compiler

    compiler = Compiler(policies(), AS_OF)
    tree = resolve({"all": [{SCALE: "1"}, {"not": {SCALE: "1"}}]}, Scope.of(None))
    once = compiler.compile(tree)
    assert compiler.compile(resolve({SCALE: "1"}, Scope.of(None))) is compiler.compile(tree[1][0])
    assert compiler.compile(tree) is once


def test_what_is_no_predicate_is_refused() -> None:
    from builders import AS_OF, policies

    from pipl_audit.rules.compile import Compiler

    with pytest.raises(ValueError, match="not a predicate: sometimes"):
        Compiler(policies(), AS_OF).compile(["sometimes", []])


EXPLAINED: list[tuple[dict[str, Any], Any, list[str]]] = [
    # (declaration, predicate, the facts that decide it)
    (scale("5"), {SCALE: {"min": "1"}}, ["scale.persons"]),
    ({}, {SCALE: {"min": "1"}}, ["scale.persons"]),
    (
        {"scale": {"persons": "5", "records": "0"}},
        {SCALE: {"min": "1"}, "scale.records": {"min": "1"}},
        ["scale.records"],
    ),
    (
        {"scale": {"persons": "5"}},
        {SCALE: {"min": "1"}, "scale.records": {"min": "1"}},
        ["scale.records"],
    ),
    (
        {"scale": {"persons": "5", "records": "0"}},
        {"any": [{SCALE: {"min": "1"}}, {"scale.records": {"min": "1"}}]},
        ["scale.persons"],
    ),
    (datasets((T, T), (T, F)), {"each": EACH}, ["datasets[d1].quality_measures"]),
    (datasets((T, T), (T, U)), {"each": EACH}, ["datasets[d1].quality_measures"]),
    (datasets((U, F)), {"each": EACH}, ["datasets[d0].personal"]),
    # Met whatever its scope: the requirement decided, and that the list is complete.
    (datasets((U, T)), {"each": EACH}, ["datasets[d0].quality_measures", "datasets"]),
    (datasets((F, U)), {"each": EACH}, ["datasets[d0].personal", "datasets"]),
    (datasets(), {"each": EACH}, ["datasets"]),
    ({}, {"each": EACH}, ["datasets"]),
    (datasets((T, T), complete=False), {"each": EACH}, ["datasets"]),
    (
        datasets((F, U)),
        {"some": {"in": "datasets", "where": {"personal": True}}},
        ["datasets", "datasets[d0].personal"],
    ),
    (
        datasets((T, U)),
        {"some": {"in": "datasets", "where": {"personal": True}}},
        ["datasets[d0].personal"],
    ),
    (datasets((T, U)), {"none": {"in": "datasets"}}, ["datasets"]),
]


@pytest.mark.parametrize(("data", "predicate", "facts"), EXPLAINED)
def test_the_facts_that_decide(data: Any, predicate: Any, facts: list[str]) -> None:
    assert explained(data, predicate) == facts


def test_a_computation_names_the_unknown_argument() -> None:
    predicate = {
        "call": {"categories_covered": {"used": "activity.categories", "by": "consent.categories"}}
    }
    data = consent_and_activity(None, [NAME])
    assert explained(data, predicate, "operation") == ["consents[c].categories"]


def test_a_fact_of_an_object_not_stated_is_the_list() -> None:
    (frame,) = frames({}, "operation")
    path = [0, [["consent", "consents"], ["separate", None]], "flag", False]
    assert fact_at(path, frame).route == ("activities",)
    assert compiled({"consent.separate": True}, "operation").test(frame) is None
