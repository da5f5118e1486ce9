"""A piece as it stands on paper: what is written to and read from MusicXML.

All times are ``Fraction`` quarters from the first full bar's barline; a pickup is negative. Notes
tied together are one note here: where a tie is needed follows from bars and note values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch

MarkKind = Literal["rehearsal", "words", "dynamics", "pedal"]

VOICES_A_STAFF = 4
"""Voices 1..4 are the upper staff's, 5..8 the lower's."""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """A note on paper. ``duration`` 0 is a grace note before the note at its onset.

    ``staff`` counts from 1 at the top of its part, ``part`` from 0. ``voice`` is the number that
    the file gives it. ``accent`` is 0, 1 (accent) or 2 (strong accent), the same for all notes
    of a chord.
    """

    onset: Fraction
    duration: Fraction
    pitch: Pitch
    staff: int = 1
    voice: int = 1
    part: int = 0
    id: str = ""
    finger: int | None = None
    accent: int = 0
    rolled: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class SheetChord:
    """A chord symbol and how long it holds; ``chord`` is None where no chord is to be played."""

    onset: Fraction
    duration: Fraction
    chord: Chord | None
    roman: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SheetBar:
    """A bar: where it starts, how long it really is, and the key and meter in force.

    ``closes`` marks the last bar of a section.
    """

    onset: Fraction
    duration: Fraction
    key: Key
    meter: Meter
    closes: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written beside the notes: a rehearsal mark, words, a dynamic, a pedal sign.

    A pedal's ``text`` is ``start``, ``change`` or ``stop``.
    """

    onset: Fraction
    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True)
class TempoMark:
    """``per_minute`` notes of length ``beat`` (quarters) a minute."""

    onset: Fraction
    beat: Fraction
    per_minute: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece on paper. ``notices`` say what a file held that was left out or taken otherwise."""

    title: str
    composer: str
    bars: tuple[SheetBar, ...]
    notes: tuple[SheetNote, ...]
    chords: tuple[SheetChord, ...] = ()
    marks: tuple[Mark, ...] = ()
    tempos: tuple[TempoMark, ...] = ()
    notices: tuple[str, ...] = field(default=(), compare=False)

    def melody(self) -> tuple[SheetNote, ...]:
        """The top line of the first part's upper staff: the first voice, the highest of a chord.

        Grace notes are not part of it; a note still held where the next starts is cut there.
        """
        upper = [n for n in self.notes if n.part == 0 and n.staff == 1 and n.duration > 0]
        first = min((note.voice for note in upper), default=1)
        top: dict[Fraction, SheetNote] = {}
        for note in upper:
            if note.voice == first and (
                note.onset not in top or note.pitch > top[note.onset].pitch
            ):
                top[note.onset] = note
        return tuple(top[onset] for onset in sorted(top))


def sorted_notes(notes: list[SheetNote]) -> tuple[SheetNote, ...]:
    """In reading order: by part, time, staff, voice; grace notes first, chords from low to high."""
    return tuple(
        sorted(
            notes,
            key=lambda n: (n.part, n.onset, n.staff, n.voice, n.duration > 0, n.pitch, n.id),
        )
    )
