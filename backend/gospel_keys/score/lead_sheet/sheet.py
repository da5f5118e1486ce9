"""A lead sheet: bars of chords under a title, whatever the format it was written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Arrangement, Progression
from gospel_keys.score.timing import bars as bars_of

MAX_BARS = 2_000
MAX_CELLS = 96


class LeadSheetError(ValueError):
    """A text that cannot be read as a lead sheet, or a chart that a form cannot say.

    ``line`` and ``bar`` count from 1; they are 0 if unknown.
    """

    def __init__(self, message: str, *, line: int = 0, bar: int = 0) -> None:
        place = [f"line {line}"] if line else []
        place += [f"bar {bar}"] if bar else []
        super().__init__(f"{', '.join(place)}: {message}" if place else message)
        self.line = line
        self.bar = bar


@dataclass(frozen=True, slots=True)
class LeadChord:
    """A chord and its length in quarters; ``chord`` is None where no chord is to be played."""

    chord: Chord | None
    duration: Fraction


@dataclass(frozen=True, slots=True)
class LeadBar:
    """A bar: its meter and the chords that fill it. ``section`` is a label that starts here."""

    meter: Meter
    chords: tuple[LeadChord, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """A chart. ``tempo`` counts the meter's beats a minute, None if not given. ``notices`` say
    what the text held that was left out or taken otherwise."""

    title: str
    composer: str
    style: str
    key: Key
    bars: tuple[LeadBar, ...]
    tempo: float | None = None
    notices: tuple[str, ...] = field(default=(), compare=False)

    def chords(self) -> tuple[tuple[Fraction, LeadChord], ...]:
        """The chords with their onsets; what a barline only divides is one chord."""
        found: list[tuple[Fraction, LeadChord]] = []
        at = Fraction(0)
        for bar in self.bars:
            for index, item in enumerate(bar.chords):
                if index == 0 and found and found[-1][1].chord == item.chord:
                    onset, before = found[-1]
                    found[-1] = onset, LeadChord(item.chord, before.duration + item.duration)
                else:
                    found.append((at, item))
                at += item.duration
        return tuple(found)


def lead_sheet(
    arrangement: Arrangement,
    *,
    title: str | None = None,
    composer: str = "Gospel Keys",
    style: str | None = None,
) -> LeadSheet:
    """The arrangement's chords bar by bar, under its sections' names.

    The title is the description and the style the genre's name unless given.
    """
    brief = arrangement.brief
    return LeadSheet(
        " ".join(brief.description.split()) if title is None else title,
        composer,
        brief.genre.capitalize() if style is None else style,
        brief.key.respelled(),
        _bars(arrangement.progression),
        brief.tempo,
    )


def _bars(progression: Progression) -> tuple[LeadBar, ...]:
    """Every bar with the chords that sound in it."""
    found: list[LeadBar] = []
    section = None
    for bar in bars_of(progression):
        inside = tuple(
            LeadChord(e.chord, min(e.end, bar.end) - max(e.onset, bar.onset))
            for e in progression.chords
            if e.onset < bar.end and e.end > bar.onset
        )
        label = "" if bar.section is section else bar.section.label
        found.append(LeadBar(bar.section.meter, inside, label[:1].upper() + label[1:]))
        section = bar.section
    return tuple(found)


def cells(bar: LeadBar, least: int = 1) -> list[Chord | str | None]:
    """The bar as equal cells, beats or fractions of one: a chord where one starts, "" elsewhere.

    ``least`` is how many cells a beat has at least; LeadSheetError past 96 cells a bar.
    """
    beat = bar.meter.beat
    at = Fraction(0)
    starts: dict[Fraction, Chord | None] = {}
    for item in bar.chords:
        starts[at / beat] = item.chord
        at += item.duration
    parts = lcm(least, *(place.denominator for place in starts))
    count = bar.meter.beats * parts
    if count > MAX_CELLS:
        raise LeadSheetError(f"a bar of {count} cells is too fine to be written")
    return [starts.get(Fraction(cell, parts), "") for cell in range(count)]


def from_cells(
    row: Sequence[Chord | str | None], meter: Meter, before: Chord | None
) -> tuple[LeadChord, ...]:
    """A bar's chords from its equal cells; a bar that starts empty goes on with ``before``."""
    length = meter.bar / len(row)
    found: list[LeadChord] = []
    for index, cell in enumerate(row):
        if not isinstance(cell, str):
            found.append(LeadChord(cell, length))
        elif found:
            found[-1] = LeadChord(found[-1].chord, found[-1].duration + length)
        elif index == 0:
            found.append(LeadChord(before, length))
    return tuple(found)


def last_chord(found: Iterable[LeadBar]) -> Chord | None:
    """The chord that the bars so far end on."""
    bars = tuple(found)
    return bars[-1].chords[-1].chord if bars and bars[-1].chords else None
