"""What a chord symbol has said so far, and the tones that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from gospel_keys.music.chord_tones import ALTERABLE, Changes
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.interval import Interval, degrees

_TRIADS = {
    "maj": degrees("1 3 5"),
    "m": degrees("1 b3 5"),
    "dim": degrees("1 b3 b5"),
    "half": degrees("1 b3 b5"),
    "aug": degrees("1 3 #5"),
    "5": degrees("1 5"),
}
_TENSIONS = {
    9: degrees("9"),
    11: degrees("9 11"),
    13: degrees("9 13"),
    6: degrees("6"),
    69: degrees("6 9"),
}


@dataclass(slots=True)
class Draft:
    """The parts of a symbol in any order; ``tones`` puts them together.

    ``quality`` names the triad, ``number`` is 0 or one of 6, 69, 7, 9, 11, 13, ``altered`` stands
    for "alt", ``suspension`` for the tones in place of the third.
    """

    quality: str = "maj"
    number: int = 0
    major_seventh: bool = False
    altered: bool = False
    suspension: set[Interval] = field(default_factory=set)
    alterations: set[Interval] = field(default_factory=set)
    additions: set[Interval] = field(default_factory=set)
    omits: set[int] = field(default_factory=set)

    def tones(self) -> tuple[Interval, ...]:
        """The tones it stands for, in order."""
        stem = chord_types()["7alt"].intervals if self.altered else self._stem()
        changes = Changes(tuple(self.alterations), tuple(self.additions), tuple(self.omits))
        return changes.apply(stem)

    def _stem(self) -> set[Interval]:
        tones = {*_TRIADS[self.quality], *_TENSIONS.get(self.number, ()), *self._seventh()}
        dominant = self.quality == "maj" and not self.major_seventh
        if self.suspension or (self.number == 11 and dominant):
            tones = {tone for tone in tones if tone.number != 3}
        if self.suspension and self.number == 11:
            tones = {tone for tone in tones if tone.number != 11}
        return tones | self.suspension

    def _seventh(self) -> tuple[Interval, ...]:
        if self.quality == "half" and not self.major_seventh:
            return degrees("b7")
        if self.number not in (7, 9, 11, 13):
            return ()
        if self.major_seventh:
            return degrees("7")
        return degrees("bb7" if self.quality == "dim" else "b7")


def altered_tone(sign: str, number: int) -> Interval:
    """The tone that ``b9`` or ``+11`` names; #4 is #11, b2 is b9, b6 is b13."""
    number = number if number in ALTERABLE else number + 7
    flat = sign in "b-"
    return degrees(("b" if flat else "#") + str(number))[0]
