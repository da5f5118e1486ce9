"""Writing a chord's tones as a symbol: the table's where it has a row, composed where not."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord_tones import changes_between
from gospel_keys.music.chord_type import chord_types, types_by_intervals
from gospel_keys.music.interval import Interval


@lru_cache(maxsize=2048)
def chord_symbol(tones: tuple[Interval, ...]) -> str:
    """What is written after the root for ``tones`` (in order, the unison first).

    A type of the table has its own symbol. Anything else is the stem that needs the fewest
    changes, with the changes in brackets: ``7(b9,#11)``, ``m7b5(add11)``, ``5(no5)``.
    """
    known = types_by_intervals().get(tones)
    if known is not None:
        return known.symbol
    written = [
        (len(changes), len(kind.symbol), kind.symbol + str(changes))
        for kind in chord_types().values()
        if kind.stem and (changes := changes_between(kind.intervals, tones)) is not None
    ]
    return min(written)[2]
