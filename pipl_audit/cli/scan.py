"""``pipl-audit scan``: audit manifests and report."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

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
from pipl_audit.cli.config import config_options, configured, usage_error
from pipl_audit.model.terms import Lang, Severity, Status

if TYPE_CHECKING:
    from pipl_audit.model.policy import Policies
    from pipl_audit.model.result import Result
    from pipl_audit.model.waiver import Baseline, Waiver

_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
_FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")
# For these a count alone is no report.
_NO_SUMMARY = ("sarif", "github", "junit")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day whose law applies (default: today).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Format of the report.",
)
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
@click.option(
    "--explain-scope",
    is_flag=True,
    help="Say which instruments bind which objects, and by which facts (text, json).",
)
@click.option("--summary", is_flag=True, help="Counts only (text, json, markdown).")
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
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings of this run as a baseline.",
)
@config_options
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
    explain_scope: bool,
    summary: bool,
    waivers: Path | None,
    no_waivers: bool,
    baseline: Path | None,
    write_baseline: Path | None,
) -> None:
    """Audit manifests: files, or folders with manifests somewhere below.

    \b
    Exit code: 0 nothing at the threshold, 1 findings at the threshold,
    2 wrong usage, 3 something could not be audited.
    """
    from pipl_audit.cli.output import check_target, put
    from pipl_audit.usecases.audit import scan as audit
    from pipl_audit.usecases.marks import baseline_of, mark

    check_target(output)
    check_target(write_baseline, "--write-baseline")
    if summary and format_ in _NO_SUMMARY:
        raise click.BadParameter(f"a {format_} report has no summary", param_hint="--summary")
    if write_baseline is not None and (rules or instruments):
        raise click.UsageError(
            "a baseline holds the findings of all rules: leave --rule and --instrument out"
        )
    if explain_scope and format_ not in ("text", "json"):
        raise click.BadParameter(f"scope has no {format_} form", param_hint="--explain-scope")
    accepted, waiver_file = accepted_risks(ctx, waivers, no_waivers)
    known = known_findings(baseline, write_baseline)
    policies = load(packs)
    check_known(origin_of(ctx, "instruments", "--instrument"), instruments, policies.instruments)
    check_known("--rule", rules, policies.rules)
    day = as_of.date() if as_of else date.today()
    if explain_scope:
        ctx.exit(_scope(paths, day, policies, instruments, excludes, format_, lang, output))
    result = audit(
        list(paths),
        as_of=day,
        instruments=instruments,
        rules=rules,
        policies=policies,
        excludes=excludes,
    )
    whole = _takes_in(paths, [f for f in (waiver_file, baseline) if f is not None])
    result = mark(result, policies, waivers=accepted, baseline=known, whole=whole)
    if write_baseline is not None and not result.problems:
        taken = baseline_of(result)
        if known is None:
            result = mark(result, policies, waivers=accepted, baseline=taken, whole=whole)
    if result.as_of > policies.knowledge_date:
        warn(
            f"as of {result.as_of} is later than what the policy packs know "
            f"({policies.knowledge_date}); the law may have changed since"
        )
    colour = output is None and wants_colour(sys.stdout)
    put(_render(result, format_, lang, colour, only, summary), output)
    if write_baseline is not None:
        if result.problems:
            warn(f"{write_baseline} was not written: not everything could be audited")
        else:
            _write_baseline(write_baseline, taken)
            ctx.exit(0)
    ctx.exit(exit_code(result, fail_on, fail_on_missing))


def _scope(
    paths: tuple[str, ...],
    day: date,
    policies: Policies,
    instruments: tuple[str, ...],
    excludes: tuple[str, ...],
    format_: str,
    lang: Lang,
    output: Path | None,
) -> int:
    """Which law applies, instead of what it finds; the exit code."""
    from pipl_audit.cli.output import put
    from pipl_audit.report.scope import scope_json, scope_text
    from pipl_audit.usecases.scope import explain_scope

    found = explain_scope(
        list(paths), as_of=day, policies=policies, instruments=instruments, excludes=excludes
    )
    colour = output is None and wants_colour(sys.stdout)
    text = scope_json(found) if format_ == "json" else scope_text(found, lang, page_width(), colour)
    put(text, output)
    return 3 if found.problems else 0


def origin_of(ctx: click.Context, parameter: str, option: str) -> str:
    """Where a value came from, for messages."""
    config = configured(ctx)
    source = ctx.get_parameter_source(parameter)
    if config is not None and source is click.core.ParameterSource.DEFAULT_MAP:
        return f"{parameter} in {config.path}"
    return option


def accepted_risks(
    ctx: click.Context, given: Path | None, off: bool
) -> tuple[tuple[Waiver, ...], Path | None]:
    """The waivers, and the file they stand in: the one named, else the one there by its name."""
    from pipl_audit.errors import Unreadable

    if off:
        if ctx.get_parameter_source("waivers") is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError("--waivers and --no-waivers exclude each other")
        return (), None
    file = given or _waiver_file(ctx)
    if file is None:
        return (), None
    from pipl_audit.reading.waivers import read_waivers

    try:
        return read_waivers(file), file
    except Unreadable as error:
        raise usage_error(error) from None


def _waiver_file(ctx: click.Context) -> Path | None:
    """The file beside the configuration, else at the root of the checkout or here."""
    from pipl_audit.reading.discover import WAIVERS as NAME
    from pipl_audit.reading.discover import checkout

    name = NAME
    config, here = configured(ctx), Path.cwd()
    folders = [config.folder] if config else []
    for folder in [*folders, checkout(here) or here]:
        file = folder / name
        if file.is_file():
            return file.relative_to(here) if file.is_relative_to(here) else file
    return None


def known_findings(file: Path | None, to_write: Path | None = None) -> Baseline | None:
    """The baseline in this file."""
    from pipl_audit.errors import Unreadable

    # The first time it is written there is none to read.
    if file is None or (to_write is not None and not file.exists()):
        return None
    from pipl_audit.reading.baseline import read_baseline

    try:
        return read_baseline(file)
    except Unreadable as error:
        raise usage_error(error) from None


def _takes_in(paths: tuple[str, ...], files: list[Path]) -> bool:
    """Whether the scan covers the folders of these files, so that nothing they name escapes it."""
    folders = [Path(path).resolve() for path in paths if Path(path).is_dir()]
    return all(
        any(file.resolve().parent.is_relative_to(folder) for folder in folders) for file in files
    )


def _write_baseline(file: Path, taken: Baseline) -> None:
    from pipl_audit.cli.output import write_file
    from pipl_audit.reading.baseline import baseline_text

    write_file(file, baseline_text(taken).encode())


def _render(
    result: Result,
    format_: str,
    lang: Lang,
    colour: bool,
    only: tuple[Status, ...],
    summary: bool,
) -> str:
    if format_ == "json":
        from pipl_audit.report import json

        return json.render(result, only=only, summary=summary)
    if format_ == "markdown":
        from pipl_audit.report import markdown

        return markdown.render(result, lang, only=only, summary=summary)
    if format_ == "text":
        from pipl_audit.report import text

        return text.render(
            result, lang, width=page_width(), colour=colour, only=only, summary=summary
        )
    from importlib import import_module

    found: str = import_module(f"pipl_audit.report.{format_}").render(result, lang, only=only)
    return found


def exit_code(result: Result, fail_on: str, fail_on_missing: bool) -> int:
    """What could not be audited outranks what was found; what is waived or known does not count."""
    if result.problems:
        return 3
    if fail_on_missing and result.open_count("not_demonstrated"):
        return 1
    if fail_on == "never":
        return 0
    at_or_above = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return int(any(result.open_violated(s) for s in at_or_above))
