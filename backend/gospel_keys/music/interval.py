"""Intervals: a distance in letters (``steps``) and in ``semitones``; both decide the spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, Self

from gospel_keys.music.errors import TheoryError, too_long, unreadable

MAX_TEXT = 12
MAX_STEPS = 70
MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11)
PERFECT_STEPS = frozenset({0, 3, 4})

_NAME = re.compile(r"(-?)(P|M|m|A{1,4}|d{1,4})([0-9]{1,2})")
_DEGREE = re.compile("(-?)(#{1,4}|b{1,4}|)([0-9]{1,2})")
_SIGNS = str.maketrans({"♯": "#", "♭": "b", "𝄪": "##", "𝄫": "bb", "\N{MINUS SIGN}": "-"})


class Spelled(Protocol):
    """What can say how far another of its kind is: a pitch class or a pitch."""

    def interval_to(self, other: Self, /) -> Interval:
        """How far ``other`` is."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """``steps`` letters and ``semitones`` up; negative numbers go down.

    A perfect fifth is ``Interval(4, 7)``, an augmented fourth ``Interval(3, 6)``.
    """

    steps: int
    semitones: int

    def __post_init__(self) -> None:
        if abs(self.steps) > MAX_STEPS:
            raise TheoryError(f"an interval spans at most {MAX_STEPS} steps, not {self.steps}")

    def __hash__(self) -> int:
        return self.steps * 256 + self.semitones

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read ``P5 m3 A4 d7 M9 -m2`` or the degree form ``5 b3 #11 bb7``."""
        return _parse(text)

    @classmethod
    def try_parse(cls, text: str) -> Interval | None:
        """As ``parse``, or None."""
        try:
            return _parse(text)
        except TheoryError:
            return None

    @staticmethod
    def between[T: Spelled](low: T, high: T) -> Interval:
        """From one pitch to another, or upwards from one pitch class to another."""
        return low.interval_to(high)

    @property
    def number(self) -> int:
        """1 for a unison, 5 for a fifth, 9 for a ninth; never negative."""
        return abs(self.steps) + 1

    @property
    def alteration(self) -> int:
        """Semitones away from the major or perfect interval of the same size."""
        return abs_semitones(self) - natural_semitones(abs(self.steps))

    @property
    def degree(self) -> str:
        """As a degree of the major scale: ``b3``, ``#11``."""
        alter = self.alteration
        sign = "-" if self.steps < 0 else ""
        return f"{sign}{'#' * alter}{'b' * -alter}{self.number}"

    @property
    def name(self) -> str:
        """As quality and number: ``m3``, ``A11``, ``-P4``."""
        sign = "-" if self.steps < 0 else ""
        perfect = abs(self.steps) % 7 in PERFECT_STEPS
        return f"{sign}{_quality(self.alteration, perfect=perfect)}{self.number}"

    @property
    def simple(self) -> Interval:
        """The same within an octave: a ninth becomes a second, an octave a unison."""
        if self.steps < 0:
            return -(-self).simple
        octaves = self.steps // 7
        return Interval(self.steps - 7 * octaves, self.semitones - 12 * octaves)

    @property
    def inverted(self) -> Interval:
        """What is left to the octave: a third becomes a sixth."""
        simple = self.simple
        return Interval(7 - abs(simple.steps), 12 - abs_semitones(simple)).simple

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.steps + other.steps, self.semitones + other.semitones)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.steps - other.steps, self.semitones - other.semitones)

    def __neg__(self) -> Interval:
        return Interval(-self.steps, -self.semitones)

    def __str__(self) -> str:
        return self.name


def natural_semitones(steps: int) -> int:
    """Semitones of the major or perfect interval of ``steps`` letters (0 or more)."""
    return MAJOR_SCALE[steps % 7] + 12 * (steps // 7)


def abs_semitones(interval: Interval) -> int:
    """Semitones in the direction of the steps; negative for a diminished unison."""
    return -interval.semitones if interval.steps < 0 else interval.semitones


def degrees(text: str) -> tuple[Interval, ...]:
    """Read a row of degrees: ``"1 b3 5 b7"``."""
    return tuple(_parse(word) for word in text.split())


def _quality(alter: int, *, perfect: bool) -> str:
    if alter > 0:
        return "A" * alter
    if perfect:
        return "d" * -alter or "P"
    return "M" if alter == 0 else "m" if alter == -1 else "d" * (-alter - 1)


def _alteration(quality: str, *, perfect: bool) -> int | None:
    """Semitones from the natural size, None where the quality does not fit the number."""
    if quality[0] == "A":
        return len(quality)
    if quality[0] == "d":
        return -len(quality) if perfect else -len(quality) - 1
    if perfect:
        return 0 if quality == "P" else None
    return {"M": 0, "m": -1}.get(quality)


@lru_cache(maxsize=1024)
def _parse(text: str) -> Interval:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "an interval")
    plain = text.strip().translate(_SIGNS)
    match = _NAME.fullmatch(plain) or _DEGREE.fullmatch(plain)
    if match is None:
        raise unreadable(text, 0, "an interval such as 'P5', 'm3', '-M2' or a degree such as 'b7'")
    sign, quality, digits = match.groups()
    number = int(digits)
    if not 1 <= number <= MAX_STEPS:
        raise unreadable(text, match.start(3), f"a number from 1 to {MAX_STEPS}")
    steps = number - 1
    alter: int | None
    if quality[:1] in ("#", "b", ""):
        alter = quality.count("#") - quality.count("b")
    else:
        alter = _alteration(quality, perfect=steps % 7 in PERFECT_STEPS)
    if alter is None:
        raise unreadable(text, match.start(2), f"a quality that a {number} can have")
    size = Interval(steps, natural_semitones(steps) + alter)
    return -size if sign else size


UNISON = Interval(0, 0)
OCTAVE = Interval(7, 12)
