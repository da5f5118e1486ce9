"""What Roman numerals and Nashville numbers share: degrees, suffixes and slashes."""

from __future__ import annotations

import re
from functools import lru_cache

from gospel_keys.music.chord_name import chord_symbol
from gospel_keys.music.chord_symbol import read_suffix
from gospel_keys.music.errors import TheoryError, unreadable
from gospel_keys.music.interval import Interval

MAX_TEXT = 64
DEGREE = re.compile("[#♯]{1,3}[1-7]|[b♭]{1,3}[1-7]|[1-7]")
_SIX_NINE = re.compile(r"6/9(?=/|\(|$)")
# What the minor family's symbols start with, and what takes its place after a numeral.
_MINOR_STEMS = (("m7b5", "ø7"), ("dim", "°"), ("m", ""))


def split_slashes(text: str, start: int) -> list[tuple[str, int]]:
    """Cut ``text`` from ``start`` at its slashes, each part with its index; 6/9 stays whole."""
    whole = _SIX_NINE.search(text, start)
    first = whole.end() if whole else start
    parts: list[tuple[str, int]] = []
    begin, depth = start, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "/" and index >= first and depth == 0:
            parts.append((text[begin:index], begin))
            begin = index + 1
    return [*parts, (text[begin:], begin)]


def read_tones(text: str, start: int, end: int, *, minor: bool) -> tuple[Interval, ...]:
    """The tones of a chord suffix at ``text[start:end]``; ``minor`` puts an m before it."""
    suffix = text[start:end]
    symbol = "m" + suffix if minor else suffix
    try:
        return read_suffix(symbol, 0)[0]
    except TheoryError as error:
        place = start + max(0, error.position - minor)
        raise unreadable(text, place, "a chord suffix such as '7', 'maj9' or 'sus4'") from None


def read_degree(text: str) -> Interval:
    """A degree that ``DEGREE`` matched, as the interval from the tonic."""
    return Interval.parse(text)


@lru_cache(maxsize=2048)
def numeral_suffix(tones: tuple[Interval, ...]) -> tuple[bool, str]:
    """Whether the chord is of the minor family, and its symbol without the sign of it.

    The half-diminished seventh is ``ø7``, diminished chords start with ``°``, augmented with ``+``.
    """
    symbol = chord_symbol(tones)
    if symbol.startswith("maj"):
        return False, symbol
    if symbol.startswith("aug"):
        return False, "+" + symbol.removeprefix("aug")
    for stem, sign in _MINOR_STEMS:
        if symbol.startswith(stem):
            return True, sign + symbol.removeprefix(stem).replace("Maj", "maj")
    return False, symbol
