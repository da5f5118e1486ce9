"""A progression with some of its time given to other chords; all else keeps its name and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from gospel_keys.arranger.splicing import Stretch, edits
from gospel_keys.composer.planning.events import Placed
from gospel_keys.score.model import ChordEvent, GivenChord, Progression


def replaced(
    placed: Sequence[Placed], new: Iterable[Placed], where: Sequence[Stretch]
) -> list[Placed]:
    """``new`` chords inside ``where``, the old ones outside: what straddles an edge is cut there.

    What remains of a chord keeps its name, and one that begins where an old one did inherits its;
    the others are named after their phrases.
    """
    kept = [part for one in placed for part in _outside(one, where)]
    names = {one.id for one in kept}
    heirs = {one.onset: one.id for one in placed if one.id not in names}
    mark = edits(one.id for one in placed) + 1
    numbers: dict[str, int] = {}
    fresh = []
    for one in new:
        number = numbers.get(one.phrase.id, 0)
        numbers[one.phrase.id] = number + 1
        own = f"{one.phrase.id}.e{mark}c{number}"
        fresh.append(replace(one, id=heirs.get(one.onset, own)))
    return sorted([*kept, *fresh], key=lambda one: one.onset)


def _outside(one: Placed, where: Sequence[Stretch]) -> list[Placed]:
    """The one part of a chord that lies outside the stretches, if any does."""
    start, end = one.onset, one.end
    for stretch in where:
        if stretch.start <= start < stretch.end:
            start = min(stretch.end, end)
        if stretch.start < end <= stretch.end:
            end = max(stretch.start, start)
    return [replace(one, onset=start, duration=end - start)] if end > start else []


def free_stretches(
    chords: Sequence[ChordEvent], where: Stretch, fixed: Iterable[str]
) -> list[Stretch]:
    """``where`` without the chords that stay: those named, and one that reaches out
    at both ends."""
    names = set(fixed)
    stay = [
        chord
        for chord in chords
        if chord.onset < where.end
        and chord.end > where.start
        and (chord.id in names or (chord.onset < where.start and chord.end > where.end))
    ]
    found: list[Stretch] = []
    at = where.start
    for chord in stay:
        if chord.onset > at:
            found.append(Stretch(at, chord.onset))
        at = max(at, chord.end)
    return [*found, Stretch(at, where.end)] if at < where.end else found


def given_of(progression: Progression) -> tuple[GivenChord, ...]:
    """The chords as a brief carries them."""
    return tuple(GivenChord(c.chord, c.duration, str(c.chord)) for c in progression.chords)


def span_of(chord: ChordEvent) -> Stretch:
    """When a chord sounds."""
    return Stretch(chord.onset, chord.end)


def joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same time in as few stretches as can be."""
    found: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: stretch.start):
        if found and one.start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def total(stretches: Iterable[Stretch]) -> Fraction:
    """The quarters that the stretches last together."""
    return sum((one.end - one.start for one in stretches), Fraction(0))
