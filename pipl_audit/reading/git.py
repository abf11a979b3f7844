"""What git knows of a checkout: files kept, files a change takes away, files as they were before.

Only what lies on this machine is asked for. Where git is missing or says no, there is no answer.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path


class Checkout:
    """A checkout and the change that is about to be committed in it.

    ``since`` and ``until`` name two commits whose difference is the change instead.
    """

    def __init__(self, root: Path, since: str = "", until: str = "") -> None:
        self.root = root
        self._before = "HEAD"
        self._range: Sequence[str] = ("--cached",)
        if since and until:
            self._range = (f"{since}...{until}",)
            forked = _git(root, "merge-base", since, until)
            self._before = forked.decode("ascii", "replace").strip() if forked else since

    @classmethod
    def around(cls, folder: Path, since: str = "", until: str = "") -> Checkout | None:
        """The checkout this folder lies in, if git knows one."""
        found = _git(folder, "rev-parse", "--show-toplevel")
        if not found:
            return None
        return cls(Path(os.path.realpath(os.fsdecode(found.rstrip(b"\r\n")))), since, until)

    def tracked(self, suffixes: Iterable[str]) -> list[Path] | None:
        """Files with these endings that are kept in git, sorted; ``None`` if git does not tell."""
        patterns = [f":(icase,glob)**/*{suffix}" for suffix in sorted(suffixes)]
        listed = _git(self.root, "ls-files", "-z", "--", *patterns)
        if listed is None:
            return None
        return [path for path in self._paths(listed) if path.is_file()]

    def held_at(
        self, revision: str, suffixes: Iterable[str], below: str = ""
    ) -> dict[str, bytes] | None:
        """The files with these endings as they stood at a revision, by their names there; ``None``
        if git knows no such revision. ``below`` is a file or folder, written from the root."""
        if revision.startswith("-"):
            return None
        commit = _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not commit:
            return None
        name = commit.decode("ascii", "replace").strip()
        where = ["--", below] if below else []
        listed = _git(self.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", name, *where)
        endings = tuple(suffixes)
        paths = [p for p in self._paths(listed or b"") if p.suffix.lower() in endings]
        return {
            path.relative_to(self.root).as_posix(): data
            for path, data in self._contents(name, paths).items()
        }

    def removed(self, suffixes: Iterable[str]) -> list[Path]:
        """Files with these endings that the change takes away; the old name of one renamed too."""
        listed = _git(
            self.root, "diff", *self._range, "--name-only", "--no-renames", "--diff-filter=D", "-z"
        )
        endings = tuple(suffixes)
        return [p for p in self._paths(listed or b"") if p.suffix.lower() in endings]

    def before(self, paths: Iterable[Path]) -> dict[Path, bytes]:
        """What these files held before the change; those that were not there are left out."""
        return self._contents(self._before, paths)

    def _contents(self, commit: str, paths: Iterable[Path]) -> dict[Path, bytes]:
        """What these files hold in a commit."""
        asked = [p for p in paths if p.is_relative_to(self.root) and "\n" not in str(p)]
        names = [os.fsencode(p.relative_to(self.root).as_posix()) for p in asked]
        ask = b"".join(commit.encode() + b":" + name + b"\n" for name in names)
        answer = _git(self.root, "cat-file", "--batch", given=ask) if ask else None
        found: dict[Path, bytes] = {}
        at = 0
        for path in asked if answer else ():
            assert answer is not None
            end = answer.find(b"\n", at)
            head = answer[at:end].rsplit(b" ", 2)
            at = end + 1
            if len(head) == 3 and head[1] == b"blob":
                size = int(head[2])
                found[path] = answer[at : at + size]
                at += size + 1
        return found

    def _paths(self, listed: bytes) -> list[Path]:
        return sorted({self.root / os.fsdecode(name) for name in listed.split(b"\0") if name})


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """The output of a git command; ``None`` if it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            check=False,
            # Nothing is fetched, no index is rewritten.
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
