"""Notes found by when they sound, without looking at all of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gospel_keys.score.model import Note


class Timeline:
    """Notes by the quarters they touch. ``around`` may give a few that only come near."""

    __slots__ = ("_quarters",)

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._quarters: dict[int, list[Note]] = {}
        for note in notes:
            self.add(note)

    def add(self, note: Note) -> None:
        """One note more."""
        for quarter in range(_floor(note.onset), _floor(note.end) + 1):
            self._quarters.setdefault(quarter, []).append(note)

    def around(self, start: Fraction, end: Fraction, margin: int = 0) -> list[Note]:
        """The notes that touch the quarters of ``[start, end]``, and ``margin`` more at each side,
        in the order in which they were added to each."""
        found: dict[int, Note] = {}
        for quarter in range(_floor(start) - margin, _floor(end) + margin + 1):
            for note in self._quarters.get(quarter, ()):
                found.setdefault(id(note), note)
        return list(found.values())


def _floor(time: Fraction) -> int:
    return time.numerator // time.denominator
