"""Configuration, waivers and baselines on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipl_audit.cli.app import app

ROOT = Path(__file__).parent.parent.parent
PACK = str(ROOT / "tests" / "data" / "packs" / "test-law")
FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")
MANIFEST = """\
schema: pipl-audit/v1
operator: {id: a}
consents:
  - {id: c, pre_ticked: true, misled_or_coerced: false, voluntary: true}
  - {id: d, pre_ticked: true, misled_or_coerced: false, voluntary: true}
"""
WAIVER = """\
- {rule: TL-1-1, operator: a, object: "consents[%s]", reason: r, owner: o, approver: p,
   date: 2026-01-01, expires: %s}
"""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("m.yaml").write_text(MANIFEST, "utf-8")


def run(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(app, ["scan", *arguments, "--as-of", "2026-06-01"], env=env)


def scan(*arguments: str) -> Result:
    return run(*arguments, "--pack", PACK, "--instrument", "test-law")


def data(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(scan(*arguments, "--format", "json").stdout)
    return found


def write_waivers(*objects: str, expires: str = "2026-12-31", name: str = "") -> None:
    text = "".join(WAIVER % (one, expires) for one in objects)
    Path(name or ".pipl-audit-waivers.yaml").write_text(text, "utf-8")


def write_config(**values: Any) -> None:
    values = {"instruments": ["test-law"], "packs": [PACK], **values}
    text = json.dumps({key.replace("_", "-"): value for key, value in values.items()})
    Path(".pipl-audit.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("format_", FORMATS)
def test_waived_conflicts_do_not_fail_in_any_format(format_: str) -> None:
    assert scan("m.yaml", "--format", format_).exit_code == 1
    write_waivers("c")
    assert scan("m.yaml", "--format", format_).exit_code == 1
    write_waivers("c", "d")
    done = scan("m.yaml", "--format", format_)
    assert done.exit_code == 0
    if format_ == "json":
        assert json.loads(done.stdout)["waived"] == {"violated": 2}
    elif format_ == "sarif":
        assert '"suppressions"' in done.stdout
    else:
        assert "risk accepted" in done.stdout.lower()
    assert scan("m.yaml", "--format", format_, "--no-waivers").exit_code == 1


def test_waived_conflicts_are_still_counted_and_shown() -> None:
    write_waivers("c")
    found = data("m.yaml")
    assert found["counts"]["violated"] == 2
    marks = {f["object"]: f["waived"] for f in found["findings"] if f["status"] == "violated"}
    assert marks["consents[d]"] is None
    assert marks["consents[c]"] == {
        "reason": "r", "owner": "o", "approver": "p",
        "date": "2026-01-01", "expires": "2026-12-31",
    }  # fmt: skip
    assert "已接受风险" in scan("m.yaml", "--lang", "zh").stdout


def test_waivers_that_do_nothing_are_told() -> None:
    write_waivers("c", "d", expires="2026-05-31")
    done = scan("m.yaml")
    assert done.exit_code == 1
    assert "Waivers without effect (2)" in done.stdout
    assert "has expired" in done.stdout
    assert (
        "::warning file=.pipl-audit-waivers.yaml,line=1,"
        in scan("m.yaml", "--format", "github").stdout
    )


def test_waivers_of_another_name() -> None:
    write_waivers("c", "d", name="accepted.yaml")
    assert scan("m.yaml").exit_code == 1
    assert scan("m.yaml", "--waivers", "accepted.yaml").exit_code == 0
    both = scan("m.yaml", "--waivers", "accepted.yaml", "--no-waivers")
    assert both.exit_code == 2
    assert scan("m.yaml", "--waivers", "nowhere.yaml").exit_code == 2
    write_config(waivers="accepted.yaml")
    assert run("m.yaml").exit_code == 0
    assert run("m.yaml", "--no-waivers").exit_code == 1


def test_broken_waivers_are_wrong_usage_with_a_place() -> None:
    Path(".pipl-audit-waivers.yaml").write_text("- {rule: TL-1-1}\n", "utf-8")
    done = scan("m.yaml")
    assert done.exit_code == 2
    assert ".pipl-audit-waivers.yaml:1:3" in done.stderr
    assert not done.stdout
    assert scan("m.yaml", "--no-waivers").exit_code == 1


def test_a_baseline_is_written_then_known() -> None:
    done = scan("m.yaml", "--write-baseline", "known.json")
    assert done.exit_code == 2  # it would hold the findings of some rules only
    more = ["--pack", PACK, "--fail-on", "low"]
    assert run("m.yaml", *more).exit_code == 1
    assert run("m.yaml", *more, "--write-baseline", "known.json").exit_code == 0
    first = Path("known.json").read_bytes()
    for format_ in FORMATS:
        known = ["--baseline", "known.json", "--format", format_, "--fail-on-missing"]
        assert run("m.yaml", *more, *known).exit_code == 0
    assert run("m.yaml", *more, "--fail-on-missing").exit_code == 1
    Path("m.yaml").write_text(MANIFEST.replace("c, pre_ticked: true", "c, pre_ticked: false"))
    done = run(".", *more, "--baseline", "known.json", "--format", "json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert ("TL-1-1", "consents[c]") in {(g["rule"], g["object"]) for g in found["baseline_gone"]}
    Path("m.yaml").write_text(MANIFEST + "  - {id: e, pre_ticked: true}\n")
    assert run(".", *more, "--baseline", "known.json").exit_code == 1
    assert Path("known.json").read_bytes() == first
    assert sorted(os.listdir()) == [".git", "known.json", "m.yaml"]


def test_no_baseline_of_what_could_not_be_audited() -> None:
    Path("bad.yaml").write_text("schema: pipl-audit/v1\noperator: {id: b}\nx: 1\n", "utf-8")
    done = run(".", "--pack", PACK, "--write-baseline", "known.json")
    assert done.exit_code == 3
    assert "was not written" in done.stderr
    assert not Path("known.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_a_broken_baseline_is_wrong_usage(text: str) -> None:
    Path("known.json").write_text(text, "utf-8")
    done = scan("m.yaml", "--baseline", "known.json")
    assert done.exit_code == 2
    assert "known.json" in done.stderr
    assert scan("m.yaml", "--baseline", "nowhere.json").exit_code == 2


def test_configuration_stands_in_for_defaults_only() -> None:
    write_config(fail_on="never", lang="zh")
    done = run("m.yaml")
    assert done.exit_code == 0
    assert "小结" in done.stdout
    assert "TL-1-1" in done.stdout
    assert run("m.yaml", "--fail-on", "high").exit_code == 1
    assert "Summary" in run("m.yaml", "--lang", "en").stdout
    assert "Summary" in run("m.yaml", PIPL_AUDIT_LANG="en").stdout
    assert "TL-1-1" not in run("m.yaml", "--no-config").stdout


def test_configuration_named_and_left_out() -> None:
    write_config(fail_on="never")
    Path(".pipl-audit.yaml").rename("ours.yaml")
    assert "TL-1-1" not in run("m.yaml").stdout
    assert run("m.yaml", "--config", "ours.yaml").exit_code == 0
    assert run("m.yaml", "--config", "ours.yaml", "--no-config").exit_code == 2
    assert run("m.yaml", "--config", "nowhere.yaml").exit_code == 2


def test_configuration_from_a_folder_further_down() -> None:
    write_config(baseline="known.json", exclude=["old/"])
    assert (
        run("m.yaml", "--write-baseline", "known.json", "--no-config", "--pack", PACK).exit_code
        == 0
    )
    Path("sub").mkdir()
    os.chdir("sub")
    assert run("../m.yaml").exit_code == 0


def test_mistakes_of_configuration_are_wrong_usage() -> None:
    write_config(fail_on="sometimes")
    done = run("m.yaml")
    assert done.exit_code == 2
    assert ".pipl-audit.yaml:1:" in done.stderr
    write_config(instruments=["test-lav"])
    done = run("m.yaml")
    assert done.exit_code == 2
    assert "instruments in .pipl-audit.yaml" in done.stderr
    assert "did you mean test-law?" in done.stderr
    Path("pyproject.toml").write_text("[tool.pipl-audit]\n", "utf-8")
    assert "both .pipl-audit.yaml and pyproject.toml" in run("m.yaml").stderr


def test_a_report_without_a_summary() -> None:
    assert scan("m.yaml", "--format", "sarif", "--summary").exit_code == 2
    assert "TL-1-1" not in scan("m.yaml", "--format", "markdown", "--summary").stdout


def test_without_settings_nothing_is_loaded_for_them() -> None:
    code = (
        "import sys, atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr));"
        "from pipl_audit.cli import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", code, "scan", "m.yaml", "--as-of", "2026-06-01"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert not loaded & {"cerberus", "pipl_audit.report.sarif", "xml.etree.ElementTree"}
