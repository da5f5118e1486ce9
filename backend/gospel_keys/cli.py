"""The ``gospel-keys`` command."""

from __future__ import annotations

import json
import sys

import typer

app = typer.Typer(name="gospel-keys", no_args_is_help=True, add_completion=False)


@app.callback()
def _root() -> None:
    """Words in, a playable two-hand piano arrangement out."""


@app.command()
def openapi() -> None:
    """Print the API's OpenAPI document."""
    from gospel_keys.app import create_app

    json.dump(create_app().openapi(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


def main() -> None:
    """Run the command line."""
    app()
