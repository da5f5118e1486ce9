"""What the words say about the tempo: "at 92 bpm", "♩. = 60", "allegro", "slow"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gospel_keys.composer.numbers import large_pattern, number_pattern, range_pattern, read_number
from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import TempoWord, context_words, tempo_words

_QUARTER, _EIGHTH, _HALF = Fraction(1), Fraction(1, 2), Fraction(2)
_UNITS = {"♩": _QUARTER, "quarter": _QUARTER, "crotchet": _QUARTER, "♪": _EIGHTH}
_UNITS |= {"eighth": _EIGHTH, "quaver": _EIGHTH, "half": _HALF, "minim": _HALF, "𝅗𝅥": _HALF}
_PLAIN = r"\d{2,3}(?:\.\d{1,3})?"
_FIGURES = r"\d{1,12}(?:\.\d{1,3})?"
_LABEL = r"(?:tempo|bpm|speed|m\.m\.|mm|metronome)[ ]*(?:of|:|=|is|at|around|about)?[ ]*"
_MINUTE = r"(?:bpm|b\.p\.m\.?|beats?[ ](?:per|a|/)[ ]?min(?:ute)?\.?|beats?/min)"


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


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Tempo marks, numbers with a unit, labelled numbers, and "at 92"."""
    spoken = rf"(?:{_FIGURES}|{number_pattern()})"
    large = rf"(?:{_FIGURES}|{large_pattern()})"
    names = "|".join(sorted(_UNITS, key=len, reverse=True))
    unit = rf"(?P<unit>(?:dotted[ -])?(?:{names})(?:[ -]note)?)[ ]?(?P<dot>\.)?"
    none = "(?P<unit>)(?P<dot>)"
    vague = r"(?:at|around|about|tempo|of|roughly|circa|ca\.?)"
    end = r"(?=[ ]*(?:[,;:.!?)](?!\d)|$|and |in |with |for ))"
    rows = (
        rf"{unit}[ ]?(?:=|equals)[ ]?(?:c\.?[ ]?)?{range_pattern(_FIGURES)}(?![\w/])",
        rf"(?<![\w.#])(?:{vague}[ ]+)*{range_pattern(spoken)}[ -]?{none}{_MINUTE}(?!\w)",
        rf"(?<!\w){_LABEL}{none}{range_pattern(large)}(?![\w/%])",
        rf"(?<!\w)at[ ]+(?:{vague}[ ]+)?{none}{range_pattern(_PLAIN)}{end}",
    )
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


def read_tempo(reading: Reading) -> TempoFindings:
    """Tempos in numbers and in words."""
    numbers = [
        reading.claim(match, _tempo(match))
        for pattern in _patterns()
        for match in reading.find(pattern)
        if reading.next_word(match.end()) not in context_words().after_no_tempo
    ]
    words = [
        Said(word.value, word.text, word.start, firm=not word.value.hint)
        for word in _book().find(reading)
    ]
    return TempoFindings(numbers, words)


def _tempo(match: re.Match[str]) -> TempoNumber:
    """The number, or the middle of a range ("90-100 bpm" is 95)."""
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    return TempoNumber((low + high) / 2, _unit(match))


def _value(text: str) -> float:
    return float(text) if text[0].isdecimal() else float(read_number(text))


def _unit(match: re.Match[str]) -> Fraction | None:
    said = match["unit"].lower().replace("-", " ")
    if not said:
        return None
    dotted = said.startswith("dotted") or bool(match["dot"])
    name = said.removeprefix("dotted ").removesuffix(" note")
    return _UNITS[name] * (Fraction(3, 2) if dotted else 1)
