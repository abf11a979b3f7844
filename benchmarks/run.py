"""Benches (``make bench``): start-up, one manifest, 1,000 manifests, rules only; beside peers.

Peers are installed into ``.bench-venv``. Every table comes from one run, rounds interleaved, so
that ratios hold where milliseconds do not. Prints Markdown.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from manifests import write  # noqa: E402
from rules_only import measured  # noqa: E402
from timing import Contender, command, medians, table  # noqa: E402

PEERS = ("check-jsonschema==0.33.0", "yamllint==1.37.1")
HERE = ROOT / "benchmarks"
PYTHON = Path(sys.executable)
SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["schema"]}'


def peers() -> Path:
    """The folder with the peers' commands; installs them on first use."""
    venv = ROOT / ".bench-venv"
    stamp = venv / "ready"
    if not stamp.is_file() or stamp.read_text() != "\n".join(PEERS):
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin/python"), "-m", "pip", "install", "-qq", *PEERS]
        subprocess.run(pip, check=True)
        stamp.write_text("\n".join(PEERS))
    return venv / "bin"


def ours(*paths: Path) -> Contender:
    """A scan with summary output: by the command line, or the library where there is none yet."""
    cli = [PYTHON, "-m", "pipl_audit", "scan", "--as-of", "2026-06-01", "--summary"]
    helped = subprocess.run(
        [str(PYTHON), "-m", "pipl_audit", "scan", "--help"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if "--summary" in helped.stdout:
        return command([*cli, *paths], ok=(0, 1))
    return command([PYTHON, HERE / "scan_library.py", *paths])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--count", type=int, default=1000, help="manifests in the large scan")
    options.add_argument("--no-peers", action="store_true")
    args = options.parse_args()
    bin_folder = None if args.no_peers else peers()
    version = [PYTHON, "-m", "pipl_audit", "--version"]
    has_cli = (
        subprocess.run([str(w) for w in version], capture_output=True, cwd=ROOT).returncode == 0
    )

    with tempfile.TemporaryDirectory() as folder:
        one = write(Path(folder, "one"), 1)[0]
        many = write(Path(folder, "many"), args.count)
        schema = Path(folder, "schema.json")
        schema.write_text(SCHEMA)
        print(f"Python {platform.python_version()}, {platform.machine()}; {args.rounds} rounds\n")

        bare: dict[str, Contender] = {"bare python": command([PYTHON, "-c", "pass"])}
        small = {**bare}
        if has_cli:
            small["pipl-audit --version"] = command(version)
        small["import pipl_audit"] = command([PYTHON, "-c", "import pipl_audit"])
        small["pipl-audit, one manifest"] = ours(one)
        large: dict[str, Contender] = {
            "C loader": command([PYTHON, HERE / "load_yaml.py", many[0].parent]),
            "pipl-audit": ours(many[0].parent),
        }
        if bin_folder:
            for name, wanted in (("yamllint", ["-d", "relaxed"]),
                                 ("check-jsonschema", ["--schemafile", schema])):  # fmt: skip
                small[f"{name} --version"] = command([bin_folder / name, "--version"])
                small[f"{name}, one manifest"] = command([bin_folder / name, *wanted, one])
                large[name] = command([bin_folder / name, *wanted, *many])
        print(
            table(
                "Start-up and one manifest",
                medians(small, args.rounds * 3),
                "bare python",
                {"pipl-audit --version": 6, "pipl-audit, one manifest": 25},
            )
        )
        print(
            table(
                f"{args.count:,} manifests",
                medians(large, args.rounds),
                "C loader",
                {"pipl-audit": 3},
            )
        )
        print(
            table(
                f"Rules only, {args.count:,} declarations",
                measured(many, args.rounds),
                "C loader",
                {"200 rules": 0.3},
            )
        )


if __name__ == "__main__":
    main()
