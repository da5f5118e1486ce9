"""Whole-number time: inside the arranger a quarter note is ``TICKS`` ticks.

Arithmetic stays exact and fast; only the finished ``Note`` carries ``Fraction``s.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

TICKS = 10080
"""Ticks a quarter: divisible by every subdivision in use, 32nds, triplets and septuplets too."""


@lru_cache(maxsize=8192)
def to_ticks(quarters: Fraction) -> int:
    """Whole ticks of a written time; what lies finer than a tick is rounded."""
    return round(quarters * TICKS)


@lru_cache(maxsize=65536)
def to_quarters(ticks: int) -> Fraction:
    """The written time of that many ticks."""
    return Fraction(ticks, TICKS)
