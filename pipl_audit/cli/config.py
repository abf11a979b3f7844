"""``--config`` and ``--no-config``: what a configuration file says takes the place of defaults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipl_audit.errors import Unreadable
    from pipl_audit.reading.config import Config

F = TypeVar("F", bound=Callable[..., Any])

_META = "pipl_audit.config"
# key of the file -> parameter of a command
_WORDS = {"lang": "lang", "fail-on": "fail_on", "fail-on-missing": "fail_on_missing"}
_LISTS = {"exclude": "excludes", "instruments": "instruments"}
_FILES = {"baseline": "baseline", "waivers": "waivers"}


def config_options(command: F) -> F:
    """Both options. They are read before all others, whose defaults they set."""
    command = click.option(
        "--no-config",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_ignore,
        help="Take no configuration file into account.",
    )(command)
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_load,
        help="Configuration (default: pyproject.toml or .pipl-audit.yaml here or above).",
    )(command)


def configured(ctx: click.Context) -> Config | None:
    """The configuration in use."""
    found: Config | None = ctx.meta.get(_META)
    return found


def usage_error(error: Unreadable) -> click.UsageError:
    """Mistakes in a file of settings are wrong usage, told with their places."""
    from pipl_audit.report.safe import safe_line

    return click.UsageError(
        "\n".join(safe_line(f"{p.place()}: {p.message()} {p.hint()}") for p in error.problems)
    )


def _ignore(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    _settle(ctx, off=value)


def _load(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    _settle(ctx, file=value)


def _settle(ctx: click.Context, **given: Any) -> None:
    """Once both options are known, in whichever order they came."""
    seen: dict[str, Any] = ctx.meta.setdefault(f"{_META}.given", {})
    seen.update(given)
    if len(seen) < 2 or ctx.resilient_parsing:
        return
    if seen["off"]:
        if seen["file"] is not None:
            raise click.UsageError("--config and --no-config exclude each other")
        return
    from pipl_audit.errors import Unreadable
    from pipl_audit.reading.config import find_config, read_config

    try:
        config = find_config(Path.cwd()) if seen["file"] is None else read_config(seen["file"])
    except Unreadable as error:
        raise usage_error(error) from None
    if config is not None:
        ctx.meta[_META] = config
        ctx.default_map = _defaults(config)


def _defaults(config: Config) -> dict[str, Any]:
    names = {**_WORDS, **_LISTS}
    found = {names[key]: value for key, value in config.values.items() if key in names}
    found |= {p: config.file(key) for key, p in _FILES.items() if key in config.values}
    if "packs" in config.values:
        found["packs"] = config.files("packs")
    return found
