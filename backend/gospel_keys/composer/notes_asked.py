"""The shape of a tune in a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class NoteAsked(Protocol):
    """A note of a tune: its name with octave, its place and length in the meter's beats."""

    @property
    def pitch(self) -> str: ...
    @property
    def onset_beats(self) -> float: ...
    @property
    def duration_beats(self) -> float: ...


@dataclass(frozen=True, slots=True)
class AskedNote:
    """A note of a tune, where no other shape is at hand."""

    pitch: str
    onset_beats: float
    duration_beats: float


def melody_text(asked: Sequence[NoteAsked]) -> str:
    """What was asked as one text that is the same for the same notes."""
    return " ".join(f"{n.pitch}:{n.onset_beats!r}:{n.duration_beats!r}" for n in asked)
