"""``pipl-audit hook``: what touches the manifests about to be committed, for pre-commit."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from pipl_audit.cli.common import (
    check_known,
    instrument_option,
    lang_option,
    load,
    pack_option,
    page_width,
    wants_colour,
    warn,
)
from pipl_audit.cli.config import config_options
from pipl_audit.model.terms import Lang


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day whose law applies (default: today).",
)
@lang_option
@instrument_option
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
    type=click.Choice(["high", "medium", "low", "never"]),
    default="medium",
    show_default=True,
    help="Exit 1 for conflicts of this severity or higher.",
)
@click.option(
    "--fail-on-missing", is_flag=True, help="Exit 1 also if anything is not demonstrated."
)
@click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Risks accepted (default: .pipl-audit-waivers.yaml beside the configuration).",
)
@click.option("--no-waivers", is_flag=True, help="Take no waivers into account.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Findings known before do not fail the run.",
)
@config_options
@click.pass_context
def hook(
    ctx: click.Context,
    files: tuple[Path, ...],
    as_of: datetime | None,
    lang: Lang,
    instruments: tuple[str, ...],
    packs: tuple[Path, ...],
    excludes: tuple[str, ...],
    fail_on: str,
    fail_on_missing: bool,
    waivers: Path | None,
    no_waivers: bool,
    baseline: Path | None,
) -> None:
    """Audit what the FILES about to be committed touch, in their whole declarations.

    Files that are no manifests are passed over. What the commit deletes is asked of git. Says
    nothing where there is nothing to say.

    \b
    Exit code: 0 nothing at the threshold, 1 findings at the threshold,
    2 wrong usage, 3 something could not be audited.
    """
    # Most commits change no manifest: that is found out before anything slow is loaded.
    from pipl_audit.reading.change import change_of

    change = change_of(
        files,
        excludes=excludes,
        # Set by pre-commit where a range of commits is checked.
        since=os.environ.get("PRE_COMMIT_FROM_REF", ""),
        until=os.environ.get("PRE_COMMIT_TO_REF", ""),
    )
    if not change:
        return
    from pipl_audit.usecases.hook import Hook

    concerned = Hook(change)
    if not concerned:
        return
    from pipl_audit.cli.output import put
    from pipl_audit.cli.scan import accepted_risks, exit_code, known_findings, origin_of
    from pipl_audit.report.text import render
    from pipl_audit.usecases.marks import mark

    accepted, _ = accepted_risks(ctx, waivers, no_waivers)
    known = known_findings(baseline)
    policies = load(packs)
    check_known(origin_of(ctx, "instruments", "--instrument"), instruments, policies.instruments)
    result = concerned.audit(
        as_of=as_of.date() if as_of else date.today(), policies=policies, instruments=instruments
    )
    touched = concerned.touched(mark(result, policies, waivers=accepted, baseline=known))
    if result.as_of > policies.knowledge_date:
        warn(
            f"as of {result.as_of} is later than what the policy packs know "
            f"({policies.knowledge_date}); the law may have changed since"
        )
    shown = touched.result
    if shown.problems or shown.findings or shown.evidence_issues:
        text = render(shown, lang, width=page_width(), colour=wants_colour(sys.stdout))
        put(text + _rest(touched.others, lang), None)
    ctx.exit(exit_code(shown, fail_on, fail_on_missing))


def _rest(others: int, lang: Lang) -> str:
    """What the hook leaves to a scan of everything."""
    if not others:
        return ""
    if lang == "zh":
        return f"\n这些声明中另有 {others} 项与本次改动无关的结果；见 pipl-audit scan\n"
    what = "finding that does" if others == 1 else "findings that do"
    return f"\n{others} more {what} not touch this change: pipl-audit scan\n"
