"""The whole piece: phrase by phrase, and no phrase like another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from gospel_keys.arranger.assemble import written
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.fingering import finger
from gospel_keys.arranger.five_finger import five_finger
from gospel_keys.arranger.frame import PhraseFrame, Setting, circumstance, layout, setting
from gospel_keys.arranger.given import given_goals, given_tunes
from gospel_keys.arranger.goals import Goal, goals
from gospel_keys.arranger.part import Hooks
from gospel_keys.arranger.phrase import arrange_phrase
from gospel_keys.arranger.riff_tune import riff_goal
from gospel_keys.arranger.seed import rng, sub_seed
from gospel_keys.arranger.style import Ending, Feel, Style
from gospel_keys.arranger.telling import told
from gospel_keys.arranger.theme import theme_goals
from gospel_keys.score.model import Arrangement, Brief, Hand, Note, PatternUse, Progression

VERSION = "1"
"""Rises whenever the same brief would give other notes."""

_TRIES = 24
"""How often a phrase is drawn again because an earlier one has the very same right hand."""

Surface = frozenset[tuple[int, int, int]]


class _Written(NamedTuple):
    """A phrase as drafts, and the patterns it uses."""

    drafts: list[Draft]
    uses: list[PatternUse]


def arrange(
    brief: Brief,
    progression: Progression,
    style: Style,
    hooks: Hooks | None = None,
    *,
    phrase_seeds: Mapping[str, int] | None = None,
    textures: Mapping[tuple[str, str], str] | None = None,
) -> Arrangement:
    """Write both hands for a progression.

    ``phrase_seeds`` gives some phrases (by id) a seed of their own: only their notes change.
    ``textures`` settles what a phrase's hand ("left", "right") plays. Raises
    ``KeyError`` for an application the style does not have, ``ValueError`` when no feel or texture
    of the style fits the brief.
    """
    place = setting(brief, style, choose_feel(brief, progression, style), textures)
    frames = layout(progression, place)
    ending = next((row for row in style.endings if row.id == progression.ending), None)
    again = phrase_seeds or {}
    seen: set[Surface] = set()
    notes: list[Note] = []
    patterns: list[PatternUse] = []
    for frame, goal in zip(frames, _goals(frames, place), strict=True):
        made = _fresh(frame, goal, place, hooks, ending, seen)
        if frame.id in again:
            drawn = replace(frame, seed=again[frame.id])
            made = _Written(*arrange_phrase(drawn, goal, place, hooks, ending))
        own = _fingered(written(frame, made.drafts), frame, place)
        notes += own
        patterns += told(made.uses, own, frame, place)
    return Arrangement(brief, progression, tuple(notes), tuple(patterns), VERSION)


def _fingered(notes: list[Note], frame: PhraseFrame, place: Setting) -> list[Note]:
    """Each note with its finger; a phrase at a time, so that a phrase made anew moves no other."""
    fingers = dict(finger(notes, place.brief.hand_size))
    if place.level.position:
        fingers |= five_finger(notes, frame)
    return [replace(note, finger=fingers[note.id]) for note in notes]


def _fresh(
    frame: PhraseFrame,
    goal: Goal,
    place: Setting,
    hooks: Hooks | None,
    ending: Ending | None,
    seen: set[Surface],
) -> _Written:
    """A phrase whose right hand none of the ``seen`` ones has: harmony may loop, not the surface.

    A tune that was brought comes as often as it comes.

    Only the piece's own seed takes part, so a phrase with a seed of its own moves no other.
    """
    made = _Written(*arrange_phrase(frame, goal, place, hooks, ending))
    for attempt in range(_TRIES):
        if goal.tune or _surface(frame, made.drafts) not in seen:
            break
        drawn = replace(frame, seed=sub_seed(place.seed, "again", frame.id, attempt))
        made = _Written(*arrange_phrase(drawn, goal, place, hooks, ending))
    seen.add(_surface(frame, made.drafts))
    return made


def _surface(frame: PhraseFrame, drafts: list[Draft]) -> Surface:
    """The right hand's notes, counted from the phrase's start."""
    return frozenset(
        (note.onset - frame.start, note.midi, note.end - note.onset)
        for note in drafts
        if note.hand is Hand.RIGHT
    )


def _goals(frames: tuple[PhraseFrame, ...], place: Setting) -> tuple[Goal, ...]:
    """Where the phrases go; a style that has riffs or themes knows it from these."""
    found = goals(frames, place)
    if place.style.riffs:
        sung = [riff_goal(frame, place, goal) for frame, goal in zip(frames, found, strict=True)]
    elif place.style.themes:
        sung = theme_goals(frames, place, found)
    else:
        sung = list(found)
    entries = [*(goal.entry for goal in sung[1:]), None]
    found = tuple(
        replace(goal, next_entry=entry) for goal, entry in zip(sung, entries, strict=True)
    )
    melody = place.brief.melody
    return given_goals(found, given_tunes(place.brief, frames)) if melody else found


def choose_feel(brief: Brief, progression: Progression, style: Style) -> Feel:
    """The feel the words asked for where it fits the meter, else one of the application's."""
    here = circumstance(brief, "", progression.sections[0])
    fitting = [feel for feel in style.feels if feel.when.fits_phrase(here)]
    if not fitting:
        raise ValueError(f"no feel of the style fits {progression.sections[0].meter}")
    for feel in fitting:
        if feel.id == brief.feel:
            return feel
    wanted = style.application(brief.application).feels
    weights = [wanted.get(feel.id, 0.01) * feel.weight for feel in fitting]
    return rng(brief.seed, "feel").choices(fitting, weights)[0]
