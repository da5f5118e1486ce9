"""What it costs two voices to move as they do, and one voice to move at all.

Costs are in no unit: below 1 is taste, from ``FAULT`` on a teacher would mark it.
"""

from __future__ import annotations

FAULT = 40.0
_PERFECT = (0, 7)
_MELODIC = (0.9, 0.1, 0.0, 0.35, 0.4, 0.6, 4.0, 0.8, 1.6, 1.8, 6.0, 8.0, 1.8)
"""An upper voice, by semitones: steps sing, sixths are rare, tritones and sevenths are faults."""
_BASS = (0.8, 0.3, 0.1, 0.6, 0.6, 0.2, 3.0, 0.3, 1.8, 1.6, 5.0, 8.0, 0.9)
"""A bass also leaps by fourths, fifths and octaves."""
_TOO_FAR = 20.0

UPPER = tuple(_MELODIC[size] if size < 13 else _TOO_FAR for size in range(60))
LOWER = tuple(_BASS[size] if size < 13 else _TOO_FAR for size in range(60))


def pair(high: int, low: int, next_high: int, next_low: int) -> float:
    """What the motion of two voices costs, by their pitches before and after.

    Parallel fifths and octaves are faults, also by contrary motion a weakness; a perfect interval
    reached by both in one direction is hidden, and worse where the upper voice leaps. Contrary
    motion is welcome, both voices leaping one way is not.
    """
    up, down = next_high - high, next_low - low
    if up == 0 or down == 0:
        return 0.0
    after = (next_high - next_low) % 12
    same = (up > 0) == (down > 0)
    if after in _PERFECT:
        if (high - low) % 12 == after:
            return FAULT if same else FAULT / 4
        if same:
            return 9.0 if abs(up) > 2 else 2.5
    if not same:
        return -0.4
    return 2.5 if abs(up) > 4 and abs(down) > 4 else 0.45


def parallel(high: int, low: int, next_high: int, next_low: int) -> bool:
    """Whether two voices, given in either order, move from a perfect interval to another of its
    kind."""
    if high == next_high or low == next_low:
        return False
    return abs(high - low) % 12 == abs(next_high - next_low) % 12 in _PERFECT
