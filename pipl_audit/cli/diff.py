"""``pipl-audit diff``: what a change of the declaration, or of the law, does."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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
)

if TYPE_CHECKING:
    from pipl_audit.model.terms import Lang
    from pipl_audit.usecases.audit import Source

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("states", nargs=-1, required=True, metavar="OLD NEW")
@click.option("--as-of", type=_DAY, metavar="YYYY-MM-DD", help="The day whose law applies.")
@click.option("--law", is_flag=True, help="Compare two days of the law for one PATH.")
@click.option("--from", "since", type=_DAY, metavar="YYYY-MM-DD", help="With --law: the first day.")
@click.option("--to", "until", type=_DAY, metavar="YYYY-MM-DD", help="With --law: the other day.")
@format_option
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write it here."
)
@lang_option
@instrument_option
@pack_option
@click.pass_context
def diff(
    ctx: click.Context,
    states: tuple[str, ...],
    as_of: datetime | None,
    law: bool,
    since: datetime | None,
    until: datetime | None,
    format_: str,
    output: Path | None,
    lang: Lang,
    instruments: tuple[str, ...],
    packs: tuple[Path, ...],
) -> None:
    """Show which duties a change triggers, settles, alters or ends.

    \b
    pipl-audit diff OLD NEW        files, folders, git revisions (main, HEAD~1:manifests)
    pipl-audit diff --law --from 2025-12-31 --to 2026-01-01 PATH

    Exit code: 0 compared, 2 wrong usage, 3 something could not be audited.
    """
    from pipl_audit.cli.output import check_target, put
    from pipl_audit.report.change import diff_json, diff_text
    from pipl_audit.usecases import change

    check_target(output)
    _check_usage(states, as_of, law, since, until)
    policies = load(packs)
    check_known("--instrument", instruments, policies.instruments)
    if since and until:
        found = change.diff_law(
            _sources(states[0]),
            since=since.date(),
            until=until.date(),
            policies=policies,
            instruments=instruments,
        )
    else:
        found = change.diff(
            _sources(states[0]),
            _sources(states[1]),
            as_of=as_of.date() if as_of else date.today(),
            policies=policies,
            instruments=instruments,
        )
    colour = output is None and wants_colour(sys.stdout)
    text = (
        diff_json(found, policies)
        if format_ == "json"
        else diff_text(found, policies, lang, page_width(), colour)
    )
    put(text, output)
    ctx.exit(3 if found.problems else 0)


def _check_usage(
    states: tuple[str, ...],
    as_of: datetime | None,
    law: bool,
    since: datetime | None,
    until: datetime | None,
) -> None:
    if law != bool(since and until) or law != bool(since or until):
        raise click.UsageError("--law takes --from and --to, and they take --law")
    if law and as_of:
        raise click.UsageError("--law compares two days: leave --as-of out")
    if len(states) != (1 if law else 2):
        raise click.UsageError("--law takes one PATH" if law else "OLD and NEW are needed")


def _sources(state: str) -> list[Source]:
    """A file or folder, else what git holds at a revision (``REVISION`` or ``REVISION:PATH``)."""
    from pipl_audit.reading.discover import SUFFIXES
    from pipl_audit.reading.git import Checkout
    from pipl_audit.usecases.audit import Held

    if Path(state).exists():
        return [state]
    revision, _, below = state.partition(":")
    checkout = Checkout.around(Path.cwd())
    held = checkout.held_at(revision, SUFFIXES, below) if checkout and revision else None
    if held is None:
        raise click.UsageError(f"{state} is no file, no folder and no revision that git knows")
    return [Held(f"{revision}:{name}", data) for name, data in held.items()]
