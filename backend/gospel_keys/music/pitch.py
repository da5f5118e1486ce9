"""Pitch classes and pitches, spelled: a letter, an alteration, an octave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.interval import Interval, natural_semitones

LETTERS = "CDEFGAB"
MAX_ALTER = 3
MAX_TEXT = 12
MIDDLE_C = 60

ACCIDENTALS = re.compile("(?:[#♯x𝄪]+|[b♭𝄫]+|♮)?")
_ALTERS = {"#": 1, "♯": 1, "x": 2, "𝄪": 2, "b": -1, "♭": -1, "𝄫": -2, "♮": 0}
_INDEX = {letter: index for index, letter in enumerate(LETTERS)}
_OCTAVE = re.compile("-?[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class PitchClass:
    """A note name without an octave: ``letter`` A..G, ``alter`` -3..3 (negative is flat)."""

    letter: str
    alter: int = 0

    def __post_init__(self) -> None:
        if self.letter not in _INDEX:
            raise TheoryError(f"a letter is one of A to G, not {self.letter!r}")
        if not -MAX_ALTER <= self.alter <= MAX_ALTER:
            need = f"{self.letter} would need {self.alter}"
            raise TheoryError(f"a note has at most {MAX_ALTER} sharps or flats, {need}")

    def __hash__(self) -> int:
        return _INDEX[self.letter] * 8 + self.alter

    @classmethod
    def parse(cls, text: str) -> PitchClass:
        """Read ``Bb``, ``B♭``, ``F##`` or ``Fx``; the letter may be small."""
        return _parse_class(text)

    @classmethod
    def try_parse(cls, text: str) -> PitchClass | None:
        """As ``parse``, or None."""
        try:
            return _parse_class(text)
        except TheoryError:
            return None

    @property
    def letter_index(self) -> int:
        """0 for C to 6 for B."""
        return _INDEX[self.letter]

    @property
    def chroma(self) -> int:
        """Semitones above C, 0..11."""
        return (natural_semitones(_INDEX[self.letter]) + self.alter) % 12

    @property
    def fifths(self) -> int:
        """Place on the line of fifths: 0 is C, 1 G, -1 F, 6 F sharp."""
        return "FCGDAEB".index(self.letter) - 1 + 7 * self.alter

    @classmethod
    def from_fifths(cls, fifths: int) -> PitchClass:
        """The name at a place on the line of fifths."""
        return cls("FCGDAEB"[(fifths + 1) % 7], (fifths + 1) // 7)

    def transpose(self, interval: Interval) -> PitchClass:
        """The name ``interval`` away; TheoryError past three sharps or flats."""
        return _transpose(self, interval)

    def interval_to(self, other: PitchClass) -> Interval:
        """The smallest interval upwards to ``other``, by letters."""
        steps = (other.letter_index - self.letter_index) % 7
        low = natural_semitones(self.letter_index) + self.alter
        high = natural_semitones(self.letter_index + steps) + other.alter
        return Interval(steps, high - low)

    def is_enharmonic(self, other: PitchClass) -> bool:
        """Whether both are the same key on a piano."""
        return self.chroma == other.chroma

    def simplified(self) -> PitchClass:
        """The same sound with at most one accidental: Abb becomes G, F## too."""
        if abs(self.alter) <= 1:
            return self
        turns = 1 if self.alter > 0 else -1
        return PitchClass.from_fifths(self.fifths - 12 * turns).simplified()

    def at(self, octave: int) -> Pitch:
        """The pitch of this name in an octave; C4 is the middle C."""
        return Pitch(self, octave)

    def above(self, floor: int) -> Pitch:
        """The lowest pitch of this name that is at or above MIDI number ``floor``."""
        low = self.at(-1).midi
        return self.at(-1 - (low - floor) // 12)

    def below(self, ceiling: int) -> Pitch:
        """The highest pitch of this name that is at or below MIDI number ``ceiling``."""
        low = self.at(-1).midi
        return self.at(-1 + (ceiling - low) // 12)

    def nearest(self, midi: int) -> Pitch:
        """The pitch of this name nearest to a MIDI number; the lower of two equally near."""
        return self.above(midi - 6)

    def __str__(self) -> str:
        return self.letter + "#" * self.alter + "b" * -self.alter


@dataclass(frozen=True, slots=True)
class Pitch:
    """A spelled pitch. Ordered by sound, then by place on the staff: B#3 < C4 < Dbb4."""

    name: PitchClass
    octave: int

    def __hash__(self) -> int:
        return hash(self.name) * 32 + self.octave

    @classmethod
    def parse(cls, text: str) -> Pitch:
        """Read scientific notation: ``Bb3``, ``C#-1``."""
        return _parse_pitch(text)

    @classmethod
    def try_parse(cls, text: str) -> Pitch | None:
        """As ``parse``, or None."""
        try:
            return _parse_pitch(text)
        except TheoryError:
            return None

    @classmethod
    def from_midi(cls, midi: int, name: PitchClass) -> Pitch:
        """The pitch that sounds ``midi`` and is spelled ``name``; TheoryError if it cannot be."""
        pitch = name.above(midi)
        if pitch.midi != midi:
            raise TheoryError(f"MIDI note {midi} cannot be spelled {name}")
        return pitch

    @property
    def letter(self) -> str:
        """A to G."""
        return self.name.letter

    @property
    def alter(self) -> int:
        """Sharps, or flats as a negative number."""
        return self.name.alter

    @property
    def midi(self) -> int:
        """MIDI number, C4 = 60. Octaves go with the letter: Cb4 is 59, B#3 is 60."""
        return self.name.alter + natural_semitones(self.staff_step) + 12

    @property
    def staff_step(self) -> int:
        """Diatonic number, C0 = 0: lines and spaces upwards, whatever the accidentals."""
        return self.octave * 7 + _INDEX[self.name.letter]

    def transpose(self, interval: Interval) -> Pitch:
        """The pitch ``interval`` away; TheoryError past three sharps or flats."""
        octave = (self.staff_step + interval.steps) // 7
        return Pitch(self.name.transpose(interval), octave)

    def interval_to(self, other: Pitch) -> Interval:
        """The interval to ``other``, negative when it is lower on the staff."""
        return Interval(other.staff_step - self.staff_step, other.midi - self.midi)

    def __lt__(self, other: Pitch) -> bool:
        return (self.midi, self.staff_step) < (other.midi, other.staff_step)

    def __le__(self, other: Pitch) -> bool:
        return (self.midi, self.staff_step) <= (other.midi, other.staff_step)

    def __gt__(self, other: Pitch) -> bool:
        return (self.midi, self.staff_step) > (other.midi, other.staff_step)

    def __ge__(self, other: Pitch) -> bool:
        return (self.midi, self.staff_step) >= (other.midi, other.staff_step)

    def __str__(self) -> str:
        return f"{self.name}{self.octave}"


def read_name(text: str, position: int = 0) -> tuple[PitchClass, int]:
    """Read a note name inside ``text``: the name and the index after it.

    The letter must be a capital; accidentals are taken greedily, so ``Bbb`` is B double flat.
    """
    letter = text[position : position + 1]
    if not letter or letter not in LETTERS:
        raise unreadable(text, position, "a capital note letter A to G")
    match = ACCIDENTALS.match(text, position + 1)
    end = match.end() if match else position + 1
    alter = sum(_ALTERS[sign] for sign in text[position + 1 : end])
    if abs(alter) > MAX_ALTER:
        raise unreadable(text, position + 1, f"at most {MAX_ALTER} sharps or flats")
    return PitchClass(letter, alter), end


@lru_cache(maxsize=4096)
def _transpose(name: PitchClass, interval: Interval) -> PitchClass:
    steps = name.letter_index + interval.steps
    semitones = natural_semitones(name.letter_index) + name.alter + interval.semitones
    return PitchClass(LETTERS[steps % 7], semitones - natural_semitones(steps))


def _read_any_case(text: str) -> tuple[PitchClass, int]:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a note name")
    return read_name(text[:1].upper() + text[1:])


@lru_cache(maxsize=1024)
def _parse_class(text: str) -> PitchClass:
    name, end = _read_any_case(text)
    if end != len(text):
        raise unreadable(text, end, "the end of the note name")
    return name


@lru_cache(maxsize=1024)
def _parse_pitch(text: str) -> Pitch:
    name, end = _read_any_case(text)
    match = _OCTAVE.fullmatch(text, end)
    if match is None:
        raise unreadable(text, end, "an octave number such as 4")
    return Pitch(name, int(match.group()))
