"""Where a bar divides its beats otherwise than by its meter: triplets and their kin."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.music.meter import Meter
from gospel_keys.score.musicxml.values import TYPES

# Notes in the time of: three in the time of two, five or seven in the time of four.
RATIOS = {3: 2, 5: 4, 7: 4}
FINEST_BINARY, FINEST_ODD = 32, 16
"""The parts of a quarter, or of a tuplet's note, that are written; what lies between them is
moved."""


@dataclass(frozen=True, slots=True)
class Tuplet:
    """``actual`` notes in the time of ``normal`` from ``start`` to ``end`` (quarters)."""

    start: Fraction
    end: Fraction
    actual: int
    normal: int

    @property
    def ratio(self) -> Fraction:
        """Written length over sounding length."""
        return Fraction(self.actual, self.normal)

    @property
    def unit(self) -> str:
        """The sign of one of its ``normal`` notes."""
        length = (self.end - self.start) / self.normal
        return next(name for name, value in TYPES.items() if value == length)


def odd_part(number: int) -> int:
    """What is left of a number without its factors of two."""
    return number // (number & -number)


def writable(time: Fraction) -> Fraction:
    """``time``, or the nearest twenty-fourth of a quarter if no usual tuplet can show it."""
    odd = odd_part(time.denominator)
    finest = FINEST_BINARY if odd == 1 else FINEST_ODD
    if (odd == 1 or odd in RATIOS) and time.denominator <= odd * finest:
        return time
    return Fraction(round(time * 24), 24)


def find(meter: Meter, edges: Collection[Fraction]) -> tuple[Tuplet, ...]:
    """The tuplets that show every one of ``edges``: starts and ends of notes, quarters from the
    barline. Each is the span that cuts the fewest notes, the shortest of those."""
    pending = sorted(edge for edge in edges if odd_part(edge.denominator) != 1)
    found: list[Tuplet] = []
    for edge in pending:
        if any(one.start < edge < one.end for one in found):
            continue
        after = found[-1].end if found else Fraction(0)
        options = [one for one in _spans(meter, edge) if one.start >= after]
        options = [one for one in options if _shows(one, edges)] or options
        if options:
            found.append(
                min(options, key=lambda one: (_crossings(one, edges), one.end - one.start))
            )
    return tuple(found)


def _spans(meter: Meter, edge: Fraction) -> Iterable[Tuplet]:
    actual = odd_part(edge.denominator)
    length = meter.beat * 2
    if meter.is_compound:
        length = meter.division * 2
    for _ in range(4):
        start = edge // length * length
        if start + length <= meter.bar:
            yield Tuplet(start, start + length, actual, RATIOS[actual])
        length /= 2


def _shows(tuplet: Tuplet, edges: Iterable[Fraction]) -> bool:
    """Whether every edge inside falls on a binary part of the tuplet's unit."""
    unit = (tuplet.end - tuplet.start) / tuplet.actual
    inside = (edge for edge in edges if tuplet.start < edge < tuplet.end)
    return all(odd_part(((edge - tuplet.start) / unit).denominator) == 1 for edge in inside)


def _crossings(tuplet: Tuplet, edges: Collection[Fraction]) -> int:
    return sum(side not in edges for side in (tuplet.start, tuplet.end))
