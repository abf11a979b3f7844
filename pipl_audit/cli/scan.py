"""``pipl-audit scan``: audit manifests and report."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from pipl_audit.cli.common import (
    check_known,
    format_option,
    instrument_option,
    lang_option,
    load,
    pack_option,
    page_width,
    wants_colour,
    warn,
)
from pipl_audit.model.terms import Lang, Severity, Status

if TYPE_CHECKING:
    from pipl_audit.model.result import Result

_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day whose law applies (default: today).",
)
@format_option
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the report here."
)
@lang_option
@instrument_option
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule (repeatable).")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(list(get_args(Status))),
    help="Show only this outcome (repeatable); does not change the exit code.",
)
@pack_option
@click.option(
    "--exclude",
    "excludes",
    multiple=True,
    metavar="PATTERN",
    help="Skip what matches, written as in .gitignore (repeatable).",
)
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    default="medium",
    show_default=True,
    help="Exit 1 for conflicts of this severity or higher.",
)
@click.option(
    "--fail-on-missing", is_flag=True, help="Exit 1 also if anything is not demonstrated."
)
@click.option("--summary", is_flag=True, help="Counts only.")
@click.pass_context
def scan(
    ctx: click.Context,
    paths: tuple[str, ...],
    as_of: datetime | None,
    format_: str,
    output: Path | None,
    lang: Lang,
    instruments: tuple[str, ...],
    rules: tuple[str, ...],
    only: tuple[Status, ...],
    packs: tuple[Path, ...],
    excludes: tuple[str, ...],
    fail_on: str,
    fail_on_missing: bool,
    summary: bool,
) -> None:
    """Audit manifests: files, or folders with manifests somewhere below.

    \b
    Exit code: 0 nothing at the threshold, 1 findings at the threshold,
    2 wrong usage, 3 something could not be audited.
    """
    from pipl_audit.cli.output import check_target, put
    from pipl_audit.usecases.audit import scan as audit

    check_target(output)
    policies = load(packs)
    check_known("--instrument", instruments, policies.instruments)
    check_known("--rule", rules, policies.rules)
    result = audit(
        list(paths),
        as_of=as_of.date() if as_of else date.today(),
        instruments=instruments,
        rules=rules,
        policies=policies,
        excludes=excludes,
    )
    if result.as_of > policies.knowledge_date:
        warn(
            f"as of {result.as_of} is later than what the policy packs know "
            f"({policies.knowledge_date}); the law may have changed since"
        )
    if format_ == "json":
        from pipl_audit.report.json import render as render_json

        text = render_json(result, only=only, summary=summary)
    else:
        from pipl_audit.report.text import render

        colour = output is None and wants_colour(sys.stdout)
        text = render(result, lang, width=page_width(), colour=colour, only=only, summary=summary)
    put(text, output)
    ctx.exit(exit_code(result, fail_on, fail_on_missing))


def exit_code(result: Result, fail_on: str, fail_on_missing: bool) -> int:
    """What could not be audited outranks what was found."""
    if result.problems:
        return 3
    if fail_on_missing and result.counts["not_demonstrated"]:
        return 1
    if fail_on == "never":
        return 0
    at_or_above = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return int(any(result.violated_by_severity[s] for s in at_or_above))
