"""The cadential trill: from the upper note, at the speed two fingers have, with its turn."""

from __future__ import annotations

_FASTEST = 0.088
"""Seconds the shortest note of a trill takes."""
_SIMPLE, _COMPOUND = (8, 6, 4), (12, 6)
"""Notes a beat, the quickest that can be played first."""
_LEAST = 6


def trill(
    main: int,
    above: int,
    below: int,
    onset: int,
    end: int,
    beat: int,
    seconds: float,
    *,
    compound: bool = False,
) -> list[tuple[int, int, int]]:
    """``(onset, end, midi)`` of a trill on ``main`` in ticks; empty where there is no time.

    It begins on ``above`` and ends with ``below`` and ``main``. ``seconds`` is what a tick lasts.
    """
    for division in _COMPOUND if compound else _SIMPLE:
        size = beat // division
        count = (end - onset) // size
        count -= count % 2
        if size * seconds < _FASTEST or count < _LEAST or count * size != end - onset:
            continue
        pitches = [above, main] * (count // 2 - 1) + [below, main]
        times = range(onset, end, size)
        return [(time, time + size, midi) for time, midi in zip(times, pitches, strict=True)]
    return []
