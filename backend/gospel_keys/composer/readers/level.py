"""What the words say about the playing level: "level 7", "for beginners", "advanced"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gospel_keys.composer.numbers import number_pattern, read_number
from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import LevelWord, level_words

_SMALL_HANDS = re.compile(r"(?<!\w)small(?:er)?[ -]hands?(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LevelFindings:
    numbers: list[Said[int]]
    words: list[Said[LevelWord]]
    small_hands: bool


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:level|complexity|difficulty|grade)(?: level)?[ ]*(?:of|:|=|is|at)?[ ]*"
        rf"(?P<level>{number_pattern()})(?:[ ]?(?:/|out of)[ ]?(?:10|ten))?(?![\w/])",
        re.IGNORECASE,
    )


@cache
def _book() -> Phrasebook[LevelWord]:
    return Phrasebook(level_words())


def read_level(reading: Reading) -> LevelFindings:
    """Levels in numbers and in words, and whether small hands are to play."""
    numbers = [
        reading.claim(match, read_number(match["level"])) for match in reading.find(_numbered())
    ]
    small = [reading.claim(match, "small") for match in reading.find(_SMALL_HANDS)]
    return LevelFindings(numbers, _book().find(reading), bool(small))
