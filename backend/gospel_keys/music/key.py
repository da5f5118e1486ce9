"""Keys: a tonic and a mode, their signature, and how to spell inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.interval import Interval, degrees
from gospel_keys.music.pitch import PitchClass, read_name
from gospel_keys.music.scale import Scale, scale_types

Mode = Literal["major", "minor"]

MAX_TEXT = 32
MAX_FIFTHS = 7
MINOR_FIFTHS = -3

# Chromatic tones between the scale's: the harmonic chromatic scale, and both melodic ones.
_STEADY = degrees("1 b2 2 b3 3 4 #4 5 b6 6 b7 7")
_RISING = degrees("1 #1 2 #2 3 4 #4 5 #5 6 #6 7")
_FALLING = degrees("1 b2 2 b3 3 4 b5 5 b6 6 b7 7")

_SIGN_WORD = re.compile(r"[\s-]*(sharp|flat)\b", re.IGNORECASE)
_MODE = re.compile(
    r"[\s-]*(?:(?P<major>M|(?i:maj(?:or)?|dur|ionian))|(?P<minor>m|(?i:min(?:or)?|mi|moll|aeolian)))?"
)


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic with the major or the (natural) minor mode."""

    tonic: PitchClass
    mode: Mode = "major"

    def __post_init__(self) -> None:
        if self.mode not in ("major", "minor"):
            raise TheoryError(f"a key's mode is 'major' or 'minor', not {self.mode!r}")

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read ``C``, ``c minor``, ``Cm``, ``C♯ major``, ``B flat minor``, ``F-sharp``."""
        return _parse(text)

    @classmethod
    def try_parse(cls, text: str) -> Key | None:
        """As ``parse``, or None."""
        try:
            return _parse(text)
        except TheoryError:
            return None

    @property
    def is_minor(self) -> bool:
        """Whether its mode is minor."""
        return self.mode == "minor"

    @property
    def fifths(self) -> int:
        """Sharps (positive) or flats (negative) of the signature; past 7 for a theoretical key."""
        return self.tonic.fifths + (MINOR_FIFTHS if self.is_minor else 0)

    @property
    def is_practical(self) -> bool:
        """Whether one of the 15 signatures of its mode can write it."""
        return abs(self.fifths) <= MAX_FIFTHS

    def respelled(self) -> Key:
        """The practical key that sounds the same: G# major becomes Ab major.

        A practical key is its own answer.
        """
        if self.is_practical:
            return self
        turns = round(self.fifths / 12)
        return Key(PitchClass.from_fifths(self.tonic.fifths - 12 * turns), self.mode)

    @property
    def scale(self) -> Scale:
        """Its diatonic scale: Ionian, or Aeolian in minor."""
        return Scale(self.tonic, scale_types()["aeolian" if self.is_minor else "ionian"])

    @property
    def relative(self) -> Key:
        """The key of the other mode with the same signature."""
        sixth, third = Interval(5, 9), Interval(2, 3)
        if self.is_minor:
            return Key(self.tonic.transpose(third), "major")
        return Key(self.tonic.transpose(sixth), "minor")

    @property
    def parallel(self) -> Key:
        """The key of the other mode on the same tonic."""
        return Key(self.tonic, "major" if self.is_minor else "minor")

    def transpose(self, interval: Interval) -> Key:
        """The key ``interval`` away, respelled where that is theoretical."""
        return Key(self.tonic.transpose(interval), self.mode).respelled()

    def degree(self, degree: str | Interval) -> PitchClass:
        """The note on a degree of the parallel major: ``"b7"`` of C and of C minor is Bb."""
        interval = degree if isinstance(degree, Interval) else Interval.parse(degree)
        return self.tonic.transpose(interval.simple)

    def spell(self, chroma: int, direction: int = 0) -> PitchClass:
        """The best name here for a pitch class 0..11.

        Chromatic tones follow the harmonic chromatic scale (b2 b3 #4 b6 b7); a melody that rises
        through one (``direction`` > 0) raises the tone below, one that falls (< 0) lowers the
        tone above. Tones of the key keep their names either way.
        """
        return _spelling(self, (direction > 0) - (direction < 0))[chroma % 12]

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"


def all_keys() -> tuple[Key, ...]:
    """The 30 practical keys, from 7 flats to 7 sharps, the majors first."""
    return _all_keys()


@lru_cache(maxsize=1)
def _all_keys() -> tuple[Key, ...]:
    signatures = range(-MAX_FIFTHS, MAX_FIFTHS + 1)
    major = [Key(PitchClass.from_fifths(fifths), "major") for fifths in signatures]
    minor = [Key(PitchClass.from_fifths(fifths - MINOR_FIFTHS), "minor") for fifths in signatures]
    return (*major, *minor)


@lru_cache(maxsize=256)
def _spelling(key: Key, direction: int) -> tuple[PitchClass, ...]:
    """Names of the twelve pitch classes, indexed by chroma."""
    chromatic = {0: _STEADY, 1: _RISING, -1: _FALLING}[direction]
    diatonic = {interval.semitones: interval for interval in key.scale.type.intervals}
    names: dict[int, PitchClass] = {}
    for interval in chromatic:
        name = key.tonic.transpose(diatonic.get(interval.semitones, interval))
        names[name.chroma] = name
    return tuple(names[chroma] for chroma in range(12))


@lru_cache(maxsize=1024)
def _parse(text: str) -> Key:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a key")
    plain = text.strip()
    start = len(text) - len(text.lstrip())
    try:
        tonic, end = read_name(plain[:1].upper() + plain[1:])
    except TheoryError as error:
        raise unreadable(text, start + error.position, "a key such as 'Bb minor'") from None
    word = _SIGN_WORD.match(plain, end)
    if word is not None:
        alter = 1 if word.group(1).lower() == "sharp" else -1
        tonic, end = PitchClass(tonic.letter, tonic.alter + alter), word.end()
    mode = _MODE.fullmatch(plain, end)
    if mode is None:
        raise unreadable(text, start + end, "'major' or 'minor'")
    return Key(tonic, "minor" if mode["minor"] else "major")
