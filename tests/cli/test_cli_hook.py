"""The hook on real repositories, as pre-commit would call it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from scratch import edit, git, repository, spread

from pipl_audit.cli.app import app

HEAD, ACTIVITIES = "bureau/head.yaml", "bureau/activities.yaml"
CONSENTS, DECISIONS = "bureau/consents.yaml", "bureau/decisions.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = repository(tmp_path / "repo")
    monkeypatch.chdir(found)
    return found


def hook(*arguments: str, **env: str) -> Result:
    return CliRunner(env=env).invoke(app, ["hook", "--as-of", "2026-06-01", *arguments])


def staged(repo: Path, *arguments: str) -> Result:
    """The hook on what is staged, deleted files not named."""
    git(repo, "add", "-u")
    names = git(repo, "diff", "--cached", "--name-only", "--diff-filter=ACMR").split()
    return hook(*arguments, *names)


def problems(done: Result) -> set[tuple[str, str]]:
    return set(re.findall(r"^(\S+?):\d+:\d+  ([a-z-]+)$", done.stdout, re.MULTILINE))


def conflicts(done: Result) -> set[tuple[str, str]]:
    found = r"^(\S+?):\d+:\d+  (PIPL-\S+)  (?:high|medium|low)"
    return set(re.findall(found, done.stdout, re.MULTILINE))


def test_a_compliant_change_passes(repo: Path) -> None:
    edit(repo / CONSENTS, "channel: 官网与客服", "channel: 官网")
    done = staged(repo)
    assert done.exit_code == 0
    assert "not demonstrated (" not in done.stdout
    assert not conflicts(done)


def test_a_violating_change_is_stopped(repo: Path) -> None:
    edit(repo / CONSENTS, "separate: true", "separate: false")
    done = staged(repo)
    assert done.exit_code == 1
    assert (CONSENTS, "PIPL-29-separate") in conflicts(done)
    assert "not legal advice" in done.stdout.casefold()


def test_a_deleted_activity_that_another_file_names(repo: Path) -> None:
    text = (repo / ACTIVITIES).read_text("utf-8")
    start, end = text.index("  - id: reports"), text.index("  - id: hosting")
    (repo / ACTIVITIES).write_text(text[:start] + text[end:], "utf-8")
    done = staged(repo)
    assert done.exit_code == 3
    assert problems(done) == {(DECISIONS, "unknown-reference")}


def test_a_renamed_object_named_in_an_unchanged_file(repo: Path) -> None:
    edit(repo / CONSENTS, "id: c-query", "id: c-asking")
    done = staged(repo)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_a_deleted_file(repo: Path) -> None:
    git(repo, "rm", "-q", CONSENTS)
    done = staged(repo)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_a_deleted_file_named_by_hand(repo: Path) -> None:
    (repo / CONSENTS).unlink()
    done = hook(CONSENTS)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_a_file_that_never_was(repo: Path) -> None:
    done = hook("bureau/nowhere.yaml")
    assert done.exit_code == 3
    assert "file-missing" in done.stdout


def test_a_deleted_file_states_nothing_any_more(repo: Path) -> None:
    """What the file stated is unknown now, and that touches the change."""
    (repo / "bureau/rights.yaml").write_text(
        "schema: pipl-audit/v1\npart_of: yunhe-credit\n"
        + re.search(r"^rights:\n(?:  .*\n)+", (repo / HEAD).read_text("utf-8"), re.M).group(0),  # type: ignore[union-attr]
        "utf-8",
    )
    (repo / HEAD).write_text(
        re.sub(r"^rights:\n(?:  .*\n)+", "", (repo / HEAD).read_text("utf-8"), flags=re.M), "utf-8"
    )
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "rights apart")
    git(repo, "rm", "-q", "bureau/rights.yaml")
    done = staged(repo, "--fail-on-missing")
    assert done.exit_code == 1
    assert "state rights" in done.stdout


def test_a_deleted_head(repo: Path) -> None:
    git(repo, "rm", "-q", HEAD)
    done = staged(repo)
    assert done.exit_code == 3
    assert problems(done) == {
        (ACTIVITIES, "unknown-part-of"),
        (CONSENTS, "unknown-part-of"),
        (DECISIONS, "unknown-part-of"),
    }


def test_an_operator_with_another_id(repo: Path) -> None:
    edit(repo / HEAD, "id: yunhe-credit", "id: yunhe")
    done = staged(repo)
    assert done.exit_code == 3
    assert {place for place, code in problems(done) if code == "unknown-part-of"} == {
        ACTIVITIES,
        CONSENTS,
        DECISIONS,
    }


def test_a_file_with_another_name(repo: Path) -> None:
    git(repo, "mv", HEAD, "bureau/main.yaml")
    assert staged(repo).exit_code == 0


def test_a_whole_declaration_deleted(repo: Path) -> None:
    git(repo, "rm", "-q", "-r", "bureau")
    done = staged(repo)
    assert done.exit_code == 0
    assert done.stdout == ""


def test_several_changed_declarations(repo: Path) -> None:
    spread(repo / "lender", "lender")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "lender")
    edit(repo / CONSENTS, "separate: true", "separate: false")
    edit(repo / "lender/consents.yaml", "pre_ticked: false", "pre_ticked: true")
    done = staged(repo)
    assert done.exit_code == 1
    assert {place for place, _ in conflicts(done)} >= {CONSENTS, "lender/consents.yaml"}


def test_what_was_wrong_before_does_not_stop_another_change(repo: Path) -> None:
    edit(repo / CONSENTS, "separate: true", "separate: false")
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "wrong")
    edit(repo / DECISIONS, "报告中的参考评分", "参考评分")
    done = staged(repo)
    assert done.exit_code == 0, done.stdout
    assert not conflicts(done)


def test_a_change_here_that_makes_a_conflict_there(repo: Path) -> None:
    """The scope of a rule on an unchanged file is decided in the changed one."""
    edit(repo / CONSENTS, "separate: true", "separate: false")
    edit(repo / ACTIVITIES, "legal_basis: consent\n        consent: c-query", "legal_basis: contract\n        consent: c-query")  # fmt: skip
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "other basis")
    edit(repo / ACTIVITIES, "legal_basis: contract", "legal_basis: consent")
    done = staged(repo)
    assert done.exit_code == 1
    assert (CONSENTS, "PIPL-29-separate") in conflicts(done)


def test_other_files_are_passed_over(repo: Path) -> None:
    (repo / "broken.yaml").write_text("a: [1\n", "utf-8")
    (repo / ".pre-commit-config.yaml").write_text(
        "repos: [{repo: 'https://example.org/pipl-audit/pipl-audit'}]\n", "utf-8"
    )
    (repo / "package.json").write_text("{", "utf-8")
    done = hook("broken.yaml", ".pre-commit-config.yaml", "package.json", "README.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert hook().stdout == ""


def test_a_manifest_that_cannot_be_read(repo: Path) -> None:
    edit(repo / DECISIONS, "automated_decisions:", "automated_decisions: [")
    done = staged(repo)
    assert done.exit_code == 3
    assert {place for place, _ in problems(done)} == {DECISIONS}


def test_a_manifest_no_more(repo: Path) -> None:
    edit(repo / DECISIONS, "schema: pipl-audit/v1", "shema: pipl-audit/v1")
    done = staged(repo)
    assert done.exit_code == 3
    assert (DECISIONS, "not-a-manifest") in problems(done)


def test_what_is_not_in_git_does_not_count(repo: Path) -> None:
    edit(repo / CONSENTS, "id: c-query", "id: c-asking")
    text = (repo / CONSENTS).read_text("utf-8").replace("id: c-", "id: other-c-")
    (repo / "bureau/draft.yaml").write_text(text.replace("id: other-c-asking", "id: c-query"))
    done = staged(repo)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_a_range_of_commits(repo: Path) -> None:
    git(repo, "rm", "-q", CONSENTS)
    git(repo, "commit", "-q", "-m", "gone")
    refs = {"PRE_COMMIT_FROM_REF": "HEAD~1", "PRE_COMMIT_TO_REF": "HEAD"}
    assert hook().exit_code == 0
    done = hook(**refs)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_excluded(repo: Path) -> None:
    edit(repo / CONSENTS, "separate: true", "separate: false")
    assert staged(repo, "--exclude", "bureau/").exit_code == 0


def test_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q")
    spread(tmp_path / "bureau")
    edit(tmp_path / CONSENTS, "separate: true", "separate: false")
    git(tmp_path, "add", "-A")
    monkeypatch.chdir(tmp_path)
    done = hook(HEAD, ACTIVITIES, CONSENTS, DECISIONS)
    assert done.exit_code == 1
    assert (CONSENTS, "PIPL-29-separate") in conflicts(done)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spread(tmp_path / "bureau")
    edit(tmp_path / CONSENTS, "id: c-query", "id: c-asking")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = hook(CONSENTS)
    assert done.exit_code == 3
    assert problems(done) == {(ACTIVITIES, "unknown-reference")}


def test_waivers_count(repo: Path) -> None:
    edit(repo / CONSENTS, "separate: true", "separate: false")
    done = staged(repo)
    assert done.exit_code == 1
    rows = "".join(
        "  - reason: under way\n    owner: a\n    approver: b\n    date: 2026-05-01\n"
        f"    expires: 2026-12-31\n    rule: {rule}\n    operator: yunhe-credit\n    object: {at}\n"
        for rule, at in re.findall(r"^\S+  ([A-Z]\S+)  (?:high|medium)  .*?^  object (\S+)$", done.stdout, re.M | re.S)
    )  # fmt: skip
    (repo / ".pipl-audit-waivers.yaml").write_text(f"waivers:\n{rows}", "utf-8")
    waived = staged(repo)
    assert waived.exit_code == 0, waived.output
    assert "risk accepted" in waived.stdout
    assert staged(repo, "--no-waivers").exit_code == 1


def test_in_chinese(repo: Path) -> None:
    edit(repo / CONSENTS, "id: c-query", "id: c-asking")
    done = staged(repo, "--lang", "zh")
    assert "无法审计" in done.stdout
