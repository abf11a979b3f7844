"""Which files a scan looks at: files named, and manifests in folders, .gitignore honoured."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_MARK = "pipl-audit/"
# A file that names our schema is a manifest, whatever else is wrong with it.
_MARKS = tuple(_MARK.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def looks_like_manifest(data: bytes) -> bool:
    """Whether the bytes name the schema of a manifest."""
    return any(mark in data for mark in _MARKS)


def repository_root(path: Path) -> Path:
    """The checkout a file belongs to, else its folder."""
    folder = path.resolve().parent
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return folder


class _Ignored:
    """The .gitignore files met on the way down."""

    def __init__(self, root: Path, excludes: tuple[str, ...]) -> None:
        self._specs: list[tuple[Path, GitIgnoreSpec]] = []
        if excludes:
            self._specs.append((root, _spec(excludes)))
        for folder in reversed([root, *root.parents]):
            self.enter(folder)
            if (folder / ".git").exists():
                # Rules outside the checkout do not count.
                self._specs = [
                    s for s in self._specs if s[0] == folder or (excludes and s[0] == root)
                ]

    def enter(self, folder: Path) -> None:
        try:
            lines = (folder / ".gitignore").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        self._specs.append((folder, _spec(lines)))

    def matches(self, path: Path, is_dir: bool) -> bool:
        for folder, spec in self._specs:
            if path.is_relative_to(folder):
                relative = path.relative_to(folder).as_posix() + ("/" if is_dir else "")
                if spec.match_file(relative):
                    return True
        return False


def _spec(lines: tuple[str, ...] | list[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def files_below(folder: Path, excludes: tuple[str, ...] = ()) -> Iterator[Path]:
    """YAML and JSON files below a folder, sorted; links to folders are not followed."""
    root = folder.resolve()
    ignored = _Ignored(root, excludes)
    for here, folders, files in os.walk(folder, followlinks=False):
        at = Path(here)
        resolved = at.resolve()
        if resolved != root:
            ignored.enter(resolved)
        folders[:] = sorted(
            name
            for name in folders
            if name != ".git" and not ignored.matches(resolved / name, True)
        )
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not ignored.matches(
                resolved / name, False
            ):
                yield at / name
