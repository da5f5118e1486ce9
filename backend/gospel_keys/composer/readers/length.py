"""What the words say about length: "24 bars", "sixteen-bar", "2 minutes long"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gospel_keys.composer.numbers import number_pattern, read_number
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import context_words


@dataclass(frozen=True, slots=True)
class Bars:
    """A length in bars; a range when ``high`` is more than ``low``."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LengthFindings:
    bars: list[Said[Bars]]
    seconds: list[Said[float]]


@cache
def _bars() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w.,/#-])(?P<low>{number})(?:[ ]?(?:-|to|or)[ ]?(?P<high>{number}))?[ -]?"
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
def _minutes() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/#-])(?P<count>\d{{1,4}}(?:\.\d)?|{number_pattern()}|an?|half an?)[ -]"
        r"(?P<unit>minutes?|mins?|seconds?|secs?)(?P<more> and a half)?(?!\w)(?:[ ]+long)?",
        re.IGNORECASE,
    )


def read_length(reading: Reading) -> LengthFindings:
    """Lengths of the whole piece; "a 4-bar intro" speaks of a part and is passed over."""
    bars = []
    for pattern in (_bars(), _labelled()):
        for match in reading.find(pattern):
            if reading.next_word(match.end()) in context_words().after_a_part_length:
                continue
            low = read_number(match["low"])
            high = read_number(match["high"]) if match["high"] else low
            bars.append(reading.claim(match, Bars(min(low, high), max(low, high))))
    seconds = [reading.claim(match, _seconds(match)) for match in reading.find(_minutes())]
    return LengthFindings(bars, seconds)


def _seconds(match: re.Match[str]) -> float:
    said = match["count"].lower()
    if said.startswith("half"):
        count = 0.5
    elif said in ("a", "an"):
        count = 1.0
    else:
        count = float(said) if said[0].isdigit() else float(read_number(said))
    count += 0.5 if match["more"] else 0.0
    return count * (60.0 if match["unit"].lower().startswith("min") else 1.0)
