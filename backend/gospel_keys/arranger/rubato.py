"""Rubato: time that a phrase borrows toward its middle and gives back at its end."""

from __future__ import annotations

import math
from fractions import Fraction

from gospel_keys.arranger.seed import rng
from gospel_keys.score.model import Phrase, Progression, Section, TempoChange

_PEAK = (0.4, 0.65)
"""Where in a phrase (0..1) it moves fastest; every phrase has its own place in this range."""
_FREEDOM = (0.6, 1.0)
"""How much of the depth a phrase uses."""
_HASTE = 0.6
"""What is given to moving on; the rest goes to broadening, which ears allow more of."""


def bent(progression: Progression, depth: float, seed: int) -> list[TempoChange]:
    """A tempo for every beat: each phrase swells and sinks by at most the share ``depth``.

    A phrase's curve depends on the seed and its own id alone, and leaves its average tempo nearly
    what the section says.
    """
    sections = {section.id: section for section in progression.sections}
    changes: list[TempoChange] = []
    onset = Fraction(0)
    for phrase in progression.phrases:
        section = sections[phrase.section_id]
        changes += _curve(phrase, section, onset, depth, seed)
        onset += phrase.bars * section.meter.bar
    return changes


def _curve(
    phrase: Phrase, section: Section, onset: Fraction, depth: float, seed: int
) -> list[TempoChange]:
    """One tempo a beat from the phrase's first beat to its last."""
    draw = rng(seed, "rubato", phrase.id)
    peak, most = draw.uniform(*_PEAK), depth * draw.uniform(*_FREEDOM)
    beats = phrase.bars * section.meter.beats
    bpm = section.tempo * float(section.meter.beat)
    return [
        TempoChange(onset + beat * section.meter.beat, bpm * (1 + most * _lean(beat / beats, peak)))
        for beat in range(beats)
    ]


def _lean(place: float, peak: float) -> float:
    """-1..0.6 at a place of the phrase: slow to start, quickest at the peak, broad at the end."""
    if place < peak:
        return _HASTE * math.sin(math.pi * (place / peak - 0.5))
    share = (place - peak) / (1 - peak)
    return _HASTE - (1 + _HASTE) * share**2
