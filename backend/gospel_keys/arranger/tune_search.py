"""A tune found by searching, an idea at a time: the cheapest way through its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from gospel_keys.arranger import tune_rules as rules
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.phrasing import Place, Tune

_BEAM = 8
_WIDTH = 7
_PULL = 0.1
_CHANCE = 0.5
"""How much of a pitch's price is left to the draw."""
_MOTIF = 0.7
_MOST_MOTIF = 3.0
_BEAT = 0.5
"""The strength from which on a note stands on a beat."""
_WELCOME = 0.2
"""How much going on by step in one direction makes a line cheaper."""
_NEVER = 1e9
_SECOND = 4.0
"""What it costs to end an idea otherwise than as it sounds best by itself."""
_CLOSE = 3.0
"""What it costs to reach the tonic of a close otherwise than by step."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places to be filled in one go: from height ``start`` by way of ``peak`` to ``stop`` (MIDI).

    ``motif`` says that the places' steps are an idea to be recognised; ``ends`` fixes the last
    pitch, ``before`` the one before it.
    """

    places: tuple[Place, ...]
    start: float
    peak: float
    stop: float
    motif: bool = False
    ends: int | None = None
    before: int | None = None

    def height(self, index: int) -> float:
        """The pitch to aim at, at the place of that index: an arch with its peak late."""
        share = index / max(1, len(self.places) - 1)
        if share < 0.6:
            return self.start + (self.peak - self.start) * share / 0.6
        return self.peak + (self.stop - self.peak) * (share - 0.6) / 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A tune so far: its price, its last note, how that was reached, the note that sounded when the
    present chord began, and the last one on a beat of it (0: none)."""

    cost: float
    midi: int
    place: Place | None = None
    interval: int = 0
    foreign: bool = False
    anchor: int = 0
    beat: int = 0
    same: int = 0
    sway: int = 0
    past: Line | None = None


def search(
    lines: Sequence[Line],
    stretch: Stretch,
    goal: Goal,
    beat: int,
    draw: Random,
    chance: float = _CHANCE,
) -> list[Line]:
    """The best continuations of some lines through a stretch, the best first; ``beat`` is a beat in
    ticks, ``chance`` how much is left to the draw.

    A later stretch takes another line than the first only where that one leads into a fault.
    """
    lines = [lines[0], *(replace(line, cost=line.cost + _SECOND) for line in lines[1:])]
    last = len(stretch.places) - 1
    for index, place in enumerate(stretch.places):
        wish = stretch.height(index)
        options = _options(place, wish, goal)
        if lines[0].past is None and index == 0 and goal.entry in options:
            options = [goal.entry]
        if index == last - 1 and stretch.before is not None:
            options = [stretch.before]
        if index == last and stretch.ends is not None:
            options = [stretch.ends]
            lines = [_closing(one, stretch.ends, place) for one in lines]
        priced = [_priced(midi, place, wish, beat, chance * draw.random()) for midi in options]
        step = place.step if stretch.motif else None
        lines = _extended(lines, priced, place, step)
    return lines


def tunes(line: Line) -> list[Tune]:
    """The notes of a finished line, first to last."""
    found: list[Tune] = []
    here: Line | None = line
    while here is not None and here.place is not None:
        place, sound = here.place, here.place.span.harmony
        raised = True if not sound.scale[here.midi % 12] else None
        found.append(
            Tune(place.onset, place.end, here.midi, place.span, place.weight, upward=raised)
        )
        here = here.past
    return found[::-1]


def _options(place: Place, wish: float, goal: Goal) -> list[int]:
    """The local scale's pitches around the height wished; minor's raised sixth and seventh too."""
    sound = place.span.harmony
    low, high = max(goal.low, round(wish) - _WIDTH), min(goal.high, round(wish) + _WIDTH)
    if goal.high - goal.low < 12:
        low, high = goal.low, goal.high
        found = [midi for midi in range(low, high + 1) if sound.diatonic[midi % 12]]
    else:
        wanted = _scale(sound)
        found = [midi for midi in range(low, high + 1) if wanted[midi % 12]]
    return found or [min(max(goal.arrival, goal.low), goal.high)]


def _scale(sound: Harmony) -> tuple[bool, ...]:
    """The chord's scale, in minor with the sixth and seventh that rise."""
    tonic = sound.tonic
    if sound.diatonic[(tonic + 4) % 12] or sound.tones[0] not in (tonic, (tonic + 7) % 12):
        return sound.scale
    raised = {(tonic + 9) % 12, (tonic + 11) % 12}
    return tuple(there or chroma in raised for chroma, there in enumerate(sound.scale))


Priced = tuple[int, float, bool]


def _priced(midi: int, place: Place, wish: float, beat: int, chance: float) -> Priced:
    cost, foreign = rules.note_cost(midi, place, beat)
    off = abs(midi - wish)
    return midi, cost + _PULL * off * (1 + off / 5) + chance, foreign


def _extended(
    lines: Sequence[Line], priced: Sequence[Priced], place: Place, step: int | None
) -> list[Line]:
    """The best few lines, one note longer; of lines that end on one pitch the cheapest stays, and
    the cheapest that owes no resolution."""
    ranked = sorted(lines, key=lambda line: line.cost)
    free = [line for line in ranked if place.weight >= _BEAT or not _owes(line, place)]
    split = free if 0 < len(free) < len(ranked) else []
    found: list[Line] = []
    for midi, own, foreign in priced:
        chosen, cost = _cheapest(ranked, midi, foreign, place, step)
        found.append(_longer(chosen, midi, cost + own, foreign, place))
        if split and _owes(chosen, place):
            other, cost = _cheapest(split, midi, foreign, place, step)
            found.append(_longer(other, midi, cost + own, foreign, place))
    found.sort(key=lambda line: line.cost)
    return found[:_BEAM]


def _cheapest(
    ranked: Sequence[Line], midi: int, foreign: bool, place: Place, step: int | None
) -> tuple[Line, float]:
    """The line from which a pitch is reached for least, and that price; ``ranked`` by cost."""
    chosen, least = ranked[0], _NEVER
    for line in ranked:
        if line.cost - _WELCOME >= least:
            break
        cost = line.cost + _move(line, midi, foreign, place, step)
        if cost < least:
            chosen, least = line, cost
    return chosen, least


def _owes(line: Line, place: Place) -> bool:
    """Whether a leading tone or seventh on a beat of the chord in force still wants to resolve."""
    if line.place is None or not line.beat or line.place.span.harmony is not place.span.harmony:
        return False
    return line.beat % 12 in rules.tendencies(place.span.harmony)


def _longer(line: Line, midi: int, cost: float, foreign: bool, place: Place) -> Line:
    if line.place is None:
        return Line(cost, midi, place, 0, foreign, midi, midi, past=line)
    interval = midi - line.midi
    changed = place.span.harmony is not line.place.span.harmony
    beat = midi if place.weight >= _BEAT else 0 if changed else line.beat
    return Line(
        cost, midi, place, interval, foreign,
        anchor=midi if changed else line.anchor, beat=beat,
        same=line.same + 1 if interval == 0 else 0,
        sway=line.sway + 1 if interval and interval == -line.interval else 0,
        past=line,
    )  # fmt: skip


def _move(line: Line, midi: int, foreign: bool, place: Place, step: int | None) -> float:
    """What it costs to go on to a pitch from where a line is."""
    if line.place is None:
        return 0.0
    here, there = line.place.span.harmony, place.span.harmony
    interval = midi - line.midi
    size = abs(interval)
    cost = rules.interval_cost(size, inside=here is there and not foreign and not line.foreign)
    cost += rules.passing_cost(
        size, was_foreign=line.foreign, is_foreign=foreign, weight=place.weight
    )
    cost += rules.minor_cost(line.midi, midi, there) + _habit(line, interval)
    if here is not there:
        cost += rules.resolution_cost(line.midi, midi, here, there)
        if line.beat and line.beat != line.midi:
            cost += rules.resolution_cost(line.beat, midi, here, there)
        cost += rules.parallel_cost(line.midi, midi, here, there)
        cost += 0.6 * rules.parallel_cost(line.anchor, midi, here, there)
    if step is not None:
        off = abs(_steps(line.midi, midi, there) - step)
        cost += min(_MOST_MOTIF, _MOTIF * off)
    return cost


def _habit(line: Line, interval: int) -> float:
    """Leaps turn back by step, lines do not stammer or sway, and going on by step is welcome."""
    size, leapt = abs(interval), abs(line.interval)
    cost = 0.0
    if leapt >= 5 and (size > 4 or interval * line.interval > 0):
        cost += 1.8
    if size == 0:
        return cost + 0.3 + 1.4 * line.same
    if interval == -line.interval:
        return cost + 0.3 + 0.8 * line.sway
    return cost - _WELCOME if size < 3 and leapt < 3 and interval * line.interval > 0 else cost


def _closing(line: Line, goal: int, place: Place) -> Line:
    """A line about to come home: it does so from the step above or below."""
    home = goal % 12 == place.span.harmony.tonic
    late = _CLOSE if home and not 0 < abs(goal - line.midi) < 3 else 0.0
    return replace(line, cost=line.cost + late)


def _steps(low: int, high: int, sound: Harmony) -> int:
    """How many steps of the chord's scale lie between two pitches; signed."""
    return _rank(high, sound.steps) - _rank(low, sound.steps)


def _rank(midi: int, scale: tuple[int, ...]) -> int:
    octave, chroma = divmod(midi, 12)
    return octave * len(scale) + bisect_right(scale, chroma)
