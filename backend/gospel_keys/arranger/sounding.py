"""The last word on the symbol: a chord's third or seventh that mending left out comes back.

Works on finished hands, and adds only what they can play: no rule that holds before is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gospel_keys.arranger.draft import Draft, in_time
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import FINGERS, Limits, conflict
from gospel_keys.score.model import Hand, Role

_LONG = 2.0
_LOW, _HIGH = 47, 76
"""Guide tones speak here, MIDI."""


def sounded(part: Part, notes: list[Draft], limits: Limits) -> list[Draft]:
    """The phrase's notes, with the guide tones that its long chords still lack.

    Chords of two beats or more; hands of one voice cannot say them, hands of two the seventh only.
    """
    voices = part.setting.level.voices
    if voices < 2:
        return notes
    for span in part.frame.spans:
        if not span.first or span.here.beats < _LONG:
            continue
        sound = span.harmony
        wanted = sound.guides if voices > 2 else sound.guides & {sound.named}
        heard = {n.midi % 12 for n in notes if n.onset < span.end and n.end > span.start}
        for chroma in sorted(wanted - heard):
            added = next(_places(part, span, chroma, notes, limits), None)
            added = added or _broken(part, span, chroma, notes, limits)
            if added is None:
                notes, added = _instead(part, span, chroma, notes, limits)
            notes = in_time([*notes, added]) if added else notes
    return notes


def _places(
    part: Part, span: Span, chroma: int, notes: Sequence[Draft], limits: Limits
) -> Iterator[Draft]:
    """Where the tone can go: in the right hand before the left, in an attack before alone."""
    within = [n for n in notes if span.start <= n.onset < span.end]
    for hand in (Hand.RIGHT, Hand.LEFT):
        own = sorted({n.onset for n in within if n.hand is hand and n.role is not Role.GRACE})
        beats = range(span.start, span.end, part.frame.measure.beat)
        for onset in (*own, *(beat for beat in beats if beat not in own)):
            for pitch in range(_HIGH, _LOW - 1, -1):
                if pitch % 12 == chroma:
                    note = _note(part, span, pitch, onset, hand, notes)
                    if note and _fits(part, note, notes, limits):
                        yield note


def _broken(
    part: Part, span: Span, chroma: int, notes: Sequence[Draft], limits: Limits
) -> Draft | None:
    """Failing all that, the left hand lets go of a long note for the tone: a broken tenth."""
    half = part.frame.measure.half
    for held in notes:
        onset = held.end - half
        long = held.hand is Hand.LEFT and held.end - held.onset >= 2 * half
        if not long or not span.start <= held.onset or held.end > span.end:
            continue
        rest = [n for n in notes if n is not held]
        for pitch in range(_HIGH, _LOW - 1, -1):
            if pitch % 12 != chroma:
                continue
            note = _note(part, span, pitch, onset, Hand.LEFT, rest)
            if note and _fits(part, note, [*rest, replace(held, end=onset)], limits):
                held.end = onset
                return note
    return None


def _instead(
    part: Part, span: Span, chroma: int, notes: list[Draft], limits: Limits
) -> tuple[list[Draft], Draft | None]:
    """Last of all, one of the left hand's later strokes in the chord is the tone instead."""
    later = {n.onset for n in notes if n.hand is Hand.LEFT and span.start < n.onset < span.end}
    for onset in sorted(later):
        rest = [n for n in notes if n.hand is not Hand.LEFT or n.onset != onset]
        for pitch in range(_HIGH, _LOW - 1, -1):
            if pitch % 12 == chroma:
                note = _note(part, span, pitch, onset, Hand.LEFT, rest)
                if note and _fits(part, note, rest, limits):
                    return rest, note
    return notes, None


def _note(
    part: Part, span: Span, pitch: int, onset: int, hand: Hand, notes: Sequence[Draft]
) -> Draft | None:
    """The tone, held until its hand strikes again; None where that is less than half a beat."""
    after = [n.onset for n in notes if n.hand is hand and n.onset > onset]
    end = min([span.end, *after])
    if end - onset < part.frame.measure.half or onset >= part.free > span.start:
        return None
    role = Role.INNER if hand is Hand.RIGHT else Role.COMP
    voice = 2 if hand is Hand.RIGHT else 1
    return Draft(pitch, onset, end, hand, role, span, part.texture.id, voice=voice)


def _fits(part: Part, note: Draft, notes: Sequence[Draft], limits: Limits) -> bool:
    """Whether the hands can take the note as they are: no key twice, no clash, no jump."""
    if note.hand is Hand.LEFT and note.midi > part.setting.style.ranges.left_ceiling:
        return False
    if note.hand is Hand.RIGHT and note.midi < part.setting.style.ranges.right_floor:
        return False
    near = [n for n in notes if n.midi == note.midi]
    if any(abs(n.onset - note.onset) < limits.repeat or _overlap(n, note) for n in near):
        return False
    together = [n for n in notes if _overlap(n, note)]
    if any(conflict(note, other, limits) for other in together):
        return False
    mine = [n for n in together if n.hand is note.hand]
    if note.hand is Hand.LEFT and any(note.midi < n.midi for n in mine):
        return False
    tops = [n.midi for n in mine if n.role is Role.MELODY and n.hand is Hand.RIGHT]
    return (
        len(mine) < FINGERS and all(note.midi < top for top in tops) and in_reach(part, note, notes)
    )


def _overlap(one: Draft, other: Draft) -> bool:
    return one.onset < other.end and other.onset < one.end


def in_reach(part: Part, note: Draft, notes: Sequence[Draft]) -> bool:
    """Whether the hand has time to come from the attack before and to reach the one after."""
    own = [n for n in notes if n.hand is note.hand and n.role is not Role.GRACE]
    before = max((n.onset for n in own if n.onset < note.onset), default=None)
    after = min((n.onset for n in own if n.onset > note.onset), default=None)
    here = [n.midi for n in own if n.onset == note.onset] + [note.midi]
    for onset in (before, after):
        if onset is None:
            continue
        pitches = here + [n.midi for n in own if n.onset == onset]
        if max(pitches) - min(pitches) > part.leap(abs(onset - note.onset)):
            return False
    return True
