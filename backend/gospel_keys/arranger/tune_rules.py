"""What makes a tune of the common practice sing: prices for notes, moves and resolutions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.phrasing import Place

_INTERVALS = (0.7, 0.0, 0.0, 0.35, 0.45, 0.6, 5.0, 0.9, 2.2, 2.3, 7.0, 9.0, 2.8)
"""What 0..12 semitones cost: steps and thirds sing, tritones and sevenths do not."""
_TOO_FAR = 12.0
_INSIDE = 0.45
"""What is left of a leap's price between two notes of one chord."""
_UNRESOLVED = 15.0
_PARALLEL = 12.0
_AUGMENTED = 9.0
_FOREIGN = 4.2
_LEAPT_TO, _LEAPT_FROM = 2.0, 3.5
_RUB = 10.0
_DOUBLED = 6.0
_PERFECT = (0, 7)

Pulls = Mapping[int, tuple[int, ...]]
"""From a chroma to the moves in semitones that resolve it; 0 where the next chord keeps it."""


def interval_cost(size: int, *, inside: bool) -> float:
    """A melodic interval's price; ``inside`` one chord leaps are easy."""
    if size > 12:
        return _TOO_FAR
    cost = _INTERVALS[size]
    return cost * _INSIDE if inside and 2 < size < 10 and size != 6 else cost


def note_cost(midi: int, place: Place, beat: int) -> tuple[float, bool]:
    """What a pitch costs by itself, and whether it is foreign to its chord."""
    sound, chroma = place.span.harmony, midi % 12
    cost = sum(2.5 for later in place.later if chroma not in later.tones)
    if chroma in sound.tones:
        if place.weight > 0.5 and chroma == sound.bass and chroma != sound.root:
            cost += _DOUBLED if chroma in tendencies(sound) else 0.4
        return cost, False
    long = place.end - place.onset >= beat
    if long and (chroma - 1) % 12 in sound.tones:
        cost += _RUB
    return cost + _FOREIGN * place.weight**2 + (1.0 if long else 0.3), True


@lru_cache(maxsize=8192)
def tendencies(sound: Harmony) -> frozenset[int]:
    """The chromas of a chord that want to move: its leading tone and its seventh."""
    found = {sound.named} if sound.named >= 0 and sound.quality != "augmented" else set()
    if (lead := leading(sound)) >= 0:
        found.add(lead)
    return frozenset(found)


@lru_cache(maxsize=8192)
def leading(sound: Harmony) -> int:
    """The leading tone a chord has, its own or an applied one; -1 for none."""
    if sound.quality in ("diminished", "half-diminished"):
        return sound.root
    third = sound.degrees.get(3, -1)
    if sound.quality == "dominant" or (third - sound.tonic) % 12 == 11:
        return third if (third - sound.root) % 12 == 4 else -1
    return -1


@lru_cache(maxsize=16384)
def pulls(here: Harmony, there: Harmony) -> Pulls:
    """How the tendency tones of ``here`` resolve into ``there``: up for leading tones, down by
    step for sevenths, or held where the next chord has them too."""
    found: dict[int, tuple[int, ...]] = {}
    lead = leading(here)
    for chroma in tendencies(here):
        moves = (1,) if chroma == lead else (-1, -2)
        fitting = tuple(move for move in moves if (chroma + move) % 12 in there.tones)
        if chroma in there.tones:
            fitting = (*fitting, 0)
        if fitting:
            found[chroma] = fitting
    return found


def resolution_cost(before: int, after: int, here: Harmony, there: Harmony) -> float:
    """What it costs to leave a tendency tone of ``here`` otherwise than it wants."""
    moves = pulls(here, there).get(before % 12)
    return 0.0 if moves is None or after - before in moves else _UNRESOLVED


def parallel_cost(one: int, other: int, here: Harmony, there: Harmony) -> float:
    """What parallel fifths and octaves between the tune and the bass cost."""
    if one == other or here.bass == there.bass:
        return 0.0
    first, second = (one - here.bass) % 12, (other - there.bass) % 12
    return _PARALLEL if first == second and first in _PERFECT else 0.0


def minor_cost(before: int, after: int, sound: Harmony) -> float:
    """Minor's own rules: no augmented second, the raised sixth and seventh rise, and the natural
    seventh falls."""
    if sound.diatonic[(sound.tonic + 4) % 12]:
        return 0.0
    one, other = (before - sound.tonic) % 12, (after - sound.tonic) % 12
    size = after - before
    if {one, other} == {8, 11} and abs(size) == 3:
        return _AUGMENTED
    if one == 9 and size != 2:
        return _AUGMENTED
    if one == 11 and other in (10, 9):
        return _AUGMENTED
    return 2.0 if one == 10 and size == 2 else 0.0


def passing_cost(size: int, *, was_foreign: bool, is_foreign: bool, weight: float) -> float:
    """Notes foreign to the chord come by step (or lean on a strong beat) and go by step."""
    cost = 0.0
    if was_foreign and not 0 < size < 3:
        cost += _LEAPT_FROM
    if is_foreign and size > 2:
        cost += _LEAPT_TO if weight > 0.5 else _LEAPT_TO + 1.5
    return cost
