"""From played to written time: chords struck together, swing, and the division of every beat.

A beat is divided in the way that explains its onsets best for its price: halves are cheaper than
quarters, those cheaper than triplets. Swung eighths are found over the whole piece and written
even, as musicians write them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, floor
from statistics import mean, median

from gospel_keys.music.meter import Meter
from gospel_keys.score.importing.performance import Heard, Seconds

TOGETHER = 0.045
"""Seconds between two keys of one chord at most; a rolled chord is a chain of such."""
_ROLLED = 0.06
_LOOSE = 0.025
"""Seconds a player is off without meaning it."""
_SIMPLE = {1: 0.0, 2: 0.6, 4: 1.6, 3: 1.9, 6: 4.0, 8: 4.5}
_COMPOUND = {1: 0.0, 3: 0.5, 6: 1.8, 2: 2.5, 4: 4.0, 12: 4.5}
_MERGED = 1.2
_WORST = 6.0
_SWUNG = (0.42, 0.74)
_THIRDS = (0.27, 0.40)
_LEAST_SWING = 0.53
_MOST_SWING = 0.72


@dataclass(frozen=True, slots=True)
class Grid:
    """Where bars and beats lie: ``origin`` is the first barline in quarters from the file's start.

    ``unit`` is what is divided (a quarter, or a compound meter's beat), ``swing`` where its half is
    played (0.5 is even).
    """

    origin: float
    meter: Meter
    unit: Fraction
    swing: float = 0.5

    @property
    def divisions(self) -> dict[int, float]:
        """The price of each way to divide the unit."""
        return _COMPOUND if self.meter.is_compound else _SIMPLE


@dataclass(frozen=True, slots=True)
class Written:
    """A note in written time: quarters from the first barline, and how it was played."""

    onset: Fraction
    end: Fraction
    note: Heard


@dataclass(frozen=True, slots=True)
class Struck:
    """Notes struck together at ``onset`` (quarters from the file's start)."""

    onset: float
    notes: tuple[Heard, ...]


def struck_together(notes: Sequence[Heard], seconds: Seconds) -> list[Struck]:
    """The notes in attacks, by onset. A chord rolled slowly is one attack at its first note."""
    found: list[Struck] = []
    group: list[Heard] = []
    times: list[float] = []
    for note in [*notes, None]:
        at = seconds.at(note.onset) if note else None
        if group and (at is None or at - times[-1] > TOGETHER):
            rolled = times[-1] - times[0] > _ROLLED
            onset = group[0].onset if rolled else mean(one.onset for one in group)
            found.append(Struck(onset, tuple(group)))
            group, times = [], []
        if note is not None and at is not None:
            group.append(note)
            times.append(at)
    return found


def unit_of(meter: Meter) -> Fraction:
    """What is divided: the beat of a compound meter or of one in eighths, else a quarter."""
    return meter.beat if meter.is_compound else min(meter.beat, Fraction(1))


def swing_of(struck: Sequence[Struck], origin: float, unit: Fraction) -> float:
    """Where the half of a unit is played, 0.5 (even) to 0.72."""
    phases = [((one.onset - origin) / float(unit)) % 1.0 for one in struck]
    halves = [phase for phase in phases if _SWUNG[0] < phase < _SWUNG[1]]
    thirds = sum(_THIRDS[0] < phase < _THIRDS[1] for phase in phases)
    if len(halves) < 4 or thirds > 0.3 * len(halves):
        return 0.5
    middle = median(halves)
    return min(middle, _MOST_SWING) if middle > _LEAST_SWING else 0.5


def written(struck: Sequence[Struck], grid: Grid, seconds: Seconds) -> tuple[list[Written], float]:
    """The notes at written places, and how sure the rhythm is (0..1)."""
    unit = float(grid.unit)
    units: dict[int, list[Struck]] = defaultdict(list)
    for one in struck:
        units[floor((one.onset - grid.origin) / unit + 1e-9)].append(one)
    found: list[Written] = []
    fits: list[float] = []
    for number, group in sorted(units.items()):
        loose = _looseness(group[0].onset, grid, seconds)
        phases = [_even((one.onset - grid.origin) / unit - number, grid.swing) for one in group]
        division = min(grid.divisions, key=lambda d: grid.divisions[d] + _misfit(phases, d, loose))
        for one, phase in zip(group, phases, strict=True):
            place = Fraction(round(phase * division), division)
            onset = (number + place) * grid.unit
            fits.append(exp(-(((phase - float(place)) / (2 * loose)) ** 2)))
            found += [Written(onset, _end(note, onset, grid), note) for note in one.notes]
    return sorted(found, key=lambda w: (w.onset, w.note.pitch)), mean(fits) if fits else 0.0


def _even(phase: float, swing: float) -> float:
    """A place in a swung unit as it is written."""
    if phase < swing:
        return phase * 0.5 / swing
    return 0.5 + (phase - swing) * 0.5 / (1.0 - swing)


def _looseness(onset: float, grid: Grid, seconds: Seconds) -> float:
    """How far off a place may be played, as a share of the unit."""
    lasts = seconds.quarter_lasts(onset) * float(grid.unit)
    return min(max(_LOOSE / lasts, 0.03), 0.08)


def _misfit(phases: Sequence[float], division: int, loose: float) -> float:
    places = [round(phase * division) for phase in phases]
    cost = sum(
        min((phase - place / division) ** 2 / (2 * loose**2), _WORST)
        for phase, place in zip(phases, places, strict=True)
    )
    return cost + _MERGED * (len(places) - len(set(places)))


def _end(note: Heard, onset: Fraction, grid: Grid) -> Fraction:
    """Where a note ends, to a fine division; never at its onset."""
    least = grid.unit / (6 if grid.meter.is_compound else 4)
    played = (note.end - grid.origin) / float(least)
    return max(round(played) * least, onset + least)
