"""What commands share: options, loading of policies, suggestions, the look of a terminal."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipl_audit.model.policy import Policies

F = TypeVar("F", bound=Callable[..., Any])

_PLAIN_WIDTH = 80


def lang_option(command: F) -> F:
    """``--lang``, also from PIPL_AUDIT_LANG."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="en",
        envvar="PIPL_AUDIT_LANG",
        show_default=True,
        help="Language of the text (or set PIPL_AUDIT_LANG).",
    )(command)


def pack_option(command: F) -> F:
    """``--pack``: further folders of policies."""
    return click.option(
        "--pack",
        "packs",
        multiple=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Add a folder of policy packs (repeatable).",
    )(command)


def format_option(command: F) -> F:
    """``--format``."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Format of the output.",
    )(command)


def instrument_option(command: F) -> F:
    """``--instrument``: restricts to these instruments."""
    return click.option(
        "--instrument",
        "instruments",
        multiple=True,
        metavar="ID",
        help="Only this instrument, e.g. pipl (repeatable).",
    )(command)


def load(packs: Iterable[Path]) -> Policies:
    """The shipped policies and these."""
    from pipl_audit.reading.packs import load_policies

    return load_policies(list(packs))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean X?``, whatever the case, or nothing."""
    by_fold = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_fold, n=1)
    return f"; did you mean {by_fold[close[0]]}?" if close else ""


def check_known(option: str, words: Iterable[str], known: Iterable[str]) -> None:
    """A usage error for a word that names nothing."""
    names = list(known)
    for word in words:
        if word not in names:
            raise click.BadParameter(
                f"{word} is not known{did_you_mean(word, names)}", param_hint=option
            )


def on_terminal(stream: Any) -> bool:
    """Whether the stream is a terminal."""
    return bool(getattr(stream, "isatty", lambda: False)())


def wants_colour(stream: Any) -> bool:
    """Colour only on a terminal that can show it, unless NO_COLOR says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return on_terminal(stream)


def page_width() -> int:
    """The terminal's width within reason; fixed elsewhere, so that output does not depend on it."""
    if not on_terminal(sys.stdout):
        return _PLAIN_WIDTH
    return min(max(shutil.get_terminal_size().columns, 60), 120)


def warn(text: str) -> None:
    """One line on stderr."""
    click.echo(f"pipl-audit: {text}", err=True)
