"""Which key music is in, from how much of each pitch class there is, its beginning and its end.

The profiles are D. Temperley's revision of the probe-tone ratings (*What's Key for Key?*, Music
Perception 17, 1999), which suit music with many chromatic passing notes better than the ratings
themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from gospel_keys.music.key import Key, all_keys

MAJOR = (5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0)
MINOR = (5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0)
_LAST, _FIRST = 0.22, 0.08
"""What it is worth when the piece ends, or begins, on the tonic: bass or chord."""
_MARGIN = 0.25
"""The lead over the next best key at which there is no doubt left."""


def find_key(
    weights: Sequence[float], *, first: int | None = None, last: int | None = None
) -> tuple[Key, float]:
    """The key, and how sure that is (0..1), for twelve weights, C first.

    ``first`` and ``last`` are the chromas of the lowest note (or the root) at the beginning and at
    the end. Of keys that sound alike the one with fewer accidentals is taken.
    """
    marks: dict[tuple[int, str], float] = {}
    for mode, profile in (("major", MAJOR), ("minor", MINOR)):
        for tonic in range(12):
            mark = _correlation(weights, profile[-tonic:] + profile[:-tonic])
            mark += _LAST * (last == tonic) + _FIRST * (first == tonic)
            marks[tonic, mode] = mark
    order = sorted(marks, key=lambda one: -marks[one])
    lead = marks[order[0]] - marks[order[1]]
    return _keys()[order[0]], min(1.0, 0.4 + 0.6 * lead / _MARGIN) if any(weights) else 0.0


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    mean, middle = sum(one) / 12, sum(other) / 12
    a, b = [x - mean for x in one], [y - middle for y in other]
    size = sqrt(sum(x * x for x in a) * sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / size if size else 0.0


@lru_cache(maxsize=1)
def _keys() -> dict[tuple[int, str], Key]:
    """The plainest key of each sound."""
    found: dict[tuple[int, str], Key] = {}
    for key in sorted(all_keys(), key=lambda one: (abs(one.fifths), one.fifths)):
        found.setdefault((key.tonic.chroma, key.mode), key)
    return found
