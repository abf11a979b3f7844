"""Which files a scan looks at: files named, and manifests in folders, .gitignore honoured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

WAIVERS = ".pipl-audit-waivers.yaml"
SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_MARK = "pipl-audit/"
# A file that names our schema is a manifest, whatever else is wrong with it.
_MARKS = tuple(_MARK.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def looks_like_manifest(data: bytes) -> bool:
    """Whether the bytes name the schema of a manifest."""
    return any(mark in data for mark in _MARKS)


def real_path(path: Path) -> Path:
    """The path with its links followed; a loop of links stops where it closes."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # a name no file can have
        return path.absolute()


def repository_root(path: Path) -> Path:
    """The checkout a file belongs to, else its folder."""
    folder = real_path(path).parent
    return checkout(folder) or folder


def checkout(folder: Path) -> Path | None:
    """The checkout a folder lies in, if any."""
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


class _Ignored:
    """The excludes of the user and the .gitignore files met on the way down."""

    def __init__(self, root: Path, excludes: tuple[str, ...]) -> None:
        self._root = str(root)
        self._excludes = spec_of(excludes) if excludes else None
        # Folders and their rules, outermost first: the innermost that speaks of a path decides.
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        # Rules outside the checkout do not count.
        top = checkout(root) or root
        for folder in reversed([root, *root.parents]):
            if folder.is_relative_to(top):
                self.enter(str(folder))

    def enter(self, folder: str) -> None:
        while self._specs and not _inside(folder, self._specs[-1][0]):
            self._specs.pop()
        try:
            lines = Path(folder, ".gitignore").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        self._specs.append((folder, spec_of(lines)))

    def matches(self, path: str, is_dir: bool) -> bool:
        ending = "/" if is_dir else ""
        if self._excludes is not None and self._excludes.match_file(
            _relative(path, self._root) + ending
        ):
            return True
        for folder, spec in reversed(self._specs):
            decided = spec.check_file(_relative(path, folder) + ending).include
            if decided is not None:
                return decided
        return False


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _relative(path: str, folder: str) -> str:
    return path[len(folder.rstrip(os.sep)) + 1 :].replace(os.sep, "/")


def spec_of(lines: Sequence[str]) -> GitIgnoreSpec:
    """Patterns written as in .gitignore."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def files_below(
    folder: Path,
    excludes: tuple[str, ...] = (),
    on_error: Callable[[OSError], object] | None = None,
) -> Iterator[Path]:
    """YAML and JSON files below a folder, sorted; links to folders are not followed.

    ``on_error`` hears of folders that cannot be read.
    """
    root = str(real_path(folder))
    ignored = _Ignored(Path(root), excludes)
    for here, folders, files in os.walk(root, onerror=on_error, followlinks=False):
        if here != root:
            ignored.enter(here)
        folders[:] = sorted(
            name
            for name in folders
            if name != ".git" and not ignored.matches(os.path.join(here, name), True)
        )
        at = folder / _relative(here, root) if here != root else folder
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not ignored.matches(
                os.path.join(here, name), False
            ):
                yield at / name
