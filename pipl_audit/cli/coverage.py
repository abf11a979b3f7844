"""``pipl-audit coverage``: what is held of each law, article by article."""

from __future__ import annotations

import sys
from pathlib import Path

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
from pipl_audit.model.terms import Lang


@click.command()
@instrument_option
@format_option
@lang_option
@pack_option
def coverage(
    instruments: tuple[str, ...], format_: str, lang: Lang, packs: tuple[Path, ...]
) -> None:
    """Show every article of every instrument with its status and rules."""
    from pipl_audit.cli.output import put
    from pipl_audit.report.listing import coverage_json, coverage_text
    from pipl_audit.usecases.coverage import coverage as cover
    from pipl_audit.usecases.coverage import guideline_coverage

    policies = load(packs)
    check_known("--instrument", instruments, policies.instruments)
    found = cover(policies, instruments)
    guideline = guideline_coverage(policies, instruments)
    if format_ == "json":
        put(coverage_json(found, guideline), None)
    else:
        put(coverage_text(found, guideline, lang, page_width(), wants_colour(sys.stdout)), None)
