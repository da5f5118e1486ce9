"""The chords of a tune: the cheapest way through the genre's harmony (dynamic programming).

Every place where a chord may begin weighs every chord of the genre by the notes over it; a step
from one to the next costs what it is unusual in the genre, and each change a fixed price, which is
set so that there come to be as many chords as the level asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from gospel_keys.composer.harmonising.fitting import misfit, weighed
from gospel_keys.composer.harmonising.grammar import Grammar
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.genres.numeral import TONIC, Degree
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenNote

_CHANGES = (-2.2, -1.5, -0.9, -0.4, 0.0, 0.5, 1.2, 2.5)
"""Prices of a change; the one that comes nearest to the level's rhythm is looked for."""
_WEAK = 0.9
"""What a change on a weaker beat costs besides."""
_HOME = 2.4
"""What a last chord costs that is not home."""
_CADENCE = 1.1
_START = 0.5
_INVERTED = 0.5
"""What it costs to open a phrase on another bass than the root."""
_CHANCE = 0.25
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a chord may begin: quarters; ``weak`` off the bar's strong beats.

    ``pauses`` marks the last place of a phrase, ``last`` that of the piece, ``opens`` a phrase's
    first.
    """

    start: Fraction
    end: Fraction
    weak: bool
    opens: bool
    pauses: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chord of the grammar (by its number) from ``start`` up to ``end``."""

    number: int
    start: Fraction
    end: Fraction


def slots_of(phrases: Sequence[int], meter: Meter, chords_a_bar: float) -> list[Slot]:
    """Every place where a chord may begin, as fine as the rhythm needs."""
    found: list[Slot] = []
    at, total = 0, sum(phrases)
    for size in phrases:
        places = [
            (bar, place) for bar in range(at, at + size) for place in _places(meter, chords_a_bar)
        ]
        for index, (bar, place) in enumerate(places):
            start = bar * meter.bar + place
            later = places[index + 1] if index + 1 < len(places) else (at + size, Fraction(0))
            pauses = index + 1 == len(places)
            found.append(
                Slot(start, later[0] * meter.bar + later[1], meter.strength(place) < 2,
                     index == 0, pauses, pauses and at + size == total)
            )  # fmt: skip
        at += size
    return found


def _places(meter: Meter, chords_a_bar: float) -> list[Fraction]:
    """Where in a bar chords may begin: its strong beats, or all where many are wanted."""
    beats = [meter.beat * number for number in range(meter.beats)]
    least = 2 if chords_a_bar <= 2.2 and meter.beats > 3 else 1
    if chords_a_bar <= 1.15 and meter.beats <= 3:
        least = 3
    return [beat for beat in beats if meter.strength(beat) >= least]


def harmonise(
    melody: Sequence[GivenNote],
    slots: Sequence[Slot],
    grammar: Grammar,
    key: Key,
    meter: Meter,
    wanted: float,
    draw: Random,
) -> list[Chosen]:
    """The chords for a tune; ``wanted`` is how many there should be in all."""
    chords = [chord_of(numeral, key) for numeral in grammar.chords]
    noise = [_CHANCE * draw.random() for _ in chords]
    costs = [
        [
            misfit(notes, chord) + (own + chance) * share
            for chord, own, chance in zip(chords, grammar.own, noise, strict=True)
        ]
        for notes, share in (
            (weighed(melody, s.start, s.end, meter), float((s.end - s.start) / meter.bar))
            for s in slots
        )
    ]
    tries: list[list[Chosen]] = []
    low, high = 0, len(_CHANGES)
    while low < high:  # the dearer a change, the fewer chords
        middle = (low + high) // 2
        tries.append(_run(_path(slots, costs, grammar, _CHANGES[middle]), slots))
        low, high = (middle + 1, high) if len(tries[-1]) > wanted else (low, middle)
    return min(tries, key=lambda run: (abs(len(run) - wanted), -len(run)))


def _run(path: Sequence[int], slots: Sequence[Slot]) -> list[Chosen]:
    """Neighbouring places with one chord as one chord; a phrase begins anew."""
    found: list[Chosen] = []
    for number, slot in zip(path, slots, strict=True):
        if found and found[-1].number == number and not slot.opens:
            found[-1] = Chosen(number, found[-1].start, slot.end)
        else:
            found.append(Chosen(number, slot.start, slot.end))
    return found


def _path(
    slots: Sequence[Slot], costs: Sequence[Sequence[float]], grammar: Grammar, change: float
) -> list[int]:
    """The cheapest chord for every place."""
    count = range(len(grammar.chords))
    best = [costs[0][i] + _edge(slots[0], i, grammar) for i in count]
    for i in count:
        best[i] += _START * (grammar.chords[i].root != TONIC)
    back: list[list[int]] = []
    for slot, own in zip(slots[1:], costs[1:], strict=True):
        price = change + _WEAK * slot.weak
        top = min(count, key=best.__getitem__)
        fresh = [best[top] + grammar.unheard + price] * len(best)
        came = [top] * len(best)
        for i, (so_far, steps) in enumerate(zip(best, grammar.follows, strict=True)):
            if so_far < fresh[i]:
                fresh[i], came[i] = so_far, i
            for j, step in steps.items():
                if j != i and so_far + step + price < fresh[j]:
                    fresh[j], came[j] = so_far + step + price, i
        best = [fresh[i] + own[i] + _edge(slot, i, grammar) for i in count]
        back.append(came)
    path = [min(count, key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _edge(slot: Slot, number: int, grammar: Grammar) -> float:
    """What a chord costs for where it stands: phrases end as the genre's do, the piece at home."""
    chord = grammar.chords[number]
    if slot.opens and not slot.pauses:
        return _INVERTED * (chord.bass is not None)
    if slot.last:
        home = chord.root == TONIC and chord.bass is None
        return 0.0 if home else _HOME * 3
    if slot.pauses:
        known = {**grammar.halves, **grammar.ends}
        strong = chord.root in (TONIC, Degree(4)) and chord.bass is None
        return 0.0 if number in known else _CADENCE * (0.6 if strong else 1.0)
    return 0.0
