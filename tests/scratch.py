"""A scratch git repository with a bureau's declaration spread over files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMPLIANT = ROOT / "fixtures" / "compliant"
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT_"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}
# file -> the sections it holds; the rest stay in the head.
SPREAD = {
    "activities.yaml": ("norms", "activities"),
    "consents.yaml": ("consents", "notices"),
    "decisions.yaml": ("automated_decisions",),
}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=ENVIRONMENT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def sections(text: str) -> dict[str, str]:
    """The top-level sections of a manifest as they are written."""
    return {
        found.group(1): found.group(0)
        for found in re.finditer(r"^([a-z_]+):.*\n(?:(?:[ #-].*)?\n)*", text, re.MULTILINE)
    }


def spread(folder: Path, base: str = "personal-credit-bureau") -> None:
    """Write a compliant declaration into a folder, its sections over several files."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = sections((COMPLIANT / f"{base}.yaml").read_text("utf-8"))
    operator = re.search(r"^  id: (\S+)", parts["operator"], re.MULTILINE)
    assert operator is not None
    apart = {name for names in SPREAD.values() for name in names}
    head = "".join(text for name, text in parts.items() if name not in apart)
    (folder / "head.yaml").write_text(head, "utf-8")
    for file, names in SPREAD.items():
        body = "".join(parts.get(name, "") for name in names)
        start = f"schema: pipl-audit/v1\npart_of: {operator.group(1)}\n"
        (folder / file).write_text(start + body, "utf-8")
    shutil.copytree(COMPLIANT / "evidence", folder / "evidence", dirs_exist_ok=True)


def repository(folder: Path) -> Path:
    """A repository with one commit that holds the declaration below ``bureau/``."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    spread(folder / "bureau")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "start")
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), "utf-8")
