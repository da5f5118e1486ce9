"""A second voice under the tune: thirds and sixths where the tune stands on the chord."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.right import sing
from gospel_keys.arranger.tune_rules import pulls, tendencies
from gospel_keys.score.model import Hand, Role

_COST = {3: 0.0, 4: 0.0, 8: 0.3, 9: 0.3, 5: 1.5, 6: 1.8, 7: 2.5, 10: 4.0}
"""Semitones under the tune, and how they sound there."""
_PERFECT = (0, 7)
_UNRESOLVED, _PARALLEL, _DOUBLED = 4.0, 6.0, 2.0


def second_voice(part: Part, *, least: float = 0.5) -> list[Draft]:
    """The tune, and a lower voice in the same hand that moves with its notes of strength ``least``
    and more, holding on under the others."""
    drafts = sing(part)
    struck = [note for note in part.tune if _carries(part, note, least)]
    voice: list[tuple[Tune, int]] = []
    for note in struck:
        pitch = _best(part, note, voice[-1] if voice else None)
        if pitch is not None:
            voice.append((note, pitch))
    starts = [note.onset for note, _ in voice][1:]
    for (note, pitch), after in zip(voice, [*starts, part.free], strict=True):
        end = min(after, note.span.end, part.free, _limit(part, note, pitch))
        if end > note.onset:
            drafts.append(
                Draft(
                    pitch, note.onset, end, Hand.RIGHT, Role.INNER, note.span, part.texture.id,
                    voice=2,
                )
            )  # fmt: skip
    return drafts


def _carries(part: Part, note: Tune, least: float) -> bool:
    long = note.end - note.onset >= part.frame.measure.half
    return note.weight >= least and long and note.midi % 12 in note.span.harmony.tones


def _limit(part: Part, note: Tune, pitch: int) -> int:
    """When the tune comes too near or goes too far for the hand to hold the lower note."""
    reach = part.setting.reach
    for later in part.tune:
        if later.onset > note.onset and not 2 < later.midi - pitch <= reach:
            return later.onset
    return part.frame.end


def _best(part: Part, note: Tune, before: tuple[Tune, int] | None) -> int | None:
    """The lower note that sounds and leads best."""
    floor = part.setting.style.ranges.right_floor
    sound = note.span.harmony
    bass = part.bass[note.span] % 12
    found: list[tuple[float, int]] = []
    for below, cost in _COST.items():
        pitch = note.midi - below
        if pitch < floor or pitch % 12 not in sound.tones or below > part.setting.reach:
            continue
        price = cost + _DOUBLED * (pitch % 12 == bass and pitch % 12 in tendencies(sound))
        found.append((price + _led(note, pitch, before), -pitch))
    return -min(found)[1] if found else None


def _led(note: Tune, pitch: int, before: tuple[Tune, int] | None) -> float:
    """What it costs to come from the lower voice's last note."""
    if before is None:
        return 0.0
    tune, old = before
    cost = 0.15 * abs(pitch - old)
    same = (tune.midi - old) % 12 == (note.midi - pitch) % 12
    if same and (note.midi - pitch) % 12 in _PERFECT and pitch != old:
        cost += _PARALLEL
    here, there = tune.span.harmony, note.span.harmony
    if here is not there:
        moves = pulls(here, there).get(old % 12)
        cost += 0.0 if moves is None or pitch - old in moves else _UNRESOLVED
    return cost
