"""Policy test: whether the examples of rules come out as their packs say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipl_audit.model.policy import Policies
from pipl_audit.reading.pack_check import PackChecker
from pipl_audit.reading.packs import from_json, pack_files
from pipl_audit.reading.shipped import bases_dir, policies_dir
from pipl_audit.rules.examples import ExampleResult, run_examples


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """What became of the examples; a rule goes by its file and line in ``policies``."""

    policies: Policies
    results: tuple[ExampleResult, ...]

    @property
    def failures(self) -> tuple[ExampleResult, ...]:
        """The examples that did not come out as stated."""
        return tuple(result for result in self.results if result.problem)


def check_examples(
    folder: Path | None = None, packs: Sequence[Path] = (), bases: Path | None = None
) -> PolicyTest:
    """Run the examples of the rules below ``folder``, else of all rules.

    A folder with a taxonomy of its own stands in for the shipped policies. Raises ``Unreadable``
    with every mistake in the packs.
    """
    folders = _folders(folder, packs)
    files = pack_files(folders)
    checker = PackChecker()
    for shown, path in files:
        checker.add(shown, path)
    policies = from_json(checker.finish(""))
    examples = checker.examples()
    if folder is not None:
        asked = folder.resolve()
        chosen = {shown for shown, path in files if path.resolve().is_relative_to(asked)}
        examples = [e for e in examples if policies.rules[e[0]].file in chosen]
    return PolicyTest(policies, tuple(run_examples(policies, examples, bases or bases_dir())))


def _folders(folder: Path | None, packs: Sequence[Path]) -> list[Path]:
    shipped = policies_dir()
    if folder is None or folder.resolve().is_relative_to(shipped.resolve()):
        return [shipped, *packs]
    if (folder / "taxonomy.yaml").is_file():
        return [folder, *packs]
    known = {pack.resolve() for pack in packs}
    return [shipped, *packs, *([] if folder.resolve() in known else [folder])]
