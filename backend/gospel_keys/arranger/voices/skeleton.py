"""The structure of two voices: one note each for every point, found by a beam search.

Both are chord tones. The lower voice takes the chord's bass where the chord begins; the upper one
follows a contour from the phrase's entry over its peak to its arrival. The motion of the pair is
weighed by the rules of counterpoint, so parallels survive only where nothing else is possible.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.voices.line import restless, tendency
from gospel_keys.arranger.voices.motion import FAULT, LOWER, UPPER, pair
from gospel_keys.arranger.voices.points import Point

_BEAM, _ALIKE = 7, 2
_UPPERS = 6
_CLOSE = 3
"""Semitones that the voices keep apart at least."""
_WIDE = 28
_INTERVALS = (6.0, 2.0, 1.0, 0.0, 0.0, 3.0, 1.2, 0.7, 0.0, 0.0, 0.6, 1.5)
"""What an interval between the voices costs, in semitones over whole octaves."""
_OCTAVE = 1.4
_CHANCE = 1.1
_STEPS = (1, 2)
_SUSPENDED = 2.6
"""How welcome a step is that may become a suspension."""
_LONG = 2.0
_FARTHEST = 16
"""Semitones a phrase may begin above or below the one before."""
_UNHEARD = 9.0
"""What a third or seventh costs that a chord of two beats or more never sounds."""
_LEFT = 2.5
"""What it costs the upper voice to leave a restless tone before its chord does."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the voices aim at: ranges as closed MIDI numbers, and a height for every tick.

    ``fixed`` pins the upper voice, ``wanted`` the moves (semitones) that a motif asks of a voice
    between a point and the one before: by point, upper first. At the point ``cadence`` the upper
    voice lies a step from its arrival; ``suspend`` (0..1) is how welcome a note is that can be
    suspended, by point and voice; ``chance`` is how much is left to it, 1 as usual.
    """

    upper: tuple[int, int]
    lower: tuple[int, int]
    height: Callable[[int], float]
    fixed: Mapping[int, int]
    first_lower: int
    wanted: Mapping[int, tuple[int | None, int | None]]
    cadence: int | None = None
    suspend: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    after: tuple[int, int] | None = None
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    upper: int
    lower: int
    sound: Harmony
    past: _State | None


class _Wish(NamedTuple):
    """What a point is asked for: moves of a motif and suspensions (0..1), upper first."""

    moves: tuple[int | None, int | None]
    suspend: tuple[float, float]


def structure(places: Sequence[Point], aim: Aim, draw: random.Random) -> list[tuple[int, int]]:
    """``(upper, lower)`` for each point, MIDI numbers."""
    states: list[_State] = []
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        options = _options(number, place, aim, states, draw)
        wanted = aim.wanted.get(number, (None, None))
        states = _extended(
            states, options, before, place, _Wish(wanted, aim.suspend.get(number, (0.0, 0.0)))
        )
    if aim.after is not None:
        high, low = aim.after
        states.sort(key=lambda s: s.cost + pair(s.upper, s.lower, high, low) + _leap(s, high))
    return _read(states[0])


def _options(
    number: int, place: Point, aim: Aim, states: Sequence[_State], draw: random.Random
) -> list[tuple[int, int, float]]:
    """Pairs of chord tones and what each costs by itself."""
    lowers = _lowers(number, place, aim, states)
    uppers = _uppers(number, place, aim)
    chance = _CHANCE * aim.chance
    found = [
        (high, low, cost + other + _together(place.sound, high, low) + chance * draw.random())
        for high, cost in uppers
        for low, other in lowers
        if high - low >= _CLOSE
    ]
    return found or [(max(uppers[0][0], lowers[0][0] + _CLOSE), lowers[0][0], FAULT)]


def _uppers(number: int, place: Point, aim: Aim) -> list[tuple[int, float]]:
    """The upper voice's chord tones near the contour, or the one that is fixed."""
    if number in aim.fixed:
        return [(aim.fixed[number], 0.0)]
    low, high = aim.upper
    wish = min(max(aim.height(place.onset), low), high)
    tones: Sequence[int] = place.sound.core
    near = range(max(low, round(wish) - 9), min(high, round(wish) + 9) + 1)
    pulls = tendency(place.sound, place.following)
    goal = aim.fixed.get(number + 1)
    if goal is not None and number == aim.cadence:
        near = range(goal - 1, goal + 3)
        tones = place.sound.tones
    found = [
        (midi, 0.11 * abs(midi - wish) + _strays(midi, goal, pulls))
        for midi in near
        if midi % 12 in tones
    ]
    found.sort(key=lambda option: option[1])
    return found[:_UPPERS] or [(round(wish), FAULT)]


def _strays(midi: int, goal: int | None, pulls: Mapping[int, frozenset[int]]) -> float:
    """What a note costs that cannot resolve into the fixed one after it."""
    moves = pulls.get(midi % 12)
    return FAULT / 2 if goal is not None and moves and goal - midi not in moves else 0.0


def _lowers(
    number: int, place: Point, aim: Aim, states: Sequence[_State]
) -> list[tuple[int, float]]:
    """The bass where a chord begins; later any of its tones but the fifth, near where it was."""
    if number == 0:
        return [(aim.first_lower, 0.0)]
    low, high = aim.lower
    sound = place.sound
    center = (low + high) / 2
    stays = place.opens or sound.bass in restless(sound)
    tones = (sound.bass,) if stays else _supports(sound)
    near = {state.lower for state in states}
    found = [
        (midi, 0.05 * abs(midi - center) + (0.0 if midi % 12 == sound.bass else 0.5))
        for midi in range(low, high + 1)
        if midi % 12 in tones and (midi < high - 2 or midi % 12 not in restless(sound))
    ]
    found.sort(key=lambda option: min(abs(option[0] - other) for other in near))
    return found[: 2 if place.opens else 4]


def _supports(sound: Harmony) -> tuple[int, ...]:
    """What may lie under a chord once its bass has sounded: no second inversion of a triad."""
    fifth = sound.degrees.get(5, -1)
    return tuple(tone for tone in sound.core if tone != fifth or tone == sound.bass)


def _together(sound: Harmony, high: int, low: int) -> float:
    """How two notes sound at once."""
    size = high - low
    chroma = size % 12
    cost = _OCTAVE if chroma == 0 and size else _INTERVALS[chroma]
    if chroma == 0 and high % 12 in restless(sound):
        cost += FAULT / 2
    return cost + (0.3 * (size - _WIDE) if size > _WIDE else 0.0)


def _extended(
    states: Sequence[_State],
    options: Sequence[tuple[int, int, float]],
    before: Point | None,
    place: Point,
    wish: _Wish,
) -> list[_State]:
    """The best few structures, one point longer; of equal endings the cheapest stays."""
    if before is None:
        return sorted(
            (_State(cost, h, low, place.sound, None) for h, low, cost in options), key=_cost
        )[:_BEAM]
    pulls = tendency(before.sound, place.sound)
    alone = restless(place.sound) if before.sound is place.sound else frozenset()
    ends = place.following is not None and place.span.here.beats >= _LONG
    held = wish.suspend if place.opens and place.weight > 0 else (0.0, 0.0)
    found = []
    for high, low, own in options:
        best, chosen = 1e9, states[0]
        for state in states:
            cost = state.cost + _moved(state, high, low, pulls, wish.moves)
            if ends:
                cost += _UNHEARD * len(_unheard(place.sound, high, low, state))
            if held[0] or held[1]:
                cost -= _prepared(state, high, low, place.sound, held)
            if state.upper % 12 in alone and high != state.upper:
                cost += _LEFT
            if cost < best:
                best, chosen = cost, state
        found.append(_State(best + own, high, low, place.sound, chosen))
    found.sort(key=_cost)
    return _varied(found)


def _unheard(sound: Harmony, high: int, low: int, state: _State) -> set[int]:
    """The guide tones that no voice has sung on a chord that now ends."""
    missing = set(sound.guides) - {high % 12, low % 12}
    past: _State | None = state
    while missing and past is not None and past.sound is sound:
        missing -= {past.upper % 12, past.lower % 12}
        past = past.past
    return missing


def _prepared(
    state: _State, high: int, low: int, sound: Harmony, held: tuple[float, float]
) -> float:
    """How welcome it is that a voice comes down by step from a note the new chord lacks."""
    tones = sound.tones
    upper = state.upper - high in _STEPS and state.upper % 12 not in tones
    lower = state.lower - low in _STEPS and state.lower % 12 not in tones
    return _SUSPENDED * (held[0] * upper + held[1] * lower)


def _varied(found: Sequence[_State]) -> list[_State]:
    """The cheapest states, few of them on one upper note: a note may turn out to lead nowhere."""
    kept: list[_State] = []
    heard: dict[int, int] = {}
    for state in found:
        heard[state.upper] = heard.get(state.upper, 0) + 1
        if heard[state.upper] <= _ALIKE:
            kept.append(state)
        if len(kept) == _BEAM:
            break
    return kept


def _leap(state: _State, high: int) -> float:
    """What it costs to go on from a state with a phrase that begins so high."""
    return FAULT * (abs(high - state.upper) > _FARTHEST)


def _cost(state: _State) -> float:
    return state.cost


def _moved(
    state: _State,
    high: int,
    low: int,
    pulls: Mapping[int, frozenset[int]],
    wanted: tuple[int | None, int | None],
) -> float:
    """What the step from a state costs: both lines, their motion, what must resolve, the motif."""
    up, down = high - state.upper, low - state.lower
    cost = UPPER[abs(up)] + LOWER[abs(down)] + pair(state.upper, state.lower, high, low)
    if up == 0 and down == 0:
        cost += 1.5
    if pulls:
        for midi, move in ((state.upper, up), (state.lower, down)):
            goals = pulls.get(midi % 12)
            if goals and move not in goals:
                cost += FAULT / 2
    for move, wish in ((up, wanted[0]), (down, wanted[1])):
        if wish is not None:
            cost += min(3.0, 0.6 * abs(move - wish))
    return cost


def _read(state: _State) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    here: _State | None = state
    while here is not None:
        found.append((here.upper, here.lower))
        here = here.past
    return found[::-1]
