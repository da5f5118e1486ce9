"""What a player adds to a written texture: walk-ups, fills at the ends of phrases, grace notes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Tone
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.goals import Goal, span_at
from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Lick
from gospel_keys.arranger.tones import approach_pitch, chord_pitch, key_pitch
from gospel_keys.score.model import Hand, Role

_WALK_BARS = 4
_REST_BEFORE_FILL = 1
_GOALS = (0, 5, 7)
"""Roots worth walking to, in semitones above the tonic."""


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A lick for the end of a phrase, and the tick it starts at."""

    lick: Lick
    start: int


def plan_fill(frame: PhraseFrame, goal: Goal, setting: Setting) -> Fill | None:
    """Whether the phrase ends with a fill, decided before its melody so that the melody can rest.

    Only the last one or two beats may be filled, after the arrival has sounded for a beat.
    """
    draw = rng(frame.seed, "fill", frame.id)
    chance = setting.level.fills * min(1.0, 0.1 + 1.1 * setting.application.improvisation)
    if frame.last or draw.random() >= chance:
        return None
    beat = frame.measure.beat
    room = (frame.end - goal.arrive) // beat - _REST_BEFORE_FILL
    span = span_at(frame, frame.end - 1)
    pool = _licks(frame, setting, "right", min(2, room) * beat, span)
    if not pool:
        return None
    lick = draw.choices(pool, [lick.weight for lick in pool])[0]
    return Fill(lick, frame.end - round(lick.length * beat))


def _licks(frame: PhraseFrame, setting: Setting, hand: str, room: int, span: Span) -> list[Lick]:
    """The licks of a hand that fit the chord and the ticks there are."""
    beat = frame.measure.beat
    return [
        lick
        for lick in setting.style.licks
        if lick.hand == hand and lick.length * beat <= room and lick.when.fits(span.here)
    ]


def play_fill(part: Part, fill: Fill) -> list[Draft]:
    """The fill's notes in the octave where it starts near the melody and ends near the next."""
    options = [_fill_notes(part, fill, octave) for octave in (-12, 0, 12)]
    notes = min(options, key=lambda notes: _awkwardness(part, notes))
    return _landing(notes, part.frame.end, part.frame.end - part.repeat)


def _landing(notes: list[Draft], end: int, latest: int) -> list[Draft]:
    """Leave the hand time to land: what starts after ``latest`` goes, what precedes it is held."""
    kept = [note for note in notes if note.onset <= latest]
    last = max((note.onset for note in kept), default=0)
    for note in kept:
        if note.onset == last:
            note.end = end
    return kept


def _fill_notes(part: Part, fill: Fill, octave: int) -> list[Draft]:
    beat = part.frame.measure.beat
    notes: list[Draft] = []
    for step in fill.lick.steps:
        onset = fill.start + round(step.at * beat)
        end = fill.start + round((step.at + step.length) * beat)
        span = span_at(part.frame, onset)
        for tone in step.tones:
            midi = _lick_pitch(part, span, tone) + octave
            notes.append(
                Draft(midi, onset, end, Hand.RIGHT, Role.FILL, span, fill.lick.id,
                      accent=step.accent, rolled=step.rolled)
            )  # fmt: skip
    return notes


def _lick_pitch(part: Part, span: Span, tone: Tone) -> int:
    """A lick's tones count from the tonic (or the root) nearest under the phrase's arrival."""
    sound = span.harmony
    if tone.frame == "key":
        return key_pitch(sound, tone, part.goal.arrival - (part.goal.arrival - sound.tonic) % 12)
    root = part.goal.arrival - (part.goal.arrival - sound.root) % 12
    if tone.frame == "chord":
        if (tone.number - 1) % 7 == 0:
            return root + 12 * ((tone.number - 1) // 7 + tone.octave)
        return chord_pitch(sound, root, tone.number) + 12 * tone.octave
    entry = part.goal.next_entry
    return approach_pitch(tone, span, part.goal.arrival if entry is None else entry)


def _awkwardness(part: Part, notes: list[Draft]) -> float:
    """How far a fill lies from the melody before it, the entry after it, and the hand's range."""
    low, high = part.setting.style.ranges.melody
    entry = part.goal.next_entry or part.goal.arrival
    outside = sum(max(0, low - 7 - n.midi) + max(0, n.midi - high - 5) for n in notes)
    jump = max(0, abs(notes[-1].midi - entry) - 9)
    start, end = abs(notes[0].midi - part.goal.arrival), abs(notes[-1].midi - entry)
    return start + end + 3 * jump + 9 * outside


def cut_for_fill(notes: list[Draft], start: int) -> list[Draft]:
    """The right hand without what a fill replaces: nothing starts or is held past ``start``."""
    kept = [note for note in notes if note.onset < start]
    for note in kept:
        note.end = min(note.end, start)
    return kept


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
    """The spans that end in a walk-up, each with its lick.

    Chance places them before the goals of a phrase: a new bar on the subdominant, the dominant or
    the tonic, the next phrase. Four bars without one are made up for at the last opportunity.
    """
    frame, setting = part.frame, part.setting
    draw = rng(frame.seed, "walk", frame.id)
    chance = 0.55 * setting.level.fills * (0.15 + setting.application.improvisation)
    chosen: list[tuple[Span, Lick]] = []
    waited = 0
    block = _WALK_BARS * frame.measure.bar
    candidates = [(span, _walk_lick(part, span, draw)) for span in frame.spans]
    for index, (span, lick) in enumerate(candidates):
        waited += span.end - span.start
        if lick is None:
            continue
        room = waited >= block or _last_chance(candidates[index + 1 :])
        due = room and (waited >= 2 * frame.measure.bar or span.end % block == 0)
        event = _is_goal(part, span) and waited > frame.measure.bar
        if due or (event and draw.random() < chance):
            chosen.append((span, lick))
            waited = 0
    return chosen


def _is_goal(part: Part, span: Span) -> bool:
    """Whether the next chord is worth walking to: it opens a bar, on I, IV or V, or a phrase."""
    frame = part.frame
    if span.end == frame.end:
        return True
    if span.upcoming is None:
        return False
    degree = (span.upcoming.root - span.upcoming.tonic) % 12
    return (span.end - frame.start) % frame.measure.bar == 0 and degree in _GOALS


def _last_chance(rest: Sequence[tuple[Span, Lick | None]]) -> bool:
    return all(lick is None for _, lick in rest)


def _walk_lick(part: Part, span: Span, draw: random.Random) -> Lick | None:
    """A walk that fits the span, leaves its bass alone and stays in range, by weight."""
    if not span.changes:
        return None
    pool = _licks(part.frame, part.setting, "left", _room(part, span), span)
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
    """In range, and with notes of the chord on the beats before the last one."""
    measure, target = part.frame.measure, target_of(part, span)
    low = part.setting.style.ranges.bass[0]
    start = span.end - round(lick.length * measure.beat)
    for step in lick.steps:
        at = start + round(step.at * measure.beat)
        on_beat = (at - part.frame.start) % measure.beat == 0 and at < span.end - measure.beat
        for tone in step.tones:
            pitch = approach_pitch(tone, span, target)
            if not low - 3 <= pitch <= part.ceiling[span]:
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


def graces(part: Part, notes: list[Draft]) -> list[Draft]:
    """Crushed notes a semitone under a melody's major third, when nothing else is in the way."""
    draw = rng(part.frame.seed, "grace", part.frame.id)
    chance = part.setting.level.ornaments * (0.15 + 0.6 * part.setting.application.improvisation)
    added: list[Draft] = []
    before = part.goal.entry
    for note in (n for n in notes if n.role is Role.MELODY):
        third = note.span.harmony.degree(3)
        apt = note.midi % 12 == third and (third - note.span.harmony.root) % 12 == 4
        clear = before not in (note.midi, note.midi - 1) and note.onset > part.frame.start
        long_enough = note.end - note.onset >= part.frame.measure.half
        if apt and clear and long_enough and draw.random() < chance and _free(notes, note):
            added.append(
                Draft(note.midi - 1, note.onset, note.onset, Hand.RIGHT, Role.GRACE, note.span,
                      "grace", accent=-1, upward=True)
            )  # fmt: skip
        before = note.midi
    return notes + added


def _free(notes: list[Draft], main: Draft) -> bool:
    """No other finger is on the crushed key when it is struck."""
    return not any(
        note.midi == main.midi - 1 and note.onset <= main.onset <= note.end for note in notes
    )
