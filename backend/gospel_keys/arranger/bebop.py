"""Improvised lines in eighths: targets on the chord changes, and running scales between them.

Where a chord begins the line lands on one of its guide tones. The notes before a target lead into
it, now and then by an enclosure (from above and below); between targets the line runs along the
chord's scale with chord tones on the beat, follows a wave of its own, and breathes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gospel_keys.arranger import right
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.goals import nearest, span_at
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.voicing import Voices, moved, shell
from gospel_keys.score.model import Hand, Role

_BEAM = 6
_OCTAVE = 12
_TARGETS = ((3, 4.0), (7, 2.0), (5, 1.0), (9, 1.5))
_LEAPS = (4.0, 0.15, 0.0, 0.25, 0.45, 0.9, 2.2, 1.6, 2.6, 2.6, 4.0, 6.0, 3.5)
"""What an interval of 0..12 semitones costs: scales and thirds are a line's substance."""
_TOO_FAR = 9.0
_OFF_CHORD = 1.6
_TURN = 0.3
_BACK = 1.3
_DRAW = 1.0
_PULL = 0.16
_ROOM = 5
"""Semitones above the right hand's lowest key that shells leave to a left hand with chords."""
_CLEAR = 2
_SHELL_TOP = 69
"""Semitones a shell stays under the line, and the highest pitch it may take."""
_PERIOD = (1.5, 3.0)
"""How many bars the line's wave lasts."""


@dataclass(slots=True)
class _Place:
    """An eighth of the line: ticks, its chord, whether it is on a beat, and its pitch if fixed."""

    onset: int
    end: int
    sound: Harmony
    on_beat: bool
    wish: float
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    cost: float
    pitches: tuple[int, ...]
    move: int = 0


def line(
    part: Part, *, enclosures: float = 0.45, breath: float = 0.3, shells: bool = True
) -> list[Draft]:
    """A line in eighths instead of the tune.

    ``enclosures`` is how often a chord change is reached from both sides, ``breath`` how often the
    line rests after a target; ``shells`` puts third and seventh under the first note of a chord.
    """
    places = _places(part, breath)
    if len(places) > 2:
        _aim(part, places, enclosures)
        part.tune = _tune(part, places, _pitches(part, places))
    drafts = right.melody(part)
    for note, after in pairwise(drafts):
        note.upward = after.midi > note.midi
    return drafts + _shells(part) if shells and part.setting.level.voices > 2 else drafts


def _places(part: Part, breath: float) -> list[_Place]:
    """The eighths that sound, up to the note of rest; rests come after targets and at the start."""
    half, beat = part.frame.measure.half, part.frame.measure.beat
    stop = min(part.goal.arrive, part.free)
    wave = _Wave(part)
    silent = _rests(part, breath, stop)
    found = []
    for onset in range(part.frame.start, stop, half):
        if onset in silent:
            continue
        sound = span_at(part.frame, onset).harmony
        on_beat = (onset - part.frame.start) % beat == 0
        found.append(_Place(onset, onset + half, sound, on_beat, wave.at(onset)))
    return found


class _Wave:
    """The line's height: it swings around the middle of the melody's range."""

    def __init__(self, part: Part) -> None:
        goal, draw = part.goal, part.draw
        self.middle = (goal.low + goal.peak) / 2
        self.size = (goal.peak - goal.low) * draw.uniform(0.32, 0.5)
        self.length = part.frame.measure.bar * draw.uniform(*_PERIOD)
        self.start = part.frame.start + draw.random() * self.length

    def at(self, time: int) -> float:
        return self.middle + self.size * math.sin(2 * math.pi * (time - self.start) / self.length)


def _rests(part: Part, breath: float, stop: int) -> set[int]:
    """The eighths without a note: a late start, a breath after some strong beats, and what the
    level leaves out."""
    half, beat, draw = part.frame.measure.half, part.frame.measure.beat, part.draw
    silent: set[int] = set()
    if stop - part.frame.start > 2 * beat:
        silent.update(part.frame.start + half * n for n in range(draw.choice((0, 0, 1, 1, 2))))
    wanted = part.setting.level.melody * beat / half / 2
    time = part.frame.start + 4 * beat
    while time < stop - beat:
        here = breath + max(0.0, 0.8 - wanted) * 0.5
        if draw.random() < here:
            length = draw.choice((1, 2, 3) if wanted > 0.7 else (2, 3, 4))
            silent.update(time + half * n for n in range(1, 1 + length))
            time += 2 * beat
        time += 2 * beat
    return silent


def _aim(part: Part, places: list[_Place], enclosures: float) -> None:
    """Fix the notes on chord changes, and some of the ways into them."""
    at = {place.onset: number for number, place in enumerate(places)}
    for span in part.frame.spans:
        number = at.get(span.start)
        if number is None or not span.first:
            continue
        place = places[number]
        place.fixed = _target(part, place)
        if number >= 3 and part.draw.random() < enclosures:
            _enclose(part, places, number)
    first = places[0]
    if first.fixed is None:
        first.fixed = nearest(
            part.goal.entry % 12, part.goal.entry, part.goal.low, part.goal.low + 36
        )
        if not first.sound.scale[first.fixed % 12]:
            first.fixed = None


def _target(part: Part, place: _Place) -> int:
    """A guide tone (or a fifth, or a ninth that the chord names) near the wave."""
    sound = place.sound
    choices = [(sound.degree(n), w) for n, w in _TARGETS if n in sound.degrees]
    pool = [chroma for chroma, _ in choices] or [sound.root]
    weights = [weight for _, weight in choices] or [1.0]
    chroma = part.draw.choices(pool, weights)[0]
    return nearest(chroma, place.wish, part.goal.low, max(part.goal.peak, part.goal.low + 11))


def _enclose(part: Part, places: list[_Place], number: int) -> None:
    """The two eighths before a target from its two sides: the scale above, a half step below."""
    target, before, last = places[number], places[number - 2], places[number - 1]
    together = last.end == target.onset and before.end == last.onset
    if not together or target.fixed is None or before.fixed or last.fixed:
        return
    near = range(target.fixed + 1, target.fixed + 4)
    above = next((p for p in near if target.sound.scale[p % 12]), target.fixed + 2)
    pair = (above, target.fixed - 1)
    if part.draw.random() < 0.3:
        pair = (target.fixed - 1, above)
    before.fixed, last.fixed = pair


def _pitches(part: Part, places: Sequence[_Place]) -> tuple[int, ...]:
    """The cheapest line found through the fixed notes, to the phrase's note of rest."""
    lines = [_Line(0.0, ())]
    for place in places:
        lines = _extended(lines, _options(part, place), place, part.draw)
    return min(lines, key=lambda one: one.cost + _step(one, part.goal.arrival)).pitches


def _options(part: Part, place: _Place) -> list[int]:
    low, high = part.goal.low - 2, part.goal.peak + 3
    if place.fixed is not None:
        octaves = (place.fixed - _OCTAVE, place.fixed + _OCTAVE)
        return [place.fixed, *(pitch for pitch in octaves if low <= pitch <= high)]
    near = range(max(low, round(place.wish) - 8), min(high, round(place.wish) + 8) + 1)
    return [p for p in near if place.sound.scale[p % 12]] or [part.goal.arrival]


def _extended(
    lines: list[_Line], options: Sequence[int], place: _Place, draw: random.Random
) -> list[_Line]:
    found = []
    for pitch in options:
        best = min(lines, key=lambda one: one.cost + _step(one, pitch))
        cost = best.cost + _step(best, pitch) + _own(place, pitch) + _DRAW * draw.random()
        move = pitch - best.pitches[-1] if best.pitches else 0
        found.append(_Line(cost, (*best.pitches, pitch), move))
    found.sort(key=lambda one: one.cost)
    return found[:_BEAM]


def _own(place: _Place, pitch: int) -> float:
    """What a pitch costs in its place: chord tones belong on the beat, the wave pulls."""
    cost = _PULL * abs(pitch - place.wish)
    if place.on_beat and pitch % 12 not in place.sound.tones:
        cost += _OFF_CHORD
    return cost


def _step(one: _Line, pitch: int) -> float:
    """What going on to ``pitch`` costs: the interval, turning, coming straight back."""
    if not one.pitches:
        return 0.0
    move = pitch - one.pitches[-1]
    size = abs(move)
    cost = _LEAPS[size] if size < len(_LEAPS) else _TOO_FAR
    if one.move * move < 0:
        cost += _TURN
    elif abs(one.move) > 4 and size > 4:
        cost += 1.5
    back = len(one.pitches) > 1 and one.pitches[-2] == pitch
    return cost + (_BACK if back else 0.0)


def _tune(part: Part, places: Sequence[_Place], pitches: Sequence[int]) -> list[Tune]:
    """The line as a tune, then the note of rest the phrase was going to have."""
    frame, measure = part.frame, part.frame.measure
    found = []
    for place, midi in zip(places, pitches, strict=True):
        weight = measure.weight((place.onset - frame.start) % measure.bar) / 3
        span = span_at(frame, place.onset)
        found.append(Tune(place.onset, place.end, midi, span, weight))
    return found + [note for note in part.tune if note.onset >= part.goal.arrive]


def _shells(part: Part) -> list[Draft]:
    """Third and seventh, led by step from chord to chord, short and under the running line."""
    drafts: list[Draft] = []
    previous: Voices = ()
    beat, floor = part.frame.measure.beat, part.setting.style.ranges.right_floor + _ROOM
    for span in part.frame.spans:
        end = min(span.end, span.start + beat, part.free)
        over = [note for note in part.tune if note.onset < end and note.end > span.start]
        if not span.first or end <= span.start or not over:
            continue
        start = max(span.start, over[0].onset)
        top = min(note.midi for note in over) - _CLEAR
        low = max(floor, max(note.midi for note in over) - part.setting.reach)
        choices = shell(span.harmony, low - 3, 2, low, min(top, _SHELL_TOP)) or shell(
            span.harmony, low - 3, 1, low, min(top, _SHELL_TOP)
        )
        if choices and start < end:
            previous = min(choices, key=lambda voices: (moved(voices, previous), -voices[0]))
            drafts += [
                Draft(
                    pitch, start, end, Hand.RIGHT, Role.INNER, span, part.texture.id, voice=2,
                    accent=-1,
                )
                for pitch in previous
            ]  # fmt: skip
    return drafts
