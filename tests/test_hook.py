"""The hook run by pre-commit itself, in an environment pre-commit built from this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scratch import ENVIRONMENT, ROOT, edit, git, repository, spread

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("hook")]

ACTIVITIES, CONSENTS = "bureau/activities.yaml", "bureau/consents.yaml"


class Hooked:
    """This repository as it stands, committed in a copy, and a place for environments."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "pipl-audit"
        listed = git(ROOT, "ls-files", "-z", "-c", "-o", "--exclude-standard")
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (self.source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.source / name)
        git(self.source, "init", "-q", "-b", "main")
        git(self.source, "add", "-A", "-f")
        git(self.source, "commit", "-q", "-m", "as it stands")
        self.revision = git(self.source, "rev-parse", "HEAD").strip()
        kept = {k: v for k, v in ENVIRONMENT.items() if not k.startswith(("PYTHON", "XDG_"))}
        self.environment = {**kept, "PRE_COMMIT_HOME": str(folder / "home"), "PRE_COMMIT_COLOR": "never"}  # fmt: skip

    def config(self, more: str = "") -> str:
        return (
            f"repos:\n  - repo: {self.source}\n    rev: {self.revision}\n    hooks:\n"
            f"      - id: pipl-audit\n        args: [--as-of, '2026-06-01']\n{more}"
        )

    def run(self, repo: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=repo, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def commit(self, repo: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", "commit", "-m", "change", *options],
            cwd=repo, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Hooked:
    found = Hooked(tmp_path_factory.mktemp("hook"))
    first = repository(tmp_path_factory.mktemp("first"))
    (first / ".pre-commit-config.yaml").write_text(found.config(), "utf-8")
    git(first, "add", "-A")
    done = found.run(first, "install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return found


@pytest.fixture
def repo(hooked: Hooked, tmp_path: Path) -> Path:
    """A repository with the hook installed; the next commit runs it."""
    made = repository(tmp_path / "repo")
    (made / ".pre-commit-config.yaml").write_text(hooked.config(), "utf-8")
    git(made, "add", "-A")
    git(made, "commit", "-q", "-m", "hook")
    done = hooked.run(made, "install")
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def test_a_compliant_change_passes(hooked: Hooked, repo: Path) -> None:
    edit(repo / CONSENTS, "channel: 官网与客服", "channel: 官网")
    done = hooked.commit(repo, "-a")
    assert done.returncode == 0, done.stderr
    assert "Passed" in done.stdout + done.stderr


def test_a_violating_change_is_stopped(hooked: Hooked, repo: Path) -> None:
    edit(repo / CONSENTS, "separate: true", "separate: false")
    done = hooked.commit(repo, "-a")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "exit code: 1" in said
    line = (repo / CONSENTS).read_text("utf-8").split("\n").index("    separate: false") + 1
    assert f"{CONSENTS}:{line}:15  PIPL-29-separate  high" in said


def test_an_error_in_an_unchanged_file(hooked: Hooked, repo: Path) -> None:
    text = (repo / ACTIVITIES).read_text("utf-8")
    start, end = text.index("  - id: reports"), text.index("  - id: hosting")
    (repo / ACTIVITIES).write_text(text[:start] + text[end:], "utf-8")
    done = hooked.commit(repo, "-a")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "exit code: 3" in said
    assert "bureau/decisions.yaml:5:15  unknown-reference" in said


def test_a_deleted_file_that_others_belong_to(hooked: Hooked, repo: Path) -> None:
    """pre-commit names no file here; the hook runs all the same."""
    git(repo, "rm", "-q", "bureau/head.yaml")
    done = hooked.commit(repo)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "exit code: 3" in said
    assert f"{ACTIVITIES}:2:10  unknown-part-of" in said


def test_several_changed_declarations(hooked: Hooked, repo: Path) -> None:
    spread(repo / "lender", "lender")
    edit(repo / "lender/consents.yaml", "pre_ticked: false", "pre_ticked: true")
    edit(repo / CONSENTS, "separate: true", "separate: false")
    git(repo, "add", "-A")
    done = hooked.commit(repo)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert said.count("- exit code:") == 1
    assert "lender/consents.yaml:" in said
    assert f"{CONSENTS}:" in said


def test_files_of_other_kinds(hooked: Hooked, repo: Path) -> None:
    (repo / "values.yaml").write_text("a: {{ b }}\n", "utf-8")
    (repo / "notes.txt").write_text("notes\n", "utf-8")
    git(repo, "add", "-A")
    done = hooked.commit(repo)
    assert done.returncode == 0, done.stderr


def test_what_is_not_staged_is_not_looked_at(hooked: Hooked, repo: Path) -> None:
    edit(repo / CONSENTS, "channel: 官网与客服", "channel: 官网")
    git(repo, "add", "-u")
    edit(repo / CONSENTS, "separate: true", "separate: false")
    assert hooked.commit(repo).returncode == 0


def test_all_files_and_ranges(hooked: Hooked, repo: Path) -> None:
    assert hooked.run(repo, "run", "--all-files").returncode == 0
    git(repo, "rm", "-q", CONSENTS)
    git(repo, "commit", "-q", "--no-verify", "-m", "gone")
    done = hooked.run(repo, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert done.returncode == 1
    assert f"{ACTIVITIES}:" in done.stdout
    assert "unknown-reference" in done.stdout


def test_tried_from_a_checkout(hooked: Hooked, tmp_path: Path) -> None:
    made = repository(tmp_path / "repo")
    edit(made / CONSENTS, "separate: true", "separate: false")
    git(made, "add", "-u")
    done = hooked.run(made, "try-repo", str(hooked.source), "pipl-audit", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "PIPL-29-separate" in done.stdout


def test_pre_commit_is_the_real_one(hooked: Hooked, tmp_path: Path) -> None:
    assert os.path.isdir(hooked.environment["PRE_COMMIT_HOME"])
    done = hooked.run(tmp_path, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout + done.stderr
