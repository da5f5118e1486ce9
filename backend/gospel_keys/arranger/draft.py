"""Notes while they are being made: whole-number time and pitch, and free to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gospel_keys.arranger.frame import Span
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Hand, Role


@dataclass(slots=True)
class Draft:
    """One note in the making: MIDI pitch, ``onset`` and ``end`` in ticks. A grace has no length.

    ``upward`` tells a chromatic note which way it is going, for its spelling. ``given`` is the
    pitch of a note of a tune that was brought: it stays as it is. ``tied`` goes on in the next
    phrase.
    """

    midi: int
    onset: int
    end: int
    hand: Hand
    role: Role
    span: Span
    pattern: str
    voice: int = 1
    accent: int = 0
    rolled: bool = False
    upward: bool | None = None
    given: Pitch | None = None
    tied: bool = False


def in_time(notes: Iterable[Draft]) -> list[Draft]:
    """By onset, then from low to high."""
    return sorted(notes, key=lambda note: (note.onset, note.midi))
