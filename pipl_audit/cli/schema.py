"""``pipl-audit schema``: the JSON Schema of a manifest, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from pipl_audit.cli.common import load


@click.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the schema here."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema (draft-07) of a manifest."""
    from pipl_audit.cli.output import check_target, put
    from pipl_audit.usecases.schema import manifest_schema, schema_text

    check_target(output)
    put(schema_text(manifest_schema(load(()).categories)), output)
