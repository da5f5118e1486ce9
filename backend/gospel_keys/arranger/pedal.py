"""The sustain pedal: a fresh press for every harmony, up before the next one speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gospel_keys.score.model import PedalEvent

Mode = Literal["harmony", "light", "none"]

_CATCH = 0.07
"""Seconds after the chord that the pedal goes down: it catches the new notes, not the old."""
_LIFT = {"harmony": 0.1, "light": 0.35}
"""The share of the harmony that the pedal is up at its end."""
_SHORTEST = 0.28
_DOWN = {"harmony": 127, "light": 96}
_HALF = 48
"""Half a pedal: the dampers brush the strings, so that chords clear and a low bass rings on."""
Stretch = tuple[float, float, Mode, bool]
"""From and to in seconds, how it is pedalled, and whether the bass lasts beyond it."""


def pedalling(stretches: Sequence[Stretch]) -> tuple[PedalEvent, ...]:
    """Press and release for each stretch of one harmony.

    A harmony too short to pedal cleanly is left dry; under a bass that lasts the release is a half
    one, if the next stretch takes it up.
    """
    events: list[PedalEvent] = []
    for number, (start, end, mode, lasts) in enumerate(stretches):
        length = end - start
        if not _pressed((start, end, mode, lasts)):
            continue
        down = start + _CATCH
        up = max(down + 0.1, end - max(0.03, _LIFT[mode] * length))
        half = lasts and number + 1 < len(stretches) and _pressed(stretches[number + 1])
        events += [
            PedalEvent(down, _DOWN[mode]),
            PedalEvent(min(up, end - 0.01), _HALF if half else 0),
        ]
    return tuple(events)


def _pressed(stretch: Stretch) -> bool:
    start, end, mode, _ = stretch
    return mode != "none" and end - start >= _SHORTEST
