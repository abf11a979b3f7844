"""Where results go: stdout, or a file that is either the old one or the whole new one."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from pathlib import Path

import click

from pipl_audit.cli.common import on_terminal


class CannotWrite(click.ClickException):
    """The result could not be written; nobody has it then."""

    exit_code = 3


def check_target(path: Path | None, option: str = "--output") -> None:
    """A usage error for a file that cannot be: told before the work, not after it."""
    if path is not None and path.is_dir():
        raise click.BadParameter(f"{path} is a folder", param_hint=option)
    if path is not None and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint=option)


def put(text: str, output: Path | None) -> None:
    """Write the result to stdout or to the file."""
    if output is not None:
        write_file(output, text.encode())
        return
    try:
        # Bytes for a pipe or file: the same whatever the locale.
        click.echo(text if on_terminal(sys.stdout) else text.encode(), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (``| head``); the exit code still tells the outcome.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: Path, data: bytes) -> None:
    """Replace the file at once. Devices and pipes are written to as they are."""
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise CannotWrite(f"{path} could not be written: {reason}") from None


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    # Nobody else reads it before it is whole.
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o666 & ~_umask())
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets us."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
