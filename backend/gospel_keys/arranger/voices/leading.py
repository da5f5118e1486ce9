"""Four voices from chord to chord: a beam search over the chords they may form."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.voices.line import tendency
from gospel_keys.arranger.voices.motion import FAULT, LOWER, UPPER, pair
from gospel_keys.arranger.voices.points import Point
from gospel_keys.arranger.voices.satb import BASS, SOPRANO, Four, stacks

_BEAM = 7
_INNER = (0.0, 0.1, 0.15, 0.6, 0.8, 1.3, 3.5, 2.2, 4.0, 4.0, 8.0, 9.0, 5.0)
"""An inner voice stays where it can and moves little where it must."""
_INSIDE = tuple(_INNER[size] if size < 13 else 20.0 for size in range(60))
_PAIRS = tuple(combinations(range(4), 2))
_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Course:
    """Where four voices go: the soprano's height by tick, what is fixed, how far a hand reaches.

    ``first`` is the chord they begin on, ``arrival`` the soprano (MIDI) of a point.
    """

    height: Callable[[int], float]
    first: Four
    arrival: Mapping[int, int]
    reach: int
    after: Four | None = None


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    four: Four
    past: _State | None


def led(places: Sequence[Point], course: Course, draw: random.Random) -> list[Four]:
    """The four voices at each point."""
    states = [_State(0.0, course.first, None)]
    for number in range(1, len(places)):
        place, before = places[number], places[number - 1]
        options = _options(number, place, course, states, draw)
        pulls = tendency(before.sound, place.sound) if before.sound is not place.sound else {}
        states = _extended(states, options, pulls)
    if course.after is not None:
        pulls = {}
        states.sort(key=lambda s: s.cost + _moved(s.four, course.after or s.four, pulls))
    return _read(states[0])


def opening(sound: Harmony, soprano: int, bass: int, reach: int) -> Four:
    """The chord a phrase begins on, between its first soprano and bass: known beforehand."""
    for shift in (0, 12, -12):
        for top in sorted(range(*SOPRANO), key=lambda midi: abs(midi - soprano)):
            found = stacks(sound, bass + shift, top, reach) if top % 12 in sound.tones else ()
            if found:
                return min(found, key=lambda item: (item[1], item[0]))[0]
    return (soprano, soprano - 5, bass + 12, bass)


def _options(
    number: int, place: Point, course: Course, states: Sequence[_State], draw: random.Random
) -> list[tuple[Four, float]]:
    """Chords near the contour over the basses there are."""
    sound = place.sound
    wish = course.height(place.onset)
    tops = [course.arrival[number]] if number in course.arrival else _tops(sound, wish)
    found = [
        (four, cost + 0.12 * abs(top - wish) + extra + _CHANCE * draw.random())
        for bass, extra in _basses(place, states)
        for top in tops
        for four, cost in stacks(sound, bass, top, course.reach)
    ]
    if not found:
        four = opening(sound, round(wish), states[0].four[3], course.reach)
        return [(four, FAULT)]
    return found


def _tops(sound: Harmony, wish: float) -> list[int]:
    low, high = max(SOPRANO[0], round(wish) - 8), min(SOPRANO[1], round(wish) + 8)
    tones = sound.core or sound.tones
    near = [midi for midi in range(low, high + 1) if midi % 12 in tones]
    return sorted(near, key=lambda midi: abs(midi - wish))[:5]


def _basses(place: Point, states: Sequence[_State]) -> list[tuple[int, float]]:
    """The bass of a chord in the octaves near; inside a long chord also its other tones."""
    sound = place.sound
    tones = {sound.bass: 0.0}
    if not place.opens:
        third = sound.degrees.get(3)
        tones |= {sound.bass: 0.5} | ({third: 0.6} if third is not None else {})
    middle = (BASS[0] + BASS[1]) / 2
    found = [
        (midi, 0.06 * abs(midi - middle) + tones[midi % 12])
        for midi in range(BASS[0], BASS[1] + 1)
        if midi % 12 in tones
    ]
    near = states[0].four[3]
    found.sort(key=lambda option: abs(option[0] - near))
    return found[:2] if place.opens else found[:3]


def _extended(
    states: Sequence[_State],
    options: Sequence[tuple[Four, float]],
    pulls: Mapping[int, frozenset[int]],
) -> list[_State]:
    """The cheapest chords to go on with; each from its best past.

    The lines' own cost comes first: only where it is small enough are the pairs looked at.
    """
    found = []
    for four, own in options:
        tries = sorted(
            ((state.cost + _lines(state.four, four), index) for index, state in enumerate(states))
        )
        best, chosen = 1e9, states[0]
        for lines, index in tries:
            if lines - 1.8 >= best:
                break
            old = states[index].four
            cost = lines + _motion(old, four) + _resolved(old, four, pulls)
            if cost < best:
                best, chosen = cost, states[index]
        found.append(_State(best + own, four, chosen))
    found.sort(key=lambda state: state.cost)
    return found[:_BEAM]


def _moved(old: Four, new: Four, pulls: Mapping[int, frozenset[int]]) -> float:
    return _lines(old, new) + _motion(old, new) + _resolved(old, new, pulls)


def _lines(old: Four, new: Four) -> float:
    """Each voice by itself, and the chord said again unmoved."""
    moves = [abs(a - b) for a, b in zip(old, new, strict=True)]
    cost = UPPER[moves[0]] + _INSIDE[moves[1]] + _INSIDE[moves[2]] + LOWER[moves[3]]
    return cost + (2.0 if not any(moves) else 0.0)


def _motion(old: Four, new: Four) -> float:
    """All six pairs: parallels, hidden perfects; and voices that pass where another was."""
    cost = 0.0
    for high, low in _PAIRS:
        if old[high] != new[high] and old[low] != new[low]:
            found = pair(old[high], old[low], new[high], new[low])
            inside = (high, low) != (0, 3) and found < FAULT / 4
            cost += 0.25 * found if inside else found
    for high, low in ((0, 1), (1, 2), (2, 3)):
        if new[low] > old[high] or new[high] < old[low]:
            cost += 2.5
    return cost


def _resolved(old: Four, new: Four, pulls: Mapping[int, frozenset[int]]) -> float:
    """What leading tones and sevenths that do not resolve cost; inside, a leading tone may fall a
    third where the chord needs its fifth."""
    cost = 0.0
    for voice, midi in enumerate(old):
        goals = pulls.get(midi % 12)
        if goals and new[voice] - midi not in goals:
            drops = voice in (1, 2) and goals == {1} and new[voice] - midi == -4
            cost += 2.0 if drops else FAULT / 2
    return cost


def _read(state: _State) -> list[Four]:
    found: list[Four] = []
    here: _State | None = state
    while here is not None:
        found.append(here.four)
        here = here.past
    return found[::-1]
