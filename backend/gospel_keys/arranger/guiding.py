"""Guide tones led through falling fifths: seventh to third, third to seventh, by a step at most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import Limits, least_gap, mend, reachable
from gospel_keys.score.model import Hand, Role

_STEPS = (0, -1, 1, -2, 2)
_ROUNDS = 2
"""How often guide tones are led: mending may undo some of it."""
_STRETCH = 1
"""Semitones more that a hand may travel for a guide tone."""
_FULL = 5
_LONG = 2.0
_ROLL = 0.3
"""Seconds a bass note must last for a tenth to be rolled up from it."""
_INSIDE = (Role.INNER, Role.COMP)


def guided(part: Part, notes: list[Draft], limits: Limits) -> list[Draft]:
    """The mended hands with their guide tones led, and mended once more."""
    for _ in range(_ROUNDS):
        upper = [note for note in notes if note.hand is Hand.RIGHT]
        lower = [note for note in notes if note.hand is Hand.LEFT]
        lead_guides(part, upper, lower)
        reach = part.setting.reach + _STRETCH
        upper, lower = (reachable(hand, reach, part.tick_seconds) for hand in (upper, lower))
        notes = mend(upper + lower, part.start, part.frame.end, limits)
    return notes


def lead_guides(part: Part, upper: list[Draft], lower: list[Draft]) -> None:
    """Where a chord falls a fifth, put the next one's third and seventh beside the last one's.

    Works on hands that play three notes or more. A guide tone that would leap an octave moves, one
    that is missing is added: in the right hand under the tune, else in the left over the bass. A
    chord of two beats or more that still lacks one gets it there, as a tenth if need be.
    """
    if part.setting.level.voices < 3:
        return
    chords = [span for span in part.frame.spans if span.first]
    for span in chords[:1]:
        _supply(part, span, upper, lower)
    for here, after in pairwise(chords):
        if (after.harmony.root - here.harmony.root) % 12 == 5:
            for leaving, coming in ((7, 3), (3, 7)):
                _lead(part, here, after, leaving, coming, upper, lower)
        _supply(part, after, upper, lower)


def _lead(
    part: Part,
    here: Span,
    after: Span,
    leaving: int,
    coming: int,
    upper: list[Draft],
    lower: list[Draft],
) -> None:
    """One guide tone of ``here`` into one of ``after``: by what comes, else by what was there."""
    start = _held(here, here.harmony.degree(leaving), upper, lower)
    goal = after.harmony.degree(coming)
    reached = _held(after, goal, upper, lower)
    if any(abs(one - other) <= 2 for one in start for other in reached):
        return
    for pitch in (p + step for step in _STEPS for p in start):
        if pitch % 12 == goal and _seated(part, after, pitch, upper, lower):
            return
    origin = here.harmony.degree(leaving)
    for pitch in (p + step for step in _STEPS for p in reached):
        if pitch % 12 == origin and _seated(part, here, pitch, upper, lower, moves=False):
            return


def _supply(part: Part, span: Span, upper: list[Draft], lower: list[Draft]) -> None:
    """The guides that nobody plays: under the tune, held over from before, or over the bass."""
    if span.here.beats < _LONG:
        return
    for chroma in sorted(span.harmony.guides):
        sounding = (n for n in (*upper, *lower) if n.onset < span.end and n.end > span.start)
        if any(note.midi % 12 == chroma for note in sounding):
            continue
        if _under_tune(part, span, chroma, upper) or _held_over(part, span, chroma, upper):
            continue
        low = part.bass[span] + (chroma - part.bass[span]) % 12
        if not _over_bass(part, span, low, lower):
            _over_bass(part, span, low + 12, lower)


def _under_tune(part: Part, span: Span, chroma: int, upper: list[Draft]) -> bool:
    for onset, group in _attacks(span, upper):
        top = max(note.midi for note in group)
        near = top - 1 - (top - 1 - chroma) % 12
        for pitch in (near, near - 12):
            if _joined(part, span, pitch, onset, group, upper, moves=False):
                return True
    return False


def _held_over(part: Part, span: Span, chroma: int, upper: list[Draft]) -> bool:
    """Let the note that has just been played ring on where it would be struck again too soon."""
    for note in upper:
        if note.midi % 12 == chroma and note.onset < span.start == note.end:
            note.end = min(span.end, span.start + part.frame.measure.beat)
            return True
    return False


def _held(span: Span, chroma: int, upper: list[Draft], lower: list[Draft]) -> list[int]:
    """The pitches of that chroma which the accompaniment has; the tune goes its own way."""
    return [
        note.midi
        for note in (*upper, *lower)
        if note.midi % 12 == chroma and note.onset < span.end and note.end > span.start
        if note.role in _INSIDE
    ]


def _seated(
    part: Part,
    span: Span,
    pitch: int,
    upper: list[Draft],
    lower: list[Draft],
    *,
    moves: bool = True,
) -> bool:
    """Whether the pitch could be put into one of the chord's attacks."""
    for onset, group in _attacks(span, upper):
        if _joined(part, span, pitch, onset, group, upper, moves=moves):
            return True
    return _over_bass(part, span, pitch, lower)


def _attacks(span: Span, upper: list[Draft]) -> Iterator[tuple[int, list[Draft]]]:
    onsets = sorted({n.onset for n in upper if span.start <= n.onset < span.end})
    for onset in onsets[:8]:
        yield onset, [n for n in upper if n.onset == onset]


def _joined(
    part: Part,
    span: Span,
    pitch: int,
    onset: int,
    group: list[Draft],
    upper: list[Draft],
    *,
    moves: bool,
) -> bool:
    """Put the pitch under the tune: an inner note of its name moves there, or it is added."""
    if any(note.role in (Role.FILL, Role.GRACE) for note in group):
        return False
    sounding = [n.midi for n in upper if n.onset <= onset < n.end]
    top = max((n.midi for n in upper if n.onset <= onset < n.end or n in group), default=0)
    low = part.setting.style.ranges.right_floor
    if not low <= pitch < top - 1 or top - pitch > part.setting.reach:
        return False
    same = [n for n in group if n.role is Role.INNER and n.midi % 12 == pitch % 12]
    others = [midi for midi in sounding if not (same and moves) or midi != same[0].midi]
    if any(abs(midi - pitch) < 2 for midi in others):
        return False
    beat = part.frame.measure.beat
    if any(n.midi == pitch and abs(n.onset - onset) < beat for n in upper):
        return False
    if same and moves:
        same[0].midi = pitch
        return True
    if len(group) > _FULL:
        return False
    end = max(note.end for note in group)
    upper.append(Draft(pitch, onset, end, Hand.RIGHT, Role.INNER, span, group[0].pattern, voice=2))
    return True


def _over_bass(part: Part, span: Span, pitch: int, lower: list[Draft]) -> bool:
    """Put the pitch into the left hand's first attack of the chord, if need be rolled."""
    group = [note for note in lower if note.onset == span.start]
    if not group or len(group) >= _FULL or pitch > part.ceiling[span]:
        return False
    bass = min(note.midi for note in group)
    clear = all(abs(pitch - note.midi) >= least_gap(max(pitch, note.midi)) for note in group)
    rolled = pitch > bass + part.setting.reach
    most = part.setting.rolled_reach if _may_roll(part, group) else part.setting.reach
    if not clear or not bass < pitch <= bass + most:
        return False
    for note in group:
        note.rolled = note.rolled or rolled
    lower.append(
        Draft(
            pitch, span.start, group[0].end, Hand.LEFT, Role.COMP, span, part.texture.id,
            rolled=group[0].rolled,
        )
    )  # fmt: skip
    return True


def _may_roll(part: Part, group: list[Draft]) -> bool:
    """A single bass note with the time to be rolled up from."""
    length = (group[0].end - group[0].onset) * part.tick_seconds
    return len(group) == 1 and length >= _ROLL and part.setting.level.voices > 3
