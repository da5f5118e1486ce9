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


def pedalling(stretches: Sequence[tuple[float, float, Mode]]) -> tuple[PedalEvent, ...]:
    """Press and release for each stretch of one harmony, ``(start, end, mode)`` in seconds.

    A harmony too short to pedal cleanly is left dry.
    """
    events: list[PedalEvent] = []
    for start, end, mode in stretches:
        length = end - start
        if mode == "none" or length < _SHORTEST:
            continue
        down = start + _CATCH
        up = max(down + 0.1, end - max(0.03, _LIFT[mode] * length))
        events += [PedalEvent(down, _DOWN[mode]), PedalEvent(min(up, end - 0.01), 0)]
    return tuple(events)
