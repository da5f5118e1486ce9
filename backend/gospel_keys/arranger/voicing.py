"""The right hand's inner voices: chord tones under a melody note, led from chord to chord."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from gospel_keys.arranger.harmony import Harmony

Voices = tuple[int, ...]
"""MIDI pitches from low to high."""

_GAPS_UNDER_TOP = (99.0, 6.0, 1.2, 0.0, 0.0, 0.1, 0.5, 0.2, 0.0, 0.0, 0.6, 1.5, 1.8)
"""How pleasant an interval of 0..12 semitones under the melody is: thirds and sixths ring."""
_LEADING = 0.16
_THINNER = 1.8
"""What a voice less than asked for costs: less than a cluster."""
_NEVER = 50.0


def under(
    sound: Harmony,
    top: int,
    count: int,
    floor: int,
    previous: Sequence[int],
    reach: int,
    *,
    upper: bool = False,
) -> Voices:
    """``count`` (or as many as there are) chord tones under ``top``, near the ``previous`` voices.

    They lie above ``floor`` and within ``reach`` semitones of the top. ``upper`` prefers a triad
    that is not the chord's own: a polychord.
    """
    choices = _voicings(sound, top, count, max(floor, top - min(reach, 12)), upper)
    if not choices:
        return ()
    if not previous:
        return choices[0][1]
    return min(choices, key=lambda c: c[0] + _LEADING * moved(previous, c[1]))[1]


def moved(one: Sequence[int], other: Sequence[int]) -> int:
    """Semitones the voices move in all, paired from the top; a voice more or less is free."""
    return sum(abs(a - b) for a, b in zip(reversed(one), reversed(other), strict=False))


@lru_cache(maxsize=16384)
def _voicings(
    sound: Harmony, top: int, count: int, floor: int, upper: bool
) -> tuple[tuple[float, Voices], ...]:
    """Every way to place ``count`` tones in ``floor..top-1``, with its price, cheapest first."""
    pool = [pitch for pitch in range(max(floor, top - 12), top - 1) if pitch % 12 in sound.tones]
    pool = [pitch for pitch in pool if pitch % 12 != top % 12 or pitch == top - 12]
    most = min(count, len(pool))
    found = [
        (_price(voices, sound, top, upper) + _THINNER * (most - size), voices)
        for size in range(most, max(most - 2, 0), -1)
        for voices in combinations(pool, size)
    ]
    return tuple(sorted((price, voices) for price, voices in found if price < _NEVER))


def _price(voices: Voices, sound: Harmony, top: int, upper: bool) -> float:
    """How far a voicing is from good: what it lacks, what clusters, what gapes."""
    heard = {pitch % 12 for pitch in voices} | {top % 12}
    price = 2.2 * sum(guide not in heard for guide in sound.guides)
    price += _GAPS_UNDER_TOP[min(12, top - voices[-1])]
    price += 0.5 * (sound.root in {pitch % 12 for pitch in voices} and len(sound.tones) > 3)
    price += 0.8 * any(pitch == top - 12 for pitch in voices)
    price -= 3.0 * (upper and _is_upper_triad(frozenset((*voices, top)), sound))
    price -= 0.5 * sum(pitch % 12 in sound.colours for pitch in voices)
    for low, high in pairwise(voices):
        gap = high - low
        price += 3.5 if gap == 1 else 0.15 if gap == 2 else 0.25 * max(0, gap - 6)
    if len(voices) > 2 and voices[2] - voices[0] <= 3:
        price += 3.0
    return price


def _is_upper_triad(pitches: frozenset[int], sound: Harmony) -> bool:
    """A major or minor triad on another note than the root."""
    chromas = {pitch % 12 for pitch in pitches}
    return len(chromas) == 3 and any(
        chromas == {root, (root + third) % 12, (root + 7) % 12}
        for root in chromas - {sound.root}
        for third in (3, 4)
    )


@lru_cache(maxsize=16384)
def shell(sound: Harmony, bass: int, count: int, low: int, high: int) -> tuple[Voices, ...]:
    """The left hand's comping voicings in ``low..high``: guide tones first, ``count`` notes."""
    wanted = [sound.degree(3), sound.degree(7), sound.degree(5), sound.degree(9), sound.root]
    chromas = list(dict.fromkeys(wanted))[:count]
    pool = [pitch for pitch in range(max(low, bass + 3), high + 1) if pitch % 12 in chromas]
    found = [
        voices
        for voices in combinations(pool, len(chromas))
        if len({pitch % 12 for pitch in voices}) == len(chromas)
        and voices[-1] - voices[0] <= 12
        and all(b - a > 1 for a, b in pairwise(voices))
    ]
    return tuple(found)
