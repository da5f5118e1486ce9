"""The two sevenths and the two sixths of a minor key."""

from __future__ import annotations

from itertools import pairwise

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.voices.surface import Tone

_SIXTH, _SEVENTH = 8, 10
"""The flat degrees, in semitones over the tonic."""


def melodic(line: list[Tone], tonic: int) -> None:
    """In minor a line climbs to the tonic by its raised sixth and seventh, and leaves no augmented
    second between the flat sixth and the leading tone.

    Chord tones stay as they are, and so does a seventh over a chord that holds the flat sixth.
    """
    for index in range(len(line) - 2, -1, -1):
        note, after = line[index], line[index + 1]
        sound, rise = note.place.sound, after.midi - note.midi
        degree = (note.midi - tonic) % 12
        if note.midi % 12 in sound.tones:
            continue
        before = line[index - 1].midi if index else note.midi
        climbs = degree == _SEVENTH and rise == 2 and before != after.midi
        climbs = climbs and not _has(sound, tonic + _SIXTH)
        if climbs or (degree == _SIXTH and rise == 3):
            note.midi += 1
    for higher, note in pairwise(line):
        fall = higher.midi - note.midi
        foreign = not _has(note.place.sound, note.midi)
        if (note.midi - tonic) % 12 == _SIXTH and fall == 3 and foreign:
            note.midi += 1


def _has(sound: Harmony, midi: int) -> bool:
    return midi % 12 in sound.tones
