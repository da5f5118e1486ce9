"""Chords of one's own on the command line: a text, or a file of one."""

from __future__ import annotations

from pathlib import Path

from gospel_keys.commands.console import USAGE, fail
from gospel_keys.composer.charts.text import MAX_TEXT


def own_chords(value: object) -> object:
    """What was given, or the text of the file that ``@`` names. Ends the program without one."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    path = Path(value[1:])
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT * 4 + 1)
        return data.decode("utf-8-sig")
    except OSError as error:
        fail(f"--chords: cannot read {path}: {error.strerror}", USAGE)
    except UnicodeDecodeError:
        fail(f"--chords: {path} is no UTF-8 text", USAGE)
