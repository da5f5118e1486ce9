"""Spelling for the eye: what theory calls Dbb, a pianist reads better as C."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import UNISON, Interval
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import ChordEvent, Note

MOST = 2
"""The most sharps or flats a note is printed with."""

_OCTAVE_STEPS, _OCTAVE_SEMITONES = 7, 12


def turns(chords: Iterable[ChordEvent]) -> Mapping[str, Interval]:
    """By chord id, the way to a plainer spelling, for chords on doubly altered roots."""
    found = {}
    for event in chords:
        turn = Interval.between(event.chord.root, event.chord.root.simplified())
        if turn.steps > _OCTAVE_STEPS // 2:
            turn = Interval(turn.steps - _OCTAVE_STEPS, turn.semitones - _OCTAVE_SEMITONES)
        if turn != UNISON:
            found[event.id] = turn
    return found


def readable(note: Note, turns: Mapping[str, Interval]) -> Pitch:
    """The note's pitch as it is printed: spelled with its chord, never triply altered."""
    pitch = note.pitch
    if note.chord_id in turns:
        try:
            pitch = pitch.transpose(turns[note.chord_id])
        except TheoryError:
            pitch = _plain(pitch)
    return pitch if abs(pitch.alter) <= MOST else _plain(pitch)


def _plain(pitch: Pitch) -> Pitch:
    return Pitch.from_midi(pitch.midi, pitch.name.simplified())
