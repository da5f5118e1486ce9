"""Finding the word lists' names in a text: the longest name wins, a negated one is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gospel_keys.composer.text import Reading, Said, Word
from gospel_keys.composer.words import Named, context_words


class Phrasebook[R: Named]:
    """Rows by their names. Build it once; ``find`` reads a text."""

    def __init__(self, rows: Iterable[R]) -> None:
        self._rows: dict[tuple[str, ...], R] = {}
        for row in rows:
            for name in row.names:
                self._rows[tuple(name.lower().replace("-", " ").split())] = row
        self._longest = max((len(name) for name in self._rows), default=0)

    def find(self, reading: Reading) -> list[Said[R]]:
        """Every row named in what is left of the text, in order; what is named is taken."""
        words, found, here = reading.words(), [], 0
        while here < len(words):
            length = self._match(words, here)
            if not length or _negated(words, here):
                here += 1
                continue
            first, last = words[here], words[here + length - 1]
            row = self._rows[tuple(word.lower for word in words[here : here + length])]
            reading.take(first.start, last.end)
            found.append(Said(row, reading.original[first.start : last.end], first.start))
            here += length
        return found

    def _match(self, words: Sequence[Word], here: int) -> int:
        """How many words from ``here`` on make the longest name; 0 for none."""
        for length in range(min(self._longest, len(words) - here), 0, -1):
            run = words[here : here + length]
            if tuple(word.lower for word in run) in self._rows and _adjacent(run):
                return length
        return 0


def _adjacent(run: Sequence[Word]) -> bool:
    return all(after.start - before.end == 1 for before, after in pairwise(run))


def denied(reading: Reading, start: int) -> bool:
    """Whether what stands at a character offset is denied: "not in C"."""
    before = [word for word in reading.words() if word.end <= start]
    beside = bool(before) and not reading.text[before[-1].end : start].strip()
    return beside and _negated(before, len(before))


def _negated(words: Sequence[Word], here: int) -> bool:
    """True after "not", "no", "without"..., with at most two words of degree between."""
    for word in reversed(words[max(0, here - 3) : here]):
        if word.lower in context_words().negations:
            return True
        if word.lower not in context_words().between_negation:
            return False
    return False
