"""A voice and the scale it moves in: steps, tendencies, and the two sevenths of a minor key."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from gospel_keys.arranger.harmony import Harmony

_LOW, _HIGH = 21, 108
_LEADING_ROOTS = (7, 11)
"""Roots over the tonic whose chords hold a leading tone that leads: V and vii."""


@lru_cache(maxsize=2048)
def ladder(scale: tuple[int, ...]) -> tuple[int, ...]:
    """Every key of the piano whose chroma is one of ``scale``, ascending."""
    return tuple(midi for midi in range(_LOW, _HIGH + 1) if midi % 12 in scale)


def step(rungs: tuple[int, ...], midi: int, steps: int) -> int:
    """The pitch ``steps`` scale steps from ``midi``; a pitch outside the scale counts as the rung
    it lies above on the way up, below on the way down."""
    place = bisect_left(rungs, midi)
    if steps > 0 and (place == len(rungs) or rungs[place] != midi):
        place -= 1
    return rungs[min(max(place + steps, 0), len(rungs) - 1)]


@lru_cache(maxsize=32768)
def distance(scale: tuple[int, ...], low: int, high: int) -> int:
    """Scale steps from one pitch to another, signed."""
    rungs = ladder(scale)
    return bisect_right(rungs, high) - bisect_right(rungs, low)


@lru_cache(maxsize=8192)
def tendency(sound: Harmony, following: Harmony | None) -> dict[int, frozenset[int]]:
    """Where a chord's restless tones go when the next chord comes: chroma to semitones of move.

    A leading tone rises to the tonic, a seventh falls by a step or stays where the next chord has
    it too. A tone whose goal the next chord lacks is free.
    """
    if following is None or following is sound:
        return {}
    found: dict[int, frozenset[int]] = {}
    leading = (sound.tonic - 1) % 12
    rooted = (sound.root - sound.tonic) % 12 in _LEADING_ROOTS
    if rooted and leading in sound.tones and sound.tonic in following.tones:
        found[leading] = frozenset({1})
    if sound.named >= 0 and sound.named != leading:
        moves = {-n for n in (1, 2) if (sound.named - n) % 12 in following.tones}
        if sound.named in following.tones:
            moves.add(0)
        if moves:
            found[sound.named] = frozenset(moves)
    return found


def restless(sound: Harmony) -> frozenset[int]:
    """The chromas that no two voices share: the leading tone of a dominant, and the seventh."""
    found = {sound.named} if sound.named >= 0 else set()
    leading = (sound.tonic - 1) % 12
    if (sound.root - sound.tonic) % 12 in _LEADING_ROOTS and leading in sound.tones:
        found.add(leading)
    return frozenset(found)
