"""Where things are: bars in written quarters, quarters in seconds and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Note, Progression, Section, TempoChange


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``number`` from 0, onset and duration in quarters, the section it belongs to."""

    number: int
    onset: Fraction
    duration: Fraction
    section: Section

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


def bars(progression: Progression) -> tuple[Bar, ...]:
    """Every bar in order, counted from the first barline; a pickup belongs to none of them."""
    found: list[Bar] = []
    onset = Fraction(0)
    for section in progression.sections:
        for _ in range(section.bars):
            found.append(Bar(len(found), onset, section.meter.bar, section))
            onset += section.meter.bar
    return tuple(found)


def length(progression: Progression) -> Fraction:
    """Quarters from the first barline to the last."""
    return sum((s.bars * s.meter.bar for s in progression.sections), Fraction(0))


def section_onsets(progression: Progression) -> tuple[Fraction, ...]:
    """Where each section starts, in quarters."""
    onsets: list[Fraction] = []
    onset = Fraction(0)
    for section in progression.sections:
        onsets.append(onset)
        onset += section.bars * section.meter.bar
    return tuple(onsets)


def quarter_bpm(tempo: float, meter: Meter) -> float:
    """Quarters a minute of a tempo that counts the meter's beats a minute."""
    return tempo * float(meter.beat)


def section_tempos(progression: Progression) -> tuple[TempoChange, ...]:
    """The tempo map the sections ask for, without any expression: one entry per change."""
    changes: list[TempoChange] = []
    for onset, section in zip(section_onsets(progression), progression.sections, strict=True):
        bpm = quarter_bpm(section.tempo, section.meter)
        if not changes or changes[-1].quarter_bpm != bpm:
            changes.append(TempoChange(onset, bpm))
    return tuple(changes)


class TempoMap:
    """Quarters to seconds and back; both count from the first barline.

    The first tempo also holds before its onset (pickups), the last one for ever.
    """

    __slots__ = ("_quarters", "_rates", "_seconds")

    def __init__(self, changes: Iterable[TempoChange]) -> None:
        """Raises ``ValueError`` where there is no tempo, one is not above zero or out of order."""
        self._quarters: list[float] = []
        self._seconds: list[float] = []
        self._rates: list[float] = []
        for change in changes:
            onset = float(change.onset)
            if not change.quarter_bpm > 0:
                raise ValueError(
                    f"a tempo of {change.quarter_bpm} is not above 0 quarters a minute"
                )
            if self._quarters and onset <= self._quarters[-1]:
                raise ValueError(f"tempo at quarter {onset} is not after {self._quarters[-1]}")
            self._seconds.append(self.seconds(onset) if self._quarters else 0.0)
            self._quarters.append(onset)
            self._rates.append(60 / change.quarter_bpm)
        if not self._quarters:
            raise ValueError("a tempo map needs at least one tempo")
        first = self._quarters[0] * self._rates[0]
        self._seconds = [seconds + first for seconds in self._seconds]

    def seconds(self, quarter: Fraction | float) -> float:
        """Seconds from the first barline to ``quarter``."""
        at = float(quarter)
        i = max(bisect_right(self._quarters, at) - 1, 0)
        return self._seconds[i] + (at - self._quarters[i]) * self._rates[i]

    def quarters(self, seconds: float) -> float:
        """Quarters from the first barline at ``seconds``: what ``seconds`` undoes."""
        i = max(bisect_right(self._seconds, seconds) - 1, 0)
        return self._quarters[i] + (seconds - self._seconds[i]) / self._rates[i]


def sounding(notes: Iterable[Note]) -> tuple[tuple[Note, ...], ...]:
    """The notes as they are struck: a note and those tied to it are one entry, in order.

    ``tie`` joins a note to the next of the same hand, voice and pitch that starts where it ends.
    """
    struck: list[list[Note]] = []
    waiting: dict[tuple[object, ...], list[Note]] = {}
    for note in sorted(notes, key=lambda n: n.onset):
        place = (note.hand, note.voice, note.pitch)
        chain = waiting.pop((*place, note.onset), None) if waiting else None
        if chain is None:
            chain = []
            struck.append(chain)
        chain.append(note)
        if note.tie:
            waiting[(*place, note.end)] = chain
    return tuple(map(tuple, struck))
