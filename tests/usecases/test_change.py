"""What a change does: duties triggered, altered, settled, ended; by the facts or by the law."""

from __future__ import annotations

import copy
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipl_audit.cli.app import app
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read_file
from pipl_audit.usecases.change import Diff, DutyChange, diff, diff_law

COMPLIANT = Path(__file__).parents[2] / "fixtures" / "compliant"
BUREAU = COMPLIANT / "personal-credit-bureau.yaml"
POLICIES = load_policies()
DAY = date(2026, 6, 1)


def bureau() -> Any:
    return copy.deepcopy(Unwrapped(read_file(BUREAU, "bureau.yaml").data).data)


def compare(old: Any, new: Any) -> Diff:
    return diff(old, new, as_of=DAY, policies=POLICIES, instruments=["pipl"])


def duties(found: Diff) -> dict[str, DutyChange]:
    return {d.rule.id: d for d in found.duties}


def test_nothing_changes() -> None:
    found = compare(bureau(), bureau())
    assert (found.duties, found.cited) == ((), ())
    assert set(found.objects.values()) == {()}
    assert set(found.declared.values()) == {()}


def test_a_volume_triggers_and_ends() -> None:
    small = bureau()
    small["scale"]["persons"] = "999999"
    large = bureau()
    found = duties(compare(small, large))["PIPL-52-appointed"]
    assert (found.kind, found.before, found.after) == ("triggered", "not_applicable", "satisfied")
    assert [(f.path, f.before, f.after) for f in found.facts] == [
        ("scale.persons", 999999, 6200000)
    ]
    assert duties(compare(large, small))["PIPL-52-appointed"].kind == "ended"


def test_a_fact_settles_and_unsettles() -> None:
    silent = bureau()
    del silent["governance"]["training"]
    found = duties(compare(silent, bureau()))["PIPL-51-training"]
    assert (found.kind, found.before, found.after) == ("settled", "not_demonstrated", "satisfied")
    back = duties(compare(bureau(), silent))["PIPL-51-training"]
    assert (back.kind, back.before, back.after) == ("changed", "satisfied", "not_demonstrated")


def test_a_new_recipient_is_an_object_added() -> None:
    new = bureau()
    new["recipients"].append({"id": "broker", "relation": "other"})
    found = compare(bureau(), new)
    (changes,) = found.objects.values()
    assert [(c.path, c.added) for c in changes] == [("recipients[broker]", True)]
    # What is within an object that is new is not told fact by fact.
    assert set(found.declared.values()) == {()}


def test_the_law_changes_and_the_facts_do_not() -> None:
    found = diff_law(
        COMPLIANT,
        since=date(2024, 3, 21),
        until=date(2024, 3, 22),
        policies=POLICIES,
        instruments=["pipl"],
    )
    assert [(d.kind, d.rule.id) for d in found.duties] == [("ended", "PIPL-40-assessment")]
    assert all(not d.facts for d in found.duties)


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["diff", *arguments])


def test_on_the_command_line(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(
        BUREAU.read_text("utf-8").replace("persons: 6200000", "persons: 900000"), "utf-8"
    )
    base = [str(old), str(BUREAU), "--as-of", "2026-06-01", "--instrument", "pipl"]
    text = invoke(*base)
    assert text.exit_code == 0
    assert "~ scale.persons: 900000 → 6200000" in text.output
    assert "Duties triggered" in text.output
    assert "新产生的要求" in invoke(*base, "--lang", "zh").output
    data = json.loads(invoke(*base, "--format", "json").output)
    assert data["format"] == "pipl-audit/diff/v1"
    assert "PIPL-52-appointed" in {d["rule"] for d in data["duties"]}


@pytest.mark.parametrize(
    "arguments",
    [
        ["one.yaml"],
        ["--law", "x"],
        ["--law", "--from", "2025-01-01", "x"],
        ["--from", "2025-01-01", "--to", "2026-01-01", "a", "b"],
        ["no-such-file", "nor-this"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert invoke(*arguments).exit_code == 2


def test_git_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
            cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip

    manifest = tmp_path / "manifests" / "bureau.yaml"
    manifest.parent.mkdir()
    text = BUREAU.read_text("utf-8")
    git("init", "-q")
    manifest.write_text(text.replace("persons: 6200000", "persons: 900000"), "utf-8")
    git("add", ".")
    git("commit", "-qm", "first")
    manifest.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for old, new in (("HEAD", "manifests"), ("HEAD:manifests", "manifests/bureau.yaml")):
        found = invoke(old, new, "--as-of", "2026-06-01", "--instrument", "pipl")
        assert found.exit_code == 0, found.output
        assert "PIPL-52-appointed" in found.output
    manifest.write_text("schema: pipl-audit/v1\n\toperator: {}\n")
    assert invoke("HEAD", "manifests", "--as-of", "2026-06-01").exit_code == 3
