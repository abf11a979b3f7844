"""``pipl-audit init``: a first manifest, its facts left to state."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipl_audit.cli.common import did_you_mean, lang_option, on_terminal
from pipl_audit.model.terms import Lang


@click.command()
@click.option("--kind", metavar="KIND", help="Kind of operator, e.g. personal-credit-bureau.")
@click.option("--id", "operator_id", metavar="ID", help="Id of the operator in findings.")
@click.option("--name", metavar="NAME", help="Name of the operator.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the manifest here (default: ID.yaml; - for standard output).",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option(
    "--schema", metavar="PATH_OR_URL", help="Where editors find the JSON Schema of manifests."
)
@lang_option
def init(
    kind: str | None,
    operator_id: str | None,
    name: str | None,
    output: Path | None,
    force: bool,
    schema: str | None,
    lang: Lang,
) -> None:
    """Write a first manifest for a kind of operator, with every fact left to state.

    Asks on a terminal for what is not given.
    """
    from pipl_audit.cli.output import check_target, put
    from pipl_audit.usecases.schema import SCHEMA_FILE
    from pipl_audit.usecases.starter import starter, starter_kinds, valid_id

    kinds = starter_kinds()
    asks = on_terminal(sys.stdin)
    if kind is None:
        if not asks:
            raise click.UsageError(f"--kind is needed: {', '.join(kinds)}")
        kind = _asked("运营者类型" if lang == "zh" else "Kind of operator", list(kinds))
    chosen = kinds.get(kind.strip().lower().replace("_", "-"))
    if chosen is None:
        hint = did_you_mean(kind.replace("_", "-"), kinds) or f"; there are {', '.join(kinds)}"
        raise click.BadParameter(f"{kind} is not known{hint}", param_hint="--kind")
    if operator_id is None:
        if not asks:
            raise click.UsageError("--id is needed: how findings name the operator")
        operator_id = _prompt("运营者标识" if lang == "zh" else "Id of the operator", chosen.name)
    if not valid_id(operator_id):
        raise click.BadParameter(
            "letters, digits, dot, underscore or hyphen, starting with a letter or digit, at most 64",
            param_hint="--id",
        )
    if name is None and asks:
        name = _prompt("运营者名称" if lang == "zh" else "Name of the operator", "")
    if schema is not None and (not schema.strip() or not schema.isprintable()):
        raise click.BadParameter("not a path or address", param_hint="--schema")
    target = output or Path(f"{operator_id}.yaml")
    text = starter(chosen, operator_id, name or "", lang, schema=schema or SCHEMA_FILE)
    if str(target) == "-":
        put(text, None)
        return
    check_target(target)
    if target.exists() and not force:
        raise click.BadParameter(
            f"{target} is there already; --force replaces it", param_hint="--output"
        )
    put(text, target)
    told = f"已写入 {target}；" if lang == "zh" else f"{target} written; "
    click.echo(f"{told}pipl-audit scan {target}", err=True)


def _prompt(text: str, default: str) -> str:
    answer: str = click.prompt(text, default=default, show_default=bool(default), err=True)
    return answer.strip()


def _asked(text: str, kinds: list[str]) -> str:
    """One of the kinds, by its number or name."""
    for number, name in enumerate(kinds, 1):
        click.echo(f"{number:>3}  {name}", err=True)
    answer = _prompt(text, kinds[0])
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(kinds):
        return kinds[int(answer) - 1]
    return answer
