"""Walking bass: a note a beat that goes somewhere.

Every chord begins on its bass. On the way to the next one strong beats hold chord tones, weak ones
may pass, and the last note before the change approaches the new bass: from a half step away, from
its own dominant, or by a step of the scale.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.part import Part
from gospel_keys.score.model import Hand, Role

_BEAM = 6
_LEAPS = (7.0, 0.0, 0.0, 0.3, 0.35, 0.5, 2.5, 0.9, 2.5, 2.5, 4.0, 6.0, 1.1)
"""What an interval of 0..12 semitones costs: steps walk, fourths, fifths and octaves stride."""
_TOO_FAR = 9.0
_TURN = 0.55
"""What turning round costs: a line keeps its direction for a while."""
_FOREIGN = 2.5
_DRAW = 0.9
_BELOW, _ABOVE = 9, 13
_DEAD = 8
"""Semitones to the note after, above which a skip falls back on the chord's fifth."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One chord from its first beat to its last, over barlines: the beats' ticks, the pitch it
    begins on and the pitch it leads to."""

    span: Span
    beats: tuple[int, ...]
    end: int
    first: int
    target: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A walk so far and what it cost."""

    cost: float
    pitches: tuple[int, ...]
    move: int = 0


def walking(
    part: Part, *, skip: float = 0.0, chromatic: float = 0.5, dominant: float = 0.25
) -> list[Draft]:
    """A note a beat. ``chromatic`` and ``dominant`` are how often a change is approached from a
    half step away and from a fifth above (or a fourth below); the rest come by a scale step.

    ``skip`` is how often a beat gets a second, light note on its off-beat.
    """
    drafts: list[Draft] = []
    for stretch in _stretches(part):
        way = _approach(part.draw, chromatic, dominant)
        line = _walk(part, stretch, way)
        drafts += _drafts(part, stretch, line, skip)
    return drafts


def _stretches(part: Part) -> list[_Stretch]:
    """The phrase chord by chord; a chord that goes on over a barline is one stretch."""
    beat = part.frame.measure.beat
    found: list[_Stretch] = []
    for _, group in groupby(part.frame.spans, key=lambda span: span.chord.id):
        spans = list(group)
        start, end = spans[0].start, spans[-1].end
        beats = tuple(range(start, end, beat))
        target = target_of(part, spans[-1])
        found.append(_Stretch(spans[0], beats, end, part.bass[spans[0]], target))
    return found


def _approach(draw: random.Random, chromatic: float, dominant: float) -> str:
    chance = draw.random()
    if chance < chromatic:
        return "chromatic"
    return "dominant" if chance < chromatic + dominant else "scale"


def _walk(part: Part, stretch: _Stretch, way: str) -> tuple[int, ...]:
    """The smoothest of the lines tried, with some chance in it."""
    pool = _pool(part, stretch)
    lines = [_Line(0.0, (stretch.first,))]
    last = len(stretch.beats) - 1
    for index in range(1, len(stretch.beats)):
        options = _approaches(part, stretch, way, pool) if index == last else pool
        strong = index < last and _is_strong(part, stretch.beats[index])
        lines = _extended(lines, options, stretch, strong=strong, draw=part.draw)
    return min(lines, key=lambda line: line.cost + _step(line, stretch.target)).pitches


def _pool(part: Part, stretch: _Stretch) -> list[int]:
    """Where the line may go: the chord's scale around its first note, within the left hand."""
    low, high = part.setting.style.ranges.bass
    low = max(low - 3, stretch.first - _BELOW)
    high = min(high + 5, stretch.first + _ABOVE, part.ceiling[stretch.span])
    scale = stretch.span.harmony.scale
    return [pitch for pitch in range(low, high + 1) if scale[pitch % 12]] or [stretch.first]


def _approaches(part: Part, stretch: _Stretch, way: str, pool: Sequence[int]) -> Sequence[int]:
    """The notes that may come last: into the next bass as the way says, within the hand's room."""
    goal, scale = stretch.target, stretch.span.harmony.scale
    ways = {
        "chromatic": (goal - 1, goal + 1),
        "dominant": (goal + 7, goal - 5),
        "scale": tuple(p for p in (goal - 2, goal + 2, goal - 1, goal + 1) if scale[p % 12]),
    }
    low = part.setting.style.ranges.bass[0] - 3
    high = min(part.ceiling[stretch.span], pool[-1] + 2)
    for name in (way, "scale", "chromatic"):
        if fitting := [p for p in ways[name] if low <= p <= high and p != stretch.first]:
            return fitting
    return pool


def _is_strong(part: Part, time: int) -> bool:
    measure = part.frame.measure
    return measure.weight((time - part.frame.start) % measure.bar) > 1


def _extended(
    lines: list[_Line],
    options: Sequence[int],
    stretch: _Stretch,
    *,
    strong: bool,
    draw: random.Random,
) -> list[_Line]:
    """The cheapest line to each option, the best few of them."""
    tones = stretch.span.harmony.tones
    found: list[_Line] = []
    for pitch in options:
        best = min(lines, key=lambda line: line.cost + _step(line, pitch))
        foreign = _FOREIGN if strong and pitch % 12 not in tones else 0.0
        cost = best.cost + _step(best, pitch) + foreign + _DRAW * draw.random()
        found.append(_Line(cost, (*best.pitches, pitch), pitch - best.pitches[-1]))
    found.sort(key=lambda line: line.cost)
    return found[:_BEAM]


def _step(line: _Line, pitch: int) -> float:
    """What going on to ``pitch`` costs: the interval, turning round, coming back at once."""
    move = pitch - line.pitches[-1]
    size = abs(move)
    cost = _LEAPS[size] if size < len(_LEAPS) else _TOO_FAR
    if line.move * move < 0:
        cost += _TURN
    back = len(line.pitches) > 1 and line.pitches[-2] == pitch
    return cost + (1.2 if back else 0.0)


def _drafts(part: Part, stretch: _Stretch, line: Sequence[int], skip: float) -> list[Draft]:
    half = part.frame.measure.half
    drafts: list[Draft] = []
    ends = [*stretch.beats[1:], stretch.end]
    following = [*line[1:], stretch.target]
    for onset, end, pitch, after in zip(stretch.beats, ends, line, following, strict=True):
        again = part.draw.random() < skip and end - onset > half
        cut = onset + half if again else end
        span = _span_at(part, stretch, onset)
        upward = after > pitch if abs(after - pitch) == 1 else None
        drafts.append(_note(part, span, pitch, onset, cut, upward))
        if again:
            light = _skip(part, stretch, pitch, after)
            drafts.append(_note(part, span, light, cut, end, None, accent=-1))
    return drafts


def _span_at(part: Part, stretch: _Stretch, time: int) -> Span:
    spans = (s for s in part.frame.spans if s.start <= time < s.end)
    return next(spans, stretch.span)


def _skip(part: Part, stretch: _Stretch, pitch: int, after: int) -> int:
    """The light note between two beats: the octave above, or the chord's fifth near the line."""
    high = min(part.ceiling[stretch.span], part.setting.style.ranges.bass[1] + 5)
    if pitch + 12 <= high and abs(pitch + 12 - after) <= _DEAD + 4:
        return pitch + 12
    fifth = stretch.span.harmony.degree(5)
    near = [p for p in range(pitch - 7, pitch + 8) if p % 12 == fifth and p not in (pitch, after)]
    low = part.setting.style.ranges.bass[0] - 3
    inside = [p for p in near if low <= p <= high]
    return min(inside, key=lambda p: abs(p - after), default=min(pitch + 12, high))


def _note(
    part: Part, span: Span, pitch: int, onset: int, end: int, upward: bool | None, accent: int = 0
) -> Draft:
    return Draft(
        pitch, onset, end, Hand.LEFT, Role.BASS, span, part.texture.id, accent=accent,
        upward=upward,
    )  # fmt: skip
