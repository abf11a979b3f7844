"""The rule language: every form resolves, every mistake is told at its place."""

from __future__ import annotations

from typing import Any

import pytest

from pipl_audit.model.vocabulary import kinds
from pipl_audit.reading.predicates import (
    CALLS,
    KEYWORDS,
    BadPredicate,
    Scope,
    fits,
    named_in,
    resolve,
)
from pipl_audit.rules.computed import COMPUTATIONS
from pipl_audit.rules.deadlines import LIMITS


def resolved(predicate: Any, kind: str = "declaration") -> list[Any]:
    return resolve(predicate, Scope.of(None if kind == "declaration" else kinds()[kind]))


FORMS: list[tuple[str, Any, list[Any]]] = [
    (
        "declaration",
        {"operator.large_platform": True},
        ["fact", [-1, [["operator", None], ["large_platform", None]], "flag", False], "is", True],
    ),
    (
        "dataset",
        {"personal": True},
        ["fact", [0, [["personal", None]], "flag", False], "is", True],
    ),
    (
        "dataset",
        {"operator.legal_nature": "enterprise"},
        [
            "fact",
            [-1, [["operator", None], ["legal_nature", None]], "word", False],
            "is",
            "enterprise",
        ],
    ),
    (
        "dataset",
        {"declaration.scale.persons": {"min": "1"}},
        ["fact", [-1, [["scale", None], ["persons", None]], "number", False], "min", "1"],
    ),
    (
        "operation",
        {"activity.notice.given": "not_given"},
        [
            "fact",
            [1, [["notice", "notices"], ["given", None]], "word", False],
            "is",
            "not_given",
        ],
    ),
    (
        "operation",
        {"consent.separate": True, "consent.written": True},
        [
            "all",
            [
                [
                    "fact",
                    [0, [["consent", "consents"], ["separate", None]], "flag", False],
                    "is",
                    True,
                ],
                [
                    "fact",
                    [0, [["consent", "consents"], ["written", None]], "flag", False],
                    "is",
                    True,
                ],
            ],
        ],
    ),
    (
        "dataset",
        {"persons": {"min": "5", "max": {"parameter": "P"}}},
        [
            "all",
            [
                ["fact", [0, [["persons", None]], "number", False], "min", "5"],
                ["fact", [0, [["persons", None]], "number", False], "max", {"parameter": "P"}],
            ],
        ],
    ),
    (
        "dataset",
        {"persons": {"max": {"fact": "scale.persons"}}},
        [
            "fact",
            [0, [["persons", None]], "number", False],
            "max",
            {"fact": [-1, [["scale", None], ["persons", None]], "number", False]},
        ],
    ),
    (
        "declaration",
        {"declared.on": {"below": "as_of"}},
        ["fact", [-1, [["declared", None], ["on", None]], "day", False], "below", "as_of"],
    ),
    (
        "notice",
        {"contents": {"contains": "purpose"}},
        ["fact", [0, [["contents", None]], "word", True], "contains", ["purpose"]],
    ),
    (
        "notice",
        {"contents": {"minlength": "2"}},
        ["fact", [0, [["contents", None]], "word", True], "minlength", 2],
    ),
    (
        "declaration",
        {"any": [{"activities": {"empty": True}}, {"not": {"datasets": {"stated": True}}}]},
        [
            "any",
            [
                ["fact", [-1, [["activities", None]], "part", True], "empty", True],
                ["not", ["fact", [-1, [["datasets", None]], "part", True], "stated", True]],
            ],
        ],
    ),
    (
        "declaration",
        {"each": {"in": "datasets", "where": {"personal": True}, "require": {"id": "x"}}},
        [
            "each",
            [-1, [["datasets", None]], "part", True],
            ["fact", [0, [["personal", None]], "flag", False], "is", True],
            ["fact", [0, [["id", None]], "text", False], "is", "x"],
        ],
    ),
    (
        "operation",
        {"some": {"in": "recipients", "where": {"operation.consent.separate": True}}},
        [
            "some",
            [0, [["recipients", "recipients"]], "ref", True],
            [
                "fact",
                [1, [["consent", "consents"], ["separate", None]], "flag", False],
                "is",
                True,
            ],
        ],
    ),
    (
        "declaration",
        {"none": {"in": "datasets"}},
        ["none", [-1, [["datasets", None]], "part", True], None],
    ),
    (
        "activity",
        {"call": {"may_be_sensitive": {"categories": "categories"}}},
        [
            "call",
            "may_be_sensitive",
            {"categories": [0, [["categories", None]], "category", True]},
        ],
    ),
]


@pytest.mark.parametrize(("kind", "predicate", "tree"), FORMS)
def test_every_form_resolves_to_its_tree(kind: str, predicate: Any, tree: list[Any]) -> None:
    assert resolved(predicate, kind) == tree


MISTAKES: list[tuple[str, Any, str, tuple[Any, ...]]] = [
    # (kind, predicate, message begins, route)
    ("declaration", {}, "a predicate is a mapping with at least one entry", ()),
    ("declaration", ["all"], "a predicate is a mapping", ()),
    ("declaration", {"all": {}}, "all takes a list of predicates", ("all",)),
    ("declaration", {"any": []}, "any takes a list of predicates", ("any",)),
    ("declaration", {"all": [{"scale.persons": "1"}, None]}, "a predicate is", ("all", 1)),
    ("declaration", {"not": "x"}, "a predicate is a mapping", ("not",)),
    (
        "declaration",
        {"operator.large_platfrom": True},
        "there is no fact operator.large_platfrom; did you mean large_platform?",
        ("operator.large_platfrom",),
    ),
    (
        "dataset",
        {"personl": True},
        "there is no fact personl here; did you mean personal?",
        ("personl",),
    ),
    (
        "declaration",
        {"operator.licences.status": "valid"},
        "licences in operator.licences.status is a list: use each, some or none",
        ("operator.licences.status",),
    ),
    (
        "declaration",
        {"scale.persons.x": "1"},
        "persons in scale.persons.x has no keys of its own",
        ("scale.persons.x",),
    ),
    ("operation", {"activity": "x"}, "activity names an object, not a fact", ("activity",)),
    ("declaration", {"": True}, "a path of keys is expected here", ("",)),
    ("declaration", {"scale.persons": {}}, "a constraint is expected", ("scale.persons",)),
    (
        "declaration",
        {"scale.persons": {"mni": "1"}},
        "there is no keyword mni; did you mean min?",
        ("scale.persons", "mni"),
    ),
    (
        "declaration",
        {"scale.persons": {"regex": "1"}},
        "regex cannot be said of a number",
        ("scale.persons", "regex"),
    ),
    (
        "declaration",
        {"operator.kinds": {"is": "lender"}},
        "is cannot be said of a list",
        ("operator.kinds", "is"),
    ),
    (
        "declaration",
        {"operator.large_platform": "true"},
        "true or false is expected",
        ("operator.large_platform", "is"),
    ),
    (
        "declaration",
        {"operator.legal_nature": True},
        "a word or number is expected",
        ("operator.legal_nature", "is"),
    ),
    (
        "declaration",
        {"operator.legal_nature": "enterprize"},
        "enterprize is not one of state_organ, authorised_organisation, enterprise, other; "
        "did you mean enterprise?",
        ("operator.legal_nature", "is"),
    ),
    ("declaration", {"scale.persons": "many"}, "a number is expected", ("scale.persons", "is")),
    ("declaration", {"declared.on": "1 May"}, "a day is expected", ("declared.on", "is")),
    (
        "dataset",
        {"retention.period": {"min": "5 years"}},
        "a duration is expected",
        ("retention.period", "min"),
    ),
    ("incident", {"found_at": {"min": "noon"}}, "a moment is expected", ("found_at", "min")),
    (
        "declaration",
        {"scale.persons": {"stated": False}},
        "stated takes true only",
        ("scale.persons", "stated"),
    ),
    (
        "declaration",
        {"activities": {"empty": "true"}},
        "empty takes true or false",
        ("activities", "empty"),
    ),
    (
        "declaration",
        {"activities": {"minlength": "-1"}},
        "a whole number is expected",
        ("activities", "minlength"),
    ),
    (
        "declaration",
        {"declared.by": {"regex": "("}},
        "this is not a regular expression",
        ("declared.by", "regex"),
    ),
    (
        "declaration",
        {"declared.by": {"regex": None}},
        "this is not a regular expression",
        ("declared.by", "regex"),
    ),
    (
        "declaration",
        {"scale.persons": {"min": {"fact": "declared.on"}}},
        "compares a number with a day",
        ("scale.persons", "min"),
    ),
    (
        "operation",
        {"consent": {"is": {"fact": "activity.suppliers"}}},
        "is compares with one value, not with a list",
        ("consent", "is"),
    ),
    (
        "dataset",
        {"name.zh": {"allowed": {"fact": "name.en"}}},
        "allowed compares with a list, not with one value",
        ("name.zh", "allowed"),
    ),
    (
        "notice",
        {"contents": {"contains": {"parameter": "P"}}},
        "contains cannot compare with a parameter",
        ("contents", "contains"),
    ),
    (
        "declaration",
        {"scale.persons": {"min": {"value": "5"}}},
        "an operand is a literal, {fact: PATH} or {parameter: ID}",
        ("scale.persons", "min"),
    ),
    (
        "declaration",
        {"scale.persons": {"min": {"fact": "scale.person"}}},
        "there is no fact scale.person; did you mean persons?",
        ("scale.persons", "min", "fact"),
    ),
    (
        "declaration",
        {"scale.persons": {"min": {"fact": ["scale"]}}},
        "a path of keys is expected here",
        ("scale.persons", "min", "fact"),
    ),
    (
        "declaration",
        {"operator.kinds": {"allowed": "lender"}},
        "a list is expected",
        ("operator.kinds", "allowed"),
    ),
    (
        "declaration",
        {"operator.kinds": {"allowed": ["lender", "bank"]}},
        "bank is not one of",
        ("operator.kinds", "allowed", 1),
    ),
    ("declaration", {"each": {"where": {}}}, "each takes in, require, where", ("each",)),
    (
        "declaration",
        {"some": {"in": "datasets", "require": {}}},
        "some takes in, where",
        ("some",),
    ),
    ("declaration", {"each": {"in": "datasets"}}, "each needs require", ("each",)),
    (
        "declaration",
        {"some": {"in": "operator.kinds"}},
        "operator.kinds is not a list of objects",
        ("some", "in"),
    ),
    (
        "declaration",
        {"none": {"in": "datasets", "where": {"personel": True}}},
        "there is no fact personel here; did you mean personal?",
        ("none", "where", "personel"),
    ),
    ("activity", {"call": {}}, "call takes one name with its arguments", ("call",)),
    (
        "activity",
        {"call": {"may_be_sensitiv": {}}},
        "there is no computation may_be_sensitiv; did you mean may_be_sensitive?",
        ("call",),
    ),
    (
        "activity",
        {"call": {"may_be_sensitive": {"category": "categories"}}},
        "may_be_sensitive takes categories",
        ("call", "may_be_sensitive"),
    ),
    (
        "activity",
        {"call": {"may_be_sensitive": {"categories": "persons"}}},
        "persons is no category",
        ("call", "may_be_sensitive", "categories"),
    ),
]


@pytest.mark.parametrize(("kind", "predicate", "message", "route"), MISTAKES)
def test_every_mistake_is_told_at_its_place(
    kind: str, predicate: Any, message: str, route: tuple[Any, ...]
) -> None:
    with pytest.raises(BadPredicate) as caught:
        resolved(predicate, kind)
    assert caught.value.message.startswith(message)
    assert caught.value.route == route


def test_a_key_wins_over_a_section_of_the_same_name() -> None:
    assert resolved({"recipients": {"empty": True}}, "operation")[1][0] == 0


def test_quantifiers_nest_and_name_the_objects_around_them() -> None:
    tree = resolved(
        {
            "each": {
                "in": "activities",
                "require": {
                    "some": {"in": "operations", "where": {"activity.purpose_explicit": True}}
                },
            }
        }
    )
    assert tree[3][2][1][0] == 1


def test_no_path_is_ambiguous_in_the_model() -> None:
    # A key that is also the name of an enclosing object could not be named.
    for kind in kinds().values():
        scope = Scope.of(kind)
        around = {name for name, _ in scope.frames[:-1]}
        assert not around & set(scope.frames[-1][1]), kind.name


def test_what_only_packs_know_is_named() -> None:
    tree = resolved(
        {
            "all": [
                {"not": {"persons": {"min": {"parameter": "P"}}}},
                {"some": {"in": "data_used", "where": {"dataset.persons": "3"}}},
                {"categories": {"contains": "person.name"}},
                {"categories": {"allowed": ["a", "b"]}},
            ]
        },
        "activity",
    )
    assert list(named_in(tree)) == [
        ("parameter", "P", "number"),
        ("category", "person.name", "category"),
        ("category", "a", "category"),
        ("category", "b", "category"),
    ]
    assert list(named_in(None)) == []
    assert list(named_in(resolved({"scores": {"empty": True}}))) == []
    assert list(named_in(resolved({"category": "person"}, "data_field"))) == [
        ("category", "person", "category")
    ]


@pytest.mark.parametrize(
    ("value", "kind", "good"),
    [
        ("5", "number", True),
        ("P5Y", "number", False),
        ("P5Y", "duration", True),
        ("x", "flag", False),
    ],
)
def test_parameters_suit_the_type_of_the_fact(value: str, kind: str, good: bool) -> None:
    assert fits(value, kind) is good


def test_keywords_and_computations_agree_with_what_runs_them() -> None:
    assert set(CALLS) == {*COMPUTATIONS, *LIMITS}
    assert {"min", "max", "allowed", "forbidden", "contains", "regex", "empty"} <= set(KEYWORDS)
