"""The surface of two voices: every structural note becomes the notes that are played.

The voice that moves less is filled first, the other against it: a note foreign to the chord is
reached and left by step, voices do not cross, and no two perfect intervals follow each other.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.arranger.voices.diminution import Shape, shapes
from gospel_keys.arranger.voices.line import distance, ladder, step
from gospel_keys.arranger.voices.motion import FAULT, parallel
from gospel_keys.arranger.voices.points import Point

_CHANCE = 1.2
_FOREIGN = 0.5
_RUB = 1.6
_ALONG = 0.5
"""What it costs to move along with the other voice."""
_NAMED = 2.5
"""How welcome a third or seventh is that the chord's structure lacks."""
_SUSPENDED = frozenset({1, 2, 5, 6, 10, 11})
"""Intervals over the other voice that are heard as suspended: ninths, fourths, sevenths."""


@dataclass(slots=True)
class Tone:
    """A note of a voice: ticks and MIDI pitch."""

    onset: int
    end: int
    midi: int
    place: Point


@dataclass(frozen=True, slots=True)
class Task:
    """One voice at one point: from ``here`` in ``count`` notes to ``there`` (None: to a rest).

    ``other`` are the other voice's notes there, ``next_other`` its next structural note; ``above``
    says whether this voice is the upper one; ``room`` its closed range; ``pull`` is how much the
    ``shape`` of the motif is preferred, ``unheard`` are chromas that the chord still wants.
    """

    place: Point
    here: int
    there: int | None
    count: int
    shape: Shape | None
    other: Sequence[Tone]
    next_other: int | None
    above: bool
    room: tuple[int, int]
    pull: float
    unheard: frozenset[int] = frozenset()


def filled(task: Task, draw: random.Random) -> tuple[list[Tone], Shape]:
    """The notes of a voice at a point, and the cheapest of the shapes that break no rule."""
    if task.count == 1:
        return [Tone(task.place.onset, task.place.end, task.here, task.place)], (0,)
    best: list[int] = [task.here]
    chosen: Shape = (0,)
    least = 1e9
    for ease, shape in _candidates(task):
        cost = ease + _CHANCE * draw.random()
        if cost >= least:
            continue
        pitches = _pitches(task, shape)
        cost += _against(task, pitches)
        if cost < least:
            best, least, chosen = pitches, cost, shape
    return _spaced(task, best), chosen


def _candidates(task: Task) -> list[tuple[float, Shape]]:
    """Shapes with their costs, the subject's own first; fewer notes where none can be right."""
    scale = task.place.sound.steps
    steps = distance(scale, task.here, task.there) if task.there is not None else 0
    steps = max(-9, min(9, steps))
    found = list(shapes(task.count, steps))
    if task.shape is not None and len(task.shape) == task.count:
        found.insert(0, (-task.pull, task.shape))
    return [*found, (FAULT / 2, (0,)), *((8.0 + cost, shape) for cost, shape in shapes(2, steps))]


def _pitches(task: Task, shape: Shape) -> list[int]:
    rungs = ladder(task.place.sound.steps)
    return [task.here] + [step(rungs, task.here, offset) for offset in shape[1:]]


def _against(task: Task, pitches: Sequence[int]) -> float:
    """What a shape costs in the chord and against the other voice; a fault where it breaks."""
    cost = _in_chord(task, pitches)
    if cost >= FAULT:
        return cost
    low, high = task.room
    if min(pitches) < low or max(pitches) > high:
        return FAULT
    cost -= _NAMED * sum(chroma in task.unheard for chroma in {midi % 12 for midi in pitches})
    mine = _spaced(task, pitches)
    return FAULT if _in_the_way(task, mine) else cost + _with_other(task, mine)


def _in_chord(task: Task, pitches: Sequence[int]) -> float:
    """Notes foreign to the chord move by step on both sides; half-way they weigh more."""
    tones = task.place.sound.tones
    line = [*pitches, task.there] if task.there is not None and len(pitches) > 1 else list(pitches)
    cost = 0.0
    for index in range(1, len(line)):
        move = abs(line[index] - line[index - 1])
        foreign = index < len(pitches) and line[index] % 12 not in tones
        left = line[index - 1] % 12 not in tones and index > 1
        if move == 0 or ((foreign or left) and move > 2):
            return FAULT
        if move in (6, 10, 11) or move > 12:
            return FAULT
        if foreign:
            cost += _FOREIGN if 2 * index == len(pitches) else 0.1
    return cost


def _in_the_way(task: Task, mine: Sequence[Tone]) -> bool:
    """Whether one hand needs a key at once that the other has just let go."""
    return mine[-1].midi == task.next_other or any(
        tone.midi == other.midi and (other.onset == tone.end or other.end == tone.onset)
        for tone in mine
        for other in task.other
    )


def _with_other(task: Task, mine: Sequence[Tone]) -> float:
    """Crossing, clashes where both strike at once, and parallels, also into the next point."""
    cost = 0.0
    sign = 1 if task.above else -1
    tones = task.place.sound.tones
    before: tuple[int, int] | None = None
    for tone in mine:
        for other in task.other:
            if other.onset >= tone.end or other.end <= tone.onset:
                continue
            if (tone.midi - other.midi) * sign < 2:
                return FAULT
            together = tone.onset == other.onset
            size = abs(tone.midi - other.midi) % 12
            if together and tone.midi % 12 not in tones and size in (0, 1, 2, 10, 11):
                cost += _RUB
            if together and before:
                if parallel(before[0], before[1], tone.midi, other.midi):
                    return FAULT
                if (tone.midi - before[0]) * (other.midi - before[1]) > 0:
                    cost += _ALONG
            before = (tone.midi, other.midi)
    if before and task.there is not None and task.next_other is not None:
        if parallel(before[0], before[1], task.there, task.next_other):
            return FAULT
        if (task.there - before[1]) * sign < 1:
            cost += 2.0
    return cost


def _spaced(task: Task, pitches: Sequence[int]) -> list[Tone]:
    """The pitches in equal lengths over the point."""
    place = task.place
    size = place.length // len(pitches)
    return [
        Tone(
            place.onset + index * size,
            place.end if index == len(pitches) - 1 else place.onset + (index + 1) * size,
            midi,
            place,
        )
        for index, midi in enumerate(pitches)
    ]


def suspends(before: Tone, here: int, other: int, place: Point) -> bool:
    """Whether a voice can hold the note before over a new chord and resolve down into ``here``."""
    fall = before.midi - here
    held = before.end - before.onset >= place.length // 2
    return (
        place.opens
        and place.weight > 0
        and 1 <= fall <= 2
        and held
        and before.midi % 12 not in place.sound.tones
        and abs(before.midi - other) % 12 in _SUSPENDED
    )
