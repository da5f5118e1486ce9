"""Harmonic rhythm: how many chords a phrase has at a level, and which go or come to get there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted, bar_counts, without
from gospel_keys.composer.planning.weave import Loom
from gospel_keys.genres.numeral import TONIC
from gospel_keys.genres.phrases import SLOTS

_METRIC = (3.0, 1.0, 2.0, 1.0)


def fit(
    chords: list[Slotted], bars: int, setting: Setting, rng: Random, *, last: bool
) -> list[Slotted]:
    """Thin or fill a phrase to its level's harmonic rhythm.

    The first chord and the cadence always stay. ``last`` marks the piece's last phrase.
    """
    exact = setting.chords_a_bar * bars
    target = int(exact) + (rng.random() < exact % 1)
    while len(chords) > target:
        closes = setting.harmony.density.keeps_closes
        victim = _least_important(chords, bars, rng, _closes(chords, bars) if closes else set())
        if victim is None:
            break
        chords = without(chords, victim)
    loom = Loom(bars, setting, rng, last)
    while len(chords) < target:
        filled = loom.thicken(chords)
        if filled is None:
            break
        chords = filled
    return loom.walk(loom.spread(loom.connect(chords))) if setting.connects else chords


def _closes(chords: Sequence[Slotted], bars: int) -> set[int]:
    """The chords of the second half that go home at once, and the homes they reach."""
    half = bars * SLOTS // 2 - SLOTS
    found: set[int] = set()
    for index, (here, after) in enumerate(pairwise(chords)):
        if here.slot >= half and after.numeral.root == TONIC and here.numeral.root != TONIC:
            found |= {index, index + 1}
    return found


def _least_important(
    chords: Sequence[Slotted], bars: int, rng: Random, closes: set[int]
) -> int | None:
    """The chord to drop: weak, connecting, in a full bar; never an end or the cadence."""
    counts, last = bar_counts(chords, bars), len(chords) - 1
    kept = {0, last, last - 1} if chords[last].numeral.root == TONIC else {0, last}
    kept |= closes
    scores = {
        index: _importance(chord) - 0.5 * counts[chord.bar] + 0.4 * rng.random()
        for index, chord in enumerate(chords)
        if counts[chord.bar] > 1 and index not in kept
    }
    return min(scores, key=scores.__getitem__) if scores else None


def _importance(chord: Slotted) -> float:
    """Strong places count most; diminished and inverted chords are the first that can go."""
    score = _METRIC[chord.slot % SLOTS]
    if chord.numeral.is_diminished:
        return score - 2.5
    return score - (1.2 if chord.numeral.bass is not None else 0.0)
