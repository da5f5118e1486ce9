"""Walk-ups: the bass led by step into the chords that matter."""

from __future__ import annotations

import random

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.fills import fitting_licks
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Lick
from gospel_keys.arranger.tones import approach_pitch
from gospel_keys.score.model import Hand, Role

_WALK_BARS = 4
_MOST_WALKS = 2
_GOALS = (0, 5, 7)
"""Roots worth walking to, in semitones above the tonic."""
_STEP = 2


def walk_ups(part: Part, notes: list[Draft]) -> list[Draft]:
    """Lead the bass by step into new chords: at least once in every four bars, and by chance.

    The beats before such a chord belong to the walk; the texture's notes there give way.
    """
    if part.setting.level.fills == 0:
        return notes
    chosen = _walk_places(part)
    for span, lick in chosen:
        start = span.end - round(lick.length * part.frame.measure.beat)
        notes = [note for note in notes if not start <= note.onset < span.end]
        for note in notes:
            if note.onset < start < note.end:
                note.end = start
        notes += _walk_notes(part, span, lick, start)
    return notes


def _walk_places(part: Part) -> list[tuple[Span, Lick]]:
    """The spans that end in a walk-up, each with its lick: in every four bars one, or a few.

    Chance puts them before the goals of a phrase; where it puts none, the most natural of all
    places is taken.
    """
    frame, setting = part.frame, part.setting
    draw = rng(frame.seed, "walk", frame.id)
    chance = 0.55 * setting.level.fills * (0.15 + setting.application.improvisation)
    chosen: list[tuple[Span, Lick]] = []
    for places in _blocks(part, draw):
        events = [place for place in places if place[1].length >= 1 and _is_goal(part, place[0])]
        found = [place for place in events if draw.random() < chance][:_MOST_WALKS]
        if not found and places and _must_walk(part):
            found = [max(places, key=lambda place: _ease(part, place))]
        chosen += found
    return chosen


def _blocks(part: Part, draw: random.Random) -> list[list[tuple[Span, Lick]]]:
    """What walks there could be, four bars at a time; a last bar or two joins those before."""
    frame = part.frame
    size = _WALK_BARS * frame.measure.bar
    count = max(1, round((frame.end - frame.start) / size))
    blocks: list[list[tuple[Span, Lick]]] = [[] for _ in range(count)]
    for span in frame.spans:
        lick = _walk_lick(part, span, draw)
        if lick:
            blocks[min(count - 1, (span.start - frame.start) // size)].append((span, lick))
    return blocks


def _must_walk(part: Part) -> bool:
    """Phrases of two bars and more walk somewhere; of single bars every fourth."""
    phrase = part.frame.phrase
    return phrase.bars > 1 or phrase.start_bar % _WALK_BARS == _WALK_BARS - 1


def _ease(part: Part, place: tuple[Span, Lick]) -> tuple[bool, bool, float]:
    """Unhurried walks first, then those to a goal, then the likelier lick."""
    span, lick = place
    return lick.length >= 1, _is_goal(part, span), lick.weight


def _is_goal(part: Part, span: Span) -> bool:
    """Whether the next chord is worth walking to: it opens a bar, on I, IV or V, or a phrase."""
    frame = part.frame
    if span.end == frame.end:
        return True
    if span.upcoming is None:
        return False
    degree = (span.upcoming.root - span.upcoming.tonic) % 12
    return (span.end - frame.start) % frame.measure.bar == 0 and degree in _GOALS


def _walk_lick(part: Part, span: Span, draw: random.Random) -> Lick | None:
    """A walk that fits the span, leaves its bass alone and stays in range, by weight."""
    if not span.changes:
        return None
    pool = fitting_licks(part.frame, part.setting, Hand.LEFT, _room(part, span), span)
    pool = [lick for lick in pool if _walkable(part, span, lick)]
    return draw.choices(pool, [lick.weight for lick in pool])[0] if pool else None


def _room(part: Part, span: Span) -> int:
    """The ticks a walk may take: all but the first beat, or half of a chord of one beat."""
    measure = part.frame.measure
    length = span.end - span.start
    if length > measure.beat:
        return length - measure.beat
    return length * 2 // 3 if measure.compound else length // 2


def _walkable(part: Part, span: Span, lick: Lick) -> bool:
    """In range, from a note of the chord where it begins on a beat, and with a way to go.

    What follows passes; on the chord's last beat a walk may begin anywhere.
    """
    measure, target = part.frame.measure, target_of(part, span)
    if 0 < abs(part.bass[span] - target) <= _STEP:
        return False
    low = part.setting.style.ranges.bass[0]
    start = span.end - round(lick.length * measure.beat)
    for step in lick.steps:
        at = start + round(step.at * measure.beat)
        on_beat = (at - part.frame.start) % measure.beat == 0 and at < span.end - measure.beat
        on_beat = on_beat and at == start
        for tone in step.tones:
            pitch = approach_pitch(tone, span, target)
            if not low + 2 <= pitch <= part.ceiling[span]:
                return False
            if on_beat and pitch % 12 not in span.harmony.tones:
                return False
    return True


def _walk_notes(part: Part, span: Span, lick: Lick, start: int) -> list[Draft]:
    beat = part.frame.measure.beat
    target = target_of(part, span)
    return [
        Draft(
            approach_pitch(tone, span, target), start + round(step.at * beat),
            start + round((step.at + step.length) * beat), Hand.LEFT, Role.BASS, span, lick.id,
            accent=step.accent, upward=tone.number < 0,
        )
        for step in lick.steps
        for tone in step.tones
    ]  # fmt: skip
