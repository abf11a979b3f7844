"""The audit: what is read for what is asked, and nothing stopped by a bad file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import audit, rule

from pipl_audit.model.declaration import Declaration
from pipl_audit.model.declaration.operator import Operator
from pipl_audit.model.result import Result
from pipl_audit.usecases import audit as audit_module

HEAD = "schema: pipl-audit/v1\noperator: {id: %s, large_platform: true}\n"
PART = "schema: pipl-audit/v1\npart_of: %s\n"
RULE = rule(require={"operator.large_platform": False})
DATA = rule("T-2", kind="dataset", require={"personal": False})


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, text: str) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)
    return path


def codes(result: Result) -> list[str]:
    return [f"{p.place()} {p.code}" for p in result.problems]


def found(result: Result) -> dict[str, str]:
    return {o.object: str(o.status) for o in result.outcomes}


def test_a_file_named_brings_the_rest_of_its_declaration(repo: Path) -> None:
    put("a/op.yaml", HEAD % "op")
    part = put("b/data.yaml", PART % "op" + "datasets: [{id: d, personal: true}]\n")
    put("c/other.yaml", HEAD % "other")
    put("c/broken.yaml", "schema: pipl-audit/v1\noperator: {id: third\n")
    for asked in (part, "a/op.yaml", ["a/op.yaml", part]):
        result = audit(asked, RULE, DATA)
        assert result.operators == ("op",)
        assert found(result) == {"declaration": "violated", "datasets[d]": "violated"}
        assert not result.problems
        assert result.files == (2 if isinstance(asked, list) else 1)
    assert {f.location.path for f in audit(part, RULE, DATA).findings if f.location} == {
        "a/op.yaml",
        "b/data.yaml",
    }


def test_without_a_checkout_the_folder_of_the_file_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put("a/op.yaml", HEAD % "op")
    put("a/part.yaml", PART % "op" + "datasets: []\n")
    put("b/part.yaml", PART % "op" + "datasets: [{id: d}]\n")
    assert found(audit("a/op.yaml", DATA)) == {"datasets": "not_applicable"}


def test_reference_errors_in_files_not_named_are_told(repo: Path) -> None:
    head = put("op.yaml", HEAD % "op" + "notices: [{id: n}]\n")
    put("part.yaml", PART % "op" + "activities: [{id: a, notice: m}]\n")
    assert codes(audit(head, RULE)) == ["part.yaml:3:30 unknown-reference"]


def test_a_part_that_cannot_be_read_holds_its_declaration_back(repo: Path) -> None:
    head = put("op.yaml", HEAD % "op")
    put("other.yaml", HEAD % "other")
    put("part.yaml", PART % "op" + "datasets: [\n")
    result = audit(".", RULE, DATA)
    # What the part would state is not known; to take it for silence would be wrong.
    assert result.operators == ("other",)
    assert codes(result) == ["part.yaml:4:1 yaml-unclosed-bracket"]
    result = audit(head, RULE, DATA)
    assert result.operators == ()
    assert codes(result) == ["part.yaml:4:1 yaml-unclosed-bracket"]
    assert codes(audit("other.yaml", RULE)) == []


BAD: list[tuple[str, bytes]] = [
    ("syntax.yaml", b"schema: pipl-audit/v1\na: [\n"),
    ("deep.yaml", b"schema: pipl-audit/v1\na: " + b"[" * 100_000),
    ("deep.json", b'{"schema": "pipl-audit/v1", "a": ' + b"[" * 100_000),
    ("latin.yaml", "schema: pipl-audit/v1\na: ü\n".encode("latin-1")),
    ("utf16.yaml", "schema: pipl-audit/v1\n".encode("utf-16")),
    ("nul.yaml", b"schema: pipl-audit/v1\n\0"),
    ("newer.yaml", b"schema: pipl-audit/v9\noperator: {id: x}\n"),
    ("list.yaml", b"- schema: pipl-audit/v1\n"),
    ("nobody.yaml", b"schema: pipl-audit/v1\nscale: {}\n"),
    ("astray.yaml", b"schema: pipl-audit/v1\npart_of: nobody\n"),
    ("types.yaml", b"schema: pipl-audit/v1\noperator: {id: y, kinds: lender}\n"),
    ("value.yaml", b"schema: pipl-audit/v1\nvalue: 5\n"),
    ("claims.yaml", b"schema: pipl-audit/v1\noperator: {id: z}\nscale: {value: {}, complete: 1}\n"),
    ("shape.yaml", b"schema: pipl-audit/v1\noperator: 5\nactivities: {value: 5}\n"),
]


def test_a_bad_file_never_stops_the_others(repo: Path) -> None:
    put("good.yaml", HEAD % "op")
    for name, data in BAD:
        Path(name).write_bytes(data)
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("gone.yaml").symlink_to("nowhere.yaml")
    os.mkfifo("pipe.yaml")
    result = audit(".", RULE)
    assert result.operators == ("op",)
    assert found(result) == {"declaration": "violated"}
    told = {p.path for p in result.problems}
    assert told == {name for name, _ in BAD} | {"loop.yaml", "gone.yaml", "pipe.yaml"}


@pytest.mark.parametrize(("name", "data"), BAD)
def test_each_bad_file_named_alone(repo: Path, name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    result = audit(name, RULE)
    assert result.operators == ()
    assert {p.path for p in result.problems} == {name}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gone.yaml", "file-missing"),
        ("a\0b.yaml", "file-unreadable"),
        ("loop.yaml", "file-unreadable"),
        ("other.yaml", "not-a-manifest"),
    ],
)
def test_a_file_named_must_be_a_manifest(repo: Path, name: str, code: str) -> None:
    Path("loop.yaml").symlink_to("loop.yaml")
    put("other.yaml", "a: 1\n")
    assert [p.code for p in audit(name, RULE).problems] == [code]


def test_other_files_of_a_folder_are_counted(repo: Path) -> None:
    put("m.yaml", HEAD % "op")
    put("other.yaml", "a: [\n")
    put("other.json", "{}")
    result = audit(".", RULE)
    assert (result.files, result.skipped, result.problems) == (3, 2, ())
    # A file that is named is an error wherever else it is found, in any order.
    for sources in ([".", "other.json"], ["other.json", "."]):
        result = audit(sources, RULE)
        assert codes(result) == ["other.json:1:1 not-a-manifest"]
        assert result.operators == ("op",)


def test_a_folder_that_cannot_be_read_is_a_problem(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("m.yaml", HEAD % "op")
    put("closed/n.yaml", HEAD % "op2")
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = audit(".", RULE)
    assert codes(result) == ["closed file-permission"]
    assert result.operators == ("op",)


def test_equal_operators_are_an_error_at_both_places(repo: Path) -> None:
    put("a.yaml", HEAD % "op")
    put("b.yaml", HEAD % "op")
    put("c.yaml", HEAD % "other")
    result = audit(".", RULE)
    assert result.operators == ("other",)
    assert codes(result) == ["a.yaml:2:16 duplicate-operator", "b.yaml:2:16 duplicate-operator"]
    assert len(audit("a.yaml", RULE).problems) == 2
    python = Declaration(operator=Operator(id="other"))
    result = audit(["c.yaml", python], RULE)
    assert result.operators == ()
    assert codes(result) == [
        "<declaration other> duplicate-operator",
        "c.yaml:2:16 duplicate-operator",
    ]
    assert audit([python, python], RULE).operators == ()


def test_declarations_built_in_python(repo: Path) -> None:
    python = Declaration(operator=Operator(id="op", large_platform=True))
    result = audit(python, RULE)
    assert (result.operators, result.files) == (("op",), 1)
    (finding,) = result.findings
    assert finding.location is None
    assert finding.facts[0].location is None
    assert finding.facts[0].path == "operator.large_platform"
    same = audit({"operator": {"id": "op", "large_platform": True}}, RULE)
    assert [f.fingerprint for f in same.findings] == [finding.fingerprint]
    bad = audit([{"operator": {"id": "op", "large_platform": "yes"}}, python], DATA)
    assert [p.code for p in bad.problems] == ["duplicate-operator"] * 2 + ["not-a-boolean"]


def test_links_to_one_file_are_read_once(repo: Path) -> None:
    put("a.yaml", HEAD % "op")
    Path("b.yaml").symlink_to("a.yaml")
    result = audit(".", RULE)
    assert (result.files, result.problems) == (1, ())


def test_nothing_asked_nothing_found() -> None:
    result = audit([], RULE)
    assert (result.operators, result.files, list(result.findings)) == ((), 0, [])


def test_results_are_sorted_and_repeat(repo: Path) -> None:
    for name in "cab":
        put(f"{name}.yaml", HEAD % name + "datasets: [{id: e}, {id: d, personal: true}]\n")
    result = audit(["b.yaml", ".", "a.yaml"], RULE, DATA)
    assert result == replace(audit(".", RULE, DATA), sources=result.sources)
    assert [o.operator for o in result.outcomes] == sorted(o.operator for o in result.outcomes)
    assert result.counts == {
        "violated": 6,
        "not_demonstrated": 3,
        "review": 0,
        "satisfied": 0,
        "not_applicable": 0,
    }
    assert result.violated_by_severity == {"high": 0, "medium": 6, "low": 0}


def test_excludes_and_rules_asked_for(repo: Path) -> None:
    put("m.yaml", HEAD % "op")
    put("old/n.yaml", HEAD % "op2")
    assert audit(".", RULE, excludes=["old/"]).operators == ("op",)
    assert len(audit("m.yaml", RULE, DATA, rules=["T-2"]).outcomes) == 1
    assert len(audit("m.yaml", RULE, instruments=["other"]).outcomes) == 0


@pytest.mark.parametrize(
    "text",
    [
        "schema: pipl-audit/v1\npart_of: op\n",
        "part_of:\n  op\nschema: pipl-audit/v1\n",
        "schema: pipl-audit/v1\npart_of: {value: 'op'}\n",
        "schema: pipl-audit/v1\npart_of: &a op\n",
        "schema: pipl-audit/v1\npart_of: >-\n  op\n",
        "schema: pipl-audit/v1\npart_of: # whose\n  op\n",
        "schema: pipl-audit/v1\nx-house: &a op\npart_of: *a\n",
        'schema: pipl-audit/v1\n"part\\x5fof": op\n',
    ],
)
def test_parts_are_found_however_they_name_their_operator(repo: Path, text: str) -> None:
    head = put("op.yaml", HEAD % "op")
    put("part.yaml", text + "datasets: [{id: d, personal: true}]\n")
    assert found(audit(head, DATA)) == {"datasets[d]": "violated"}


def test_only_files_of_the_same_operator_are_read(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = put("op.yaml", HEAD % "op-1")
    put("part.yaml", PART % "op-1" + "datasets: [{id: d, personal: true}]\n")
    for name in ("op-10", "op-1.x", "xop-1", "other"):
        put(f"{name}.yaml", HEAD % name + "activities: [{id: a, purpose: for op-1}]\n")
    read, taken = audit_module.read, []

    def counting(data: bytes, path: str) -> Any:
        taken.append(path)
        return read(data, path)

    monkeypatch.setattr(audit_module, "read", counting)
    assert audit(head, DATA).operators == ("op-1",)
    assert taken == ["op.yaml", "part.yaml"]
