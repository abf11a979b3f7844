"""``pipl-audit policy``: for those who write rules."""

from __future__ import annotations

from pathlib import Path

import click

from pipl_audit.cli.common import pack_option


@click.group()
def policy() -> None:
    """Work on policy packs."""


@policy.command("test")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@pack_option
@click.pass_context
def test(ctx: click.Context, folder: Path | None, packs: tuple[Path, ...]) -> None:
    """Run the examples of all rules, or of the rules in DIR.

    \b
    Exit code: 0 all come out as stated, 1 some do not, 3 a pack has mistakes.
    """
    from pipl_audit.cli.output import put
    from pipl_audit.report.safe import safe_line
    from pipl_audit.usecases.policy_test import check_examples

    tested = check_examples(folder, packs)
    lines: list[str] = []
    for result in tested.failures:
        rule = tested.policies.rules[result.rule]
        lines.append(
            f"{rule.file}:{rule.line}  {rule.id}  {result.kind} example at "
            f"{safe_line(result.example.at)}: {safe_line(result.problem)}"
        )
    count, rules = len(tested.results), len({result.rule for result in tested.results})
    lines.append(f"{count} examples of {rules} rules, {len(tested.failures)} not as stated")
    put("\n".join(lines) + "\n", None)
    ctx.exit(1 if tested.failures else 0)
