"""Where chords may begin in the bars of a phrase: the grid of its beats around locked chords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.composer.proposing.offer import LockedChord
from gospel_keys.music.meter import Meter

_MOST_UNITS = 6
"""Places in a bar at most; of meters with more beats only every second or third is one."""
_LEAST = Fraction(1, 4)
_FINEST = 24
"""What the charts' reader takes: a quarter of a beat at least, in 24ths of one."""


class NoRoomError(ValueError):
    """The locked chords leave gaps that no chord can fill."""


@dataclass(frozen=True, slots=True)
class Free:
    """A stretch for chords to come: the places (quarters in the bar) where one may begin or end."""

    points: tuple[Fraction, ...]

    @property
    def lengths(self) -> tuple[Fraction, ...]:
        """How far the places lie apart: what is equal here is filled in the same ways."""
        return tuple(b - a for a, b in zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Held:
    """A locked chord's share of a bar, in quarters."""

    lock: LockedChord
    duration: Fraction


Part = Free | Held


def unit_of(meter: Meter) -> Fraction:
    """The shortest time between two chord changes, in quarters: a beat that the hands count."""
    felt = meter.felt
    units = felt.beats
    for size in (1, 2, 3, units):
        if units % size == 0 and units // size <= _MOST_UNITS:
            return felt.beat * size
    return meter.bar


def parts_of_bars(bars: int, meter: Meter, locked: Sequence[LockedChord]) -> list[list[Part]]:
    """Each bar of a phrase as free stretches and held chords, in order.

    Raises ``NoRoomError`` where a gap is shorter than a chord can be.
    """
    return [_parts(number * meter.bar, meter, locked) for number in range(bars)]


def is_free(bars: Sequence[Sequence[Part]]) -> bool:
    """Whether anything in the bars is still open."""
    return any(isinstance(part, Free) for bar in bars for part in bar)


def _parts(start: Fraction, meter: Meter, locked: Sequence[LockedChord]) -> list[Part]:
    end, at = start + meter.bar, start
    found: list[Part] = []
    for lock in sorted(locked, key=lambda one: one.onset):
        low, high = max(lock.onset, at), min(lock.end, end)
        if low < high:
            if low > at:
                found.append(_free(at - start, low - start, meter))
            found.append(Held(lock, _fitting(high - low, meter)))
            at = high
    if at < end:
        found.append(_free(at - start, meter.bar, meter))
    return found


def _free(low: Fraction, high: Fraction, meter: Meter) -> Free:
    """The places of the grid between two times of a bar, those two among them."""
    unit, least = unit_of(meter), _LEAST * meter.beat
    grid = (number * unit for number in range(int(meter.bar / unit) + 1))
    inner = [at for at in grid if low + least <= at <= high - least]
    _fitting(high - low, meter)
    return Free((low, *inner, high))


def _fitting(length: Fraction, meter: Meter) -> Fraction:
    """The length, where a chart can say it."""
    beats = length / meter.beat
    if beats < _LEAST or _FINEST % beats.denominator:
        raise NoRoomError(f"a chord cannot last {float(beats):g} beats")
    return length
