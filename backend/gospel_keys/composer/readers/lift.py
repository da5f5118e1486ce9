"""What the words say about a change of key: "modulate up a whole step for the last chorus"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gospel_keys.composer.phrasebook import denied
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import lift_words

HALF_STEP = 1
"""How far the last chorus goes up where only a key change is asked for."""


def _any(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in longest) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "a half-step modulation at the end", "the last chorus up a tone", "lifted a semitone"."""
    words = lift_words().words
    far = rf"(?:by[ ])?(?:an?[ ])?(?P<far>{_any(lift_words().intervals)})"
    place = rf"(?:the[ ])?(?:very[ ])?{_any(words.places)}"
    where = rf"(?:,?[ ](?:for|in|at|on|before|into)[ ]{place})?"
    way = r"(?:[ ](?P<way>up(?:wards?)?|down(?:wards?)?|higher|lower))?"
    moved = rf"(?:{_any(words.moved)}|(?P<way>{_any(words.fallen)}))"
    before = rf"(?:(?P<before>{_any(lift_words().intervals)})[ -])?"
    rows = (
        rf"{before}{_any(words.named)}{way}(?:[ ]{far})?{where}",
        rf"{place}[ ](?:(?:goes|is|should be|comes|one)[ ])?{moved}(?:[ ]{far})?",
        rf"{moved}[ ]{far}{where}",
        rf"(?:raise|lift)(?P<way>)[ ]{place}(?P<far>)",
    )
    return tuple(re.compile(rf"(?<!\w){row}(?!\w)", re.IGNORECASE) for row in rows)


@cache
def _stays() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any(lift_words().words.stays)}(?!\w)", re.IGNORECASE)


def read_lifts(reading: Reading) -> list[Said[int]]:
    """Semitones that the last chorus is to rise (or fall); 0 where a key change is ruled out."""
    found = [reading.claim(match, 0) for match in reading.find(_stays())]
    for pattern in _patterns():
        for match in reading.find(pattern):
            size = 0 if denied(reading, match.start()) else _semitones(match)
            found.append(reading.claim(match, size))
    return found


def _semitones(match: re.Match[str]) -> int:
    said = match.groupdict()
    far = (said.get("far") or said.get("before") or "").lower().replace("-", " ")
    size = lift_words().intervals.get(far, HALF_STEP)
    way = (said.get("way") or "").lower()
    return -size if way.startswith(("down", "low", "drop", "go down", "goes down")) else size
