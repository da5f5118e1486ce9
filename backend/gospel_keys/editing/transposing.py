"""A piece in another key: every note moved, named right, and kept where hands and ears can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from gospel_keys.arranger import arrange, perform
from gospel_keys.arranger.fingering import finger
from gospel_keys.arranger.playability import problems
from gospel_keys.compose import Composition
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.planning.events import events
from gospel_keys.composer.planning.retelling import placed_of
from gospel_keys.editing.progressions import given_of
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score.model import (
    Arrangement,
    Brief,
    GivenNote,
    Hand,
    Note,
    Progression,
    Section,
)

_LEFT_MOST, _RIGHT_LEAST = 72, 48
_MOST_ALTER = 2
_OCTAVE = 12


def transpose(piece: Composition, key: str) -> Composition:
    """The piece in ``key``, in the same mode: the same notes higher or lower, sounding as before.

    It moves the shorter way unless the hands would leave their range; where neither way is
    playable its chords are arranged anew in the key. Raises ``BriefError`` for what is no key, one
    of the other mode, and the piece's own.
    """
    goal = _goal(piece.brief.key, key)
    progression = _moved(piece.arrangement.progression, piece.brief.key, goal)
    brief = replace(
        piece.brief, key=goal, chords=given_of(progression),
        sources={**piece.brief.sources, "key": "field"},
    )  # fmt: skip
    up = (goal.tonic.chroma - piece.brief.key.tonic.chroma) % _OCTAVE
    for shift in sorted((up, up - _OCTAVE), key=abs):
        here = replace(brief, melody=_tune(piece.brief, goal, shift))
        arrangement = _shifted(piece.arrangement, here, progression, shift)
        if _is_playable(arrangement, piece.arrangement):
            return Composition(here, arrangement, piece.performance)
    brief = replace(brief, melody=_tune(piece.brief, goal, min(up, up - _OCTAVE, key=abs)))
    style, hooks = genres()[brief.genre].style, genres()[brief.genre].hooks
    arrangement = arrange(brief, progression, style, hooks)
    return Composition(brief, arrangement, perform(arrangement, style))


def _goal(old: Key, text: str) -> Key:
    names = [str(key) for key in all_keys() if key.mode == old.mode]
    try:
        goal = Key.parse(text)
    except TheoryError as error:
        raise BriefError(
            "key", f"'{quoted(text)}' is no key: {error}", value=quoted(text), allowed=names
        ) from error
    if goal.mode != old.mode:
        raise BriefError(
            "key", f"A piece in {old} keeps its mode when it is moved.", value=str(goal),
            allowed=names,
        )  # fmt: skip
    goal = goal.respelled()
    if goal == old:
        raise BriefError("key", f"The piece is in {old} already.", value=text, allowed=names)
    return goal


def _moved(progression: Progression, old: Key, goal: Key) -> Progression:
    """Sections and chords in the new key; names and times stay."""
    interval = old.tonic.interval_to(goal.tonic)
    sections = {
        section.id: replace(section, key=section.key.transpose(interval))
        for section in progression.sections
    }
    placed = [
        replace(
            one, section=sections[one.section.id],
            chord=_chord(one.chord, one.section, sections[one.section.id]),
        )
        for one in placed_of(progression)
    ]  # fmt: skip
    placed = [replace(one, written=str(one.chord) if one.written else "") for one in placed]
    return replace(progression, sections=tuple(sections.values()), chords=events(placed))


def _chord(chord: Chord, old: Section, new: Section) -> Chord:
    """The chord on the same degree of the section's new key, on a root that can be read."""
    moved = chord.transpose(old.key.tonic.interval_to(new.key.tonic))
    return moved if abs(moved.root.alter) < _MOST_ALTER else moved.simplified()


def _shifted(old: Arrangement, brief: Brief, new: Progression, shift: int) -> Arrangement:
    """Every note ``shift`` semitones away, named by its section's new key, fingered anew."""
    keys = {
        chord.id: (before.key, after.key)
        for before, after in zip(old.progression.sections, new.sections, strict=True)
        for chord in new.chords
        if chord.section_id == after.id
    }
    notes = [
        replace(note, pitch=_pitch(note.pitch, *keys[note.chord_id], shift)) for note in old.notes
    ]
    fingered: list[Note] = []
    for _, group in groupby(notes, key=lambda note: note.id.partition(".")[0]):
        phrase = list(group)
        fingers = finger(phrase, brief.hand_size)
        fingered += [replace(note, finger=fingers[note.id]) for note in phrase]
    return replace(old, brief=brief, progression=new, notes=tuple(fingered), parent_id=None)


def _tune(brief: Brief, goal: Key, shift: int) -> tuple[GivenNote, ...]:
    """The tune that was brought, where the piece's own notes go."""
    return tuple(
        replace(note, pitch=_pitch(note.pitch, brief.key, goal, shift)) for note in brief.melody
    )


def _pitch(pitch: Pitch, old: Key, new: Key, shift: int) -> Pitch:
    midi = pitch.midi + shift
    name = pitch.name.transpose(old.tonic.interval_to(new.tonic))
    if abs(name.alter) > _MOST_ALTER:
        name = new.spell(midi % _OCTAVE)
    return Pitch.from_midi(midi, PitchClass(name.letter, name.alter))


def _is_playable(new: Arrangement, old: Arrangement) -> bool:
    """Whether the moved hands do nothing that they did not do before."""
    reach = genres()[new.brief.genre].style.spans
    limits = {"reach": reach.normal, "rolled": reach.rolled}
    if len(problems(new.notes, **limits)) > len(problems(old.notes, **limits)):
        return False
    return _strays(new) <= _strays(old)


def _strays(arrangement: Arrangement) -> int:
    """Notes outside the half of the keyboard that is their hand's."""
    return sum(
        note.pitch.midi > _LEFT_MOST if note.hand is Hand.LEFT else note.pitch.midi < _RIGHT_LEAST
        for note in arrangement.notes
    )
