"""From written quarters to seconds: tempo, the ritardando at the end, and swing."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction

from gospel_keys.arranger.rubato import bent
from gospel_keys.arranger.style import Ending, Expression, Feel
from gospel_keys.score.model import Progression, Section, TempoChange

_LEAST_TEMPO = 0.5
_THIRDS = (1 / 3, 2 / 3)
_NEAR = 1e-6


def tempo_map(
    progression: Progression,
    expression: Expression,
    ending: Ending | None,
    rubato: float = 0.0,
    seed: int = 0,
) -> tuple[TempoChange, ...]:
    """The sections' tempi, the phrases' ``rubato`` (a share of the tempo, shaped by ``seed``), and
    the last beats growing slower as the ending asks."""
    changes: list[TempoChange] = []
    onset = Fraction(0)
    for section in progression.sections:
        bpm = section.tempo * float(section.meter.beat)
        if not changes or changes[-1].quarter_bpm != bpm:
            changes.append(TempoChange(onset, bpm))
        onset += section.bars * section.meter.bar
    if rubato:
        changes = bent(progression, rubato, seed)
    depth = expression.ritardando * (ending.ritardando if ending else 1.0)
    last = _broadening(progression.sections[-1], onset, expression, depth)
    if last:
        changes = [change for change in changes if change.onset < last[0].onset]
    return tuple(changes + last)


def _broadening(
    section: Section, end: Fraction, expression: Expression, depth: float
) -> list[TempoChange]:
    """One tempo a beat, falling by ``depth`` of the tempo in the last of them."""
    count = min(expression.broadening, section.bars * section.meter.beats - 1)
    if depth <= 0 or count < 1:
        return []
    bpm = section.tempo * float(section.meter.beat)
    return [
        TempoChange(
            end - (count - index) * section.meter.beat,
            bpm * max(_LEAST_TEMPO, 1.0 - depth * ((index + 1) / count) ** 1.5),
        )
        for index in range(count)
    ]


class Clock:
    """Quarters to seconds for one section: swung inside the beat, then by the tempo map."""

    __slots__ = ("_beat", "_long", "_part", "_quarters", "_rates", "_seconds", "_start")

    def __init__(self, changes: tuple[TempoChange, ...]) -> None:
        self._quarters: list[float] = []
        self._seconds: list[float] = []
        self._rates: list[float] = []
        for change in changes:
            onset = float(change.onset)
            self._seconds.append(self._straight(onset) if self._quarters else 0.0)
            self._quarters.append(onset)
            self._rates.append(60.0 / change.quarter_bpm)
        self._start, self._beat, self._part, self._long = 0.0, 1.0, 1.0, 0.5

    def swing(self, section: Section, start: float, feel: Feel, ratio: float) -> None:
        """Swing from now on: ``ratio`` is long to short, ``start`` the section's first quarter."""
        self._start = start
        self._beat = float(section.meter.felt.beat)
        self._part = self._beat * 2 / feel.division
        self._long = 0.5 if section.meter.is_compound else ratio / (1.0 + ratio)

    def seconds(self, quarter: float) -> float:
        """When a written time sounds. Triplets are even already: they do not swing."""
        if self._long == 0.5:
            return self._straight(quarter)
        whole, inside = divmod(quarter - self._start + 1e-9, self._part)
        share = max(0.0, inside - 1e-9) / self._part
        swung = 2 * share * self._long
        if any(abs(share - third) < _NEAR for third in _THIRDS):
            swung = share
        elif share > 0.5:
            swung = self._long + (2 * share - 1) * (1 - self._long)
        return self._straight(self._start + (whole + swung) * self._part)

    def _straight(self, quarter: float) -> float:
        place = max(bisect_right(self._quarters, quarter) - 1, 0)
        return self._seconds[place] + (quarter - self._quarters[place]) * self._rates[place]
