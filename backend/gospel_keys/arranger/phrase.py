"""One phrase, through all stages: melody, textures, improvisation, two playable hands."""

from __future__ import annotations

from gospel_keys.arranger import choosing, texture
from gospel_keys.arranger.aligning import aligned
from gospel_keys.arranger.bass import bass_line, with_room
from gospel_keys.arranger.closing import close
from gospel_keys.arranger.completing import complete
from gospel_keys.arranger.crushing import crushed
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.embellishing import embellished, snapped
from gospel_keys.arranger.fills import Fill, cut_for_fill, plan_fill
from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.given import on_top, silent_from
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.guiding import guided
from gospel_keys.arranger.melody import compose_melody
from gospel_keys.arranger.ornaments import graces
from gospel_keys.arranger.part import Hooks, Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.playability import OCTAVE, Limits, mend, reachable, repeat_ticks
from gospel_keys.arranger.riff_tune import compose_riff
from gospel_keys.arranger.riffs import riffs_of
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.sounding import sounded
from gospel_keys.arranger.style import Ending, Texture
from gospel_keys.arranger.theme import compose_theme
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.walkups import walk_ups
from gospel_keys.score.model import Hand, PatternUse, Role


def arrange_phrase(
    frame: PhraseFrame,
    goal: Goal,
    place: Setting,
    hooks: Hooks | None = None,
    ending: Ending | None = None,
) -> tuple[list[Draft], list[PatternUse]]:
    """One phrase, all stages."""
    both = None if goal.tune else choosing.choose_both(frame, place)
    if both is not None:
        return _together(frame, goal, place, both)
    tick = tick_seconds(frame, place)
    fill = plan_fill(frame, goal, place, tick)
    if fill and goal.tune and fill.start < silent_from(goal.tune):
        fill = None  # only where the tune rests
    left = choosing.choose_left(frame, place)
    right = choosing.choose_right(frame, place, sung=bool(goal.tune))
    free = fill.start if fill else frame.end
    part = Part(
        frame=frame, goal=goal, setting=place, texture=right,
        draw=rng(frame.seed, "right", frame.id),
        tune=list(goal.tune) or _composed(frame, goal, place, free, right),
        bass=bass_line(frame, place, goal.bass, left.lift),
        free=free, tick_seconds=tick,
    )  # fmt: skip
    upper, lower = _played(part, left, fill, hooks)
    if frame.last:
        upper, lower = close(part, upper, lower, ending)
    notes = _playable(part, upper, lower)
    return notes, [*_uses(part, right, left, fill), *_walks(part, notes)]


def _together(
    frame: PhraseFrame, goal: Goal, place: Setting, both: Texture
) -> tuple[list[Draft], list[PatternUse]]:
    """One phrase whose hands are written together: their voices are whole, nothing is added."""
    tick = tick_seconds(frame, place)
    part = Part(
        frame=frame, goal=goal, setting=place, texture=both,
        draw=rng(frame.seed, "both", frame.id), tune=[],
        bass=bass_line(frame, place, goal.bass, both.lift), free=frame.end, tick_seconds=tick,
    )  # fmt: skip
    limits = _limits(part)
    return mend(texture.play_both(part), frame.start, frame.end, limits), _uses(
        part, both, both, None
    )


def _limits(part: Part) -> Limits:
    repeat = repeat_ticks(part.tick_seconds)
    reach, rolled = part.setting.reach, part.setting.rolled_reach
    return Limits(reach, rolled, repeat, part.frame.measure.beat)


def _composed(
    frame: PhraseFrame, goal: Goal, place: Setting, free: int, right: Texture
) -> list[Tune]:
    """A tune as the style makes it: of riffs, of themes with their ornaments, or freely."""
    if place.style.riffs:
        return compose_riff(frame, goal, place, free)
    if not place.style.themes:
        return compose_melody(frame, goal, place, free)
    tune = compose_theme(frame, goal, place, free)
    if right.generator != "melody":
        return tune
    return embellished(tune, frame, goal, place, tick_seconds(frame, place))


def _played(
    part: Part, left: Texture, fill: Fill | None, hooks: Hooks | None
) -> tuple[list[Draft], list[Draft]]:
    """Texture, then improvisation: the right hand first, the left under it."""
    upper = aligned(part, texture.play(part, Hand.RIGHT, hooks))
    if fill:
        upper = cut_for_fill(upper, fill)
    part.texture, part.draw = left, rng(part.frame.seed, "left", part.frame.id)
    part.ceiling = texture.ceilings(part, upper)
    if left.lift and left.generator == "figure":
        part.bass = with_room(part.bass, part.ceiling, part.setting.style.ranges.bass[0])
    lower = walk_ups(part, texture.play(part, Hand.LEFT, hooks))
    themes = part.setting.style.themes and not part.goal.tune
    return (snapped if themes else graces)(part, upper), lower


def _playable(part: Part, upper: list[Draft], lower: list[Draft]) -> list[Draft]:
    """Both hands as two hands can play them, with the chords sounding as they are named."""
    upper = _in_time(part, upper, part.goal.next_entry)
    lower = _in_time(part, lower, part.goal.next_bass, OCTAVE)
    count = len(lower)
    complete(part, upper, lower)
    if len(lower) > count:
        lower = _in_time(part, lower, part.goal.next_bass, OCTAVE)
    place, frame = part.setting, part.frame
    limits = _limits(part)
    notes = mend(upper + lower, part.start, frame.end, limits)
    if place.style.guide_tones:
        notes = guided(part, notes, limits)
    notes = sounded(part, notes, limits)
    return on_top(crushed(part, notes)) if part.goal.tune else crushed(part, notes)


def _in_time(part: Part, notes: list[Draft], following: int | None, width: int = 0) -> list[Draft]:
    """One hand's notes, with time for every move.

    ``following`` is where the next phrase begins, and ``width`` how far its first attack may reach
    above that.
    """
    frame, tick = part.frame, part.tick_seconds
    if following is None or not notes:
        return reachable(notes, part.setting.reach, tick)
    last = notes[-1]
    ahead = [
        Draft(midi, frame.end, frame.end, last.hand, Role.MELODY, last.span, "")
        for midi in (following, following + width)
    ]
    kept = reachable([*notes, *ahead], part.setting.reach, tick)
    soon = frame.end - repeat_ticks(tick)
    return [
        n
        for n in kept
        if n.onset < frame.end and (n.midi != following or n.onset <= soon or n.given is not None)
    ]


def tick_seconds(frame: PhraseFrame, place: Setting) -> float:
    """The least a tick lasts: swing shortens every second half of a beat."""
    quarters = frame.section.tempo * float(frame.section.meter.beat)
    if frame.measure.compound:
        return 60.0 / quarters / TICKS
    depth = place.feel.swing * place.application.swing
    ratio = 1 + (place.style.swing_ratio(quarters) - 1) * depth
    return 60.0 / quarters / TICKS * 2 / (1 + ratio)


def _uses(part: Part, right: Texture, left: Texture, fill: Fill | None) -> list[PatternUse]:
    """Which patterns the phrase uses, and why."""
    frame, place = part.frame, part.setting
    feel = place.feel
    sung = riffs_of(frame, place) if place.style.riffs and not part.goal.tune else []
    saying = "; it says " + ", then ".join(f"{r.label} ({r.why})" for r in sung) if sung else ""
    if part.goal.tune:
        saying = "; the tune that was brought stays on top"
    uses = [
        PatternUse(frame.id, "right", right.id, f"{right.label}: {right.why}{saying}"),
        PatternUse(frame.id, "left", left.id, f"{left.label}: {left.why}"),
        PatternUse(frame.id, "rhythm", feel.id, f"{feel.label}: {feel.why}"),
    ]
    if fill:
        uses.append(
            PatternUse(frame.id, "fill", fill.lick.id, f"{fill.lick.label}: {fill.lick.why}")
        )
    return uses


def _walks(part: Part, notes: list[Draft]) -> list[PatternUse]:
    """The left hand's licks that the phrase has, in the order it first plays them."""
    licks = {lick.id: lick for lick in part.setting.style.licks if lick.hand == "left"}
    played = dict.fromkeys(note.pattern for note in notes if note.pattern in licks)
    return [
        PatternUse(part.frame.id, "fill", name, f"{licks[name].label}: {licks[name].why}")
        for name in played
    ]
