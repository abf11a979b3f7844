"""What a commit changes: the files named, those taken away, and what git knows of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipl_audit.reading.discover import (
    SUFFIXES,
    files_below,
    real_path,
    repository_root,
    spec_of,
)
from pipl_audit.reading.git import Checkout


@dataclass(slots=True)
class Change:
    """The files a commit changes and takes away, and where the rest of declarations is looked for.

    ``before`` holds what changed files held until now, as far as it is known.
    """

    files: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    before: dict[Path, bytes] = field(default_factory=dict)
    around: list[Path] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.removed)


def change_of(
    named: Iterable[Path], *, excludes: Sequence[str] = (), since: str = "", until: str = ""
) -> Change:
    """The change that these files are part of, with what git knows of it.

    What a commit takes away is nobody's to name: git is asked. Without git, files that are named
    are all there is, and the rest of their declarations is looked for in their folders.
    """
    given = [path for path in named if path.suffix.lower() in SUFFIXES]
    here = real_path(given[0]).parent if given else Path.cwd()
    checkout = Checkout.around(here if here.is_dir() else Path.cwd(), since, until)
    change = Change()
    gone = set() if checkout is None else set(checkout.removed(SUFFIXES))
    for path in given:
        (change.files if path.exists() or checkout is None else change.removed).append(path)
    change.removed = [*change.removed, *(path for path in sorted(gone) if not path.exists())]
    if not change:
        return change
    if checkout is None:
        roots = sorted({repository_root(path) for path in change.files})
        change.around = [real_path(f) for root in roots for f in files_below(root, tuple(excludes))]
        return change
    change.removed = [real_path(path) for path in change.removed]
    change.before = checkout.before([*map(real_path, change.files), *change.removed])
    # Named, but neither there nor known to git: a mistake to be told.
    lost = [p for p in change.removed if p not in change.before and p not in gone]
    change.files += lost
    change.removed = [p for p in change.removed if p not in lost]
    tracked = checkout.tracked(SUFFIXES)
    if tracked is None:
        change.around = [real_path(f) for f in files_below(checkout.root, tuple(excludes))]
    else:
        change.around = _kept(tracked, checkout.root, excludes)
    if excludes:
        chosen = set(_kept([real_path(p) for p in change.files], checkout.root, excludes))
        change.files = [path for path in change.files if real_path(path) in chosen]
    return change


def _kept(paths: Iterable[Path], root: Path, excludes: Sequence[str]) -> list[Path]:
    """The files that are not excluded."""
    if not excludes:
        return list(paths)
    spec = spec_of(excludes)
    return [
        path
        for path in paths
        if not (path.is_relative_to(root) and spec.match_file(path.relative_to(root).as_posix()))
    ]
