"""Writes the documentation that is made from packs and model, and the JSON Schema.

python tools/generate_docs.py            write what is out of date
python tools/generate_docs.py --check    say what is out of date; exit 1 if anything is
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from effects_page import effects_page  # noqa: E402
from manifest_page import manifest_page  # noqa: E402
from rule_pages import rule_pages  # noqa: E402
from scope_page import scope_page  # noqa: E402

from pipl_audit.reading.packs import read_with_examples  # noqa: E402
from pipl_audit.reading.shipped import bases_dir  # noqa: E402
from pipl_audit.usecases.schema import manifest_schema, schema_text  # noqa: E402


def wanted() -> dict[Path, str]:
    """Every generated file and what it should hold."""
    policies, examples = read_with_examples()
    found = {
        ROOT / "docs" / "rules" / name: text
        for name, text in rule_pages(policies, examples).items()
    }
    found[ROOT / "docs" / "manifest.md"] = manifest_page(policies)
    found[ROOT / "docs" / "effects.md"] = effects_page(policies, examples, bases_dir())
    found[ROOT / "docs" / "scope.md"] = scope_page(policies, bases_dir())
    schema = schema_text(manifest_schema(policies.categories))
    found[ROOT / "schema" / "pipl-audit-v1.json"] = schema
    return found


def stale(files: dict[Path, str]) -> list[Path]:
    """Files that are missing, differ, or are left over."""
    there = set((ROOT / "docs" / "rules").rglob("*.md"))
    held = {path: path.read_text("utf-8") if path.is_file() else None for path in files}
    return sorted([p for p, text in files.items() if held[p] != text] + list(there - set(files)))


def main(arguments: Sequence[str]) -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    files = wanted()
    old = stale(files)
    for path in old:
        name = path.relative_to(ROOT).as_posix()
        if check:
            print(f"{name} is out of date: run python tools/generate_docs.py", file=sys.stderr)
        elif path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], "utf-8", newline="\n")
        else:
            path.unlink()
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
