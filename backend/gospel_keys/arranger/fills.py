"""Fills: what the right hand says in the last beats of a phrase, while the melody rests."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Tone
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.goals import Goal, span_at
from gospel_keys.arranger.playability import OCTAVE, repeat_ticks, travel
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Lick
from gospel_keys.arranger.tones import approach_pitch, chord_pitch, key_pitch
from gospel_keys.score.model import Hand, Role

_REST_BEFORE = 1
_MOST_BEATS = 2
_EASY_LANDING = 9
"""Semitones from a fill's end to the next phrase's first note that cost nothing extra."""
_PATIENCE = 9.0


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A lick for the end of a phrase, the tick it starts at, and its notes."""

    lick: Lick
    start: int
    notes: tuple[Draft, ...]


def plan_fill(frame: PhraseFrame, goal: Goal, setting: Setting, tick: float) -> Fill | None:
    """Whether the phrase ends with a fill, decided before its melody so that the melody can rest.

    Only the last one or two beats may be filled, after the arrival has sounded for a beat. Licks
    that begin near the arrival and land near the next phrase's entry are likelier. ``tick`` is
    what a tick lasts in seconds: the hand needs time to travel to the next phrase.
    """
    draw = rng(frame.seed, "fill", frame.id)
    chance = setting.level.fills * min(1.0, 0.1 + 1.1 * setting.application.improvisation)
    if frame.last or draw.random() >= chance:
        return None
    beat = frame.measure.beat
    room = (frame.end - goal.arrive) // beat - _REST_BEFORE
    span = span_at(frame, frame.end - 1)
    licks = fitting_licks(frame, setting, Hand.RIGHT, min(_MOST_BEATS, room) * beat, span)
    fills = [_played(frame, goal, setting, lick, tick) for lick in licks]
    if not fills:
        return None
    weights = [
        fill.lick.weight * math.exp(-_awkwardness(fill.notes, goal, setting, tick) / _PATIENCE)
        for fill in fills
    ]
    return draw.choices(fills, weights)[0] if sum(weights) > 0 else None


def fitting_licks(
    frame: PhraseFrame, setting: Setting, hand: Hand, room: int, span: Span
) -> list[Lick]:
    """The licks of a hand that fit the chord and the ticks there are."""
    beat = frame.measure.beat
    return [
        lick
        for lick in setting.style.licks
        if lick.hand == hand.value and lick.length * beat <= room and lick.when.fits(span.here)
    ]


def _played(frame: PhraseFrame, goal: Goal, setting: Setting, lick: Lick, tick: float) -> Fill:
    """The lick in the octave that suits its neighbours best."""
    start = frame.end - round(lick.length * frame.measure.beat)
    options = [
        _landing(_notes(frame, goal, lick, start, octave), frame.end, repeat_ticks(tick))
        for octave in (-OCTAVE, 0, OCTAVE)
    ]
    best = min(options, key=lambda one: _awkwardness(one, goal, setting, tick))
    return Fill(lick, start, best)


def _landing(notes: tuple[Draft, ...], end: int, repeat: int) -> tuple[Draft, ...]:
    """Leave the hand time to land: what starts too late goes, what precedes it is held."""
    kept = tuple(note for note in notes if note.onset <= end - repeat)
    last = max((note.onset for note in kept), default=0)
    for note in kept:
        if note.onset == last:
            note.end = end
    return kept


def _notes(
    frame: PhraseFrame, goal: Goal, lick: Lick, start: int, octave: int
) -> tuple[Draft, ...]:
    beat = frame.measure.beat
    notes: list[Draft] = []
    for step in lick.steps:
        onset = start + round(step.at * beat)
        end = start + round((step.at + step.length) * beat)
        span = span_at(frame, onset)
        notes += [
            Draft(
                _pitch(goal, span, tone) + octave, onset, end, Hand.RIGHT, Role.FILL, span, lick.id,
                accent=step.accent, rolled=step.rolled,
            )
            for tone in step.tones
        ]  # fmt: skip
    return tuple(notes)


def _pitch(goal: Goal, span: Span, tone: Tone) -> int:
    """A lick's tones count from the tonic (or the root) nearest under the phrase's arrival."""
    sound = span.harmony
    if tone.frame == "key":
        return key_pitch(sound, tone, goal.arrival - (goal.arrival - sound.tonic) % 12)
    root = goal.arrival - (goal.arrival - sound.root) % 12
    if tone.frame == "chord":
        if (tone.number - 1) % 7 == 0:
            return root + 12 * ((tone.number - 1) // 7 + tone.octave)
        return chord_pitch(sound, root, tone.number) + 12 * tone.octave
    return approach_pitch(tone, span, _entry(goal))


def _entry(goal: Goal) -> int:
    return goal.arrival if goal.next_entry is None else goal.next_entry


def _awkwardness(notes: tuple[Draft, ...], goal: Goal, setting: Setting, tick: float) -> float:
    """How far a fill lies from the melody before it, the entry after it, and the hand's range.

    Infinite where the hand could not come to the next phrase's first chord in time.
    """
    if not notes:
        return math.inf
    entry = _entry(goal)
    last = sorted(note.midi for note in notes if note.onset == notes[-1].onset)
    span = max(last[-1], entry) - min(last[0], entry - OCTAVE)
    if span > travel(setting.reach, (notes[-1].end - notes[-1].onset) * tick):
        return math.inf
    low, high = setting.style.ranges.melody
    start, end = abs(notes[0].midi - goal.arrival), abs(last[-1] - entry)
    outside = sum(max(0, low - 7 - n.midi) + max(0, n.midi - high - 5) for n in notes)
    return start + end + 3 * max(0, end - _EASY_LANDING) + 9 * outside


def cut_for_fill(notes: list[Draft], fill: Fill) -> list[Draft]:
    """The right hand with the fill in place of whatever started or was held there."""
    kept = [note for note in notes if note.onset < fill.start]
    for note in kept:
        note.end = min(note.end, fill.start)
    return [*kept, *fill.notes]
