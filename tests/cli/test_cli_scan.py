import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipl_audit.cli.app import app

PACK = str(Path(__file__).parent.parent / "data" / "packs" / "test-law")
COMMON = ["--as-of", "2026-06-01", "--pack", PACK, "--instrument", "test-law"]


def scan(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["scan", *arguments, *COMMON])


def write(text: str, name: str = "m.yaml") -> None:
    Path(name).write_text("schema: pipl-audit/v1\n" + text, "utf-8")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


HIGH = "operator: {id: a}\nconsents: [{id: c, pre_ticked: true}]\n"
MEDIUM = "operator: {id: a}\nconsents: [{id: c, voluntary: false}]\n"
SILENT = "operator: {id: a}\n"


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (HIGH, [], 1),
        (HIGH, ["--fail-on", "high"], 1),
        (HIGH, ["--fail-on", "never"], 0),
        (MEDIUM, [], 1),
        (MEDIUM, ["--fail-on", "high"], 0),
        (MEDIUM, ["--fail-on", "low"], 1),
        (MEDIUM, ["--only", "review"], 1),
        (MEDIUM, ["--summary"], 1),
        (SILENT, [], 0),
        (SILENT, ["--fail-on-missing"], 1),
        (SILENT, ["--fail-on-missing", "--fail-on", "never"], 1),
        (HIGH + "unknown_key: 1\n", [], 3),
        (HIGH + "unknown_key: 1\n", ["--fail-on", "never"], 3),
    ],
)
def test_exit_codes(text: str, options: list[str], code: int) -> None:
    write(text)
    for format_ in ("text", "json"):
        assert scan("m.yaml", "--format", format_, *options).exit_code == code


def test_problems_outrank_findings_and_are_told() -> None:
    write(HIGH)
    write("operator: {id: b}\nnonsense: 1\n", "n.yaml")
    done = scan(".")
    assert done.exit_code == 3
    assert "n.yaml:3:1  unknown-key" in done.stdout
    assert "TL-1-1" in done.stdout
    data = json.loads(scan(".", "--format", "json").stdout)
    assert [p["code"] for p in data["problems"]] == ["unknown-key"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "Missing argument"),
        (["m.yaml", "--rule", "TL-1-11"], "did you mean TL-1-1?"),
        (["m.yaml", "--instrument", "test-lew"], "did you mean test-law?"),
        (["m.yaml", "--only", "passed"], "Invalid value"),
        (["m.yaml", "--as-of", "2026-13-01"], "--as-of"),
        (["m.yaml", "--output", "no/such/folder/out.txt"], "there is no folder"),
        (["m.yaml", "--output", "."], "is a folder"),
    ],
)
def test_wrong_usage(arguments: list[str], hint: str) -> None:
    write(SILENT)
    done = CliRunner().invoke(app, ["scan", "--pack", PACK, *arguments])
    assert done.exit_code == 2
    assert hint in done.stderr
    assert not done.stdout


def test_a_missing_file_could_not_be_audited() -> None:
    assert scan("nowhere.yaml").exit_code == 3


def test_json_is_versioned_and_says_where() -> None:
    write(HIGH)
    data = json.loads(scan("m.yaml", "--format", "json").stdout)
    assert data["format"] == "pipl-audit/result/v1"
    assert data["as_of"] == "2026-06-01"
    violated = [f for f in data["findings"] if f["status"] == "violated"]
    assert [f["rule"] for f in violated] == ["TL-1-1"]
    assert violated[0]["location"] == {
        "path": "m.yaml", "line": 3, "column": 32, "end": {"line": 3, "column": 36},
    }  # fmt: skip
    assert violated[0]["provisions"][0]["article"] == 1
    assert violated[0]["sanctions"] == ["TL-5"]
    assert len(violated[0]["fingerprint"]) == 20
    assert data["counts"]["violated"] == 1


def test_summary_leaves_findings_out() -> None:
    write(HIGH)
    assert "TL-1-1" not in scan("m.yaml", "--summary").stdout
    assert "findings" not in json.loads(scan("m.yaml", "--summary", "--format", "json").stdout)


def test_rule_and_only_restrict() -> None:
    write("operator: {id: a}\nconsents: [{id: c, pre_ticked: true, voluntary: false}]\n")
    text = scan("m.yaml", "--rule", "TL-1-2").stdout
    assert "TL-1-2" in text
    assert "TL-1-1" not in text
    only = json.loads(scan("m.yaml", "--only", "violated", "--format", "json").stdout)
    assert {f["status"] for f in only["findings"]} == {"violated"}
    met = scan("m.yaml", "--only", "not_applicable").stdout
    assert "TL-1-1" not in met


def test_satisfied_is_listed_when_asked_for() -> None:
    write("operator: {id: a}\nconsents: [{id: c, voluntary: true}]\n")
    assert (
        "TL-1-2  consents[c]  as declared, not verified"
        in scan("m.yaml", "--only", "satisfied").stdout
    )


def test_excluded_files_are_not_read() -> None:
    write(HIGH)
    Path("old").mkdir()
    write("operator: {id: b}\nnonsense: 1\n", "old/n.yaml")
    assert scan(".", "--exclude", "old/").exit_code == 1


def test_a_day_the_packs_do_not_know_is_warned_about() -> None:
    write(SILENT)
    arguments = ["scan", "m.yaml", "--pack", PACK, "--as-of"]
    later = CliRunner().invoke(app, [*arguments, "2026-07-01"])
    assert "2026-06-30" in later.stderr
    assert "2026-06-30" not in CliRunner().invoke(app, [*arguments, "2026-06-30"]).stderr


def test_output_replaces_the_file_whole() -> None:
    write(HIGH)
    Path("out.txt").write_text("old", "utf-8")
    done = scan("m.yaml", "--output", "out.txt")
    assert done.exit_code == 1
    assert not done.stdout
    assert Path("out.txt").read_text("utf-8") == scan("m.yaml").stdout
    assert sorted(os.listdir()) == ["m.yaml", "out.txt"]
    mask = os.umask(0o022)
    os.umask(mask)
    assert Path("out.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_output_through_a_link_keeps_the_link() -> None:
    write(HIGH)
    Path("real.txt").write_text("old", "utf-8")
    Path("link.txt").symlink_to("real.txt")
    scan("m.yaml", "-o", "link.txt")
    assert Path("link.txt").is_symlink()
    assert "TL-1-1" in Path("real.txt").read_text("utf-8")


def test_a_failed_write_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write(HIGH)
    Path("out.txt").write_text("old", "utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = scan("m.yaml", "--output", "out.txt")
    assert done.exit_code == 3
    assert "No space left" in done.stderr
    assert Path("out.txt").read_text("utf-8") == "old"
    assert sorted(os.listdir()) == ["m.yaml", "out.txt"]


def test_chinese() -> None:
    write(HIGH)
    text = scan("m.yaml", "--lang", "zh").stdout
    assert "《测试法》第1条第2款第1项" in text
    assert "不构成法律意见" in text


def test_no_colour_off_a_terminal() -> None:
    write(HIGH)
    assert not re.search("\x1b", scan("m.yaml").stdout)
