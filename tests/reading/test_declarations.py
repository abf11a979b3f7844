"""Files joined to declarations: parts, ids, references, and both places of a clash."""

from __future__ import annotations

from typing import Any

import pytest
from builders import CATEGORIES, sourced

from pipl_audit.errors import Problem
from pipl_audit.model.declaration import Declaration
from pipl_audit.model.declaration.data import Dataset, Retention
from pipl_audit.model.declaration.governance import Incident
from pipl_audit.model.declaration.operator import Operator
from pipl_audit.model.sourced import Claim, Evidence
from pipl_audit.reading.declarations import (
    Joined,
    Manifest,
    build,
    classify,
    duplicate_operators,
    from_python,
    join,
    operator_named,
)
from pipl_audit.reading.tree import read

HEAD = "schema: pipl-audit/v1\noperator: {id: op}\n"
PART = "schema: pipl-audit/v1\npart_of: op\n"


def manifest(text: str, path: str = "m.yaml") -> Manifest:
    found = classify(read(text.encode(), path), explicit=True)
    assert isinstance(found, Manifest), found
    return found


def manifests(*texts: str) -> list[Manifest]:
    return [manifest(text, f"{'abcdef'[i]}.yaml") for i, text in enumerate(texts)]


def one(*texts: str) -> Joined:
    (joined,), problems = join(manifests(*texts))
    assert not problems, problems
    return joined


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return sorted((p.place(), p.code) for p in problems)


def built(*texts: str) -> list[tuple[str, str]]:
    return told(build(one(*texts), CATEGORIES)[1])


def test_parts_join_their_operator_in_any_order() -> None:
    texts = [
        PART + "datasets: [{id: d2}]\nscale: {persons: 1}\n",
        HEAD + "datasets: [{id: d1}]\n",
        PART + "norms: []\n",
    ]
    joined = one(*texts)
    assert [m.document.path for m in joined.manifests] == ["b.yaml", "a.yaml", "c.yaml"]
    assert [d["id"] for d in joined.data["datasets"]] == ["d1", "d2"]
    assert str(joined.locate(("datasets", 1, "id"))) == "a.yaml:3:17"
    assert str(joined.locate(("datasets", 0, "id"))) == "b.yaml:3:17"
    assert str(joined.locate(("scale", "persons"))) == "a.yaml:4:18"
    # What is not stated is looked for in the file of the operator.
    assert str(joined.locate(("consents",))) == "b.yaml:1:1"
    assert str(joined.locate(("scale", "records"))) == "a.yaml:4:1"


JOINING: list[tuple[list[str], list[tuple[str, str]]]] = [
    (["schema: pipl-audit/v1\nscale: {}\n"], [("a.yaml:1:1", "no-operator")]),
    (["schema: pipl-audit/v1\noperator: {}\n"], [("a.yaml:2:1", "missing-id")]),
    (["schema: pipl-audit/v1\noperator: [x]\n"], [("a.yaml:2:1", "missing-id")]),
    ([HEAD + "part_of: op\n"], [("a.yaml:3:1", "operator-and-part-of")]),
    ([HEAD, "schema: pipl-audit/v1\npart_of: po\n"], [("b.yaml:2:10", "unknown-part-of")]),
    ([HEAD + "datasest: []\n"], [("a.yaml:3:1", "unknown-key")]),
    (
        [HEAD, HEAD],
        [("a.yaml:2:16", "duplicate-operator"), ("b.yaml:2:16", "duplicate-operator")],
    ),
    (
        [HEAD + "scale: {}\n", PART + "scale: {}\n"],
        [("a.yaml:3:8", "section-twice"), ("b.yaml:3:8", "section-twice")],
    ),
]


@pytest.mark.parametrize(("texts", "expected"), JOINING)
def test_mistakes_in_joining(texts: list[str], expected: list[tuple[str, str]]) -> None:
    _, problems = join(manifests(*texts))
    assert told(problems) == expected


def test_a_clash_names_the_other_place() -> None:
    _, problems = join(manifests(HEAD, "# moved\n" + HEAD))
    assert [(p.path, [(o, s.line) for o, s in p.others]) for p in problems] == [
        ("a.yaml", [("b.yaml", 3)]),
        ("b.yaml", [("a.yaml", 2)]),
    ]


BUILDING: list[tuple[list[str], list[tuple[str, str]]]] = [
    (
        [HEAD + "datasets: [{id: x}]\n", PART + "notices: [{id: x}]\n"],
        [("a.yaml:3:17", "duplicate-id"), ("b.yaml:3:16", "duplicate-id")],
    ),
    (
        [HEAD + "datasets: [{id: x}]\n", PART + "datasets: [{id: x}]\n"],
        [("a.yaml:3:17", "duplicate-id"), ("b.yaml:3:17", "duplicate-id")],
    ),
    (
        [HEAD + "datasets: [{id: x, fields: [{id: f}, {id: f}]}, {id: y, fields: [{id: f}]}]\n"],
        [("a.yaml:3:34", "duplicate-id"), ("a.yaml:3:43", "duplicate-id")],
    ),
    (
        [HEAD + "activities: [{id: a, notice: nn}]\nnotices: [{id: n}]\n"],
        [("a.yaml:3:30", "unknown-reference")],
    ),
    (
        [HEAD, PART + "incidents: [{id: i, datasets: [d]}]\n"],
        [("b.yaml:3:32", "unknown-reference")],
    ),
    (
        [HEAD + "datasets: [{id: d, fields: [{id: f, category: person.nane}]}]\n"],
        [("a.yaml:3:47", "unknown-category")],
    ),
    ([HEAD + "datasets: {id: d}\n"], [("a.yaml:3:11", "not-a-list")]),
    ([HEAD + "datasets: [x]\n"], [("a.yaml:3:12", "not-a-mapping")]),
    ([HEAD + "datasets: [{personal: true}]\n"], [("a.yaml:3:12", "missing-id")]),
    ([HEAD + "datasets: [{id: ' '}]\n"], [("a.yaml:3:17", "bad-id")]),
    ([HEAD + "scale: {perosns: 1}\n"], [("a.yaml:3:9", "unknown-key")]),
    ([HEAD + "declared: {standing: operater}\n"], [("a.yaml:3:22", "unknown-word")]),
    ([HEAD + "declared: {on: 2026-13-01}\n"], [("a.yaml:3:16", "not-a-day")]),
]


@pytest.mark.parametrize(("texts", "expected"), BUILDING)
def test_mistakes_in_building(texts: list[str], expected: list[tuple[str, str]]) -> None:
    assert built(*texts) == expected


def test_suggestions() -> None:
    _, problems = build(
        one(HEAD + "datasets: [{id: d, fields: [{id: f, category: person.nane}]}]\n"), CATEGORIES
    )
    assert "person.name" in problems[0].message()
    _, problems = build(
        one(HEAD + "activities: [{id: a, notice: note-1}]\nnotices: [{id: note-2}]\n"), {}
    )
    assert "did you mean note-2?" in problems[0].message()


def test_keys_of_your_own_are_not_read() -> None:
    text = HEAD + "x-house: {a: [{id: x}, {id: x}]}\nscale: {x-house: {value: 1}}\n"
    assert built(text) == []


def test_what_is_said_of_a_list_spread_over_files() -> None:
    complete = "datasets: [{id: %s}]\n"
    partly = "datasets: {value: [{id: %s}], complete: false}\n"
    proven = "datasets: {value: [{id: %s}], evidence: e.pdf}\n"
    for first, second, whole in [
        (complete, partly, False),
        (partly, complete, False),
        (complete, complete, True),
    ]:
        found, _ = build(one(HEAD + first % "d1", PART + second % "d2"), CATEGORIES)
        assert found is not None
        assert (("datasets",) not in found.incomplete) is whole
    # Evidence holds for the items beside which it stands; for the list if all files give it.
    found, _ = build(one(HEAD + proven % "d1", PART + complete % "d2"), CATEGORIES)
    assert found is not None
    assert not found.claims[("datasets",)].evidence
    assert found.claims[("datasets", 0)].evidence == (Evidence("e.pdf", named_in="a.yaml"),)
    assert ("datasets", 1) not in found.claims
    found, _ = build(one(HEAD + proven % "d1", PART + proven % "d2"), CATEGORIES)
    assert found is not None
    assert [e.named_in for e in found.claims[("datasets",)].evidence] == ["a.yaml", "b.yaml"]


def test_claims_within_items_move_with_them() -> None:
    found, _ = build(
        one(
            HEAD + "datasets: [{id: d1}]\n",
            PART + "datasets: [{id: d2, personal: {value: true, source: s}}]\n",
        ),
        CATEGORIES,
    )
    assert found is not None
    assert found.claims == {("datasets", 1, "personal"): Claim(source="s")}


CLASSES: list[tuple[str, str, bool, str]] = [
    ("m.yaml", HEAD, False, "manifest"),
    ("m.json", '{"schema": "pipl-audit/v1"}', True, "manifest"),
    ("m.yaml", "schema: pipl-audit/v2\n", False, "unknown-schema-version"),
    ("m.yaml", "schema: other/v1\n", False, "skipped"),
    ("m.yaml", "schema: other/v1\n", True, "not-a-manifest"),
    ("m.yaml", "- x\n", False, "skipped"),
    ("m.yaml", "- x\n", True, "top-level-not-mapping"),
    ("m.yaml", "- schema: pipl-audit/v1\n", False, "top-level-not-mapping"),
]


@pytest.mark.parametrize(("path", "text", "explicit", "expected"), CLASSES)
def test_what_a_file_is(path: str, text: str, explicit: bool, expected: str) -> None:
    found = classify(read(text.encode(), path), explicit)
    code = {type(None): "skipped", Manifest: "manifest"}.get(type(found))
    assert (code or getattr(found, "code", None)) == expected


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        (HEAD, "op"),
        (PART, "op"),
        ("schema: pipl-audit/v1\noperator: {id: [x]}\n", None),
        ("schema: pipl-audit/v1\npart_of: [x]\n", None),
        ("schema: pipl-audit/v1\n", None),
    ],
)
def test_the_operator_a_manifest_names(text: str, operator: str | None) -> None:
    assert operator_named(manifest(text)) == operator


def test_declarations_built_in_python() -> None:
    given = Declaration(
        operator=Operator(id="op"),
        datasets=[Dataset(id="d", retention=Retention(period="P5Y"))],  # type: ignore[arg-type]
        incidents=[Incident(id="i", found_at="2026-01-01T08:00")],  # type: ignore[arg-type]
    )
    data = given.to_data()
    assert data["datasets"][0]["retention"] == {"period": "P5Y"}
    assert data["incidents"][0]["found_at"] == "2026-01-01T08:00:00+08:00"
    joined, problems = from_python(given)
    assert not problems
    found, problems = build(joined, CATEGORIES)
    assert not problems
    assert found is not None
    assert found.declaration == given
    assert found.locate(("datasets",)) is None


PYTHON: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["no-operator"]),
    ({"operator": {"id": 5}}, ["no-operator"]),
    ({"operator": {"id": "op"}, "datasest": []}, ["unknown-key"]),
    ({"operator": {"id": "op"}, "scale": {"value": {}, "x": 1}}, ["unknown-claim-key"]),
    ({"operator": {"id": "op"}, "datasets": [{"id": "d"}, {"id": "d"}]}, ["duplicate-id"] * 2),
    ({"operator": {"id": "op"}, "scale": {"persons": "x"}}, ["not-a-count"]),
]


@pytest.mark.parametrize(("data", "codes"), PYTHON)
def test_mistakes_in_python_name_no_place(data: dict[str, Any], codes: list[str]) -> None:
    joined, problems = from_python(data)
    if not problems:
        _, problems = build(joined, CATEGORIES)
    assert [p.code for p in problems] == codes
    assert all(p.span is None and p.others == () for p in problems)
    assert all(p.message() and p.hint() for p in problems)


def test_operators_in_files_and_python_must_differ() -> None:
    python, _ = from_python({"operator": {"id": "op"}})
    found = list(duplicate_operators([one(HEAD), python]))
    assert [(p.place(), p.code) for p in found] == [
        ("a.yaml:2:16", "duplicate-operator"),
        ("<declaration op>", "duplicate-operator"),
    ]


def test_null_and_question_marks_are_unknown() -> None:
    found, _ = build(
        one(HEAD + "scale: {persons: ???, records: null}\ndatasets:\nnorms: ???\n"), CATEGORIES
    )
    assert found is not None
    assert found.declaration == sourced({"scale": {}}).declaration
