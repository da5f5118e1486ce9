"""The notation of riffs: lengths and degrees, ``"r1/2 1/2:5, 1:*3 2:1+3"``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.arranger.figures import Tone, beats

RIFF_BEATS = 8
"""Two bars of four beats: what every riff is written in, whatever meter it will serve."""


@dataclass(frozen=True, slots=True)
class RiffNote:
    """``at`` and ``length`` in beats; degrees of the key from low to high, the last one sings."""

    at: Fraction
    length: Fraction
    tones: tuple[Tone, ...]
    crushed: bool = False

    @property
    def end(self) -> Fraction:
        return self.at + self.length


def riff_notes(text: object) -> tuple[RiffNote, ...]:
    """Read a riff. Raises ``ValueError`` that says what was expected."""
    if not isinstance(text, str):
        raise ValueError("a riff is a text such as 'r1/2 1/2:5, 1:*3 2:1'")
    notes: list[RiffNote] = []
    time = Fraction(0)
    for word in text.replace("|", " ").split():
        if word.startswith("r"):
            time += beats(word[1:])
            continue
        length, colon, degrees = word.partition(":")
        if not colon:
            raise ValueError(f"{word!r}: a riff's note is length:degree, such as 1/2:b3")
        crushed = degrees.startswith("*")
        tones = tuple(Tone.parse(f"key:{one}") for one in degrees.removeprefix("*").split("+"))
        notes.append(RiffNote(time, beats(length), tones, crushed))
        time += beats(length)
    if not notes:
        raise ValueError(f"{text!r}: a riff has at least one note")
    return tuple(notes)
