"""The height a voice aims at: from its entry over one peak to its rest."""

from __future__ import annotations

from collections.abc import Callable

_CREST = 0.8
"""How much of the way to the peak the contour climbs: the last of it is the voice's own."""


def contour(
    ends: tuple[int, int], heights: tuple[int, int, int], top: float
) -> Callable[[int], float]:
    """Height by tick, linear between entry, peak and rest (``heights``, MIDI) inside ``ends``.

    ``top`` (0..1) is where the peak lies; after the end the voice stays where it rests.
    """
    start, length = ends[0], max(1, ends[1] - ends[0])
    entry, peak, rest = heights
    crest = entry + _CREST * (peak - entry)

    def at(time: int) -> float:
        share = min(1.0, (time - start) / length)
        if share < top:
            return entry + (crest - entry) * share / top
        return crest + (rest - crest) * (share - top) / (1 - top)

    return at
