"""How close notes may stand low on the piano before they growl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE
from gospel_keys.music.pitch import Pitch, PitchClass

FOURTH_BELOW = Pitch.parse("C3").midi
FIFTH_BELOW = Pitch.parse("G2").midi
DEFAULT_BOTTOM = Pitch.parse("C3")

Voicing = tuple[Pitch, ...]


def least_gap(low: int) -> int:
    """Semitones that the next note must keep above a note of MIDI number ``low``.

    A fourth below C3, a fifth below G2, anything above.
    """
    if low < FIFTH_BELOW:
        return 7
    return 5 if low < FOURTH_BELOW else 1


def spacing_faults(pitches: Iterable[Pitch]) -> tuple[tuple[Pitch, Pitch], ...]:
    """The neighbouring pairs that stand too close for their register, the lower note first."""
    ordered = sorted(pitches)
    return tuple(
        (low, high)
        for low, high in pairwise(ordered)
        if 0 < high.midi - low.midi < least_gap(low.midi)
    )


def spacing_ok(pitches: Iterable[Pitch]) -> bool:
    """Whether every pair keeps its distance."""
    return not spacing_faults(pitches)


def spaced(pitches: Iterable[Pitch]) -> Voicing:
    """The same notes with those that stand too close an octave up, until all is clear."""
    ordered = sorted(pitches)
    while faults := spacing_faults(ordered):
        high = faults[0][1]
        ordered.remove(high)
        ordered = sorted([*ordered, high.transpose(OCTAVE)])
    return tuple(ordered)


def stack(
    names: Sequence[PitchClass], *, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Notes upwards, each the nearest of its name above the one before.

    With ``bottom`` the first is the lowest that is not below it; with ``top`` the last is the
    highest that is not above it; with both the notes must fit between, or TheoryError.
    """
    if not names:
        raise TheoryError("a voicing needs at least one note")
    floor = (bottom or DEFAULT_BOTTOM).midi
    pitches = [names[0].above(floor)]
    for name in names[1:]:
        pitches.append(name.above(pitches[-1].midi + 1))
    if top is None:
        return tuple(pitches)
    octaves = (top.midi - pitches[-1].midi) // 12
    if octaves < 0 and bottom is not None:
        raise TheoryError(f"{' '.join(map(str, names))} does not fit between {bottom} and {top}")
    moved = octaves if bottom is None else 0
    return tuple(Pitch(pitch.name, pitch.octave + moved) for pitch in pitches)


def placements(names: Sequence[PitchClass], low: Pitch, high: Pitch) -> list[Voicing]:
    """The stack of ``names`` in every octave where it lies from ``low`` to ``high``."""
    found = []
    pitches = stack(names, bottom=low)
    while pitches[-1].midi <= high.midi:
        found.append(pitches)
        pitches = tuple(Pitch(pitch.name, pitch.octave + 1) for pitch in pitches)
    return found
