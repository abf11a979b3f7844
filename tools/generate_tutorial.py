"""Runs the commands of the tutorial in a scratch folder and puts what they print into its text.

In ``docs/tutorial*.md`` a block of ``console`` holds commands after ``$`` and below each what it
printed. ``<!-- run: COMMAND -->`` is run without being shown: the edit that the text describes.
Below ``<!-- hook: OPTIONS -->`` stands what pre-commit shows of the hook (it adds the first lines;
``tests/test_hook.py`` runs it in earnest), up to the first finding.

Needs bash and GNU sed.

    python tools/generate_tutorial.py            run and rewrite
    python tools/generate_tutorial.py --check    run and compare; exit 1 if anything differs
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("docs/tutorial.md", "docs/tutorial.zh.md")
_STEP = re.compile(
    r"^<!-- run: (?P<run>.+?) -->$|^<!-- hook: (?P<hook>.+?) -->\n\n```text\n.*?^```$"
    r"|^```console\n(?P<shown>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_FRAME = f"pipl-audit{'.' * 63}Failed\n- hook id: pipl-audit\n- exit code: 1\n\n"


class Scratch:
    """An empty folder and a shell in which ``pipl-audit`` is this checkout's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "credit"
        self.folder.mkdir()
        commands = folder / "bin"
        commands.mkdir()
        program = commands / "pipl-audit"
        python = shlex.quote(sys.executable)
        program.write_text(f'#!/bin/sh\nexec {python} -m pipl_audit "$@"\n', "utf-8")
        program.chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PIPL_"))}
        self.environment = {
            **kept,
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, command: str) -> str:
        """What a command prints, on either stream."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder, env=self.environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout


def played(text: str) -> str:
    """The page with its commands run afresh."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Scratch(Path(folder))

        def step(found: re.Match[str]) -> str:
            if found["run"]:
                said = scratch.run(found["run"])
                if said:
                    raise SystemExit(f"{found['run']}: {said}")
                return found[0]
            if found["hook"]:
                said = scratch.run(f"pipl-audit hook {found['hook']}").partition("\n\n")[0]
                return f"<!-- hook: {found['hook']} -->\n\n```text\n{_FRAME}{said}\n…\n```"
            lines: list[str] = []
            for line in found["shown"].splitlines():
                if line.startswith("$ "):
                    lines += [line, *scratch.run(line[2:]).splitlines()]
            return "```console\n" + "\n".join(lines) + "\n```"

        return _STEP.sub(step, text)


def main(arguments: Sequence[str]) -> int:
    """Rewrite or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check, stale = parser.parse_args(arguments).check, False
    for name in PAGES:
        page = ROOT / name
        text = page.read_text("utf-8")
        fresh = played(text)
        if fresh == text:
            continue
        stale = True
        if check:
            print(f"{name} is out of date: run python tools/generate_tutorial.py", file=sys.stderr)
        else:
            page.write_text(fresh, "utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
