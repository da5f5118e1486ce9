"""What a fingering costs: the rules of Parncutt et al. (1997) as Jacobs (2001) amended them.

Distances are those of the keys' centres on a keyboard, not numbers of semitones; the large-span
rule is the same for all fingers; only the fourth finger is weak; the rule against 3, 4 and 5 in a
row is dropped. Everything is reckoned for a right hand; a left hand plays on a mirrored keyboard.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

HandSize = Literal["small", "normal"]

FINGERS = (1, 2, 3, 4, 5)
THUMB, FOURTH, LITTLE = 1, 4, 5

_SEMITONE = 165 / 12
# Centres of an octave's keys in millimetres from the left edge of C; the octave is 165 wide.
_WHITE = 165 / 7
_CENTRES = (
    0.5 * _WHITE, _WHITE - 3, 1.5 * _WHITE, 2 * _WHITE + 3, 2.5 * _WHITE, 3.5 * _WHITE,
    4 * _WHITE - 4, 4.5 * _WHITE, 5 * _WHITE, 5.5 * _WHITE, 6 * _WHITE + 4, 6.5 * _WHITE,
)  # fmt: skip
_BLACK = frozenset({1, 3, 6, 8, 10})

# Where the papers only rank difficulties, and for what they leave out (notes that are not tied
# together by the hand: leaps, repeated fingers), these weights were set so that scales and
# arpeggios in all keys come out as the tutors have them.
STRETCH = 2
IMPOSSIBLE = 10
"""A semitone beyond what two fingers can reach; ``SHIFT`` where the thumb is passed under and the
arm can help."""
SHIFT = 1
WORST = 24
"""No two notes cost more than this: a leap is a leap, and is not played legato."""

REPEATED = 1
ON_BLACK = 7
PASS_LEVEL, PASS_UP, PASS_DOWN = 3, 5, 0
WEAK = 0.5
TURN = 0.5


@dataclass(frozen=True, slots=True)
class Spans:
    """What two fingers reach, in semitones: least and most, practical to relaxed."""

    min_prac: int
    min_comf: int
    min_rel: int
    max_rel: int
    max_comf: int
    max_prac: int

    def cost(self, span: int) -> int:
        """The stretch, small-span and large-span rules, and far more for what cannot be done."""
        beyond = max(self.min_prac - span, span - self.max_prac, 0)
        passing = self.min_prac < 0 and span < 0
        stretch = max(self.min_comf - span, span - self.max_comf, 0)
        tension = max(self.min_rel - span, span - self.max_rel, 0)
        return min((SHIFT if passing else IMPOSSIBLE) * beyond + STRETCH * stretch + tension, WORST)


@lru_cache(maxsize=2)
def spans(size: HandSize) -> Mapping[tuple[int, int], Spans]:
    """The table of a hand, by pairs of fingers, the lower number first."""
    file = resources.files("gospel_keys.arranger").joinpath("fingering.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))[size]
    found = {(int(pair[0]), int(pair[2])): Spans(*row) for pair, row in rows.items()}
    return MappingProxyType(found)


def is_black(pitch: int) -> bool:
    """Whether a MIDI number is a black key."""
    return pitch % 12 in _BLACK


@lru_cache(maxsize=8192)
def distance(low: int, high: int) -> int:
    """From one key's centre to another's, in average semitones; negative downwards."""
    octaves, place = divmod(high, 12)
    other, start = divmod(low, 12)
    return round((165 * (octaves - other) + _CENTRES[place] - _CENTRES[start]) / _SEMITONE)


def reach(one: int, other: int, *, left: bool) -> int:
    """The distance as the hand feels it: towards the little finger is positive."""
    return distance(other, one) if left else distance(one, other)


@lru_cache(maxsize=16384)
def pair_costs(one: int, other: int, size: HandSize, *, left: bool) -> tuple[tuple[int, ...], ...]:
    """What it costs to play two keys one after the other: ``[finger - 1][next finger - 1]``."""
    away = reach(one, other, left=left)
    colours = is_black(one), is_black(other)
    return tuple(
        tuple(_pair(spans(size), away, first, second, colours) for second in FINGERS)
        for first in FINGERS
    )


def _pair(
    table: Mapping[tuple[int, int], Spans],
    away: int,
    first: int,
    second: int,
    colours: tuple[bool, bool],
) -> int:
    if first == second:
        return WORST if away else 0
    if away == 0:
        return REPEATED
    low, high = min(first, second), max(first, second)
    cost = table[low, high].cost(away if first < second else -away)
    cost += first == 3 and second == FOURTH
    cost += (
        {first, second} == {3, FOURTH}
        and colours[(first, second).index(FOURTH)]
        and not all(colours)
    )
    return cost + _passing(away, first, second, colours)


def _passing(away: int, first: int, second: int, colours: tuple[bool, bool]) -> int:
    """The thumb passed: on one level, onto a black key beside a white one, or the other way."""
    if THUMB not in (first, second) or (away > 0) == (second > first):
        return 0
    thumb = colours[(first, second).index(THUMB)]
    other = colours[(first, second).index(max(first, second))]
    if thumb == other:
        return PASS_LEVEL
    return PASS_UP if thumb else PASS_DOWN


@lru_cache(maxsize=8192)
def position_costs(away: int, *, monotone: bool, size: HandSize) -> tuple[float, ...]:
    """The position-change rules for the first and last of three notes, ``away`` apart.

    Indexed ``25 * (first - 1) + 5 * (middle - 1) + (last - 1)``. ``monotone``: the middle note
    lies between the two.
    """
    table = spans(size)
    return tuple(
        _position(table, away, (first, middle, last), monotone=monotone)
        for first in FINGERS
        for middle in FINGERS
        for last in FINGERS
    )


def _position(
    table: Mapping[tuple[int, int], Spans],
    away: int,
    fingers: tuple[int, int, int],
    *,
    monotone: bool,
) -> float:
    first, middle, last = fingers
    if first == last:
        return TURN * (1 + min(abs(away), WORST)) if away else 0
    span = away if first < last else -away
    row = table[min(first, last), max(first, last)]
    size = max(row.min_comf - span, span - row.max_comf, 0)
    if not size:
        return 0
    beyond = span < row.min_prac or span > row.max_prac
    full = middle == THUMB and monotone and beyond
    return TURN * ((2 if full else 1) + min(size, WORST))


def note_costs(black: bool, whites_beside: int) -> tuple[float, ...]:
    """What each finger costs on one key of a line: weak finger, thumb and fifth on black.

    ``whites_beside`` counts the white keys just before and after it.
    """
    on_black = (ON_BLACK + 2 * whites_beside, 0, 0, 0, 2 * whites_beside) if black else (0,) * 5
    return tuple(
        cost + WEAK * (finger == FOURTH) for finger, cost in zip(FINGERS, on_black, strict=True)
    )
