"""What the tune has to do with a chord, in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gospel_keys.composer.harmonising.fitting import sounding_in
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import GivenNote

_NAMES = {
    1: "root", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh",
    9: "ninth", 11: "eleventh", 13: "thirteenth",
}  # fmt: skip
_MOST = 2


def told(chord: Chord, melody: Sequence[GivenNote], start: Fraction, end: Fraction) -> str:
    """A sentence: which tones of the chord the tune has there, longest first; with a space."""
    lengths: dict[str, Fraction] = {}
    here = [melody[index] for index in sounding_in(melody, start, end)]
    for note in here:
        name = str(note.pitch.name)
        sounding = min(note.end, end) - max(note.onset, start)
        lengths[name] = lengths.get(name, Fraction(0)) + sounding
    if not lengths:
        return "The tune rests here. "
    parts = {str(note.pitch.name): _part(chord, note) for note in here}
    order = sorted(lengths, key=lambda name: -lengths[name])
    own = [name for name in order if parts[name]][:_MOST]
    if not own:
        return f"The tune's {order[0]} leans on it. "
    if len(own) == 1:
        return f"The tune's {own[0]} is its {parts[own[0]]}. "
    return f"The tune's {own[0]} is its {parts[own[0]]}, {own[1]} its {parts[own[1]]}. "


def _part(chord: Chord, note: GivenNote) -> str:
    """What a note is in the chord; "" for a foreign one."""
    step = (note.pitch.name.chroma - chord.root.chroma) % 12
    for interval in chord.intervals:
        if interval.semitones % 12 == step:
            return _NAMES.get(interval.steps + 1, "colour")
    return ""
