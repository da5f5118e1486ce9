"""Chords without their root for a hand that plays over a bass: stacks in thirds and in fourths."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.voicing import Voices

_FOURTHS = frozenset({4, 5, 6})
_UNNAMED = 1.6
"""What a guide tone that the hand leaves out costs."""

Priced = tuple[tuple[float, Voices], ...]


@lru_cache(maxsize=16384)
def stacks(
    sound: Harmony, count: int, shape: str, low: int, top: tuple[int, int], reach: int
) -> Priced:
    """Voicings of ``count`` tones with their price, the highest in ``top``, none below ``low``.

    ``shape`` is ``close``: guide tones first, then tensions, in any inversion; ``open``: the same
    with the second voice from the top an octave lower; ``quartal``: fourths, of whatever tones of
    the chord make them (close where none do).
    """
    if shape == "quartal":
        return _quartal(sound, count, low, top, reach) or stacks(
            sound, count, "close", low, top, reach
        )
    found = [voices for voices in _inversions(sound, count, top) if voices[0] >= low]
    if shape == "open" and count > 2:
        spread = [tuple(sorted((*v[:-2], v[-2] - 12, v[-1]))) for v in found]
        found = [v for v in spread if v[0] >= low and v[-1] - v[0] <= reach] or found
    return tuple(sorted((_price(voices), voices) for voices in found))


def _ranked(sound: Harmony) -> list[int]:
    """The chord's tones as a hand over a bass wants them: the root comes last."""
    guides = [sound.degree(3), sound.degree(7)]
    plain = [tone for tone in sound.core if tone != sound.root]
    return list(dict.fromkeys([*guides, *sound.colours, *plain, sound.root]))


def _inversions(sound: Harmony, count: int, top: tuple[int, int]) -> list[Voices]:
    tones = _ranked(sound)[:count]
    return [
        tuple(sorted(highest - (highest - tone) % 12 for tone in tones))
        for highest in range(top[0], top[1] + 1)
        if highest % 12 in tones
    ]


def _price(voices: Voices) -> float:
    """Half steps bite inside a chord and blur at its top."""
    gaps = [high - low for low, high in pairwise(voices)]
    return 2.5 * (gaps[-1:] == [1]) + 0.4 * gaps.count(1) + 0.1 * gaps[:-1].count(2)


@lru_cache(maxsize=16384)
def _quartal(sound: Harmony, count: int, low: int, top: tuple[int, int], reach: int) -> Priced:
    pool = [
        pitch for pitch in range(max(low, top[0] - reach), top[1] + 1) if sound.sounds(pitch % 12)
    ]
    found = []
    for voices in combinations(pool, count):
        gaps = [high - low_ for low_, high in pairwise(voices)]
        if voices[-1] < top[0] or voices[-1] - voices[0] > reach or not _FOURTHS.issuperset(gaps):
            continue
        unnamed = sum(guide not in {pitch % 12 for pitch in voices} for guide in sound.guides)
        bent = sum(gap != 5 for gap in gaps)
        found.append((_UNNAMED * unnamed + 0.7 * bent, voices))
    return tuple(sorted(found))
