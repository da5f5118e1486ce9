"""The notation of patterns: pitches that say their frame, and steps in beats.

A **tone** is ``frame:degree``:

* ``bass:1`` the sounding bass, ``bass:8`` and ``bass:-8`` its octaves;
* ``chord:3``, ``chord:10`` a degree of the chord above the bass (from 8 on: the octave above);
* ``key:b3``, ``key:12`` a degree of the key, upward from the reference tonic; each trailing comma
  is an octave lower (``key:5,``);
* ``approach:-1`` semitones from the *next* bass; ``step:-1`` scale steps from the next bass;
* ``comp:3`` a close voicing of three notes in the left hand's middle register, guide tones first;
* ``voice:1`` the first inner voice under the melody, ``voice:all`` every one; ``melody:1``,
  ``melody:-8`` the melody and its octave.

A **step** is ``at length tone...`` in beats from the start of its cell, with optional marks:
``>`` accent, ``>>`` strong accent, ``<`` lighter than its place, ``~`` rolled, ``^`` early: it
belongs to the next chord (for generators that say so).
``"3/2 1/2 chord:3 chord:7 >"`` starts one beat and a half in, lasts half a beat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

Frame = Literal["bass", "chord", "key", "approach", "step", "comp", "voice", "melody"]
_FRAMES = frozenset(get_args(Frame))
_DEGREE = re.compile(
    r"^(?P<sign>[-+]?)(?P<accidental>b{0,2}|#{0,2})(?P<number>\d{1,2})(?P<low>,*)$"
)
_MARKS = {">": 1, ">>": 2, "<": -1}
_FLAGS = ("~", "^")
_ALTER = {"": 0, "b": -1, "bb": -2, "#": 1, "##": 2}
_EVERY = 0


@dataclass(frozen=True, slots=True)
class Tone:
    """One pitch of a pattern. ``number`` is signed; 0 with frame ``voice`` means all voices."""

    frame: Frame
    number: int
    alter: int = 0
    octave: int = 0

    @classmethod
    def parse(cls, text: str) -> Tone:
        """Read ``"chord:b7"``. Raises ``ValueError`` that says what was expected."""
        frame, colon, degree = text.partition(":")
        if not colon or frame not in _FRAMES:
            raise ValueError(f"{text!r}: a tone is frame:degree with frame in {sorted(_FRAMES)}")
        if frame == "voice" and degree == "all":
            return cls("voice", _EVERY)
        match = _DEGREE.match(degree)
        if not match or not 0 < int(match["number"]) <= 22:
            raise ValueError(f"{text!r}: a degree is 1 to 22 with b, #, + or -, such as b3 or -1")
        number = int(match["number"]) * (-1 if match["sign"] == "-" else 1)
        if frame == "bass" and abs(number) not in (1, 8, 15):
            raise ValueError(f"{text!r}: the bass has octaves only, bass:1, bass:8 or bass:-8")
        return cls(frame, number, _ALTER[match["accidental"]], -len(match["low"]))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Step:
    """One attack of a pattern: ``at`` and ``length`` in beats, tones from low to high."""

    at: Fraction
    length: Fraction
    tones: tuple[Tone, ...]
    accent: int = 0
    rolled: bool = False
    early: bool = False

    @classmethod
    def parse(cls, text: str) -> Step:
        """Read ``"0 1 bass:1 chord:5 >"``. Raises ``ValueError`` that says what was expected."""
        words = text.split()
        if len(words) < 3:
            raise ValueError(f"{text!r}: a step is 'at length tone...', such as '0 1/2 chord:3'")
        at, length = beats(words[0]), beats(words[1])
        if at < 0 or length <= 0:
            raise ValueError(f"{text!r}: a step starts at 0 or later and lasts longer than 0 beats")
        marks = [word for word in words[2:] if word in _MARKS or word in _FLAGS]
        tones = tuple(Tone.parse(word) for word in words[2:] if word not in marks)
        accent = sum(_MARKS.get(mark, 0) for mark in marks)
        return cls(at, length, tones, accent, "~" in marks, "^" in marks)


def beats(text: str) -> Fraction:
    """A length in beats: ``"2"``, ``"1/3"``, ``"1.5"``. Raises ``ValueError``."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is no number of beats, such as 1, 1/2 or 4/3") from None


@dataclass(frozen=True, slots=True)
class Beat:
    """One element of a melodic rhythm: a length in beats, sounding or a rest."""

    length: Fraction
    rest: bool = False


def rhythm(text: str) -> tuple[Beat, ...]:
    """Read ``"3/2 1/2 r1 1"``: lengths in beats, ``r`` before a rest. Raises ``ValueError``."""
    cells = tuple(
        Beat(beats(word.removeprefix("r")), word.startswith("r")) for word in text.split()
    )
    if not cells or any(cell.length <= 0 for cell in cells):
        raise ValueError(f"{text!r}: a rhythm is one or more lengths above 0, such as '1 1/2 r1/2'")
    return cells
