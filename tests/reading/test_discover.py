"""Which files a scan looks at: .gitignore, excludes, links, folders that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipl_audit.reading.discover import (
    files_below,
    looks_like_manifest,
    real_path,
    repository_root,
)


def lay(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x: 1\n")


def below(root: Path, *excludes: str) -> list[str]:
    return [p.relative_to(root).as_posix() for p in files_below(root, excludes)]


def test_yaml_and_json_in_order(tmp_path: Path) -> None:
    lay(tmp_path, "b.yaml", "a.yml", "c.json", "d.txt", "E.YAML", "z/a.yaml", ".git/x.yaml")
    assert below(tmp_path) == ["E.YAML", "a.yml", "b.yaml", "c.json", "z/a.yaml"]


def test_paths_are_as_the_user_named_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "in/a.yaml", "in/b/c.yaml")
    monkeypatch.chdir(tmp_path)
    assert [str(p) for p in files_below(Path("in"))] == ["in/a.yaml", "in/b/c.yaml"]
    (tmp_path / "link").symlink_to("in")
    assert [str(p) for p in files_below(Path("link"))] == ["link/a.yaml", "link/b/c.yaml"]


def test_gitignore(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    lay(tmp_path, "a.yaml", "b.yaml", "out/c.yaml", "in/b.yaml", "in/d.yaml", "in/deep/d.yaml")
    (tmp_path / ".gitignore").write_text("out/\nb.yaml\n")
    (tmp_path / "in" / ".gitignore").write_text("/d.yaml\n!b.yaml\n")
    # The innermost file that speaks of a path decides.
    assert below(tmp_path) == ["a.yaml", "in/b.yaml", "in/deep/d.yaml"]
    # Rules from further up hold in a folder scanned on its own.
    assert below(tmp_path / "in") == ["b.yaml", "deep/d.yaml"]
    (tmp_path / "in" / ".gitignore").unlink()
    assert below(tmp_path / "in") == ["d.yaml", "deep/d.yaml"]


def test_rules_of_one_folder_do_not_reach_the_next(tmp_path: Path) -> None:
    lay(tmp_path, "a/x.yaml", "b/x.yaml", "ab/x.yaml")
    (tmp_path / "a" / ".gitignore").write_text("x.yaml\n")
    assert below(tmp_path) == ["ab/x.yaml", "b/x.yaml"]


def test_gitignore_outside_the_checkout_does_not_count(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    inner = tmp_path / "checkout"
    lay(inner, "a.yaml")
    assert below(inner) == ["a.yaml"]  # no checkout: only its own rules
    (inner / ".git").mkdir()
    assert below(inner) == ["a.yaml"]
    (inner / ".gitignore").write_text("a.yaml\n")
    assert below(inner) == []


def test_excludes_come_before_everything(tmp_path: Path) -> None:
    lay(tmp_path, "a.yaml", "in/a.yaml", "in/b.yaml")
    (tmp_path / "in" / ".gitignore").write_text("!b.yaml\n")
    assert below(tmp_path, "b.yaml") == ["a.yaml", "in/a.yaml"]
    assert below(tmp_path, "/a.yaml", "in/b.*") == ["in/a.yaml"]
    assert below(tmp_path, "in/") == ["a.yaml"]


def test_a_gitignore_that_is_not_text_is_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, "a.yaml")
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe")
    assert below(tmp_path) == ["a.yaml"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.yaml")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert below(tmp_path) == ["loop.yaml", "in/a.yaml"]
    assert real_path(tmp_path / "loop.yaml").name == "loop.yaml"


def test_folders_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "a.yaml", "closed/b.yaml")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    heard: list[OSError] = []
    assert [p.name for p in files_below(tmp_path, (), heard.append)] == ["a.yaml"]
    assert [Path(e.filename).name for e in heard] == ["closed"]


def test_repository_root(tmp_path: Path) -> None:
    lay(tmp_path, "in/deep/a.yaml")
    assert repository_root(tmp_path / "in/deep/a.yaml") == tmp_path / "in/deep"
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")  # as in a worktree
    assert repository_root(tmp_path / "in/deep/a.yaml") == tmp_path


def test_names_no_file_can_have(tmp_path: Path) -> None:
    assert real_path(tmp_path / "a\0b").name == "a\0b"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"schema: pipl-audit/v1", True),
        (b'{"schema": "pipl-audit/v2"', True),
        ("schema: pipl-audit/v1".encode("utf-16-le"), True),
        (b"schema: other", False),
        (b"", False),
    ],
)
def test_what_looks_like_a_manifest(data: bytes, expected: bool) -> None:
    assert looks_like_manifest(data) is expected
