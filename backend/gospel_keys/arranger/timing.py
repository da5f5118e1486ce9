"""When each note is really struck and let go: the small unevenness of two hands."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gospel_keys.arranger.clock import Clock
from gospel_keys.arranger.grid import Slots
from gospel_keys.arranger.style import Expression, Feel
from gospel_keys.score.model import Hand, Note, Role

_MOST_SPREAD = 42.0
_UNEVEN = 0.3
_MOST_ROLL = 150.0
_SHORTEST = 0.045
_RELEASE = 0.012
_AGAIN = 0.147
"""Seconds between two strokes of one key, where at most ``_GIVE`` of delay can bring them."""
_GIVE = 0.02
_AFTER = 0.004
"""Seconds between the end of one attack and the first crushed note of the next, at least."""
_SLIP = 0.012
"""Seconds a crushed note comes before its main note where there is no more time."""
_BLINK = 0.005
"""Seconds the shortest stroke lasts."""
_HOLD = {
    Role.MELODY: 1.03, Role.BASS: 0.98, Role.INNER: 1.0, Role.COMP: 0.94, Role.FILL: 0.98,
    Role.GRACE: 1.0, Role.PART: 1.0,
}  # fmt: skip


@dataclass(slots=True)
class Stroke:
    """One note as played: seconds."""

    note: Note
    onset: float
    stop: float


def strokes(
    notes: Sequence[Note],
    clock: Clock,
    bounds: tuple[float, float],
    expression: Expression,
    feel: Feel,
    crisp: float,
    draw: random.Random,
    slots: Slots | None = None,
) -> list[Stroke]:
    """The phrase as played. ``bounds`` are its first and last second: nothing leaves them.

    ``crisp`` (0..1) shortens the accompaniment; ``slots`` are the delays of a feel with a grid.
    """
    played: list[Stroke] = []
    earliest = dict.fromkeys(Hand, bounds[0])
    for (_, hand), group in groupby(notes, key=lambda note: (note.onset, note.hand)):
        struck = list(group)
        late = _late(struck[0], expression, feel, draw, slots)
        attack = _attack(struck, late, clock, (earliest[hand], *bounds), expression, crisp, draw)
        played += attack
        earliest[hand] = max(bounds[0], *(stroke.onset for stroke in attack)) + _AFTER
    _let_go(played)
    return played


def _late(
    note: Note, expression: Expression, feel: Feel, draw: random.Random, slots: Slots | None
) -> float:
    """Seconds from the written time: some chance, and what the feel makes of the hand's place."""
    jitter = slots.jitter if slots else expression.timing_jitter
    late = max(-0.012, min(0.012, draw.gauss(0.0, jitter) / 1000))
    if note.hand is Hand.RIGHT:
        late += feel.lay_back / 1000
    return late + slots.delay(note) if slots else late


def _attack(
    group: list[Note],
    late: float,
    clock: Clock,
    limits: tuple[float, float, float],
    expression: Expression,
    crisp: float,
    draw: random.Random,
) -> list[Stroke]:
    """The notes one hand strikes together: not quite together.

    ``limits`` are the second its crushed notes may start at, and the phrase's first and last.
    """
    free, *bounds = limits
    written = clock.seconds(float(group[0].onset))
    base = max(bounds[0], written + late)
    free = min(free, max(bounds[0], base - _SLIP))
    main = [note for note in group if note.role is not Role.GRACE]
    offsets = _offsets(main, expression, draw)
    played = [
        _stroke(note, base + offset, clock, bounds[1], expression, crisp)
        for note, offset in zip(main, offsets, strict=True)
    ]
    starts = {stroke.note.pitch.midi: stroke.onset for stroke in played}
    graces = [note for note in group if note not in main]
    return played + [_grace(note, _into(note, starts, base), free, expression) for note in graces]


def _into(grace: Note, starts: dict[int, float], base: float) -> float:
    """When the key is struck that a crushed note slides into: the next one up, or down."""
    midi = grace.pitch.midi
    return next((starts[key] for key in (midi + 1, midi - 1) if key in starts), base)


def _offsets(notes: list[Note], expression: Expression, draw: random.Random) -> list[float]:
    """Seconds after the first key: the melody leads, or the chord rolls from the bottom."""
    if len(notes) < 2:
        return [0.0] * len(notes)
    if any(note.rolled for note in notes):
        step = min(expression.roll, _MOST_ROLL / (len(notes) - 1)) / 1000
        return [step * index for index in range(len(notes))]
    spread = expression.chord_spread * math.exp(draw.gauss(0.0, _UNEVEN))
    spread = min(_MOST_SPREAD, spread) / 1000
    order = sorted(range(len(notes)), key=lambda i: (notes[i].role is not Role.MELODY, i))
    step = spread / (len(notes) - 1)
    offsets = [0.0] * len(notes)
    for rank, index in enumerate(order):
        offsets[index] = rank * step
    return offsets


def _stroke(
    note: Note,
    onset: float,
    clock: Clock,
    last: float,
    expression: Expression,
    crisp: float,
) -> Stroke:
    end = clock.seconds(float(note.onset + note.duration))
    hold = _HOLD[note.role] * expression.articulation
    if note.role in (Role.COMP, Role.INNER):
        hold -= 0.3 * crisp
    stop = onset + max(_SHORTEST, hold * (end - onset))
    return Stroke(note, onset, max(onset + 0.01, min(stop, last - _RELEASE)))


def _grace(note: Note, main: float, free: float, expression: Expression) -> Stroke:
    onset = max(free, main - expression.grace / 1000)
    return Stroke(note, onset, onset + 0.7 * expression.grace / 1000)


def _let_go(played: list[Stroke]) -> None:
    """A key is up before it is struck again, and is not struck again too soon."""
    last: dict[int, Stroke] = {}
    for stroke in sorted(played, key=lambda s: s.onset):
        pitch = stroke.note.pitch.midi
        before = last.get(pitch)
        if before and before.note.role is not Role.GRACE:
            stroke.onset = max(stroke.onset, min(before.onset + _AGAIN, stroke.onset + _GIVE))
            stroke.stop = max(stroke.stop, stroke.onset + _BLINK)
        if before and before.stop > stroke.onset - 0.008:
            before.stop = max(before.onset + 0.005, stroke.onset - 0.008)
        last[pitch] = stroke
