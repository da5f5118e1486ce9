"""Which notes of a bar need an accidental beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.musicxml.measures import Piece
from gospel_keys.score.musicxml.sheet import SheetNote

NAMES = {
    -3: "triple-flat",
    -2: "flat-flat",
    -1: "flat",
    0: "natural",
    1: "sharp",
    2: "double-sharp",
    3: "triple-sharp",
}
_ORDER = "FCGDAEB"

Place = tuple[int, int, SheetNote]
"""A voice, the number of a piece in it, and a note of that piece."""


def signature(key: Key) -> dict[str, int]:
    """The alteration of each letter that the key signature sets."""
    fifths = key.respelled().fifths
    return {letter: (index < fifths) - (index >= 7 + fifths) for index, letter in enumerate(_ORDER)}


class Accidentals:
    """Reads one staff bar by bar. What a bar alters is cancelled where the next has it plain."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def bar(self, key: Key, voices: Mapping[int, Sequence[Piece]]) -> dict[Place, str]:
        """The accidentals of a bar of the staff, by place."""
        plain = signature(key)
        state: dict[int, int] = {}
        shown: dict[Place, str] = {}
        for voice, index, note, tied in _in_time(voices):
            step, alter = note.pitch.staff_step, note.pitch.alter
            if tied:
                continue
            usual = state.get(step, plain[note.pitch.letter])
            if step not in state and self._last.get(step, usual) != alter:
                usual = self._last.get(step, usual)
            if alter != usual:
                shown[voice, index, note] = NAMES[alter]
            state[step] = alter
        self._last = {step: alter for step, alter in state.items() if alter != plain[_letter(step)]}
        return shown


def _letter(step: int) -> str:
    return "CDEFGAB"[step % 7]


def _in_time(voices: Mapping[int, Sequence[Piece]]) -> list[tuple[int, int, SheetNote, bool]]:
    """The staff's notes from left to right: voice, piece number, note, whether it is tied over."""
    found = []
    for voice, pieces in voices.items():
        for index, piece in enumerate(pieces):
            before = (piece.start, 0, voice, index)
            found += [(before, voice, index, note, False) for note in piece.graces]
            at = (piece.start, 1, voice, index)
            found += [(at, voice, index, note, piece.tied_from) for note in piece.notes]
    found.sort(key=lambda item: (item[0], _height(item[3].pitch)))
    return [item[1:] for item in found]


def _height(pitch: Pitch) -> tuple[int, int]:
    return pitch.staff_step, pitch.alter
