"""The stages in order, phrase by phrase."""

from __future__ import annotations

from collections.abc import Mapping

from gospel_keys.arranger import choosing, texture
from gospel_keys.arranger.assemble import written
from gospel_keys.arranger.bass import bass_line
from gospel_keys.arranger.closing import close
from gospel_keys.arranger.completing import complete
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.fills import Fill, cut_for_fill, plan_fill
from gospel_keys.arranger.frame import PhraseFrame, Setting, circumstance, layout, setting
from gospel_keys.arranger.goals import Goal, goals
from gospel_keys.arranger.melody import compose_melody
from gospel_keys.arranger.ornaments import graces
from gospel_keys.arranger.part import Hooks, Part
from gospel_keys.arranger.playability import Limits, mend, reachable, repeat_ticks
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Ending, Feel, Style, Texture
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.walkups import walk_ups
from gospel_keys.score.model import Arrangement, Brief, Hand, Note, PatternUse, Progression, Role

VERSION = "1"
"""Rises whenever the same brief would give other notes."""


def arrange(
    brief: Brief,
    progression: Progression,
    style: Style,
    hooks: Hooks | None = None,
    *,
    phrase_seeds: Mapping[str, int] | None = None,
) -> Arrangement:
    """Write both hands for a progression.

    ``phrase_seeds`` gives some phrases (by id) a seed of their own: only their notes change. Raises
    ``KeyError`` for an application the style does not have, ``ValueError`` when no feel or texture
    of the style fits the brief.
    """
    feel = choose_feel(brief, progression, style)
    place = setting(brief, style, feel)
    frames = layout(progression, place, dict(phrase_seeds or {}))
    ending = next((row for row in style.endings if row.id == progression.ending), None)
    notes: list[Note] = []
    patterns: list[PatternUse] = []
    for frame, goal in zip(frames, goals(frames, place), strict=True):
        drafts, used = arrange_phrase(frame, goal, place, hooks, ending)
        notes += written(frame, drafts)
        patterns += used
    return Arrangement(brief, progression, tuple(notes), tuple(patterns), VERSION)


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


def arrange_phrase(
    frame: PhraseFrame,
    goal: Goal,
    place: Setting,
    hooks: Hooks | None = None,
    ending: Ending | None = None,
) -> tuple[list[Draft], list[PatternUse]]:
    """One phrase, all stages."""
    tick = _tick_seconds(frame, place)
    fill = plan_fill(frame, goal, place, tick)
    left, right = choosing.choose_left(frame, place), choosing.choose_right(frame, place)
    free = fill.start if fill else frame.end
    part = Part(
        frame=frame, goal=goal, setting=place, texture=right,
        draw=rng(frame.seed, "right", frame.id),
        tune=compose_melody(frame, goal, place, free),
        bass=bass_line(frame, place, goal.bass, left.lift),
        free=free, tick_seconds=tick,
    )  # fmt: skip
    upper, lower = _played(part, left, fill, hooks)
    if frame.last:
        upper, lower = close(part, upper, lower, ending)
    return _playable(part, upper, lower), _uses(frame, place, right, left, fill)


def _played(
    part: Part, left: Texture, fill: Fill | None, hooks: Hooks | None
) -> tuple[list[Draft], list[Draft]]:
    """Texture, then improvisation: the right hand first, the left under it."""
    upper = texture.play(part, Hand.RIGHT, hooks)
    if fill:
        upper = cut_for_fill(upper, fill)
    part.texture, part.draw = left, rng(part.frame.seed, "left", part.frame.id)
    part.ceiling = texture.ceilings(part, upper)
    lower = walk_ups(part, texture.play(part, Hand.LEFT, hooks))
    return graces(part, upper), lower


def _playable(part: Part, upper: list[Draft], lower: list[Draft]) -> list[Draft]:
    """Both hands as two hands can play them, with the chords sounding as they are named."""
    upper = _in_time(part, upper, part.goal.next_entry)
    lower = _in_time(part, lower, part.goal.next_bass)
    count = len(lower)
    complete(part, upper, lower)
    if len(lower) > count:
        lower = _in_time(part, lower, part.goal.next_bass)
    place, frame = part.setting, part.frame
    repeat = repeat_ticks(part.tick_seconds)
    limits = Limits(place.reach, place.rolled_reach, repeat, frame.measure.beat)
    return mend(upper + lower, frame.start, frame.end, limits)


def _in_time(part: Part, notes: list[Draft], following: int | None) -> list[Draft]:
    """One hand's notes, with time for every move; ``following`` is where the next phrase begins."""
    frame, tick = part.frame, part.tick_seconds
    if following is None or not notes:
        return reachable(notes, part.setting.reach, tick)
    last = notes[-1]
    ahead = Draft(following, frame.end, frame.end, last.hand, Role.MELODY, last.span, "")
    kept = reachable([*notes, ahead], part.setting.reach, tick)
    soon = frame.end - repeat_ticks(tick)
    return [n for n in kept if n is not ahead and (n.midi != following or n.onset <= soon)]


def _tick_seconds(frame: PhraseFrame, place: Setting) -> float:
    """The least a tick lasts: swing shortens every second half of a beat."""
    quarters = frame.section.tempo * frame.measure.beat / TICKS
    if frame.measure.compound:
        return 60.0 / quarters / TICKS
    depth = place.feel.swing * place.application.swing
    ratio = 1 + (place.style.swing_ratio(quarters) - 1) * depth
    return 60.0 / quarters / TICKS * 2 / (1 + ratio)


def _uses(
    frame: PhraseFrame, place: Setting, right: Texture, left: Texture, fill: Fill | None
) -> list[PatternUse]:
    """Which patterns the phrase uses, and why."""
    feel = place.feel
    uses = [
        PatternUse(frame.id, "right", right.id, f"{right.label}: {right.why}"),
        PatternUse(frame.id, "left", left.id, f"{left.label}: {left.why}"),
        PatternUse(frame.id, "rhythm", feel.id, f"{feel.label}: {feel.why}"),
    ]
    if fill:
        uses.append(
            PatternUse(frame.id, "fill", fill.lick.id, f"{fill.lick.label}: {fill.lick.why}")
        )
    return uses
