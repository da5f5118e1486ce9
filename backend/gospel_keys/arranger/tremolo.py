"""Right hands that sing in two voices: double stops, and long notes that tremble."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.goals import span_at
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.right import sing
from gospel_keys.arranger.voicing import Voices, under
from gospel_keys.score.model import Hand, Role

_QUICKEST = 0.095
"""Seconds between two strokes of a tremolo that a hand keeps up."""


def double_stops(part: Part, *, shortest: float = 0.5) -> list[Draft]:
    """A chord tone under melody notes of ``shortest`` beats or more: thirds, fourths, sixths."""
    return _paired(part, sing(part), shortest)


def tremolo(part: Part, *, least: float = 1.5, shortest: float = 1.0) -> list[Draft]:
    """Melody notes of ``least`` beats or more shake with a chord tone under them.

    Shorter ones of ``shortest`` beats or more get that tone once, struck with them.
    """
    beat = part.frame.measure.beat
    drafts = sing(part)
    long = {n.onset: n for n in part.tune if n.end - n.onset >= least * beat}
    step = _step(part)
    found: list[Draft] = []
    for draft in drafts:
        note = long.get(draft.onset)
        if note is None or draft.role is not Role.MELODY:
            found.append(draft)
            continue
        found += _shaken(part, note, step) or [draft]
    return _paired(part, found, shortest, frozenset(long))


def _paired(
    part: Part, drafts: list[Draft], shortest: float, without: frozenset[int] = frozenset()
) -> list[Draft]:
    """One inner note under each melody note that lasts and has none, led from one to the next."""
    if part.setting.level.voices < 2:
        return drafts
    floor = part.setting.style.ranges.right_floor
    previous: Voices = ()
    added: list[Draft] = []
    taken = {draft.onset for draft in drafts if draft.role is not Role.MELODY}
    for note in part.tune:
        short = note.end - note.onset < shortest * part.frame.measure.beat
        if short or note.onset in without or note.onset in taken or note.onset >= part.free:
            continue
        voices = under(note.span.harmony, note.midi, 1, floor, previous, 9)
        previous = voices or previous
        added += [_inner(part, note, pitch, note.onset, note.end) for pitch in voices]
    return drafts + added


def _step(part: Part) -> int:
    """The ticks of one stroke: sixteenths (sixths of a compound beat), or slower in a rush."""
    measure = part.frame.measure
    for count in (6, 3) if measure.compound else (4, 3, 2):
        if measure.beat // count * part.tick_seconds >= _QUICKEST:
            return measure.beat // count
    return measure.half


def _shaken(part: Part, note: Tune, step: int) -> list[Draft]:
    """Melody note and a chord tone under it in turn; the stroke that begins is the melody's.

    The shake ends with the chords that have its note; none where the first one has not.
    """
    found: list[Draft] = []
    stop = min(note.end, part.free)
    for number, onset in enumerate(range(note.onset, stop, step)):
        span = span_at(part.frame, max(onset, note.span.start))
        partner = _partner(part, note, span)
        if not partner:
            break
        pitch = partner[0] if number % 2 else note.midi
        end = min(onset + step, stop)
        made = _inner(part, note, pitch, onset, end)
        if number == 0:
            made.role, made.voice = Role.MELODY, 1
        elif number > 1:
            made.accent = -1
        found.append(made)
    return found


def _partner(part: Part, note: Tune, span: Span) -> Voices:
    """The tone that shakes with a note over a chord; none where the note is foreign to it."""
    if note.midi % 12 not in span.harmony.tones:
        return ()
    return under(span.harmony, note.midi, 1, part.setting.style.ranges.right_floor, (), 9)


def _inner(part: Part, note: Tune, pitch: int, onset: int, end: int) -> Draft:
    return Draft(pitch, onset, end, Hand.RIGHT, Role.INNER, note.span, part.texture.id, voice=2)
