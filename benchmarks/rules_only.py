"""200 rules on 1,000 declarations in memory, beside loading their files, in one process."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import yaml
from timing import medians

from pipl_audit.reading.declarations import Manifest, build, join
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read_file
from pipl_audit.rules.evaluate import Program, run


def measured(paths: list[Path], rounds: int, rules: int = 200) -> dict[str, float]:
    """Medians of loading the files and of running the rules."""
    policies = load_policies()
    day = date(2026, 6, 1)
    # The shipped rules over again, if there are fewer.
    chosen = [
        replace(rule, id=f"{rule.id}-{i}")
        for i, rule in enumerate(
            islice(cycle(r for r in policies.rules.values() if r.holds_on(day)), rules)
        )
    ]
    program = Program(policies, day, chosen)
    manifests = []
    for path in paths:
        manifests.append(Manifest(read_file(path, str(path))))
    groups, problems = join(manifests)
    assert not problems
    declarations = []
    for joined in groups:
        sourced, problems = build(joined, policies.categories)
        assert sourced is not None, problems
        declarations.append(sourced)
    gc.disable()  # as a scan does
    texts = [path.read_bytes() for path in paths]
    return medians(
        {
            "C loader": lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts],
            f"{rules} rules": lambda: run(program, declarations),
        },
        rounds,
    )
