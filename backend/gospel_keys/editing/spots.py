"""A piece's chords as spots for substitutes: with their neighbours and the melody over them."""

from __future__ import annotations

from fractions import Fraction

from gospel_keys.compose import Composition
from gospel_keys.composer.substitutes.place import Spot
from gospel_keys.score.model import ChordEvent, Role


def spot_of(piece: Composition, index: int) -> Spot:
    """The chord number ``index`` of the piece as a spot."""
    progression = piece.arrangement.progression
    chords = progression.chords
    here = chords[index]
    section = next(s for s in progression.sections if s.id == here.section_id)
    return Spot(
        chord=here.chord,
        key=section.key,
        before=chords[index - 1].chord if index else None,
        after=chords[index + 1].chord if index + 1 < len(chords) else None,
        sung=sung(piece, here.onset, here.end),
        sung_late=sung(piece, halved(here), here.end),
    )


def halved(chord: ChordEvent) -> Fraction:
    """The middle of a chord."""
    return chord.onset + chord.duration / 2


def sung(piece: Composition, start: Fraction, end: Fraction) -> frozenset[int]:
    """The chromas of the melody notes that sound for half a beat or longer in a stretch."""
    least = piece.brief.meter.beat / 2
    return frozenset(
        note.pitch.midi % 12
        for note in piece.arrangement.notes
        if note.role is Role.MELODY and min(note.end, end) - max(note.onset, start) >= least
    )
