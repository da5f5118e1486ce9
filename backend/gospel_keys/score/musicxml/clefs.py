"""Clefs: the usual one of each staff, another only where it saves many ledger lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from gospel_keys.score.musicxml.sheet import Sheet, SheetNote

Clef = Literal["G", "F"]

LINES: dict[Clef, int] = {"G": 2, "F": 4}
_BOTTOM_AND_TOP: dict[Clef, tuple[int, int]] = {"G": (30, 38), "F": (18, 26)}
_EASY = 3
_CHANGE = 20


def clefs(sheet: Sheet, part: int, staff: int, staves: int) -> list[Clef]:
    """The clef of every bar of a staff: the cheapest way through them.

    A ledger line more than three costs its square, a change of clef a fixed price.
    """
    own = [n for n in sheet.notes if n.part == part and n.staff == staff]
    usual = _usual(own, staff, staves)
    other: Clef = "F" if usual == "G" else "G"
    bars = _by_bar(sheet, own)
    best: dict[Clef, tuple[int, list[Clef]]] = {usual: (0, []), other: (_CHANGE, [])}
    for notes in bars:
        ways: dict[Clef, tuple[int, list[Clef]]] = {}
        for clef in (usual, other):
            before = min(
                best, key=lambda one: (best[one][0] + _CHANGE * (one != clef), one != clef)
            )
            price, path = best[before]
            price += _CHANGE * (before != clef) + _price(clef, notes)
            ways[clef] = price + (clef != usual), [*path, clef]
        best = ways
    return min(best.values(), key=lambda way: way[0])[1]


def _usual(notes: Sequence[SheetNote], staff: int, staves: int) -> Clef:
    if staves > 1:
        return "G" if staff < staves else "F"
    steps = sorted(note.pitch.staff_step for note in notes)
    return "F" if steps and steps[len(steps) // 2] < 27 else "G"


def _by_bar(sheet: Sheet, notes: Sequence[SheetNote]) -> list[list[SheetNote]]:
    found: list[list[SheetNote]] = []
    index = 0
    for bar in sheet.bars:
        here = []
        while index < len(notes) and notes[index].onset < bar.end:
            here.append(notes[index])
            index += 1
        found.append(here)
    return found


def _price(clef: Clef, notes: Iterable[SheetNote]) -> int:
    bottom, top = _BOTTOM_AND_TOP[clef]
    price = 0
    for note in notes:
        step = note.pitch.staff_step
        ledgers = max((bottom - step) // 2, (step - top) // 2, 0)
        price += max(ledgers - _EASY, 0) ** 2
    return price
