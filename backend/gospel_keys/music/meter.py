"""Time signatures: the bar, the beat that is felt, and how strong each place in the bar is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gospel_keys.music.errors import TheoryError, too_long, unreadable

MAX_NUMERATOR = 32
DENOMINATORS = (1, 2, 4, 8, 16, 32)
MAX_TEXT = 16
WORDS = {"c": (4, 4), "common": (4, 4), "common time": (4, 4), "c|": (2, 2), "cut": (2, 2)}

CLASSES = {1: "single", 2: "duple", 3: "triple", 4: "quadruple", 5: "quintuple", 7: "septuple"}
# The beats, counted from 0, that divide a bar into its groups: 4 = 2+2, 5 = 3+2, 7 = 2+2+3.
SECOND_STRONG = {4: (2,), 5: (3,), 6: (3,), 7: (2, 4), 8: (4,)}

_SIGNATURE = re.compile(r"([0-9]{1,3})\s*/\s*([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Meter:
    """A time signature. All lengths are ``Fraction`` quarters.

    The beat is what a foot taps and a tempo counts: the dotted note in compound meters (6/8, 9/8,
    12/8, and 3/8 in one), the half in 2/2, otherwise the note of the denominator.
    """

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 1 <= self.numerator <= MAX_NUMERATOR or self.denominator not in DENOMINATORS:
            allowed = f"1..{MAX_NUMERATOR} over one of {', '.join(map(str, DENOMINATORS))}"
            raise TheoryError(f"a meter is {allowed}, not {self.numerator}/{self.denominator}")

    @classmethod
    def parse(cls, text: str) -> Meter:
        """Read ``12/8``; also ``C`` (common time) and ``C|`` (cut time)."""
        return _parse(text)

    @classmethod
    def try_parse(cls, text: str) -> Meter | None:
        """As ``parse``, or None."""
        try:
            return _parse(text)
        except TheoryError:
            return None

    @property
    def bar(self) -> Fraction:
        """Length of a bar in quarters."""
        return Fraction(4 * self.numerator, self.denominator)

    @property
    def is_compound(self) -> bool:
        """Whether the beat divides in three."""
        small = self.denominator >= 8
        return self.numerator % 3 == 0 and (self.numerator > 3 or small)

    @property
    def beat(self) -> Fraction:
        """Length of a beat in quarters."""
        return Fraction(12 if self.is_compound else 4, self.denominator)

    @property
    def beats(self) -> int:
        """Beats in a bar."""
        return self.numerator // 3 if self.is_compound else self.numerator

    @property
    def division(self) -> Fraction:
        """The first division of the beat in quarters: a third of it if compound, else half."""
        return self.beat / (3 if self.is_compound else 2)

    @property
    def felt(self) -> Meter:
        """The meter a player's hands count: cut time is tapped in two, but fingers move in the
        quarters and eighths of common time."""
        if self.denominator != 2 or self.numerator % 3 == 0:
            return self
        return Meter(2 * self.numerator, 4)

    @property
    def meter_class(self) -> str:
        """``duple``, ``triple``, ``quadruple``, ``quintuple``...; ``irregular`` where unnamed."""
        return CLASSES.get(self.beats, "irregular")

    def strength(self, position: Fraction) -> int:
        """Metric weight of a place, in quarters from any barline.

        3 is the downbeat, 2 the bar's other strong beat, 1 a beat, 0 between the beats.
        """
        beat = (position % self.bar) / self.beat
        if beat.denominator != 1:
            return 0
        if beat == 0:
            return 3
        return 2 if beat.numerator in SECOND_STRONG.get(self.beats, ()) else 1

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@lru_cache(maxsize=256)
def _parse(text: str) -> Meter:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a time signature")
    plain = text.strip()
    if plain.lower() in WORDS:
        return Meter(*WORDS[plain.lower()])
    match = _SIGNATURE.fullmatch(plain)
    if match is None:
        raise unreadable(text, 0, "a time signature such as '4/4' or '12/8'")
    try:
        return Meter(int(match.group(1)), int(match.group(2)))
    except TheoryError as error:
        raise TheoryError(str(error), text, 0) from None
