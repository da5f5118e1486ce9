"""Where chords fall: places of a bar laid on the beats of a meter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.phrases import SLOTS
from gospel_keys.music.meter import Meter

_PICKUP, _INSIDE = Fraction(1, 5), Fraction(4, 5)


def onsets(chords: Sequence[Slotted], meter: Meter) -> tuple[Fraction, ...]:
    """The chords' onsets in quarters from the phrase's start.

    As many chords as the bar has beats, or fewer, all stand on beats; only more than that use the
    divisions between them, the last of the bar first.
    """
    return _onsets(tuple(chord.slot for chord in chords), meter)


@lru_cache(maxsize=16384)
def _onsets(slots: tuple[int, ...], meter: Meter) -> tuple[Fraction, ...]:
    found: list[Fraction] = []
    for bar in range(slots[-1] // SLOTS + 1):
        inside = tuple(slot - bar * SLOTS for slot in slots if slot // SLOTS == bar)
        found += [bar * meter.bar + at for at in _bar(inside, meter)]
    return tuple(found)


@lru_cache(maxsize=1024)
def _bar(slots: tuple[int, ...], meter: Meter) -> tuple[Fraction, ...]:
    """Onsets inside one bar, the first on its downbeat: the choice that moves the chords least."""
    wanted = [Fraction(slot * meter.beats, SLOTS) for slot in slots]
    grid = _grid(len(slots), meter)
    later = combinations(grid[1:], len(slots) - 1)
    choices = ((grid[0], *rest) for rest in later)
    best = min(choices, key=lambda choice: _cost(choice, wanted, grid[-1]))
    return tuple(at * meter.beat for at in best)


def _grid(count: int, meter: Meter) -> tuple[Fraction, ...]:
    """Positions in beats that a bar offers to ``count`` chords."""
    for division in _divisions(meter):
        grid = tuple(Fraction(n, division) for n in range(meter.beats * division))
        if len(grid) >= count:
            return grid
    raise ValueError(f"{count} chords do not fit into a bar of {meter}")


def _divisions(meter: Meter) -> Iterator[int]:
    yield 1
    first = 3 if meter.is_compound else 2
    yield from (first, 2 * first, 4 * first)


def _cost(
    choice: Sequence[Fraction], wanted: Sequence[Fraction], latest: Fraction
) -> tuple[Fraction, Fraction]:
    """How far chords are moved; between beats the bar's last division costs least."""
    moved = sum((abs(at - want) for at, want in zip(choice, wanted, strict=True)), Fraction(0))
    for at in choice:
        if at.denominator != 1:
            moved += _PICKUP if at == latest else _INSIDE
    return moved, -sum(choice, Fraction(0))
