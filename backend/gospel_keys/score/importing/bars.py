"""Where the barlines of a played piece are."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from gospel_keys.music.meter import Meter
from gospel_keys.score.importing.performance import Heard, Said

_NEAR = 1e-3
_EARLY = 0.02
"""Quarters by which a player may come before a barline and still be on it."""
_MORE = 1.15
_UNSURE = 0.5


def meter_of(notes: Sequence[Heard], told: Said) -> tuple[Meter, float]:
    """The file's meter, else three or four quarters by how its low notes come round."""
    if told.meter is not None:
        return told.meter, 1.0
    weights = _low_weights(notes)
    three, four = _echo(weights, 3), _echo(weights, 4)
    if three > _MORE * four and three > 0:
        return Meter(3, 4), min(0.8, _UNSURE * three / max(four, 1e-9))
    return Meter(4, 4), _UNSURE + 0.3 * (four > _MORE * three)


def origin_of(notes: Sequence[Heard], told: Said, meter: Meter) -> float:
    """The first barline in quarters from the file's start.

    Where chords are written, the first of them; else whole bars of silence are passed over, and
    what begins in the second half of a bar is a pickup to the next.
    """
    bar = float(meter.bar)
    if told.chords:
        return float(told.chords[0][0])
    first = notes[0].onset
    if told.meter is None:
        return _phase(notes, meter, first)
    place = floor((first + _EARLY) / bar)
    into = first + _EARLY - place * bar
    return bar * (place + (into > bar / 2))


def _phase(notes: Sequence[Heard], meter: Meter, first: float) -> float:
    """The quarter at which bars begin, by the weight of the low notes there."""
    weights = _low_weights(notes)
    count = max(1, round(float(meter.bar)))
    best = max(range(count), key=lambda k: (sum(weights[k::count]), -k))
    return float(floor(first) + best)


def _low_weights(notes: Sequence[Heard]) -> list[float]:
    """How much low sound begins at each quarter from the first note's on."""
    start = floor(notes[0].onset)
    weights = [0.0] * (ceil(max(note.onset for note in notes)) - start + 2)
    for note in notes:
        at = round(note.onset)
        if abs(note.onset - at) < 0.12:
            weights[at - start] += max(0.0, (60 - note.pitch) / 12) * min(
                note.end - note.onset, 4.0
            )
    return weights


def _echo(weights: Sequence[float], lag: int) -> float:
    """How like itself the row is ``lag`` places on."""
    pairs = list(zip(weights, weights[lag:], strict=False))
    size = sum(a * a for a, _ in pairs) ** 0.5 * sum(b * b for _, b in pairs) ** 0.5
    return sum(a * b for a, b in pairs) / size if size > _NEAR else 0.0
