"""The symbol shows what sounds: a chord that lasts gets the third and seventh it is named for."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import least_gap, repeat_ticks
from gospel_keys.arranger.sounding import in_reach
from gospel_keys.score.model import Hand, Role

_LONG = 2.0
_QUIET = 66
_LEADING = frozenset({Role.MELODY, Role.FILL})
_FULL = 4
"""Right-hand notes at which a tone takes another's place instead of joining it."""


def complete(part: Part, upper: list[Draft], lower: list[Draft]) -> None:
    """Add missing guide tones to the right hand's attack nearest the chord's start.

    Chords of two beats or more. Hands that play three notes give the third and the seventh, hands
    that play two at least the seventh.
    """
    voices = part.setting.level.voices
    for span in part.frame.spans:
        if voices < 2 or span.here.beats < _LONG or not span.first:
            continue
        sound = span.harmony
        wanted = sound.guides if voices > 2 else sound.guides & {sound.named}
        heard = {
            note.midi % 12
            for notes in (upper, lower)
            for note in notes
            if note.onset < span.end and note.end > span.start and not _swallowed(part, note, notes)
        }
        for chroma in sorted(wanted - heard):
            if not _add(part, span, chroma, upper) and not _add_low(part, span, chroma, lower):
                _add_alone(part, span, chroma, upper, lower)


def _add(part: Part, span: Span, chroma: int, upper: list[Draft]) -> bool:
    """Put one tone under the melody, joining an attack that has room for it."""
    attacks: dict[int, list[Draft]] = {}
    for note in upper:
        if span.start <= note.onset < span.end and note.role is not Role.FILL:
            attacks.setdefault(note.onset, []).append(note)
    held = [note for note in upper if note.onset < span.end and note.end > span.start]
    for onset in sorted(attacks):
        group = attacks[onset]
        over = [n for n in held if n.onset <= onset < n.end]
        top = max(note.midi for note in over)
        pitch = top - 1 - (top - 1 - chroma) % 12
        low = part.setting.style.ranges.right_floor
        fits = pitch >= low and 1 < top - pitch <= part.setting.reach
        new = Draft(pitch, onset, onset + 1, Hand.RIGHT, Role.INNER, span, "")
        if fits and not _hurried(part, pitch, onset, upper) and in_reach(part, new, upper):
            _seat(part, span, pitch, group, upper)
            return True
    return False


def _swallowed(part: Part, note: Draft, notes: list[Draft]) -> bool:
    """Whether an inner note will be left out because the tune has just struck its key."""
    if note.role is not Role.INNER:
        return False
    soon = note.onset - repeat_ticks(part.tick_seconds)
    return any(
        n.midi == note.midi and soon < n.onset < note.onset and n.role in _LEADING for n in notes
    )


def _hurried(part: Part, pitch: int, onset: int, upper: list[Draft]) -> bool:
    """Whether the key would be struck twice in too short a time."""
    repeat = repeat_ticks(part.tick_seconds)
    return any(n.midi == pitch and 0 < abs(n.onset - onset) < repeat for n in upper)


def _add_low(part: Part, span: Span, chroma: int, lower: list[Draft]) -> bool:
    """Failing that, the left hand takes the tone in the first of its attacks that has room."""
    attacks: dict[int, list[Draft]] = {}
    for note in lower:
        if span.start <= note.onset < span.end:
            attacks.setdefault(note.onset, []).append(note)
    for onset in sorted(attacks):
        group = attacks[onset]
        low = min(note.midi for note in group)
        pitch = low + (chroma - low) % 12
        clear = all(abs(pitch - note.midi) >= least_gap(max(pitch, note.midi)) for note in group)
        if clear and pitch <= part.ceiling[span] and len(group) < _FULL:
            end = group[0].end
            lower.append(Draft(pitch, onset, end, Hand.LEFT, Role.COMP, span, part.texture.id))
            return True
    return False


def _add_alone(part: Part, span: Span, chroma: int, upper: list[Draft], lower: list[Draft]) -> None:
    """Where the right hand rests at the chord's start, it gives the tone by itself."""
    beat = part.frame.measure.beat
    stop = min([span.end, *(note.onset for note in upper if note.onset > span.start)])
    silent = all(n.end <= span.start or n.onset >= stop for n in upper)
    if not silent or stop - span.start < beat or span.start >= part.free:
        return
    under = [n.midi for n in lower if n.onset < stop and n.end > span.start]
    low = max(part.setting.style.ranges.right_floor, *under, _QUIET - 12) + 1
    pitch = low + (chroma - low) % 12
    upper.append(
        Draft(pitch, span.start, stop, Hand.RIGHT, Role.INNER, span, part.texture.id, voice=2)
    )


def _seat(part: Part, span: Span, pitch: int, group: list[Draft], upper: list[Draft]) -> None:
    """Add the note; in a full hand it replaces the inner note nearest to it."""
    inner = [note for note in group if note.role is Role.INNER]
    if len(group) >= _FULL and inner:
        near = min(inner, key=lambda note: abs(note.midi - pitch))
        if near.midi % 12 not in span.harmony.guides:
            near.midi = pitch
            return
    model = (inner or group)[0]
    upper.append(
        Draft(pitch, model.onset, model.end, Hand.RIGHT, Role.INNER, span, part.texture.id, voice=2)
    )
