"""A piece's chords as spots for substitutes: with their neighbours and the melody over them."""

from __future__ import annotations

from fractions import Fraction

from gospel_keys.compose import Composition
from gospel_keys.composer.substitutes.place import Spot
from gospel_keys.score.model import ChordEvent, Role
from gospel_keys.score.timeline import Timeline


class Spots:
    """A piece's chords as spots; its melody is looked through once."""

    def __init__(self, piece: Composition) -> None:
        self._piece = piece
        self._least = piece.brief.meter.beat / 2
        notes = piece.arrangement.notes
        self._melody = Timeline(note for note in notes if note.role is Role.MELODY)
        self._keys = {s.id: s.key for s in piece.arrangement.progression.sections}

    def at(self, index: int) -> Spot:
        """The chord number ``index`` of the piece as a spot."""
        chords = self._piece.arrangement.progression.chords
        here = chords[index]
        return Spot(
            chord=here.chord,
            key=self._keys[here.section_id],
            before=chords[index - 1].chord if index else None,
            after=chords[index + 1].chord if index + 1 < len(chords) else None,
            sung=self.sung(here.onset, here.end),
            sung_late=self.sung(halved(here), here.end),
        )

    def sung(self, start: Fraction, end: Fraction) -> frozenset[int]:
        """The chromas of the melody notes that sound for half a beat or longer in a stretch."""
        return frozenset(
            note.pitch.midi % 12
            for note in self._melody.around(start, end)
            if min(note.end, end) - max(note.onset, start) >= self._least
        )


def halved(chord: ChordEvent) -> Fraction:
    """The middle of a chord."""
    return chord.onset + chord.duration / 2
