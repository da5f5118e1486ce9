"""English number words: "twenty-four" is 24."""

from __future__ import annotations

import re
from functools import cache

from gospel_keys.composer.words import number_words

_SPLIT = re.compile(r"[\s-]+")


@cache
def number_pattern() -> str:
    """A regular expression for a whole number, in figures or in words up to the hundreds."""
    table = number_words()
    small = "|".join(sorted(table.small, key=len, reverse=True))
    tens = "|".join(table.tens)
    below = rf"(?:(?:{tens})(?:[\s-](?:{small}))?|{small}|a\s+dozen|dozen|two\s+dozen)"
    hundred = rf"(?:a|one|two|three|four|five)[\s-]hundred(?:\s+and)?(?:[\s-]{below})?"
    return rf"(?:\d{{1,6}}|{hundred}|{below})"


def read_number(text: str) -> int:
    """The value of what ``number_pattern`` matched. Raises ``ValueError`` on anything else."""
    if text.isdecimal():
        return int(text)
    table, total = number_words(), 0
    for word in _SPLIT.split(text.lower().strip()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "dozen":
            total = max(total, 1) * 12
        elif word in table.tens:
            total += table.tens[word]
        elif word in table.small:
            total += table.small[word]
        elif word not in ("a", "and"):
            raise ValueError(f"{word!r} is no number word")
    return total
