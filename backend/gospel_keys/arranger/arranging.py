"""The whole piece: phrase by phrase, and no phrase like another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gospel_keys.arranger.accepting import COPY, Heard, faults
from gospel_keys.arranger.assemble import written
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.fingering import finger
from gospel_keys.arranger.five_finger import five_finger
from gospel_keys.arranger.frame import PhraseFrame, Setting, circumstance, layout, setting
from gospel_keys.arranger.given import given_goals, given_tunes
from gospel_keys.arranger.goals import Goal, elsewhere, goals
from gospel_keys.arranger.part import Hooks
from gospel_keys.arranger.phrase import arrange_phrase, tick_seconds
from gospel_keys.arranger.riff_tune import riff_goal
from gospel_keys.arranger.seams import Seam
from gospel_keys.arranger.seed import rng, sub_seed
from gospel_keys.arranger.style import Ending, Feel, Style
from gospel_keys.arranger.telling import told
from gospel_keys.arranger.theme import theme_goals
from gospel_keys.score.model import Arrangement, Brief, Note, PatternUse, Progression

VERSION = "1"
"""Rises whenever the same brief would give other notes."""

_TRIES = 24
"""How often a phrase is drawn again because an earlier one has the very same right hand."""
_BETTER = 8
"""How often because of anything else."""
_LIVELIER = 1.6
"""How many more notes a phrase may have that would otherwise be said twice."""


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
    goals_ = _goals(frames, place)
    draw = _Writer(place, hooks, ending)
    made = _whole(frames, goals_, draw)
    again = phrase_seeds or {}
    own = [
        draw(replace(frame, seed=again[frame.id]), goal) if frame.id in again else written_
        for frame, goal, written_ in zip(frames, goals_, made, strict=True)
    ]
    if again:
        _sewn(frames, own, place, [frame.id in again for frame in frames])
    notes: list[Note] = []
    patterns: list[PatternUse] = []
    for frame, phrase in zip(frames, own, strict=True):
        fingered = _fingered(written(frame, phrase.drafts), frame, place)
        notes += fingered
        patterns += told(phrase.uses, fingered, frame, place)
    return Arrangement(brief, progression, tuple(notes), tuple(patterns), VERSION)


def _fingered(notes: list[Note], frame: PhraseFrame, place: Setting) -> list[Note]:
    """Each note with its finger; a phrase at a time, so that a phrase made anew moves no other."""
    fingers = dict(finger(notes, place.brief.hand_size))
    if place.level.position:
        fingers |= five_finger(notes, frame)
    return [replace(note, finger=fingers[note.id]) for note in notes]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes phrases of one piece."""

    place: Setting
    hooks: Hooks | None
    ending: Ending | None

    def __call__(self, frame: PhraseFrame, goal: Goal) -> _Written:
        return _Written(*arrange_phrase(frame, goal, self.place, self.hooks, self.ending))

    def again(self, frame: PhraseFrame, goal: Goal, attempt: int) -> _Written:
        """A phrase drawn once more: every third time it comes to rest elsewhere, and where a few
        long notes leave no choice it may have more of them."""
        place = self.place
        if attempt % 3 == 2:
            goal = elsewhere(frame, goal, place, attempt // 3)
        if attempt > _TRIES // 2:
            livelier = {"melody": place.level.melody * _LIVELIER}
            place = replace(place, level=place.level.model_copy(update=livelier))
        return _Written(*arrange_phrase(frame, goal, place, self.hooks, self.ending))


def _whole(frames: Sequence[PhraseFrame], goals_: Sequence[Goal], draw: _Writer) -> list[_Written]:
    """Every phrase in its place. Only the piece's own seed takes part, so a phrase with a seed of
    its own moves no other."""
    heard = Heard()
    made: list[_Written] = []
    for frame, goal in zip(frames, goals_, strict=True):
        best, heard = _best(frame, goal, draw, heard)
        made.append(best)
    _sewn(frames, made, draw.place, [True] * len(made))
    return made


def _best(frame: PhraseFrame, goal: Goal, draw: _Writer, before: Heard) -> tuple[_Written, Heard]:
    """A phrase without a fault beside what was ``heard`` before it, or the best of many.

    Harmony may loop, the surface does not; a tune that was brought is as it is.
    """
    found: list[tuple[int, int, _Written, Heard]] = []
    for attempt in range(_TRIES + 1):
        seed = sub_seed(draw.place.seed, "again", frame.id, attempt - 1)
        made = (
            draw.again(replace(frame, seed=seed), goal, attempt) if attempt else draw(frame, goal)
        )
        heard = before.then(frame, goal, made.drafts, suspends=_suspends(made, draw.place))
        wrong = 0 if goal.tune else faults(before, heard, draw.place)
        found.append((wrong, attempt, made, heard))
        if not wrong or (attempt >= _BETTER and wrong < COPY):
            break
    *_, best, heard = min(found, key=lambda one: one[:2])
    return best, heard


def _suspends(made: _Written, place: Setting) -> bool:
    """Whether the phrase's hands are written together, in voices that make suspensions."""
    names = {use.name for use in made.uses}
    return any(row.id in names and row.params.get("suspensions") for row in place.style.both)


def _sewn(
    frames: Sequence[PhraseFrame], made: Sequence[_Written], place: Setting, free: Sequence[bool]
) -> None:
    """Mend the seams between phrases, changing those alone that are ``free``."""
    for index in range(1, len(made)):
        sides = free[index - 1], free[index]
        if any(sides):
            seconds = tick_seconds(frames[index - 1], place)
            before, after = made[index - 1].drafts, made[index].drafts
            Seam(before, after, place.reach, seconds, sides).close()


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
