"""Which finger plays which note: the cheapest way through each hand's part.

Dynamic programming over the moments at which a hand strikes. A single note is judged by the rules
of ``fingering_rules``, with the two notes before it; a chord is a set of fingers in the order of
its keys, judged by its spans and by how far the hand moves to it. A key that is held keeps its
finger as long as the hand can reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import lcm

from gospel_keys.arranger.fingering_rules import (
    FINGERS,
    LITTLE,
    THUMB,
    WORST,
    HandSize,
    is_black,
    note_costs,
    pair_costs,
    position_costs,
    reach,
    spans,
)
from gospel_keys.score.model import Hand, Note
from gospel_keys.score.timing import sounding

HAND = len(FINGERS)
SUBSTITUTION = 30.0
"""For another finger on a key that is held down."""

# Where the fingers of a hand at rest lie, in semitones from the thumb.
_REST = (0.0, 2.2, 4.0, 5.6, 7.0)
_MOVE = 0.2
REUSED = 0.25
AFTER_REST = 0.3
"""What a move counts for after a rest of a quarter or more."""

MARGIN = 20.0
"""Ways that are dearer than the cheapest by more than this are not followed further."""

DEAREST = float("inf")

Way = tuple[int, ...]
"""Fingers for the keys of a moment, from the thumb's side."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Keys under the hand at one time, from the thumb's side; ``held`` were struck before, and
    ``rested`` is whether the hand had a quarter or more to itself."""

    keys: tuple[int, ...]
    held: frozenset[int]
    ids: tuple[tuple[str, ...], ...]
    rested: bool


def finger(notes: Iterable[Note], hand_size: HandSize = "normal") -> dict[str, int]:
    """A finger 1..5 for every note, by note id.

    Notes of one hand struck together get different fingers in the order of their keys; more than
    five are too many for a hand and raise ``ValueError``. Notes tied on keep their finger.
    """
    found: dict[str, int] = {}
    notes = tuple(notes)
    for hand in Hand:
        moments = _moments([n for n in notes if n.hand is hand], hand_size, left=hand is Hand.LEFT)
        for moment, way in zip(moments, _cheapest(moments, hand_size, hand), strict=True):
            for ids, number in zip(moment.ids, way, strict=True):
                found.update(dict.fromkeys(ids, number))
    return found


def _moments(notes: Sequence[Note], size: HandSize, *, left: bool) -> list[Moment]:
    """The hand's strokes in order, grace notes before the notes they lean on."""
    quarter = lcm(*(d for n in notes for d in (n.onset.denominator, n.duration.denominator)))
    strokes = _strokes(notes, quarter)
    holding: dict[int, int] = {}
    free = 0
    found: list[Moment] = []
    for onset, sounds in sorted(strokes):
        struck = strokes[onset, sounds]
        if len(struck) > HAND:
            at = Fraction(onset, quarter)
            raise ValueError(f"a hand has {HAND} fingers, {len(struck)} keys at {at}")
        holding = {k: end for k, end in holding.items() if end > onset and k not in struck}
        held = _reachable(struck, holding, size)
        keys = sorted({*struck, *held}, reverse=left)
        ids = tuple(tuple(struck[key].ids) if key in struck else () for key in keys)
        rested = bool(found) and onset - free >= quarter
        found.append(Moment(tuple(keys), frozenset(held), ids, rested))
        free = max(stroke.end for stroke in struck.values())
        holding |= {key: stroke.end for key, stroke in struck.items()}
    return found


@dataclass(slots=True)
class _Stroke:
    """One key struck: the notes that are tied together, and when it is let go."""

    ids: list[str]
    end: int


def _strokes(notes: Sequence[Note], quarter: int) -> dict[tuple[int, bool], dict[int, _Stroke]]:
    """The keys struck by time (a quarter has ``quarter`` parts) and whether they sound longer than
    a grace note."""
    found: dict[tuple[int, bool], dict[int, _Stroke]] = {}
    for chain in sounding(notes):
        first, last = chain[0], chain[-1]
        end = _parts(last.onset, quarter) + _parts(last.duration, quarter)
        moment = found.setdefault((_parts(first.onset, quarter), first.duration > 0), {})
        stroke = moment.setdefault(first.pitch.midi, _Stroke([], end))
        stroke.ids += [note.id for note in chain]
        stroke.end = max(stroke.end, end)
    return found


def _parts(time: Fraction, quarter: int) -> int:
    return time.numerator * (quarter // time.denominator)


def _reachable(struck: Iterable[int], holding: Iterable[int], size: HandSize) -> set[int]:
    """Those of the held keys that stay under the hand; the pedal has to hold the others."""
    keys = set(struck)
    widest = spans(size)[THUMB, LITTLE].max_prac
    held = set()
    low, high = min(keys), max(keys)
    for key in sorted(holding, key=lambda k: max(high - k, k - low)):
        if len(keys) < HAND and max(high, key) - min(low, key) <= widest:
            keys.add(key)
            held.add(key)
            low, high = min(low, key), max(high, key)
    return held


State = tuple[int | None, Way]
"""The finger before, where it matters, and the fingers now."""


def _cheapest(moments: Sequence[Moment], size: HandSize, hand: Hand) -> list[Way]:
    if not moments:
        return []
    left = hand is Hand.LEFT
    ways = _stands(moments, 0, size, left=left)
    best: dict[State, float] = {(None, way): cost for way, cost in ways}
    steps: list[dict[State, State]] = []
    for index in range(1, len(moments)):
        best, came = _step(best, moments, index, size, left=left)
        steps.append(came)
    state = min(best, key=lambda one: (best[one], one[1]))
    found = [state[1]]
    for came in reversed(steps):
        state = came[state]
        found.append(state[1])
    return found[::-1]


def _step(
    best: dict[State, float], moments: Sequence[Moment], index: int, size: HandSize, *, left: bool
) -> tuple[dict[State, float], dict[State, State]]:
    """One moment further: the cheapest way to every state, and the state it comes from.

    Of two equally cheap ways the later in the order of fingers is kept.
    """
    before, now = moments[index - 1], moments[index]
    line = len(before.keys) == 1 and len(now.keys) == 1
    free = now.rested
    third = _third(moments, index, size, left=left) if line and not free else None
    stands = _stands(moments, index, size, left=left)
    moves = _Moves(before, now, stands, size, AFTER_REST if free else 1.0, left=left)
    found: dict[State, float] = {}
    came: dict[State, State] = {}
    limit = min(best.values()) + MARGIN
    for state, so_far in best.items():
        if so_far > limit:
            continue
        first, old = state
        base = 25 * first + 5 * old[0] - 31 if third is not None and first is not None else None
        for way, key, step in moves.after(old):
            cost = so_far + step
            if third is not None and base is not None:
                cost += third[base + way[0]]
            if cost <= found.get(key, DEAREST):
                found[key] = cost
                came[key] = state
    return found, came


def _third(
    moments: Sequence[Moment], index: int, size: HandSize, *, left: bool
) -> tuple[float, ...] | None:
    """The costs of three single notes in a row that end at ``index``."""
    if index < 2 or len(moments[index - 2].keys) != 1:
        return None
    one, two, three = (moments[index - back].keys[0] for back in (2, 1, 0))
    monotone = one < two < three or one > two > three
    return position_costs(reach(one, three, left=left), monotone=monotone, size=size)


def _stands(
    moments: Sequence[Moment], index: int, size: HandSize, *, left: bool
) -> list[tuple[Way, float]]:
    """The ways to finger one moment, with what each costs by itself."""
    keys = moments[index].keys
    if len(keys) > 1:
        return _chord_ways(keys, size, left=left)
    beside = (moments[i] for i in (index - 1, index + 1) if 0 <= i < len(moments))
    whites = sum(len(other.keys) == 1 and not is_black(other.keys[0]) for other in beside)
    costs = note_costs(is_black(keys[0]), whites)
    return [((number,), cost) for number, cost in zip(FINGERS, costs, strict=True)]


@lru_cache(maxsize=4096)
def _chord_ways(keys: tuple[int, ...], size: HandSize, *, left: bool) -> list[tuple[Way, float]]:
    found = []
    for way in combinations(FINGERS, len(keys)):
        cost = 0.5 * (way[0] == THUMB and is_black(keys[0])) + (4 in way)
        pairs = [(i, i + 1) for i in range(len(keys) - 1)]
        if len(keys) > 2:
            pairs.append((0, len(keys) - 1))
        for low, high in pairs:
            span = reach(keys[low], keys[high], left=left)
            cost += spans(size)[way[low], way[high]].cost(span)
        found.append((way, cost))
    return found


class _Moves:
    """What it costs to go from one moment to the next, by the fingers left behind."""

    __slots__ = ("_before", "_known", "_left", "_now", "_places", "_single", "_size", "_weight")

    def __init__(
        self,
        before: Moment,
        now: Moment,
        stands: Sequence[tuple[Way, float]],
        size: HandSize,
        weight: float,
        *,
        left: bool,
    ) -> None:
        self._before, self._now, self._size, self._left = before, now, size, left
        self._weight = weight
        self._single = len(before.keys) == len(now.keys) == 1
        self._places = [(way, cost, _position(now.keys, way, left=left)) for way, cost in stands]
        self._known: dict[Way, list[tuple[Way, State, float]]] = {}

    def after(self, old: Way) -> list[tuple[Way, State, float]]:
        """Each way to finger the moment after ``old``: the way, its state, and what it costs."""
        if old not in self._known:
            self._known[old] = self._line(old) if self._single else self._chords(old)
        return self._known[old]

    def _line(self, old: Way) -> list[tuple[Way, State, float]]:
        one, other = self._before.keys[0], self._now.keys[0]
        costs = pair_costs(one, other, self._size, left=self._left)[old[0] - 1]
        return [
            (way, (old[0], way), stand + self._weight * costs[way[0] - 1])
            for way, stand, _ in self._places
        ]

    def _chords(self, old: Way) -> list[tuple[Way, State, float]]:
        """By the hand's move, by fingers used again elsewhere, by keys that change fingers."""
        fingers = dict(zip(self._before.keys, old, strict=True))
        place = _position(self._before.keys, old, left=self._left)
        known = [fingers.get(key, 0) for key in self._now.keys]
        price = [SUBSTITUTION if key in self._now.held else 1.0 for key in self._now.keys]
        again = [REUSED * (number in old) for number in range(HAND + 1)]
        slots = list(zip(known, price, strict=True))
        weight = self._weight
        found: list[tuple[Way, State, float]] = []
        for way, stand, now in self._places:
            cost = min(_MOVE * abs(now - place), WORST)
            for number, (was, change) in zip(way, slots, strict=True):
                if was != number:
                    cost += change if was else again[number]
            found.append((way, (None, way), stand + weight * cost))
        return found


@lru_cache(maxsize=16384)
def _position(keys: tuple[int, ...], way: Way, *, left: bool) -> float:
    """Where the hand is: the place of a thumb at rest, in semitones towards the little finger."""
    sign = -1 if left else 1
    places = [sign * key - _REST[number - 1] for key, number in zip(keys, way, strict=True)]
    return sum(places) / len(places)
