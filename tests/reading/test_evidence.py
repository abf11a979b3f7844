"""Evidence files: present, unaltered, inside the repository; and what is told of the rest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from builders import audit, rule

from pipl_audit.model.result import Result

RULE = rule(require={"operator.large_platform": True})
PROOF = b"signed\n"
HASH = hashlib.sha256(PROOF).hexdigest()


def scanned(folder: Path, evidence: str) -> Result:
    (folder / "proof.pdf").write_bytes(PROOF)
    (folder / "m.yaml").write_text(
        "schema: pipl-audit/v1\noperator:\n  id: op\n"
        f"  large_platform: {{value: true, evidence: {evidence}}}\n"
    )
    result = audit(folder / "m.yaml", RULE)
    assert not result.problems, result.problems
    return result


CASES = [
    ("proof.pdf", "documented", []),
    ("./proof.pdf", "documented", []),
    ("[proof.pdf]", "documented", []),
    (f"{{file: proof.pdf, sha256: {HASH}}}", "documented", []),
    (f"{{file: proof.pdf, sha256: {HASH.upper()}}}", "documented", []),
    (f"{{file: proof.pdf, sha256: {'0' * 64}}}", "declared", [("proof.pdf", "altered")]),
    ("gone.pdf", "declared", [("gone.pdf", "missing")]),
    ("[proof.pdf, gone.pdf]", "declared", [("gone.pdf", "missing")]),
    ("../proof.pdf", "declared", [("../proof.pdf", "outside")]),
    ("/etc/hostname", "declared", [("/etc/hostname", "outside")]),
    (".", "declared", [(".", "missing")]),
    ("a/" * 40 + "x" * 300, "declared", [("a/" * 40 + "x" * 300, "missing")]),
    ("link.pdf", "declared", [("link.pdf", "outside")]),
    ("loop.pdf", "declared", [("loop.pdf", "missing")]),
    ("{document_no: No. 5}", "declared", []),
    ("{url: 'https://example.cn'}", "declared", []),
    ("[]", "declared", []),
    ("{file: proof.pdf, url: 'https://example.cn'}", "documented", []),
]


@pytest.mark.parametrize(("evidence", "grade", "issues"), CASES)
def test_evidence(tmp_path: Path, evidence: str, grade: str, issues: list[tuple[str, str]]) -> None:
    (tmp_path / "link.pdf").symlink_to("/etc/hostname")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    result = scanned(tmp_path, evidence)
    assert [(i.path, i.reason) for i in result.evidence_issues] == issues
    assert [o.grade for o in result.outcomes] == [grade]


def test_an_issue_points_at_the_claim(tmp_path: Path) -> None:
    (issue,) = scanned(tmp_path, "gone.pdf").evidence_issues
    assert issue.location is not None
    assert issue.location.span[:2] == (4, 27)
    assert issue.operator == "op"


def test_evidence_anywhere_in_the_checkout(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "proof.pdf").write_bytes(PROOF)
    below = tmp_path / "manifests"
    below.mkdir()
    result = scanned(below, "../proof.pdf")
    assert [o.grade for o in result.outcomes] == ["documented"]


def test_evidence_of_a_list_spread_over_folders(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    one = rule(kind="dataset", require={"personal": False})
    whole = rule("T-2", require={"datasets": {"stated": True}})
    for name, head in (("a", "operator: {id: op}"), ("b", "part_of: op")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.pdf").write_bytes(PROOF)
        (tmp_path / name / "m.yaml").write_text(
            f"schema: pipl-audit/v1\n{head}\n"
            f"datasets:\n  value:\n    - {{id: d{name}, personal: false}}\n"
            f"    - {{id: e{name}, personal: false}}\n"
            f"  evidence: {name}.pdf\n"
        )
    result = audit(tmp_path, one, whole)
    assert not result.evidence_issues
    assert {o.grade for o in result.outcomes} == {"documented"}
    # One missing file is one issue, however many items it stands for.
    (tmp_path / "b" / "b.pdf").unlink()
    result = audit(tmp_path, one, whole)
    assert [(i.path, i.reason) for i in result.evidence_issues] == [("b.pdf", "missing")]
    grades = {o.object: o.grade for o in result.outcomes}
    assert grades == {
        "datasets[da]": "documented",
        "datasets[ea]": "documented",
        "datasets[db]": "declared",
        "datasets[eb]": "declared",
        "declaration": "declared",
    }


def test_a_declaration_built_in_python_has_no_folder() -> None:
    stated = {"value": True, "evidence": "proof.pdf"}
    result = audit({"operator": {"id": "op", "large_platform": stated}}, RULE)
    assert [o.grade for o in result.outcomes] == ["declared"]
    assert not result.evidence_issues
