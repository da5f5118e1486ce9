"""Talking to a terminal: results on stdout, everything else on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import typer

FAILURE = 1
USAGE = 2


def say(text: str = "") -> None:
    """A result."""
    typer.echo(text)


def tell(text: str) -> None:
    """Something the user may like to know while they wait; the terminal may be closed already."""
    with suppress(OSError):
        typer.echo(text, err=True)


def fail(text: str, code: int = FAILURE) -> NoReturn:
    """End the command with a sentence that says what to do."""
    typer.echo(f"gospel-keys: {text}", err=True)
    raise typer.Exit(code)


@contextmanager
def busy(text: str) -> Iterator[None]:
    """Show that long work goes on: a spinner on a terminal, one line elsewhere."""
    if not sys.stderr.isatty():
        tell(f"{text} ...")
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen

    with Console(stderr=True).status(f"{text} ..."):
        yield
