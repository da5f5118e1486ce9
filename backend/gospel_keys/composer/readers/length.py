"""What the words say about length: "24 bars", "sixteen-bar", "2 minutes long"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gospel_keys.composer.numbers import number_pattern, range_pattern, read_number
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import context_words


@dataclass(frozen=True, slots=True)
class Bars:
    """A length in bars; a range when ``high`` is more than ``low``."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LengthFindings:
    """Lengths of the whole in bars and seconds, of named parts, and lengths that are none."""

    bars: list[Said[Bars]]
    seconds: list[Said[float]]
    parts: list[Said[Bars]]
    unusable: list[Said[str]]


@cache
def _bars() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w.,/#-]){range_pattern(number)}[ -]?"
        r"(?:bars?|measures?)(?!\w)(?:[ ]+long)?",
        re.IGNORECASE,
    )


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:number of bars|bars|measures|length)[ ]*[:=][ ]*"
        rf"(?P<low>{number_pattern()})(?P<high>)(?![\w/])",
        re.IGNORECASE,
    )


@cache
def _durations() -> tuple[re.Pattern[str], ...]:
    """ "2 minutes", "1 minute and 30 seconds", "45s long", "2:30 long"."""
    number = number_pattern()
    rest = rf"(?:,?[ ]*(?:and[ ]+)?(?P<rest>{number})[ -]?(?:seconds?|secs?|s)(?!\w))?"
    spoken = (
        rf"(?P<count>\d{{1,4}}(?:\.\d)?|{number}|an?|half an?)(?:[ -]|(?<=\d))"
        rf"(?P<unit>(?:minutes?|mins?)(?!\w){rest}|(?:seconds?|secs?)(?!\w)"
        r"|(?<=\d)[ms](?=[ ]long(?!\w)))(?P<more> and a half)?(?:[ ]+long)?"
    )
    clock = (
        r"(?P<count>\d{1,3}):(?P<rest>[0-5]\d)[ ]?"
        r"(?P<unit>(?:m|mins?|minutes?)(?:[ ]long)?|long)(?P<more>)"
    )
    rows = (rf"(?<![\w.,/#:-]){row}(?!\w)" for row in (spoken, clock))
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


@cache
def _unusable() -> re.Pattern[str]:
    """Numbers of bars that are none: "-5 bars", "3.5 bars", "three and a half bars"."""
    number = number_pattern()
    return re.compile(
        rf"(?<![\w.,/#])(?:-[ ]?\d+|\d+[.,]\d+|\d{{13,}}|{number}[ ]and[ ]a[ ]half)[ -]?"
        r"(?:bars?|measures?)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _part_before() -> re.Pattern[str]:
    """The name of a part at the end of a text, as in "verse: " before "8 bars"."""
    names = "|".join(re.escape(name) for name in context_words().before_a_part_length)
    between = r"[ ]*(?:[:=(-]|of|is|for)?[ ]*(?:an?[ ])?"
    return re.compile(rf"(?<!\w)(?:{names})(?:[ ]\d)?{between}$", re.IGNORECASE)


def read_length(reading: Reading) -> LengthFindings:
    """Lengths of the whole piece; "a 4-bar intro" speaks of a part and is passed over.

    Where several lengths stand after parts' names ("verse 8 bars"), they are the parts'.
    """
    unusable = [reading.claim(match, match[0]) for match in reading.find(_unusable())]
    bars = []
    for pattern in (_bars(), _labelled()):
        for match in reading.find(pattern):
            if reading.next_word(match.end()) in context_words().after_a_part_length:
                continue
            low = read_number(match["low"])
            high = read_number(match["high"]) if match["high"] else low
            bars.append(reading.claim(match, Bars(min(low, high), max(low, high))))
    seconds = [
        reading.claim(match, _seconds(match))
        for pattern in _durations()
        for match in reading.find(pattern)
    ]
    parts = _parts(reading, bars)
    whole = [said for said in bars if said not in parts]
    return LengthFindings(whole, seconds, parts, unusable)


def _parts(reading: Reading, bars: list[Said[Bars]]) -> list[Said[Bars]]:
    """The lengths that stand after a part's name, where there are others beside."""
    named = [(_part_before().search(reading.text[: said.start]), said) for said in bars]
    if len(bars) < 2:
        return []
    for name, said in named:
        if name is not None:
            reading.take(name.start(), said.start)
    return [said for name, said in named if name is not None]


def _seconds(match: re.Match[str]) -> float:
    said = match["count"].lower()
    if said.startswith("half"):
        count = 0.5
    elif said in ("a", "an"):
        count = 1.0
    else:
        count = float(said) if said[0].isdigit() else float(read_number(said))
    count += 0.5 if match["more"] else 0.0
    if match["unit"].lower().startswith("s"):
        return count
    return count * 60.0 + (read_number(match["rest"]) if match["rest"] else 0)
