"""Interleaved timing: each round runs every contender once, so that a busy machine slows all."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

Contender = Callable[[], object]


def command(words: Sequence[str | Path], ok: Sequence[int] = (0,)) -> Contender:
    """Runs a command; its output is thrown away, an unexpected exit code is an error."""
    given = [str(word) for word in words]

    def run() -> None:
        done = subprocess.run(given, capture_output=True)
        if done.returncode not in ok:
            sys.exit(
                f"{' '.join(given[:4])}: exit {done.returncode}\n{done.stderr.decode()[-800:]}"
            )

    return run


def medians(contenders: dict[str, Contender], rounds: int) -> dict[str, float]:
    """The median seconds of each contender over some rounds, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, run in contenders.items():
            start = time.perf_counter()
            run()
            if number:
                taken[name].append(time.perf_counter() - start)
    return {name: median(times) for name, times in taken.items()}


def table(title: str, times: dict[str, float], base: str, budget: dict[str, float]) -> str:
    """A Markdown table of times and of their ratio to one of them."""
    lines = [
        f"### {title}",
        "",
        f"| contender | median | ÷ {base} | budget |",
        "|---|---:|---:|---:|",
    ]
    for name, seconds in times.items():
        allowed = f"≤ {budget[name]:g}" if name in budget else ""
        lines.append(
            f"| {name} | {seconds * 1000:,.1f} ms | {seconds / times[base]:.2f} | {allowed} |"
        )
    return "\n".join([*lines, ""])
