"""Runs a command and turns whatever happens into an exit code and one line on stderr."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from pipl_audit.cli.app import app
from pipl_audit.errors import Unreadable

FAILED = 3
INTERRUPTED = 130
_PACKAGE = Path(__file__).resolve().parent.parent


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command: 2 usage, 3 not audited or failed, 130 interrupted."""
    if "_PIPL_AUDIT_COMPLETE" in os.environ:
        app.main(prog_name="pipl-audit")
    try:
        # Ends an atomic write the orderly way when a supervisor stops the run.
        signal.signal(signal.SIGTERM, _stopped)
        with app.make_context("pipl-audit", list(arguments)) as context:
            app.invoke(context)
    except click.exceptions.Exit as done:
        return _flushed(done.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Unreadable as error:
        _show_problems(error)
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        click.echo("pipl-audit: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _flushed(0)
    except Exception as error:
        _show_bug(error)
        return FAILED
    return _flushed(0)


def _stopped(number: int, frame: object) -> NoReturn:
    sys.exit(128 + number)


def _flushed(code: int) -> int:
    """The code, once stdout is out; a reader that has gone away is no error of ours."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Else the interpreter complains when it flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _show_problems(error: Unreadable) -> None:
    """Mistakes in policy packs, the one input that stops everything."""
    from pipl_audit.report.safe import safe_line

    for problem in error.problems:
        text = f"{problem.place()}: {problem.message()} {problem.hint()}"
        click.echo(f"pipl-audit: {safe_line(text)}", err=True)


def _show_bug(error: Exception) -> None:
    """Type and place only: an exception's text may hold personal information."""
    if os.environ.get("PIPL_AUDIT_DEBUG") == "1":
        traceback.print_exception(error)
        return
    where = "unknown place"
    for entry in traceback.extract_tb(error.__traceback__):
        file = Path(entry.filename)
        if file.is_relative_to(_PACKAGE):
            where = f"{file.relative_to(_PACKAGE.parent).as_posix()}:{entry.lineno}"
    click.echo(
        f"pipl-audit: internal error {type(error).__name__} at {where}; please report it to the maintainers",
        err=True,
    )
