"""How well one chord follows another: root motion, dominants that resolve, tones that move."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from gospel_keys.composer.planning.context import common_tones, half_steps
from gospel_keys.music.chord import Chord

_MOTION = (-0.6, 0.6, 0.5, 0.2, 0.2, 1.0, -0.1, 0.3, 0.2, 0.3, 0.3, 0.7)
"""What the root's motion upwards (semitones 0..11) is worth: falling fifths and half steps most."""
_SAME = -1.5
_RESOLVED, _UNRESOLVED = 0.5, -0.4


@lru_cache(maxsize=16384)
def flow(one: Chord, other: Chord) -> float:
    """A number that is higher the better ``other`` follows ``one``; about -2..2."""
    if one == other:
        return _SAME
    motion = (other.root.chroma - one.root.chroma) % 12
    worth = _MOTION[motion]
    if one.is_dominant or one.is_diminished:
        leads = motion in ((5, 11) if one.is_dominant else (1, 11))
        worth += _RESOLVED if leads else _UNRESOLVED
    bass = (other.lowest.chroma - one.lowest.chroma) % 12
    worth += 0.2 * (bass in (1, 2, 10, 11)) - 0.15 * (bass == 6)
    return worth + 0.12 * min(3, len(half_steps(one, other))) + 0.06 * len(common_tones(one, other))


def smoothness(chords: Sequence[Chord]) -> float:
    """The mean worth of the steps in a run of chords; 0 for fewer than two."""
    steps = [flow(one, other) for one, other in pairwise(chords)]
    return sum(steps) / len(steps) if steps else 0.0
