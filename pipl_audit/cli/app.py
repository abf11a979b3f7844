"""The command group; a command's module is imported only when that command runs."""

from __future__ import annotations

from importlib import import_module

import click

from pipl_audit._version import __version__

# name: module and attribute
_COMMANDS = {
    "scan": ("scan", "scan"),
    "hook": ("hook", "hook"),
    "init": ("init", "init"),
    "explain": ("explain", "explain"),
    "rules": ("rules", "rules"),
    "diff": ("diff", "diff"),
    "coverage": ("coverage", "coverage"),
    "schema": ("schema", "schema"),
    "policy": ("policy", "policy"),
}


class LazyGroup(click.Group):
    """Knows its commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"pipl_audit.cli.{module}"), attribute)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from pipl_audit.cli.common import did_you_mean

            ctx.fail(f"there is no command {args[0]}{did_you_mean(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pipl-audit", message="%(prog)s %(version)s")
def app() -> None:
    """Audit declared personal-data processing of credit operators against Chinese law."""
