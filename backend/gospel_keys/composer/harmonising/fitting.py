"""How well a chord carries the notes of a tune that sound over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenNote

_STRONG, _BEAT, _BETWEEN = 2.4, 1.0, 0.5
_HELD = 0.5
"""What a note that only goes on from before counts, beside one that is struck."""
_STEP = 2
_PASSING = 0.3
"""What is left of the price of a short note that comes and goes by step."""
_ROOTED = {0: 0.05, 7: 0.1, 3: 0.0, 4: 0.0, 6: 0.1, 8: 0.1, 10: 0.12, 11: 0.15, 9: 0.12}
_TENSIONS = {
    "major": {2: 0.5, 9: 0.5, 11: 0.5, 6: 1.1},
    "minor": {2: 0.6, 5: 0.6, 10: 0.4, 9: 1.0},
    "dominant": {2: 0.4, 9: 0.5, 3: 0.8, 1: 1.1, 6: 1.1, 8: 1.1},
    "other": {2: 0.9},
}
"""What a tone costs that the chord has not, by semitones above its root: colours cost little."""
_FOREIGN, _RUB = 1.9, 2.4
"""What another tone costs, and one a semitone above a tone of the chord."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A note over a stretch: its chroma and how much it counts there."""

    chroma: int
    weight: float


def sounding_in(melody: Sequence[GivenNote], start: Fraction, end: Fraction) -> range:
    """The numbers of the notes that sound in a stretch; a tune is in order, one note at a time."""
    first = bisect_right(melody, start, key=_onset)
    first -= first > 0 and melody[first - 1].end > start
    return range(first, bisect_left(melody, end, key=_onset))


def _onset(note: GivenNote) -> Fraction:
    return note.onset


def weighed(
    melody: Sequence[GivenNote], start: Fraction, end: Fraction, meter: Meter
) -> tuple[Weighed, ...]:
    """The notes that sound in a stretch: long ones and those on strong beats count most."""
    found: list[Weighed] = []
    for index in sounding_in(melody, start, end):
        note = melody[index]
        sounding = min(note.end, end) - max(note.onset, start)
        struck = note.onset >= start
        place = _place(meter, note.onset) if struck else _HELD
        weight = place * (0.35 + min(float(sounding / meter.beat), 2.0))
        if _passes(melody, index, meter):
            weight *= _PASSING
        found.append(Weighed(note.pitch.name.chroma, weight))
    return tuple(found)


def _place(meter: Meter, onset: Fraction) -> float:
    strength = meter.strength(onset)
    return _STRONG if strength >= 2 else _BEAT if strength else _BETWEEN


def _passes(melody: Sequence[GivenNote], index: int, meter: Meter) -> bool:
    """A short note off the beat between two neighbours a step away."""
    note = melody[index]
    if note.duration > meter.beat / 2 or meter.strength(note.onset):
        return False
    sides = [melody[i] for i in (index - 1, index + 1) if 0 <= i < len(melody)]
    return len(sides) == 2 and all(
        abs(side.pitch.midi - note.pitch.midi) <= _STEP for side in sides
    )


def misfit(notes: Sequence[Weighed], chord: Chord) -> float:
    """What it costs to have a chord under these notes; 0 where it has them all."""
    prices = _prices(chord)
    return sum(note.weight * prices[note.chroma] for note in notes)


@lru_cache(maxsize=4096)
def _prices(chord: Chord) -> tuple[float, ...]:
    """What each chroma costs over a chord."""
    root, tones = chord.root.chroma, chord.chromas
    colours = _TENSIONS[_kind(chord)]
    prices = []
    for chroma in range(12):
        step = (chroma - root) % 12
        if chroma in tones:
            prices.append(_ROOTED.get(step, 0.15))
        elif step in colours:
            prices.append(colours[step])
        else:
            prices.append(_RUB if (chroma - 1) % 12 in tones else _FOREIGN)
    return tuple(prices)


def _kind(chord: Chord) -> str:
    if chord.is_dominant:
        return "dominant"
    if chord.is_diminished:
        return "other"
    return "minor" if chord.is_minor else "major"
