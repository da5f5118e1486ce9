"""The rhythm of a melody: bars of motif and answer, an arrival, a breath."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.arranger.figures import Beat
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.goals import Goal, span_at
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import RhythmCell
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.music.pitch import Pitch

_WEIGHTS = (0.2, 0.55, 0.85, 1.0)
_FORMS: dict[int, tuple[str, ...]] = {
    1: ("z",), 2: ("az", "bz"), 3: ("abz", "aaz", "bcz"),
    4: ("aabz", "abaz", "abcz", "aacz", "bbaz"),
    5: ("aabcz", "abacz"), 6: ("abacaz", "aabbcz"), 7: ("abacabz",), 8: ("abacabdz", "aabcaabz"),
}  # fmt: skip
_STEPS = (1, -1, 2, -2, 0, 3, -3, 4)
_STEP_WEIGHTS = (7, 7, 3, 3, 2, 2, 1.5, 1.2)
_COMPOUND_DENSITY = 1.35
_NEAR = 0.38
"""How far from the level's notes a beat a rhythm may be and still be likely."""
_VARIED = 0.35
"""How often a bar is said a little differently from the motif it takes up."""


@dataclass(slots=True)
class Place:
    """Where a melody note will be: ticks, the span it is judged by, how strong it is (0..1).

    ``later`` are the harmonies it is still held over, ``step`` the motif's wish in scale steps from
    the note before.
    """

    onset: int
    end: int
    span: Span
    weight: float
    later: tuple[Harmony, ...] = ()
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Tune:
    """One melody note: ticks, MIDI pitch, the span it belongs to, its strength (0..1).

    ``below`` are notes of the tune itself that sound with it; a ``crushed`` one slides in from a
    semitone below; ``upward`` tells a chromatic note which way it leans, for its spelling.
    ``given`` is the pitch of a note that was brought, ``tied`` if it goes on in the next phrase.
    """

    onset: int
    end: int
    midi: int
    span: Span
    weight: float
    below: tuple[int, ...] = ()
    crushed: bool = False
    upward: bool | None = None
    given: Pitch | None = None
    tied: bool = False


def phrase_rhythm(frame: PhraseFrame, goal: Goal, setting: Setting, free: int) -> list[Place]:
    """The melody's onsets from the phrase's start to its arrival, and the arrival itself.

    ``free`` is the tick from which the melody must be silent (a fill begins, or the phrase ends).
    """
    draw = rng(frame.seed, "rhythm", frame.id)
    places: list[Place] = []
    for letter, start, stop in _bars(frame, goal, draw):
        cells = _bar_rhythm(frame, setting, letter, (stop - start) // frame.measure.beat)
        if draw.random() < _VARIED:
            cells = _varied(cells, setting, frame.measure.compound, draw)
        places += laid(frame, cells, start, stop, _motif(frame, setting, letter, len(cells)))
    _push(places, frame, setting, draw)
    places.append(arrival(frame, goal, free))
    return places


def _bars(frame: PhraseFrame, goal: Goal, draw: random.Random) -> list[tuple[str, int, int]]:
    """Each bar before the arrival: its letter in the phrase's form, start and stop."""
    count = frame.phrase.bars
    choices = _FORMS.get(count, ("abac" * (count // 4 + 1),))
    form = draw.choice(choices)[:count]
    bars = zip(form, frame.bar_starts, strict=False)
    cut = [(letter, start, min(start + frame.measure.bar, goal.arrive)) for letter, start in bars]
    return [(letter, start, stop) for letter, start, stop in cut if stop > start]


def _bar_rhythm(frame: PhraseFrame, setting: Setting, letter: str, length: int) -> tuple[Beat, ...]:
    """The rhythm of one letter: the same wherever the section's label comes back."""
    owner = frame.seed if letter in "cdz" else setting.seed
    scope = frame.id if letter in "cdz" else frame.section.label
    draw = rng(owner, "motif", scope, letter, frame.phrase.bars if letter == "b" else 0)
    use = "cadence" if letter == "z" else "motif"
    rest = Fraction(length)
    beats: list[Beat] = []
    while rest > 0:
        cell = choose_cell(frame, setting, use, rest, draw)
        if cell is None:
            return (*beats, Beat(rest))
        beats += cell.rhythm
        rest -= cell.length
    return tuple(beats)


def choose_cell(
    frame: PhraseFrame, setting: Setting, use: str, room: Fraction, draw: random.Random
) -> RhythmCell | None:
    """A rhythm of the style for ``use`` that fits into ``room`` beats, near the level's density."""
    here = frame.spans[0].here
    target = setting.level.melody * (_COMPOUND_DENSITY if here.compound else 1.0)
    grid = setting.level.grid * Fraction(2, 3) if here.compound else setting.level.grid
    pool: list[RhythmCell] = []
    weights: list[float] = []
    for cell in setting.style.rhythms:
        if cell.use not in (use, "motif") or not cell.when.fits_phrase(here):
            continue
        if cell.length > room or cell.shortest < grid:
            continue
        full = 3.0 if cell.length == room else 1.0
        bend = 2.0 if cell.use == use else 1.0
        pool.append(cell)
        weights.append(
            cell.weight * full * bend * math.exp(-(((cell.onsets - target) / _NEAR) ** 2))
        )
    if not pool:
        return None
    return draw.choices(pool, [weight + 1e-9 for weight in weights])[0]


def _varied(
    cells: tuple[Beat, ...], setting: Setting, compound: bool, draw: random.Random
) -> tuple[Beat, ...]:
    """One long note split in two, or the last two joined: the motif, said a little differently."""
    index = draw.randrange(len(cells))
    beat = cells[index]
    first = Fraction(round(beat.length * 2), 3) if compound else beat.length / 2
    second = beat.length - first
    if not beat.rest and beat.length >= 1 and second >= setting.level.grid:
        split = (Beat(first), Beat(second))
        return (*cells[:index], *split, *cells[index + 1 :])
    if len(cells) > 2 and not cells[-1].rest and not cells[-2].rest:
        return (*cells[:-2], Beat(cells[-2].length + cells[-1].length))
    return cells


def _motif(frame: PhraseFrame, setting: Setting, letter: str, count: int) -> Sequence[int | None]:
    """The scale steps a letter asks for, one a note; only ``a`` and ``b`` are motifs."""
    if letter not in "ab":
        return (None,) * count
    draw = rng(setting.seed, "motif-steps", frame.section.label, letter)
    steps: list[int | None] = [None]
    height = 0
    while len(steps) < count:
        step = draw.choices(_STEPS, _STEP_WEIGHTS)[0]
        if abs(height + step) <= 4:
            height += step
            steps.append(step)
    return steps


def laid(
    frame: PhraseFrame, cells: Sequence[Beat], start: int, stop: int, steps: Sequence[int | None]
) -> list[Place]:
    """The notes of rhythm ``cells`` from ``start`` to ``stop`` (ticks), each with its step."""
    places: list[Place] = []
    time = start
    for beat in cells:
        end = min(stop, time + round(beat.length * frame.measure.beat))
        if not beat.rest and time < stop:
            step = steps[len(places)] if len(places) < len(steps) else None
            places.append(placed(frame, time, end, step))
        time = end
    return places


def placed(frame: PhraseFrame, onset: int, end: int, step: int | None = None) -> Place:
    """Judge a note by its beat; one that comes before a beat and holds over it, by that beat."""
    measure = frame.measure
    position = (onset - frame.start) % measure.bar
    weight = _WEIGHTS[measure.weight(position)]
    judged = onset
    following = onset - position % measure.beat + measure.beat
    if position % measure.beat and end > following and following < frame.end:
        judged = following
        weight = 0.9 * _WEIGHTS[measure.weight((following - frame.start) % measure.bar)]
    span = span_at(frame, judged)
    return Place(onset, end, span, weight, _later(frame, span, end), step)


def _later(frame: PhraseFrame, span: Span, end: int) -> tuple[Harmony, ...]:
    """The harmonies after ``span`` that a note ending at ``end`` is held into."""
    if end <= span.end:
        return ()
    after = frame.spans[frame.spans.index(span) + 1 :]
    return tuple(s.harmony for s in after if s.start < end and s.harmony is not span.harmony)


def _push(places: list[Place], frame: PhraseFrame, setting: Setting, draw: random.Random) -> None:
    """Let some strong notes come early by an off-beat: the syncopation singers use."""
    half = frame.measure.half
    if setting.level.grid * frame.measure.beat > half:
        return
    for index in range(1, len(places)):
        before, note = places[index - 1], places[index]
        strong = (note.onset - frame.start) % frame.measure.beat == 0 and note.weight > 0.8
        if not strong or draw.random() >= setting.feel.push:
            continue
        if before.end == note.onset and before.end - before.onset >= 2 * half:
            before.end -= half
            places[index] = placed(frame, note.onset - half, note.end, note.step)


def arrival(frame: PhraseFrame, goal: Goal, free: int) -> Place:
    """The note of rest: held, then a breath of a beat where there is room for one."""
    end = min(frame.end, free)
    room = end - goal.arrive
    if free == frame.end and not frame.last and room >= 3 * frame.measure.beat:
        end -= frame.measure.beat
    span = span_at(frame, goal.arrive)
    end = max(end, goal.arrive + TICKS // 4)
    return Place(goal.arrive, end, span, 1.0, _later(frame, span, end))
