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
    below = rf"(?:{_tens()}|{small}|a\s+dozen|dozen|two\s+dozen)"
    return rf"(?:\d{{1,12}}|{_hundreds(below)}|{below})"


@cache
def large_pattern() -> str:
    """A regular expression for a number from twenty up, in words."""
    small = "|".join(sorted(number_words().small, key=len, reverse=True))
    return rf"(?:{_hundreds(rf'(?:{_tens()}|{small})')}|{_tens()})"


def range_pattern(number: str) -> str:
    """One number, ``low``, or two, ``low`` and ``high``: "8-16", "between 8 and 16"."""
    both = r"(?:[ ]?(?:-|to|or)[ ]?|(?(between)[ ]and[ ]|(?!)))"
    return rf"(?P<between>between[ ])?(?P<low>{number})(?:{both}(?P<high>{number}))?"


def _tens() -> str:
    table = number_words()
    small = "|".join(sorted(table.small, key=len, reverse=True))
    return rf"(?:{'|'.join(table.tens)})(?:[\s-](?:{small}))?"


def _hundreds(below: str) -> str:
    return rf"(?:a|one|two|three|four|five)[\s-]hundred(?:\s+and)?(?:[\s-]{below})?"


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
