"""The end of the piece: both hands come to rest on the last chord."""

from __future__ import annotations

from gospel_keys.arranger.bass import place_bass
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.style import Ending
from gospel_keys.arranger.tones import chord_pitch
from gospel_keys.arranger.voicing import under
from gospel_keys.score.model import Hand, Role

_LOWEST = 31
_FALL = 14
"""How far the last bass may lie under the one before it, in semitones."""
_ROLL_FROM = 4
"""Voices a hand needs before a roll is worth it."""


def close(
    part: Part, upper: list[Draft], lower: list[Draft], ending: Ending | None
) -> tuple[list[Draft], list[Draft]]:
    """Replace the surface over the last chord by the ending's way to strike it.

    ``held`` and ``rolled`` are one chord to the barline; ``octaves`` adds the melody's octave;
    ``short`` strikes the chord, and once more, low and short, on the last strong beat.
    """
    span = part.frame.spans[-1]
    if any(note.end > span.start for note in part.goal.tune):
        return _close_under(part, upper, lower)
    way = ending.last if ending else "held"
    upper = _before(upper, span.start)
    lower = _before(lower, span.start)
    button = _button(part, span) if way == "short" else span.end
    rolled = way == "rolled" and part.setting.level.voices >= _ROLL_FROM
    before = min((n.midi for n in lower if n.end == span.start), default=part.bass[span])
    for start, end in ((span.start, button), (button, span.end)):
        if end > start:
            right = _right(part, span, start, end, rolled=rolled, octave=way == "octaves")
            ceiling = min(note.midi for note in right) - 1
            lower += _left(part, span, start, end, ceiling, before, rolled=rolled)
            upper += right
    return upper, lower


def _close_under(
    part: Part, upper: list[Draft], lower: list[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """A tune that was brought ends as it ends; the last chord is held under it."""
    span = part.frame.spans[-1]
    tune = [note for note in upper if note.given is not None]
    upper = _before([note for note in upper if note.given is None], span.start)
    lower = _before(lower, span.start)
    low = min(note.midi for note in tune if note.end > span.start)
    before = min((n.midi for n in lower if n.end == span.start), default=part.bass[span])
    lower += _left(part, span, span.start, span.end, low - 1, before, rolled=False)
    level, floor = part.setting.level, part.setting.style.ranges.right_floor
    voices = under(span.harmony, low, level.voices - 1, floor, (), part.setting.reach)
    upper += [
        _note(part, pitch, span.start, span.end, Hand.RIGHT, Role.INNER)
        for pitch in (voices if level.voices > 1 else ())
    ]
    return upper + tune, lower


def _before(notes: list[Draft], time: int) -> list[Draft]:
    kept = [note for note in notes if note.onset < time]
    for note in kept:
        note.end = min(note.end, time)
    return kept


def _button(part: Part, span: Span) -> int:
    """Where the second, short stroke falls: the last beat, if the chord has three or more."""
    beat = part.frame.measure.beat
    return span.end - beat if span.end - span.start >= 3 * beat else span.end


def _right(
    part: Part, span: Span, start: int, end: int, *, rolled: bool, octave: bool
) -> list[Draft]:
    level, top = part.setting.level, part.goal.arrival
    floor = part.setting.style.ranges.right_floor
    octave = octave and level.voices >= _ROLL_FROM and top - 12 >= floor
    reach = part.setting.reach
    voices = (
        set(under(span.harmony, top, level.voices - 1, floor, (), reach))
        if level.voices > 1
        else set()
    )
    if octave:
        voices.add(top - 12)
    notes = [_note(part, top, start, end, Hand.RIGHT, Role.MELODY)]
    notes += [_note(part, pitch, start, end, Hand.RIGHT, Role.INNER) for pitch in sorted(voices)]
    for note in notes:
        note.rolled = rolled
    return notes


def _left(
    part: Part, span: Span, start: int, end: int, ceiling: int, before: int, *, rolled: bool
) -> list[Draft]:
    """The bass with what its level can hold above it: nothing, a fifth, an octave, both.

    ``ceiling`` is the highest note there is room for, ``before`` the bass this one comes from.
    """
    level = part.setting.level
    bass = place_bass(part.frame, part.setting, span.harmony, part.bass[span])
    near = before - (bass - 12) <= _FALL
    if level.voices >= _ROLL_FROM and bass - 12 >= _LOWEST and near:
        bass -= 12
    pitches = {bass}
    if level.voices == 2 and not level.position:
        pitches.add(chord_pitch(span.harmony, bass, 5))
    if level.voices >= 3:
        pitches |= {bass + 12} if not rolled else {chord_pitch(span.harmony, bass, 5), bass + 12}
    pitches = {pitch for pitch in pitches if pitch == bass or pitch <= ceiling}
    if level.voices >= 3 and len(pitches) == 1:
        pitches |= {fifth} if (fifth := chord_pitch(span.harmony, bass, 5)) <= ceiling else set()
    notes = [_note(part, pitch, start, end, Hand.LEFT, Role.BASS) for pitch in sorted(pitches)]
    for note in notes:
        note.rolled = rolled and len(notes) > 1
        note.role = Role.BASS if note.midi == bass else Role.COMP
    return notes


def _note(part: Part, midi: int, start: int, end: int, hand: Hand, role: Role) -> Draft:
    span = part.frame.spans[-1]
    voice = 1 if role is not Role.INNER else 2
    return Draft(midi, start, end, hand, role, span, "ending", voice=voice, accent=1)
