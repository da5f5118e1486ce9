"""Phrases laid over given chords: fours before all else, ending where the chords cadence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gospel_keys.composer.charts.cadence import cadence_of
from gospel_keys.genres.phrases import CLOSING
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key

_COSTS = {1: 1.6, 2: 0.55, 3: 0.9, 4: 0.0, 5: 1.0, 6: 1.0, 7: 1.4, 8: 1.3}
"""What a phrase of so many bars costs: four is the usual length."""
_CUT = 1.5
"""What a phrase costs that ends inside a chord."""
_CLOSES, _PAUSES = 0.35, 0.2


@dataclass(frozen=True, slots=True)
class Laid:
    """A phrase over given chords: first bar, bars, cadence."""

    start_bar: int
    bars: int
    cadence: str


@dataclass(frozen=True, slots=True)
class Sounding:
    """A chord and where it sounds, in quarters."""

    chord: Chord
    onset: Fraction
    end: Fraction


def lay_phrases(
    chords: Sequence[Sounding], bars: int, bar: Fraction, key: Key, *, last: bool
) -> list[Laid]:
    """The cheapest way to tile ``bars`` bars of ``bar`` quarters; ``last`` ends the piece."""

    @cache
    def best(start: int) -> tuple[float, tuple[Laid, ...]]:
        if start == bars:
            return 0.0, ()
        options = []
        for size, cost in _COSTS.items():
            if start + size > bars:
                continue
            ends = last and start + size == bars
            phrase = Laid(
                start, size, _cadence(chords, start * bar, (start + size) * bar, key, ends)
            )
            rest, after = best(start + size)
            price = cost + _price(phrase, chords, bar) + rest
            options.append((price, (phrase, *after)))
        return min(options, key=lambda option: (option[0], len(option[1])))

    return list(best(0)[1])


def _cadence(
    chords: Sequence[Sounding], start: Fraction, end: Fraction, key: Key, last: bool
) -> str:
    inside = [one.chord for one in chords if one.onset < end and one.end > start]
    return cadence_of(inside, key, last=last)


def _price(phrase: Laid, chords: Sequence[Sounding], bar: Fraction) -> float:
    """Dearer where it cuts a chord, cheaper where it closes or pauses."""
    end = (phrase.start_bar + phrase.bars) * bar
    cut = any(one.onset < end < one.end for one in chords)
    ease = _CLOSES if phrase.cadence in CLOSING else _PAUSES * (phrase.cadence != "open")
    return _CUT * cut - ease
