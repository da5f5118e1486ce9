"""Which chords a genre has and how they follow each other, counted in its own phrases."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gospel_keys.composer.planning.setting import Setting
from gospel_keys.genres.numeral import TONIC, Degree, Numeral
from gospel_keys.genres.phrases import CLOSING, Mode, PhraseRow

Counts = dict[Numeral, float]

_RARE = 0.35
"""The price of a nat: of two chords, one e times as usual is cheaper by this much."""
_UNHEARD = 2.2
"""What it costs to follow a chord by one that never follows it in the genre's phrases."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """``chords`` by how usual they are; ``own`` is the price of each, ``follows`` of each step.

    ``unheard`` is the price of any other step. ``ends`` are the chords on which phrases close, with
    the price of each; ``halves`` those on which they pause.
    """

    chords: tuple[Numeral, ...]
    own: tuple[float, ...]
    follows: tuple[dict[int, float], ...]
    ends: dict[int, float]
    halves: dict[int, float]
    unheard: float = _UNHEARD


def grammar_of(setting: Setting) -> Grammar:
    """The grammar of a genre at a level, in a mode and a kind of meter."""
    rows = _rows(setting)
    usual: Counts = defaultdict(float)
    steps: dict[Numeral, Counts] = defaultdict(_none)
    ends: Counts = defaultdict(float)
    halves: Counts = defaultdict(float)
    openings = _openings(rows)
    for row in rows:
        names = [place.numeral for place in row.places]
        for one in row.places:
            usual[one.numeral] += row.weight * one.length
        for before, after in pairwise(names):
            steps[before][after] += row.weight
        (ends if row.cadence in CLOSING else halves)[names[-1]] += row.weight
        for first in openings:
            steps[names[-1]][first] += row.weight / 4
    _home(usual, ends, setting.mode)
    chords = tuple(sorted(usual, key=lambda one: (-usual[one], str(one))))
    place = {chord: index for index, chord in enumerate(chords)}
    return Grammar(
        chords,
        _priced(usual, chords),
        tuple(_steps(steps[chord], place) for chord in chords),
        {place[one]: _RARE * _nats(ends[one], ends) for one in ends},
        {place[one]: _RARE * _nats(halves[one], halves) for one in halves},
    )


def _rows(setting: Setting) -> Sequence[PhraseRow]:
    """The phrases of the level and the meter; those of the mode alone where there are none."""
    harmony = setting.harmony
    fitting = harmony.fitting(setting.mode, setting.complexity, setting.meter.meter_class)
    return fitting or [row for row in harmony.phrases if row.mode == setting.mode]


def _openings(rows: Sequence[PhraseRow]) -> list[Numeral]:
    return list(dict.fromkeys(row.places[0].numeral for row in rows))


def _home(usual: Counts, ends: Counts, mode: Mode) -> None:
    """Home, the dominant and an ending at home are always there."""
    home = next((n for n in usual if n.root == TONIC and n.bass is None), None)
    home = home or Numeral(TONIC, mode == "minor")
    usual[home] += 1
    ends[home] += 1
    if not any(n.root == Degree(4) and n.bass is None for n in usual):
        usual[Numeral(Degree(4), suffix="7")] += 1


def _priced(usual: Counts, chords: Sequence[Numeral]) -> tuple[float, ...]:
    return tuple(_RARE * _nats(usual[one], usual) for one in chords)


def _steps(counts: Counts, place: dict[Numeral, int]) -> dict[int, float]:
    return {place[one]: _RARE * _nats(counts[one], counts) for one in counts if one in place}


def _none() -> Counts:
    return defaultdict(float)


def _nats(count: float, counts: Counts) -> float:
    return -math.log(count / sum(counts.values()))
