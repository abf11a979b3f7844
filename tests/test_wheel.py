"""The wheel on its own: built from the sdist, installed away from the checkout, put to work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]

ROOT = Path(__file__).parents[1]

SCAN = """
import sys
from datetime import date
from pathlib import Path
import pipl_audit
from pipl_audit.reading.shipped import bases_dir, compiled_policies
assert not Path(pipl_audit.__file__).is_relative_to(sys.argv[1]), pipl_audit.__file__
assert compiled_policies().is_file()
bases = sorted(bases_dir().glob("*.yaml"))
assert bases
result = pipl_audit.scan(bases, as_of=date(2026, 6, 1))
assert not result.problems, result.problems
assert len(result.operators) == len(bases)
assert result.counts["satisfied"] > 0
assert result.counts["violated"] == 0
print(result.policies_key)
"""


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "XDG_"))}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**inherited, **env},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel made from it, in an environment of its own."""
    found = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", found, ROOT, cwd=found)
    return found


def install(folder: Path, what: str | Path) -> Path:
    """The Python of a fresh environment with this package in it."""
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", what, cwd=folder)
    return python


def test_the_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    python = install(tmp_path, wheel)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    key = run(python, "-c", SCAN, ROOT, cwd=elsewhere, XDG_CACHE_HOME=str(elsewhere / "cache"))
    # The compiled policies were used: nothing had to be read and kept.
    assert not (elsewhere / "cache").exists()
    with zipfile.ZipFile(wheel) as opened:
        compiled = json.loads(opened.read("pipl_audit/_data/policies.json"))
    assert compiled["key"] == key.strip()
    # The rules and their examples travel along.
    told = run(python, "-m", "pipl_audit", "policy", "test", cwd=elsewhere)
    assert ", 0 not as stated" in told


def test_what_the_wheel_holds(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    policies = {p.relative_to(ROOT).as_posix() for p in (ROOT / "policies").rglob("*.yaml")}
    assert {f"pipl_audit/_data/{name}" for name in policies} <= names
    assert {"pipl_audit/py.typed", "pipl_audit/_data/policies.json"} <= names
    assert any(name.startswith("pipl_audit/_data/compliant/") for name in names)
    assert not any(name.startswith(("tests", ".ci", "docs", "benchmarks")) for name in names)


def test_what_the_sdist_holds(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    tops = {name.partition("/")[0] for name in names}
    assert {"policies", "fixtures", "tests", "docs", "pipl_audit", "hatch_build.py"} <= tops
    assert ".ci" not in tops
    assert "fixtures/malformed/too-deep.yaml" in names


def test_an_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    run("git", "clone", "-q", ROOT, checkout, cwd=tmp_path)
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-e",
        checkout,
        cwd=tmp_path,
    )
    code = "from pipl_audit.reading.shipped import *; print(policies_dir(), compiled_policies().exists())"
    assert run(python, "-c", code, cwd=tmp_path).split() == [str(checkout / "policies"), "False"]


def test_pip_installs_a_checkout_by_its_address(tmp_path: Path) -> None:
    python = install(tmp_path, f"git+file://{ROOT}")
    code = "from pipl_audit.reading.shipped import *; print(compiled_policies().exists())"
    assert run(python, "-c", code, cwd=tmp_path).strip() == "True"
