"""The melody of a phrase: a line found by searching, not note by note.

A beam search walks the phrase's places and weighs each pitch by the contour (from the entry over
one peak to the arrival), by the chord on strong beats, by how singable the interval is, by the
motif, and by how a leap or a passing note was left.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.phrasing import Place, Tune, phrase_rhythm
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.suspending import resolved
from gospel_keys.arranger.ticks import TICKS

_BEAM = 7
_WIDTH = 6
_INTERVALS = (0.75, 0.15, 0.0, 0.15, 0.2, 0.3, 2.5, 0.5, 1.2, 0.9, 3.5, 6.0, 1.4)
"""What an interval of 0..12 semitones costs: steps sing, sixths are rare, sevenths are not sung."""
_TOO_FAR = 9.0
_PULL = 0.12
"""What the first semitones off the contour cost, each; further ones cost more and more."""
_CHANCE = 0.6
_STATED = 0.8
_LEAN = 6.0
_STRONG = 0.5
_RUB = 3.0
"""What a long note a semitone over a chord tone costs."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A partial melody: its cost, its last note and how that was reached.

    ``same`` counts how often the note was said again, ``sway`` how long it went to and fro.
    """

    cost: float
    midi: int
    interval: int = 0
    free: bool = False
    same: int = 0
    sway: int = 0
    past: _Line | None = None


def compose_melody(frame: PhraseFrame, goal: Goal, setting: Setting, free: int) -> list[Tune]:
    """The phrase's melody, silent from tick ``free`` on."""
    places = phrase_rhythm(frame, goal, setting, free)
    draw = rng(frame.seed, "melody", frame.id)
    lines = [_Line(0.0, goal.entry)]
    shape = _Contour(places, goal, draw)
    ranks = _ranks(setting)
    stated = _STATED if setting.level.voices < 3 else 0.0
    leaning = _leaning(places, setting, draw)
    for number, place in enumerate(places):
        wish = shape.at(place.onset)
        options = _options(place, wish, goal, setting)
        if number == len(places) - 1:
            options = [goal.arrival]
        elif number == 0 and goal.entry in options:
            options = [goal.entry]
        priced = [(midi, *_price(midi, place, wish, ranks, stated, draw)) for midi in options]
        if number in leaning:
            priced = [_lean(midi, cost, free, place) for midi, cost, free in priced]
        lines = _extend(lines, priced, place)
    return resolved(_read(lines[0], places), frame, goal, free)


class _Contour:
    """The height to aim at: entry, a peak late in the phrase, arrival; long phrases wave twice."""

    def __init__(self, places: list[Place], goal: Goal, draw: random.Random) -> None:
        start, stop = places[0].onset, max(places[-1].onset, places[0].onset + 1)
        length = stop - start
        top = start + length * draw.uniform(0.5, 0.75)
        self.points: list[tuple[float, float]] = [(start, goal.entry)]
        if len(places) > 14:
            crest = goal.entry + 0.6 * (goal.peak - goal.entry)
            self.points += [(start + 0.22 * length, crest), (start + 0.4 * length, goal.entry)]
        self.points += [(top, goal.peak), (stop, goal.arrival)]

    def at(self, time: int) -> float:
        """The height at a tick, linear between the points."""
        before = self.points[0]
        for point in self.points[1:]:
            if time <= point[0]:
                share = (time - before[0]) / max(1.0, point[0] - before[0])
                return before[1] + share * (point[1] - before[1])
            before = point
        return before[1]


def _ranks(setting: Setting) -> tuple[float, ...]:
    """How welcome each of the key's seven degrees is off the chord, 0..1."""
    degrees = setting.style.melody.degrees
    return tuple(degrees.get(str(number), 0.6) for number in range(1, 8))


def _options(place: Place, wish: float, goal: Goal, setting: Setting) -> list[int]:
    """Pitches of the local scale around the contour; a beginner's hand stays on five notes."""
    scale = place.span.harmony.scale
    low, high = max(goal.low, round(wish) - _WIDTH), min(goal.peak, round(wish) + _WIDTH)
    if setting.level.position:
        low, high, scale = goal.low, goal.high, place.span.harmony.diatonic
    found = [midi for midi in range(low, high + 1) if scale[midi % 12]]
    return found or [min(max(goal.arrival, goal.low), goal.high)]


def _price(
    midi: int,
    place: Place,
    wish: float,
    ranks: tuple[float, ...],
    stated: float,
    draw: random.Random,
) -> tuple[float, bool]:
    """What a pitch costs by itself, and whether it is foreign to the chord.

    ``stated`` is how much the seventh is wanted: two single voices leave it to the melody. They
    also leave more to chance, since five notes give few tunes.
    """
    sound = place.span.harmony
    chroma = midi % 12
    off = abs(midi - wish)
    cost = _PULL * off * (1 + off / 4) + (_CHANCE + stated) * draw.random()
    cost += sum(2.5 for later in place.later if chroma not in later.tones)
    if chroma == sound.named:
        return cost - stated, False
    if chroma in sound.core:
        return cost + (0.25 if chroma == sound.root else 0.0), False
    if chroma in sound.tones:
        return cost + 0.4 * place.weight, False
    if (chroma - 1) % 12 in sound.tones and place.end - place.onset >= TICKS:
        cost += _RUB
    return cost + 4.5 * place.weight**2 + 0.8 * (1.0 - _rank(chroma, sound, ranks)), True


def _leaning(places: list[Place], setting: Setting, draw: random.Random) -> frozenset[int]:
    """At most one place of the phrase that leans on a strong beat and resolves on the next note."""
    chance = setting.style.melody.leaning * setting.level.ornaments
    apt = [
        number
        for number, (place, after) in enumerate(pairwise(places))
        if number and place.weight > _STRONG and place.span is after.span and not place.later
    ]
    return frozenset({draw.choice(apt)}) if apt and draw.random() < chance else frozenset()


def _lean(midi: int, cost: float, free: bool, place: Place) -> tuple[int, float, bool]:
    """Make a note a step above a chord tone welcome; a semitone only where it is short."""
    tones = place.span.harmony.tones
    semitone = (midi - 1) % 12 in tones
    if free and ((midi - 2) % 12 in tones or semitone) and cost < _LEAN + _RUB:
        short = not semitone or place.end - place.onset < TICKS
        return midi, cost - (_LEAN if short else 0.0), True
    return midi, cost, free


def _rank(chroma: int, sound: Harmony, ranks: tuple[float, ...]) -> float:
    for number, degree in enumerate(sound.by_degree):
        if degree == chroma:
            return ranks[number]
    return 0.3


def _extend(lines: list[_Line], priced: list[tuple[int, float, bool]], place: Place) -> list[_Line]:
    """The best few lines, one note longer; of lines that end on one pitch the cheapest stays."""
    found: list[_Line] = []
    scale = place.span.harmony.steps
    for midi, own, free in priced:
        wanted = place.step
        best, chosen = 1e9, lines[0]
        for line in lines:
            cost = line.cost + _move(line, midi - line.midi, free)
            if wanted is not None:
                cost += 0.3 * abs(_scale_steps(line.midi, midi, scale) - wanted)
            if cost < best:
                best, chosen = cost, line
        interval = midi - chosen.midi
        same = chosen.same + 1 if interval == 0 else 0
        sway = chosen.sway + 1 if interval and interval == -chosen.interval else 0
        found.append(_Line(best + own, midi, interval, free, same, sway, chosen))
    found.sort(key=_cost)
    return found[:_BEAM]


def _cost(line: _Line) -> float:
    return line.cost


def _move(line: _Line, interval: int, free: bool) -> float:
    """What it costs to go on by ``interval`` from where a line is.

    A leap wants a step back; a note foreign to the chord is entered and left by step; going on by
    step is welcome, swaying between two notes soon is not.
    """
    size = abs(interval)
    cost = _INTERVALS[size] if size < 13 else _TOO_FAR
    leapt = abs(line.interval)
    if leapt >= 5 and (size > 4 or interval * line.interval > 0):
        cost += 1.6
    if line.free and size > 2:
        cost += 2.2
    if free and size > 2:
        cost += 1.2
    if size == 0:
        return cost + 0.9 * line.same
    if interval == -line.interval:
        return cost + 0.35 + 0.8 * line.sway
    return cost - 0.2 if size < 3 and leapt < 3 and interval * line.interval > 0 else cost


@lru_cache(maxsize=65536)
def _scale_steps(low: int, high: int, scale: tuple[int, ...]) -> int:
    """How many steps of ``scale`` (chromas, ascending) lie between two pitches; signed."""
    return _height(high, scale) - _height(low, scale)


@lru_cache(maxsize=65536)
def _height(midi: int, scale: tuple[int, ...]) -> int:
    octave, chroma = divmod(midi, 12)
    return octave * len(scale) + bisect_right(scale, chroma)


def _read(line: _Line, places: list[Place]) -> list[Tune]:
    """The notes of a finished line, read from the last back to the first."""
    pitches: list[int] = []
    here: _Line | None = line
    while here is not None:
        pitches.append(here.midi)
        here = here.past
    pitches.reverse()
    return [
        Tune(place.onset, place.end, midi, place.span, place.weight)
        for place, midi in zip(places, pitches[1:], strict=True)
    ]
