"""Which hand plays a note: by its track where tracks are hands, else by reach and by nearness."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import mean

from gospel_keys.score.importing.performance import Said
from gospel_keys.score.importing.rhythm import Written
from gospel_keys.score.model import Hand

_SPLITS = range(43, 77)
_CENTRE = 60
_REACH = 14
_WIDE = 2.0
_CROWD = 1.5
_AWAY = 0.03
_MOVE = 0.12
_TIGHT = 0.6


def hands_of(notes: Sequence[Written], told: Said) -> tuple[list[Hand], float]:
    """The hand of each note, and how sure that is (0..1)."""
    by_track = _tracks(notes, told)
    if by_track is not None:
        return [by_track[w.note.track] for w in notes], 1.0 if told.left or told.right else 0.9
    return _by_split(notes)


def _tracks(notes: Sequence[Written], told: Said) -> dict[int, Hand] | None:
    """The hand of each track: by its name, or where there are two, the higher is the right one."""
    used = sorted({w.note.track for w in notes})
    if len(used) < 2:
        return None
    if told.left & set(used):
        return {track: Hand.LEFT if track in told.left else Hand.RIGHT for track in used}
    if told.right & set(used):
        return {track: Hand.RIGHT if track in told.right else Hand.LEFT for track in used}
    if len(used) > 2:
        return None
    heights = {t: mean(w.note.pitch for w in notes if w.note.track == t) for t in used}
    low, high = sorted(used, key=lambda track: heights[track])
    return {low: Hand.LEFT, high: Hand.RIGHT}


def _by_split(notes: Sequence[Written]) -> tuple[list[Hand], float]:
    """The cheapest way through split points, attack by attack; keys above it are the right's."""
    attacks = [list(group) for _, group in groupby(notes, key=lambda w: w.onset)]
    costs = [0.0] * len(_SPLITS)
    paths: list[list[int]] = []
    for attack in attacks:
        pitches = [w.note.pitch for w in attack]
        own = [_cost(pitches, split) for split in _SPLITS]
        step, came = _relaxed(costs)
        costs = [a + b for a, b in zip(step, own, strict=True)]
        paths.append(came)
    place = min(range(len(costs)), key=costs.__getitem__)
    places: list[int] = []
    for came in reversed(paths):
        places.append(place)
        place = came[place]
    places.reverse()
    found = [
        Hand.RIGHT if w.note.pitch >= _SPLITS[place] else Hand.LEFT
        for attack, place in zip(attacks, places, strict=True)
        for w in attack
    ]
    return found, 0.7


def _relaxed(costs: Sequence[float]) -> tuple[list[float], list[int]]:
    """The least cost of coming to each split from any other, and from which."""
    best, came = list(costs), list(range(len(costs)))
    for order in (range(1, len(costs)), range(len(costs) - 2, -1, -1)):
        side = -1 if order.step > 0 else 1
        for place in order:
            moved = best[place + side] + _MOVE
            if moved < best[place]:
                best[place], came[place] = moved, came[place + side]
    return best, came


def _cost(pitches: Sequence[int], split: int) -> float:
    cost = _AWAY * abs(split - _CENTRE)
    low = [pitch for pitch in pitches if pitch < split]
    high = [pitch for pitch in pitches if pitch >= split]
    for hand in (low, high):
        if hand:
            cost += _WIDE * max(0, hand[-1] - hand[0] - _REACH) + _CROWD * max(0, len(hand) - 5)
    near = min(abs(pitch - split + 0.5) for pitch in pitches)
    return cost + _TIGHT / (1.0 + near)
