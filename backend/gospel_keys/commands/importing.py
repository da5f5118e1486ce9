"""Files of others, understood."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from gospel_keys.commands.console import USAGE, fail, say, tell
from gospel_keys.score.importing import MAX_BYTES, Imported, UnreadableError, read
from gospel_keys.studio.exchange_mapping import import_out

STDIN = Path("-")
BARS_A_LINE = 4
TAKEN = {"key", "time_signature", "tempo", "num_bars", "progression", "melody"}
"""What a request takes of a file."""


def run(source: Path, as_json: bool) -> None:
    """Print what a file gives to be arranged."""
    found = understood(source)
    if as_json:
        say(import_out(found).model_dump_json(indent=2))
    else:
        say(summary(found))


def understood(source: Path) -> Imported:
    """The file's chords and melody; the command ends with a sentence where it cannot be read."""
    try:
        return read(_content(source))
    except UnreadableError as error:
        fail(f"{source}: {error}", USAGE)


def _content(source: Path) -> bytes:
    """The file's bytes, one more than is ever read at most."""
    try:
        if source == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with source.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        fail(f"cannot read {source}: {error.strerror}")


def fields_from(source: Path, take: str, fields: Mapping[str, object]) -> dict[str, object]:
    """The request's fields with what a file has for those left open; ``take`` is ``all``,
    ``chords`` or ``melody``."""
    found = import_out(understood(source))
    own = found.model_dump(include=TAKEN, exclude_none=True)
    if take != "all":
        own.pop("melody" if take == "chords" else "progression", None)
        if not {"melody", "progression"} & own.keys():
            fail(f"{source}: there is no {take} in it" if take == "melody" else
                 f"{source}: there are no {take} in it", USAGE)  # fmt: skip
    for notice in found.notices:
        tell(notice)
    return {**fields, **{name: value for name, value in own.items() if fields.get(name) is None}}


def summary(found: Imported) -> str:
    """The file in a few lines: what it is, its chords bar by bar, what is not sure."""
    facts = [found.format, str(found.key), str(found.meter)]
    facts += [] if found.tempo is None else [f"{found.tempo:g} bpm"]
    facts += [f"{found.bars} bars", f"{len(found.melody)} notes of melody"]
    head = ", ".join(facts)
    sure = ", ".join(f"{name} {value:.0%}" for name, value in found.confidence.items() if value < 1)
    lines = [found.title] if found.title else []
    lines += [head, *chart(found)]
    lines += [f"Not sure: {sure}"] if sure else []
    return "\n".join([*lines, *found.notices])


def chart(found: Imported) -> list[str]:
    """Chord symbols between barlines, a few bars a line; ``%`` where none begins."""
    bars: list[list[str]] = [[] for _ in range(found.bars if found.chords else 0)]
    at = found.meter.bar * 0
    for item in found.chords:
        bars[int(at // found.meter.bar)].append(str(item.chord))
        at += item.duration
    cells = [" ".join(bar) or "%" for bar in bars]
    rows = [cells[i : i + BARS_A_LINE] for i in range(0, len(cells), BARS_A_LINE)]
    return ["| " + " | ".join(row) + " |" for row in rows]
