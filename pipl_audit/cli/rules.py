"""``pipl-audit rules``: the rules at hand."""

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
def rules(instruments: tuple[str, ...], format_: str, lang: Lang, packs: tuple[Path, ...]) -> None:
    """List the rules: id, object, severity, provision, title."""
    from pipl_audit.cli.output import put
    from pipl_audit.report.listing import rules_json, rules_text

    policies = load(packs)
    check_known("--instrument", instruments, policies.instruments)
    chosen = [r for r in policies.rules.values() if not instruments or r.instrument in instruments]
    if format_ == "json":
        put(rules_json(policies, chosen), None)
    else:
        put(rules_text(policies, chosen, lang, page_width(), wants_colour(sys.stdout)), None)
