"""Roman numerals as the genre's data write them, light enough to plan with.

A numeral is relative to the tonic and spelled by scale step, so it can be moved by interval before
any key is known: ``#IVdim7``, ``I/3`` (over the key's third degree), ``V7/vi`` (read as ``III7``).
Case is the triad's quality, accidentals count from the parallel major.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

STEPS = ("I", "II", "III", "IV", "V", "VI", "VII")
MAJOR = (0, 2, 4, 5, 7, 9, 11)
"""Semitones of the major scale's steps above the tonic."""

_NUMERAL = re.compile(
    r"(?P<accidental>b{1,2}|#{1,2})?(?P<step>VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)"
    r"(?P<suffix>(?:maj|dim|aug|sus|add|no|m|[0-9#b(),])*)(?:/(?P<slash>[#b]{0,2}(?:[1-7]|[IViv]+)))?"
)
_ALTER = {None: 0, "b": -1, "bb": -2, "#": 1, "##": 2}


class Degree(NamedTuple):
    """A step of the key (0..6) and its alteration in semitones."""

    step: int
    alter: int = 0

    @property
    def chroma(self) -> int:
        """Semitones above the tonic, 0..11."""
        return (MAJOR[self.step] + self.alter) % 12

    def up(self, steps: int, semitones: int) -> Degree:
        """The degree that many scale steps and semitones higher (negative: lower)."""
        step = self.step + steps
        wanted = MAJOR[self.step] + self.alter + semitones
        return Degree(step % 7, wanted - MAJOR[step % 7] - 12 * (step // 7))

    def __str__(self) -> str:
        return accidental(self.alter) + str(self.step + 1)


TONIC = Degree(0)


def accidental(alter: int) -> str:
    """Flats or sharps: -1 is "b"."""
    return "b" * -alter if alter < 0 else "#" * alter


@dataclass(frozen=True, slots=True)
class Numeral:
    """A chord relative to a tonic: root, triad case, the rest of its symbol, a bass if any."""

    root: Degree
    minor: bool = False
    suffix: str = ""
    bass: Degree | None = None

    @classmethod
    def parse(cls, text: str) -> Numeral:
        """Read ``bVII9`` or ``V7/ii``. Raises ``ValueError`` that says what was expected."""
        return _parse(text)

    @property
    def lowest(self) -> Degree:
        """The bass that sounds."""
        return self.bass or self.root

    @property
    def is_diminished(self) -> bool:
        return self.suffix.startswith("dim")

    @property
    def is_half_diminished(self) -> bool:
        return self.suffix.startswith("m7b5")

    @property
    def is_dominant(self) -> bool:
        """A major (or suspended) triad with a minor seventh, whatever it carries."""
        return not self.minor and bool(re.match(r"(?:7|9|11|13)", self.suffix))

    @property
    def is_major(self) -> bool:
        """A major triad without a minor seventh."""
        other = self.minor or self.is_diminished or self.is_dominant
        return not other and not self.suffix.startswith("aug")

    def with_suffix(self, suffix: str) -> Numeral:
        return replace(self, suffix=suffix)

    def over(self, bass: Degree | None) -> Numeral:
        return replace(self, bass=bass)

    def __str__(self) -> str:
        return _text(self)


@lru_cache(maxsize=4096)
def _text(numeral: Numeral) -> str:
    step = STEPS[numeral.root.step]
    name = accidental(numeral.root.alter) + (step.lower() if numeral.minor else step)
    return name + numeral.suffix + (f"/{numeral.bass}" if numeral.bass else "")


@lru_cache(maxsize=4096)
def _parse(text: str) -> Numeral:
    match = _NUMERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no Roman numeral such as ii7, V9sus4, #IVdim7, I/3 or V7/vi")
    root = Degree(STEPS.index(match["step"].upper()), _ALTER[match["accidental"]])
    minor, suffix, slash = match["step"].islower(), match["suffix"], match["slash"]
    if slash is None:
        return Numeral(root, minor, suffix)
    if slash[-1].isdigit():
        return Numeral(root, minor, suffix, _degree(slash))
    target = _parse(slash).root
    applied = target.up(root.step, MAJOR[root.step] + root.alter)
    return Numeral(applied, minor, suffix)


def _degree(text: str) -> Degree:
    return Degree(int(text[-1]) - 1, _ALTER[text[:-1] or None])
