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
    lick = _pick(frame, setting, "right", min(2, room) * beat, span_at(frame, frame.end - 1), draw)
    return Fill(lick, frame.end - round(lick.length * beat)) if lick else None


def _pick(
    frame: PhraseFrame, setting: Setting, hand: str, room: int, span: Span, draw: random.Random
) -> Lick | None:
    beat = frame.measure.beat
    pool = [
        lick
        for lick in setting.style.licks
        if lick.hand == hand and lick.length * beat <= room and lick.when.fits(span.here)
    ]
    if not pool:
        return None
    return draw.choices(pool, [lick.weight for lick in pool])[0]


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
    return abs(notes[0].midi - part.goal.arrival) + 0.7 * abs(notes[-1].midi - entry) + 9 * outside


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
    """The spans that end in a walk-up, each with its lick."""
    frame, setting = part.frame, part.setting
    draw = rng(frame.seed, "walk", frame.id)
    chance = 0.5 * setting.level.fills * (0.3 + setting.application.improvisation)
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
        if due or draw.random() < chance:
            chosen.append((span, lick))
            waited = 0
    return chosen


def _last_chance(rest: Sequence[tuple[Span, Lick | None]]) -> bool:
    return all(lick is None for _, lick in rest)


def _walk_lick(part: Part, span: Span, draw: random.Random) -> Lick | None:
    """A walk that fits the span with its first beat left alone, and whose notes are in range."""
    if not span.changes:
        return None
    beat = part.frame.measure.beat
    length = span.end - span.start
    room = length - (
        beat
        if length > beat
        else beat - beat // 3 * 2
        if part.frame.measure.compound
        else beat // 2
    )
    lick = _pick(part.frame, part.setting, "left", room, span, draw)
    if lick is None:
        return None
    low, _ = part.setting.style.ranges.bass
    ceiling = part.ceiling[span]
    target = target_of(part, span)
    pitches = [approach_pitch(t, span, target) for step in lick.steps for t in step.tones]
    inside = all(low - 5 <= pitch <= ceiling for pitch in pitches)
    return lick if inside else None


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
