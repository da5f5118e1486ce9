"""Free text made safe, and read once: what one reader understood, the next does not read again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = 500
"""The most characters a description may have, after cleaning."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_APOSTROPHES = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_DASHES = "\N{EN DASH}\N{EM DASH}"
_WORD = re.compile(rf"[^\W_]+(?:['{_APOSTROPHES}][^\W_]+)*[#♯♭]?|[♩♪♫♬𝅝𝅗𝅘]")
_ACCIDENTALS = str.maketrans("♭♯" + _APOSTROPHES + _DASHES, "b#''--")


def clean(text: str) -> str:
    """NFC text on one line: control, format and unassigned characters gone, runs of space one."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = (char for char in spaced if unicodedata.category(char) not in _DROPPED)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text and where it stands (character offsets)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().translate(_ACCIDENTALS)


@dataclass(frozen=True, slots=True)
class Said[T]:
    """Something the words said: its value, the words themselves, and where.

    A claim that is not ``firm`` is a suggestion: it gives way to anything firm.
    """

    value: T
    text: str
    start: int
    firm: bool = True


class Reading:
    """A text being read. Readers ``take`` what they understood; the rest is left for others."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text.translate(_ACCIDENTALS)
        self._taken = bytearray(len(text))
        self.shouted = not any(char.islower() for char in text)
        """True when there is no small letter at all, so capitals mean nothing."""

    def free(self, start: int, end: int) -> bool:
        """True when nothing between the offsets has been taken."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Mark a stretch as understood."""
        self._taken[start:end] = b"\x01" * (end - start)

    def fork(self) -> Reading:
        """A copy to read the same words once more for another purpose."""
        other = Reading(self.original)
        other._taken[:] = self._taken
        return other

    def take_also(self, other: Reading) -> None:
        """Count as understood what a fork took."""
        self._taken[:] = bytes(a | b for a, b in zip(self._taken, other._taken, strict=True))

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of ``pattern`` that touch nothing taken, left to right."""
        for match in pattern.finditer(self.text):
            if match.end() > match.start() and self.free(*match.span()):
                yield match

    def claim[T](self, match: re.Match[str], value: T, *, firm: bool = True) -> Said[T]:
        """Take a match and say what it means."""
        self.take(*match.span())
        return Said(value, self.original[match.start() : match.end()].strip(), match.start(), firm)

    def words(self) -> list[Word]:
        """The words nobody has taken, in order. Hyphens part words."""
        found = (Word(m[0], m.start(), m.end()) for m in _WORD.finditer(self.original))
        return [word for word in found if self.free(word.start, word.end)]

    def next_word(self, end: int) -> str:
        """The word right after an offset in small letters; "" at a stop or at the end."""
        match = re.compile(r"[\s-]*([^\W_][\w'/#]*)").match(self.text, end)
        return match[1].lower() if match else ""
