"""The two sevenths and the two sixths of a minor key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.voices.motion import parallel
from gospel_keys.arranger.voices.surface import Tone

_SIXTH, _SEVENTH = 8, 10
"""The flat degrees, in semitones over the tonic."""


def melodic(lines: Sequence[list[Tone]], tonic: int) -> None:
    """In minor each line climbs to the tonic by its raised sixth and seventh, and leaves no
    augmented second between the flat sixth and the leading tone.

    Chord tones stay as they are, so does a seventh over a chord that holds the flat sixth, and so
    does what would run in parallel with another line.
    """
    for number, line in enumerate(lines):
        others = [other for index, other in enumerate(lines) if index != number]
        for index in chain(_climbing(line, tonic), _falling(line, tonic)):
            line[index].midi += 1
            if any(_parallel(line, index, other) for other in others):
                line[index].midi -= 1
        for note, after in pairwise(line):
            gap = (note.midi - tonic) % 12 == _SIXTH and after.midi - note.midi == 3
            after.midi -= gap and not _has(after.place.sound, after.midi)


def _climbing(line: Sequence[Tone], tonic: int) -> Iterator[int]:
    """The notes to raise on the way up, the last first: each is judged by what follows it."""
    for index in range(len(line) - 2, -1, -1):
        note, after = line[index], line[index + 1]
        sound, rise = note.place.sound, after.midi - note.midi
        degree = (note.midi - tonic) % 12
        before = line[index - 1].midi if index else note.midi
        climbs = degree == _SEVENTH and rise == 2 and before != after.midi
        climbs = climbs and not _has(sound, tonic + _SIXTH)
        if not _has(sound, note.midi) and (climbs or (degree == _SIXTH and rise == 3)):
            yield index


def _falling(line: Sequence[Tone], tonic: int) -> Iterator[int]:
    """The flat sixths that come an augmented second under a leading tone."""
    for index, (higher, note) in enumerate(pairwise(line), start=1):
        flat = (note.midi - tonic) % 12 == _SIXTH and not _has(note.place.sound, note.midi)
        if flat and higher.midi - note.midi == 3:
            yield index


def _has(sound: Harmony, midi: int) -> bool:
    return midi % 12 in sound.tones


def _parallel(line: Sequence[Tone], index: int, other: Sequence[Tone]) -> bool:
    """Whether a note moves in parallel with another line, from the one before or to the next."""
    for one, two in pairwise(line[max(0, index - 1) : index + 2]):
        struck = next((tone for tone in other if tone.onset == two.onset), None)
        under = next((tone for tone in other if tone.onset < two.onset <= tone.end), None)
        if struck and under and parallel(one.midi, under.midi, two.midi, struck.midi):
            return True
    return False
