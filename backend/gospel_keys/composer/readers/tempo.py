"""What the words say about the tempo: "at 92 bpm", "♩. = 60", "allegro", "slow"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import TempoWord, tempo_words

_NUMBER = r"(?P<low>\d{1,5}(?:\.\d{1,3})?)(?:[ ]?(?:-|to|or)[ ]?(?P<high>\d{1,5}(?:\.\d{1,3})?))?"
_UNIT = r"(?P<unit>)"
_BPM = re.compile(
    rf"(?<![\w.#])(?:(?:at|around|about|tempo|tempo of|roughly|circa|ca\.?|of)[ ]+)*{_NUMBER}[ -]?{_UNIT}"
    r"(?:bpm|b\.p\.m\.?|beats?[ ](?:per|a|/)[ ]?min(?:ute)?\.?|beats?/min)(?!\w)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?<!\w)(?:tempo|bpm|speed|m\.m\.|mm|metronome)[ ]*(?:of|:|=|is|at|around|about)?[ ]*{_UNIT}{_NUMBER}(?![\w/%])",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?P<unit>♩|♪|𝅗𝅥|half(?:[ -]note)?|(?:dotted[ -])?quarter(?:[ -]note)?|(?:dotted[ -])?half(?:[ -]note)?"
    rf"|eighth(?:[ -]note)?|crotchet|minim|quaver|dotted crotchet)[ ]?(?P<dot>\.)?[ ]?(?:=|equals)[ ]?(?:c\.?[ ]?)?{_NUMBER}(?![\w/])",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"(?<!\w)at[ ]+(?:about[ ]+|around[ ]+)?{_UNIT}{_NUMBER}(?=[ ]*(?:[,;:.!?)]|$|and |in |with |for ))",
    re.IGNORECASE,
)
_UNITS = {"♩": 1, "quarter": 1, "crotchet": 1, "♪": "1/2", "eighth": "1/2", "quaver": "1/2"}
_UNITS |= {"half": 2, "minim": 2, "𝅗𝅥": 2}
_NOT_TEMPO_AFTER = frozenset("bars bar measures measure minutes seconds oclock am pm".split())


@dataclass(frozen=True, slots=True)
class TempoNumber:
    """A tempo in numbers. ``unit`` is the note value that beats, in quarters; None: the meter's."""

    bpm: float
    unit: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TempoFindings:
    numbers: list[Said[TempoNumber]]
    words: list[Said[TempoWord]]


@cache
def _book() -> Phrasebook[TempoWord]:
    return Phrasebook(tempo_words())


def read_tempo(reading: Reading) -> TempoFindings:
    """Tempos in numbers and in words."""
    numbers = [
        reading.claim(match, _tempo(match))
        for pattern in (_MARKED, _BPM, _LABELLED, _AT)
        for match in reading.find(pattern)
        if reading.next_word(match.end()) not in _NOT_TEMPO_AFTER
    ]
    words = [
        Said(word.value, word.text, word.start, firm=not word.value.hint)
        for word in _book().find(reading)
    ]
    return TempoFindings(numbers, words)


def _tempo(match: re.Match[str]) -> TempoNumber:
    """The number, or the middle of a range ("90-100 bpm" is 95)."""
    low = float(match["low"])
    high = float(match["high"]) if match["high"] else low
    return TempoNumber((low + high) / 2, _unit(match))


def _unit(match: re.Match[str]) -> Fraction | None:
    said = match["unit"].lower().replace("-", " ")
    if not said:
        return None
    dotted = said.startswith("dotted") or match["dot"] is not None
    name = said.removeprefix("dotted ").removesuffix(" note")
    return Fraction(_UNITS[name]) * (Fraction(3, 2) if dotted else 1)
