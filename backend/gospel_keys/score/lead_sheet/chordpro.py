"""ChordPro: charts as grids of bars and cells; songs with chords over their words are read too."""

from __future__ import annotations

import re
from itertools import groupby

from gospel_keys.music.chord import Chord
from gospel_keys.score.lead_sheet.sheet import LeadBar, LeadSheet, cells

BARS_A_LINE = 4
NO_CHORD = "N.C."


def write_chordpro(sheet: LeadSheet) -> str:
    """The chart as ChordPro text: one grid a section, four bars a line, a cell for every beat."""
    lines = [f"{{title: {_inline(sheet.title)}}}"]
    if sheet.composer:
        lines.append(f"{{composer: {_inline(sheet.composer)}}}")
    if sheet.style:
        lines.append(f"{{meta: style {_inline(sheet.style)}}}")
    minor = "m" if sheet.key.is_minor else ""
    lines.append(f"{{key: {sheet.key.tonic}{minor}}}")
    if sheet.tempo is not None:
        lines.append(f"{{tempo: {sheet.tempo:g}}}")
    meter = None
    for grid in _grids(sheet):
        if grid[0].meter != meter:
            meter = grid[0].meter
            lines.append(f"{{time: {meter}}}")
        lines += ["", *_grid(grid, last=grid[-1] is sheet.bars[-1])]
    return "\n".join(lines) + "\n"


def _inline(text: str) -> str:
    return re.sub(r"[{}\s]+", " ", text).strip()


def _grids(sheet: LeadSheet) -> list[list[LeadBar]]:
    """The bars parted where a section starts or the meter changes."""
    number = 0
    marked: list[tuple[int, LeadBar]] = []
    for index, bar in enumerate(sheet.bars):
        number += bool(index) and (bool(bar.section) or bar.meter != sheet.bars[index - 1].meter)
        marked.append((number, bar))
    return [[bar for _, bar in group] for _, group in groupby(marked, key=lambda item: item[0])]


def _grid(bars: list[LeadBar], *, last: bool) -> list[str]:
    rows = [cells(bar) for bar in bars]
    finest = max(len(row) for row in rows)
    label = bars[0].section.replace('"', "'")
    named = f' label="{_inline(label)}"' if label else ""
    shape = f' shape="{min(len(bars), BARS_A_LINE)}x{finest}"'
    lines = [f"{{start_of_grid{named}{shape}}}"]
    for start in range(0, len(rows), BARS_A_LINE):
        text = "||" if start == 0 else "|"
        for row in rows[start : start + BARS_A_LINE]:
            text += " " + " ".join(map(_cell, row)) + " |"
        if start + BARS_A_LINE >= len(rows):
            text += "." if last else "|"
        lines.append(text)
    return [*lines, "{end_of_grid}"]


def _cell(cell: Chord | str | None) -> str:
    if isinstance(cell, str):
        return "."
    return NO_CHORD if cell is None else str(cell)
