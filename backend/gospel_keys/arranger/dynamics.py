"""How loud: role, metre, accent, phrase and height, brought to the spread a person plays with."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.arranger.style import Application, Expression, Feel
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Note, Role

_ROLES = {
    Role.MELODY: 1.15, Role.BASS: 0.2, Role.FILL: 0.35, Role.COMP: -0.55, Role.INNER: -0.75,
    Role.GRACE: -1.3, Role.PART: -0.2,
}  # fmt: skip
_METRE = (-0.3, 0.1, 0.35, 0.6)
_CLIMAX = 0.62
_CHANCE = 0.32
_INSIDE = 0.92
"""The part of the spread found inside a phrase; the rest lies between phrases."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a phrase stands: quarters it starts and lasts, its beat in quarters and the metric
    weight (1..3) of each beat of its bar, and 0..1 how intense it is."""

    start: float
    length: float
    beat: float
    strengths: tuple[int, ...]
    intensity: float

    @classmethod
    def of(cls, start: float, length: float, meter: Meter, intensity: float) -> Stage:
        meter = meter.felt
        strengths = tuple(meter.strength(meter.beat * beat) for beat in range(meter.beats))
        return cls(start, length, float(meter.beat), strengths, intensity)


def velocities(
    notes: Sequence[Note],
    stage: Stage,
    application: Application,
    expression: Expression,
    feel: Feel,
    draw: random.Random,
) -> list[int]:
    """A velocity for each note, within the application's range.

    The spread is the style's, or a quarter of the range where that is smaller.
    """
    if not notes:
        return []
    low, high = application.velocity
    spread = min(expression.velocity_sd, (high - low) / 4)
    scores = [_score(note, stage, feel) + draw.gauss(0.0, _CHANCE) for note in notes]
    mean = sum(scores) / len(scores)
    deviation = math.sqrt(sum((s - mean) ** 2 for s in scores) / len(scores)) or 1.0
    center = (low + high) / 2 + (stage.intensity - 0.5) * 0.9 * spread
    return [
        min(high, max(low, round(center + _INSIDE * spread * (score - mean) / deviation)))
        for score in scores
    ]


def faded(
    notes: Sequence[Note], loud: Sequence[int], stage: Stage, depth: float, low: int
) -> list[int]:
    """The velocities of a phrase that goes away: by its end all are softer by ``depth`` of what
    lies between their mean and ``low``, the softest there is."""
    fall = depth * (sum(loud) / len(loud) - low) / stage.length if loud else 0.0
    return [
        max(low, round(velocity - fall * (float(note.onset) - stage.start)))
        for note, velocity in zip(notes, loud, strict=True)
    ]


def _score(note: Note, stage: Stage, feel: Feel) -> float:
    """How much louder than its neighbours a note wants to be, in no unit."""
    inside = float(note.onset) - stage.start
    beat = inside / stage.beat
    whole = round(beat)
    strength = accent = 0
    if abs(beat - whole) < 1e-6:
        in_bar = whole % len(stage.strengths)
        strength, accent = stage.strengths[in_bar], feel.accents[in_bar % len(feel.accents)]
    place = inside / stage.length
    arch = 1.0 - 2.2 * (place - _CLIMAX) ** 2
    height = (note.pitch.midi - 60) / 24 * (0.45 if note.role is Role.MELODY else 0.2)
    return (
        _ROLES[note.role]
        + _METRE[strength]
        + 0.4 * accent
        + 0.5 * note.accent
        + 0.6 * arch
        + height
    )
