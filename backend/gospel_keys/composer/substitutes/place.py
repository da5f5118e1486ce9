"""A chord between its neighbours, as the table of substitutes asks about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.composer.substitutes.rows import Here, Quality
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import PitchClass

_STEPS = (1, 2, 10, 11)


@dataclass(frozen=True, slots=True)
class Spot:
    """A chord, its key, the chords around it, and the chromas of the melody over each half of it.

    ``sung`` are the melody's chromas held or struck long over the whole chord, ``sung_late`` those
    over its last half.
    """

    chord: Chord
    key: Key
    before: Chord | None
    after: Chord | None
    sung: frozenset[int] = frozenset()
    sung_late: frozenset[int] = frozenset()

    @property
    def degree(self) -> int:
        return (self.chord.root.chroma - self.key.tonic.chroma) % 12


def quality_of(chord: Chord) -> Quality:
    """The kind of chord, as the table names it."""
    if chord.is_diminished:
        return "half-diminished" if "b7" in chord.degrees else "diminished"
    if chord.is_dominant:
        return "dominant"
    if chord.third is None:
        return "suspended"
    if chord.is_minor:
        return "minor"
    return "augmented" if chord.quality == "augmented" else "major"


def fits(here: Here, spot: Spot) -> bool:
    """Whether a row may replace the chord."""
    after = spot.after
    root, bass = (after.root, after.lowest) if after else (None, None)
    return (
        (not here.quality or quality_of(spot.chord) in here.quality)
        and (not here.degrees or spot.degree in here.degrees)
        and here.mode in (None, spot.key.mode)
        and (not here.next or _up(spot.chord.root, root) in here.next)
        and (not here.bass_next or _up(spot.chord.lowest, bass) in here.bass_next)
        and here.next_home in (None, _is_home(after, spot.key))
        and here.next_dominant in (None, after is not None and after.is_dominant)
        and here.before_dominant in (None, _is_five(spot.before, spot.key))
        and (not here.third_steps or _steps(spot, ("3", "b3")))
        and (not here.fifth_steps or _steps(spot, ("5",)))
    )


def _up(low: PitchClass, high: PitchClass | None) -> int:
    return -1 if high is None else (high.chroma - low.chroma) % 12


def _is_home(chord: Chord | None, key: Key) -> bool:
    return chord is not None and chord.root.chroma == key.tonic.chroma and chord.bass is None


def _is_five(chord: Chord | None, key: Key) -> bool:
    return chord is not None and chord.is_dominant and _up(key.tonic, chord.root) == 7


def _steps(spot: Spot, degrees: Sequence[str]) -> bool:
    """Whether that tone of the chord lies a step from the next bass, and is not the bass now."""
    if spot.after is None or spot.chord.bass is not None:
        return False
    tones = [tone for name in degrees if (tone := spot.chord.degree(name)) is not None]
    return any(_up(tone, spot.after.lowest) in _STEPS for tone in tones)
