"""A chord chart as text: ``C | Am7 D7 | G7 % |``.

Bars stand between ``|`` (or on lines of their own); ``|:`` and ``:|`` enclose what is played twice;
``%`` plays the bar before it again. The chords of a bar share it equally; ``.`` or ``/`` holds the
chord before it for one more share, and ``Am7:3`` lasts three beats, the others sharing the rest.
Plain chords without any bar line have a bar each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from gospel_keys.composer.charts.errors import chart_error
from gospel_keys.composer.errors import quoted
from gospel_keys.music.meter import Meter

MAX_TEXT = 12_000
_BAR = re.compile(r"(?::\|+|\|+:|\|+|\n)+")
_WORD = re.compile(r"\S+")
_HOLDS = frozenset({".", "/"})
AGAIN = "%"
_LENGTH = re.compile(r"(?P<symbol>.+):(?P<beats>\d{1,3}(?:\.\d{1,4}|/\d{1,2})?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chord stands: bar and number in it (from 1), character of the text (from 1 or 0)."""

    bar: int
    number: int
    character: int = 0

    def __str__(self) -> str:
        at = f" (character {self.character})" if self.character else ""
        return f"bar {self.bar}, chord {self.number}{at}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A chord as written, its place and its length in quarters.

    One that is ``held`` over a bar line only goes on.
    """

    text: str
    place: Place
    duration: Fraction
    held: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int
    beats: Fraction | None = None


def read_text(text: str, meter: Meter, most_bars: int) -> list[list[Cell]]:
    """The bars of a chart. Raises ``BriefError`` that names the place it cannot read."""
    if len(text) > MAX_TEXT:
        raise chart_error(f"the text has {len(text)} characters", text, f"{MAX_TEXT} at most")
    rows = list(_rows(text))
    _refuse_gaps(rows)
    if not any(words for words, _ in rows):
        raise chart_error("there is no chord in it", text, "such as 'C | Am7 D7 | G7 % |'")
    words = [word for row, _ in rows for word in row]
    if not _BAR.search(text.strip()) and not any(map(_is_timed, words)):
        rows = [([word], "") for word in words]
    return _unfolded(rows, meter, most_bars)


def _rows(text: str) -> Iterator[tuple[list[_Word], str]]:
    """What stands between bar lines, with the sign that ends it."""
    start = 0
    for line in _BAR.finditer(text):
        yield _words(text, start, line.start()), line.group()
        start = line.end()
    yield _words(text, start, len(text)), ""


def _refuse_gaps(rows: list[tuple[list[_Word], str]]) -> None:
    """Raise on a bar with nothing in it; between two lines of text there is none."""
    bars = 0
    for (before, opened), (words, closed) in pairwise(rows):
        bars += bool(before)
        if bars and not words and closed and "\n" not in opened + closed:
            raise chart_error(
                f"bar {bars + 1} is empty", "| |", "a chord, or % to play the bar before it again"
            )


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(m.group(), m.start() + 1) for m in _WORD.finditer(text, start, end)]


def _unfolded(
    rows: list[tuple[list[_Word], str]], meter: Meter, most_bars: int
) -> list[list[Cell]]:
    """The bars as they sound: repeats played out."""
    bars: list[list[Cell]] = []
    opened = 0
    for words, sign in rows:
        if words:
            bars.append(_bar(words, bars, meter))
        if ":|" in sign:
            bars += bars[opened:]
            opened = len(bars)
        if "|:" in sign:
            opened = len(bars)
        if len(bars) > most_bars:
            raise chart_error("it is too long", len(bars), f"{most_bars} bars at most")
    return bars


def _bar(words: list[_Word], before: list[list[Cell]], meter: Meter) -> list[Cell]:
    number = len(before) + 1
    if any(word.text == AGAIN for word in words):
        return _again(words, before, number, meter)
    sized = [_sized(word, number, n) for n, word in enumerate(words, 1)]
    cells: list[Cell] = []
    lengths = _shared(sized, number, meter)
    for word, length in zip(sized, lengths, strict=True):
        if word.text not in _HOLDS:
            cells.append(Cell(word.text, Place(number, len(cells) + 1, word.at), length))
        elif cells:
            cells[-1] = replace(cells[-1], duration=cells[-1].duration + length)
        elif before:
            last = before[-1][-1]
            cells.append(Cell(last.text, last.place, length, held=True))
        else:
            raise chart_error(
                f"{word.text!r} holds the chord before it, and there is none", word.text,
                "a chord first", Place(number, 1, word.at),
            )  # fmt: skip
    return cells


def _again(words: list[_Word], before: list[list[Cell]], number: int, meter: Meter) -> list[Cell]:
    """``%`` alone repeats the bar; beside chords it holds the chord before it."""
    first = words[0]
    if len(words) == 1 and before:
        return list(before[-1])
    if first.text == AGAIN:
        raise chart_error(
            "% repeats the bar before it" + ("" if before else ", and there is none"), AGAIN,
            "% alone in a bar, or after a chord", Place(number, 1, first.at),
        )  # fmt: skip
    held = [replace(word, text=".") if word.text == AGAIN else word for word in words]
    return _bar(held, before, meter)


def _is_timed(word: _Word) -> bool:
    return word.text in _HOLDS or _LENGTH.fullmatch(word.text) is not None


def _sized(word: _Word, bar: int, number: int) -> _Word:
    """A word and the beats it asks for."""
    match = _LENGTH.fullmatch(word.text)
    if match is None:
        return word
    top, _, bottom = match["beats"].partition("/")
    if bottom and not int(bottom):
        raise chart_error("a length is not divided by 0", word.text, "such as Am7:3/2",
                          Place(bar, number, word.at))  # fmt: skip
    return _Word(match["symbol"], word.at, Fraction(top) / int(bottom or 1))


def _shared(words: list[_Word], bar: int, meter: Meter) -> list[Fraction]:
    """Each word's length in quarters: as it asks, the others sharing what is left."""
    asked = sum((word.beats for word in words if word.beats is not None), Fraction(0))
    open_ = sum(word.beats is None for word in words)
    left = meter.beats - asked
    if left < 0 or (open_ == 0 and left) or (open_ and not left):
        raise chart_error(
            f"the lengths in bar {bar} add up to {_number(asked)} beats",
            " ".join(quoted(word.text) for word in words)[:200],
            f"{meter.beats} beats a bar in {meter}", Place(bar, 1, words[0].at),
        )  # fmt: skip
    share = left / open_ if open_ else Fraction(0)
    return [(share if word.beats is None else word.beats) * meter.beat for word in words]


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
