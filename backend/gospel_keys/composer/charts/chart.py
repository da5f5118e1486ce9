"""A chart of chords as it was asked: a text or a list, its chords read, not yet in any key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Protocol

from gospel_keys.composer.charts.errors import chart_error
from gospel_keys.composer.charts.text import Cell, Place, read_text
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_symbol import NO_CHORD
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.nashville import nashville_to_chord
from gospel_keys.music.roman import Roman
from gospel_keys.score.model import GivenChord

MAX_CHORDS = 512
MAX_BARS = 128
_FINEST = 24
"""A chord begins on a 24th of a beat: sixteenths, triplets and sextuplets among them."""
_LEAST = Fraction(1, 4)
_SLACK = 1e-3
"""How far a decimal length may lie from the fraction it stands for: 0.667 is two thirds."""
_NUMERAL = re.compile(r"[#♯b♭♮=]{0,3}(?:[IViv]|It|Ger|Fr|N(?!\.?C))")
_NASHVILLE = re.compile(r"[#♯b♭]{0,2}[1-7]")
_HOME_IN_KEY = Key.parse("C major")


class ChordAsked(Protocol):
    """A chord of a list: its symbol or numeral, and its length in the meter's beats."""

    @property
    def symbol(self) -> str: ...
    @property
    def duration_beats(self) -> float: ...


Asked = str | Sequence[ChordAsked]


@dataclass(frozen=True, slots=True)
class AskedChord:
    """A chord for a list, where no other shape is at hand."""

    symbol: str
    duration_beats: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The chords of one round in whole bars. ``numbered`` tells that some need a key."""

    cells: tuple[Cell, ...]
    bars: int

    @property
    def numbered(self) -> bool:
        return any(not _is_symbol(cell.text) for cell in self.cells)

    @property
    def minor(self) -> bool:
        """Whether its numerals call the home chord minor."""
        homes = [cell.text.lstrip() for cell in self.cells if _is_home(cell.text)]
        return bool(homes) and homes[-1][:1] == "i"

    def symbols(self) -> list[tuple[Chord, Fraction]]:
        """The chords that need no key, with their lengths in quarters."""
        return [
            (Chord.parse(cell.text), cell.duration) for cell in self.cells if _is_symbol(cell.text)
        ]

    def given(self, key: Key) -> tuple[GivenChord, ...]:
        """The chords in a key. Raises ``BriefError`` for what has no meaning there."""
        found: list[GivenChord] = []
        for cell in self.cells:
            before = found[-1] if found else None
            if cell.held and before and before.written == cell.text:
                found[-1] = replace(before, duration=before.duration + cell.duration)
            else:
                found.append(GivenChord(_chord(cell, key), cell.duration, cell.text))
        return tuple(found)


def canonical(asked: Asked) -> str:
    """What was asked as one text that is the same for the same chords."""
    if isinstance(asked, str):
        return asked
    return " ".join(f"{one.symbol}:{float(one.duration_beats)!r}" for one in asked)


def read_chart(asked: Asked, meter: Meter) -> Chart:
    """A chart in a meter. Raises ``BriefError`` naming the place that cannot be read."""
    if isinstance(asked, str):
        rows = read_text(asked, meter, MAX_BARS)
        cells, bars = tuple(cell for row in rows for cell in row), len(rows)
    else:
        cells, bars = _listed(asked, meter)
    if len(cells) > MAX_CHORDS:
        raise chart_error("too many chords", len(cells), f"{MAX_CHORDS} at most")
    for cell in cells:
        _check(cell, meter)
    return Chart(cells, bars)


def _listed(asked: Sequence[ChordAsked], meter: Meter) -> tuple[tuple[Cell, ...], int]:
    if not 1 <= len(asked) <= MAX_CHORDS:
        raise chart_error(f"{len(asked)} chords", len(asked), f"1 to {MAX_CHORDS}")
    cells: list[Cell] = []
    at = Fraction(0)
    for item in asked:
        bar = int(at / meter.bar) + 1
        number = sum(cell.place.bar == bar for cell in cells) + 1
        place = Place(bar, number)
        length = _beats(item.duration_beats, item.symbol, place) * meter.beat
        cells.append(Cell(item.symbol, place, length))
        at += length
    bars = at / meter.bar
    if bars.denominator != 1 or bars > MAX_BARS:
        beats = float(at / meter.beat)
        raise chart_error(
            f"the chords last {beats:g} beats", f"{beats:g}",
            f"whole bars of {meter.beats} beats, {MAX_BARS} at most",
        )  # fmt: skip
    return tuple(cells), int(bars)


def _beats(value: float, symbol: str, place: Place) -> Fraction:
    most = MAX_BARS * 12
    if not 0 < value <= most:
        raise chart_error(f"{symbol[:24]!r} lasts {value:g} beats", f"{value:g}",
                          f"above 0, at most {most}", place)  # fmt: skip
    found = Fraction(value).limit_denominator(_FINEST)
    if abs(found - Fraction(value)) > _SLACK:
        raise chart_error(f"{symbol[:24]!r} lasts {value:g} beats", f"{value:g}",
                          f"a multiple of 1/{_FINEST} of a beat", place)  # fmt: skip
    return found


def _check(cell: Cell, meter: Meter) -> None:
    """Raise where a cell is too short, too long a text, or no chord in any key."""
    if (
        cell.duration < _LEAST * meter.beat
        or (cell.duration / meter.beat * _FINEST).denominator > 1
    ):
        beats = float(cell.duration / meter.beat)
        raise chart_error(
            f"{cell.text[:24]!r} would last {beats:g} beats", f"{beats:g}",
            f"1/4 beat at least, in steps of 1/{_FINEST}", cell.place,
        )  # fmt: skip
    _chord(cell, _HOME_IN_KEY)


def _is_symbol(text: str) -> bool:
    return not (_NUMERAL.match(text) or _NASHVILLE.match(text))


def _is_home(text: str) -> bool:
    return bool(re.match(r"[Ii](?![IVCiv])", text))


def _chord(cell: Cell, key: Key) -> Chord:
    if cell.text in NO_CHORD:
        raise chart_error(
            "a bar without a chord cannot be arranged", cell.text,
            "a chord, or . to hold the one before", cell.place,
        )  # fmt: skip
    try:
        return _read(cell.text, key)
    except TheoryError as error:
        raise chart_error(str(error), cell.text, _ALLOWED, cell.place) from error


def read_symbol(text: str, key: Key, field: str) -> Chord:
    """One chord as a symbol, a numeral or a number in a key. Raises ``BriefError`` on ``field``."""
    try:
        return _read(text.strip(), key)
    except TheoryError as error:
        raise BriefError(field, str(error), value=quoted(text), allowed=_ALLOWED) from error


def _read(text: str, key: Key) -> Chord:
    read = Chord.parse
    if _NUMERAL.match(text):
        read = partial(_of_numeral, key=key)
    elif _NASHVILLE.match(text):
        read = partial(nashville_to_chord, key=key)
    return read(text)


_ALLOWED = "a chord symbol (F#m7b5, C/E), a numeral (ii7, V7/vi) or a number (4, 2-7)"


def _of_numeral(text: str, key: Key) -> Chord:
    """The numeral's chord, on a root that can be read where that stays the same degree."""
    chord = Roman.parse(text).chord(key)
    if abs(chord.root.alter) < 2:
        return chord
    plain = chord.simplified()
    odd = key.tonic.interval_to(plain.root).degree.startswith(("bb", "##"))
    return chord if odd else plain


def chart_text(chords: Sequence[GivenChord], meter: Meter) -> str:
    """The chords as a text that ``read_chart`` reads back: ``C | Am7 D7 | G7 |``."""
    at = Fraction(0)
    bars: list[list[str]] = []
    for one in chords:
        left, first = one.duration, True
        while left > 0:
            inside = at % meter.bar
            if inside == 0:
                bars.append([])
            length = min(left, meter.bar - inside)
            name = str(one.chord) if first else "."
            bars[-1].append(f"{name}:{_plain(length / meter.beat)}")
            at, left, first = at + length, left - length, False
    text = " | ".join(_bar_text(bar) for bar in bars)
    return f"{text} |"


def _plain(value: Fraction) -> str:
    return (
        str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    )


def _bar_text(names: list[str]) -> str:
    """A bar whose chords share it equally needs no lengths."""
    lengths = {name.rpartition(":")[2] for name in names}
    if len(lengths) > 1:
        return " ".join(names)
    return " ".join(name.rpartition(":")[0] for name in names)
