"""Where a tune breathes: its phrases in whole bars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenNote

_COSTS = {1: 1.8, 2: 0.6, 3: 0.9, 4: 0.0, 5: 1.0, 6: 1.0, 7: 1.4, 8: 1.2}
"""What a phrase of so many bars costs: four is the usual length."""
_CUT = 1.2
"""What it costs to end a phrase under a note that is held on."""
_REST, _LONG = 0.5, 0.35


def phrases_of_tune(melody: Sequence[GivenNote], bars: int, meter: Meter) -> tuple[int, ...]:
    """How many bars each phrase has; they end where the tune rests or holds a note."""
    ease = [_ease(melody, number, meter) for number in range(bars + 1)]

    @cache
    def best(start: int) -> tuple[float, tuple[int, ...]]:
        if start == bars:
            return 0.0, ()
        options = []
        for size, cost in _COSTS.items():
            if start + size <= bars:
                price, after = best(start + size)
                options.append((cost - ease[start + size] + price, (size, *after)))
        return min(options)

    for start in range(bars, 0, -8):
        best(start)  # from the end, so that no call goes deep
    return best(0)[1]


def _ease(melody: Sequence[GivenNote], number: int, meter: Meter) -> float:
    """How well a phrase ends before bar ``number``: after a rest or a long note, under no note."""
    line = number * meter.bar
    before = [note for note in melody if note.onset < line]
    if not before:
        return 0.0
    last = before[-1]
    if last.end > line:
        return -_CUT
    ease = _LONG if last.duration >= 2 * meter.beat else 0.0
    pickups = [note for note in before if line - note.onset <= meter.beat]
    stop = next((n.end for n in reversed(before) if n not in pickups), last.end)
    first = pickups[0].onset if pickups else line
    return ease + (_REST if first - stop >= meter.beat / 2 else 0.0)
