"""A right hand that grooves: extended chords in a pattern, single notes between them.

The texture's cells give the time. ``voice:all`` strikes a chord, ``voice:2`` its two highest notes,
``melody:1`` a single note of a line that walks from one chord's top note to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Step
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part, tile
from gospel_keys.arranger.stacking import stacks
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.voicing import Voices, moved
from gospel_keys.score.model import Hand, Role

_FLOOR = 52
_TOP = (62, 80)
_AGAIN = 3.5
"""What striking the same top note again costs: the chords' tops sing."""
_CHANCE = 2.2
_LINE_REACH = 5
_FEWEST = 3
"""Notes that still make an extended chord over a bass, where the level has so many."""
_SAME = 0.4
"""How often two upper voices are struck as they were in the chord before."""
_NARROW = 6
_ENTRY = 3.0
"""What a semitone costs between the first chord's top and the note that is expected there."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """One attack in ticks: how many of the highest voices (0: all), or a note of the line."""

    onset: int
    end: int
    span: Span
    voices: int
    line: bool
    accent: int


def groove(
    part: Part, *, shape: str = "close", push: float = 0.0, chromatic: float = 0.25
) -> list[Draft]:
    """The cells as chords and lines.

    ``shape`` is that of the chords (``close``, ``open``, ``quartal``); ``push`` how often a new
    chord comes early; ``chromatic`` how often the line slides into a chord by a half step.
    """
    hits = _pushed(part, _hits(part), push)
    chords = _chords(part, hits, shape)
    tops = {index: voices[-1] for index, voices in chords.items()}
    line = _line(part, hits, tops, chromatic)
    drafts: list[Draft] = []
    for index, hit in enumerate(hits):
        if index in chords:
            drafts += _struck(part, hit, chords[index])
        elif index in line:
            drafts.append(_draft(part, hit, line[index], Role.MELODY))
    return drafts


def _hits(part: Part) -> list[_Hit]:
    """The cells' steps in time. Before the piece's last chord the line takes a breath."""
    spans, measure = part.frame.spans, part.frame.measure
    breath = spans[-1].start - measure.beat // 2 if part.frame.last else part.frame.end
    hits = []
    for span in spans:
        for onset, end, step in tile(part, span):
            single = _single(step)
            voices = 0 if single else step.tones[0].number
            if onset < part.free and not (single and onset >= breath):
                hits.append(_Hit(onset, min(end, part.free), span, voices, single, step.accent))
    return hits


def _single(step: Step) -> bool:
    return step.tones[0].frame == "melody"


def _pushed(part: Part, hits: list[_Hit], push: float) -> list[_Hit]:
    """Some chords come before their beat, and what sounds then makes room; the last one waits."""
    measure = part.frame.measure
    fine = part.setting.level.grid * 4 <= 1 and not measure.compound
    early = (
        measure.beat // 4 if fine else measure.half if not measure.compound else measure.beat // 3
    )
    final = part.frame.spans[-1] if part.frame.last else None
    result: list[_Hit] = []
    for hit in hits:
        begins = hit.onset == hit.span.start and hit.span.first and not hit.line
        arrives = bool(result) and begins and hit.span is not final
        time = hit.onset - early
        if arrives and result[-1].onset < time - early // 2 and part.draw.random() < push:
            result[-1] = replace(result[-1], end=min(result[-1].end, time))
            result.append(replace(hit, onset=time))
        else:
            result.append(hit)
    return result


def _chords(part: Part, hits: list[_Hit], shape: str) -> dict[int, Voices]:
    """A voicing for every chord hit, by its place, led from one to the next."""
    wanted = _voices_wanted(part, hits)
    chords: dict[int, Voices] = {}
    previous: Voices = ()
    span: Span | None = None
    for index, hit in enumerate(hits):
        if hit.line:
            continue
        count = _count(part, wanted)
        if hit.span is span and previous and hit.voices and part.draw.random() < _SAME:
            chords[index] = previous[-hit.voices :]
            continue
        previous = _voiced(part, hit, count, shape, previous) or previous
        span = hit.span
        chords[index] = previous[-hit.voices :] if hit.voices else previous
    return {index: voices for index, voices in chords.items() if voices}


def _voices_wanted(part: Part, hits: list[_Hit]) -> float:
    """Notes a chord should have so that the hand comes to its level's notes a beat."""
    beats = part.frame.beats * (1.4 if part.frame.measure.compound else 1.0)
    notes = part.setting.level.right * (0.8 + 0.4 * part.goal.intensity) * beats
    full = sum(not hit.line and not hit.voices for hit in hits)
    rest = notes - sum(hit.voices or 1 for hit in hits if hit.line or hit.voices)
    return rest / max(1, full)


def _count(part: Part, wanted: float) -> int:
    most = part.setting.level.voices
    base, extra = divmod(max(wanted, 1.0), 1.0)
    return max(min(_FEWEST, most), min(most, int(base) + (part.draw.random() < extra)))


def _voiced(part: Part, hit: _Hit, count: int, shape: str, previous: Voices) -> Voices:
    """The voicing that moves least from the previous one, with a top note that moves a little."""
    floor = max(_FLOOR, part.setting.style.ranges.right_floor)
    reach = min(part.setting.reach, 14)
    choices = stacks(hit.span.harmony, count, shape, floor, _TOP, reach)
    center = part.goal.entry + (part.goal.peak - part.goal.entry) * 0.5

    def cost(priced: tuple[float, Voices]) -> float:
        price, voices = priced
        total = price + 0.35 * abs(voices[-1] - center) + _CHANCE * part.draw.random()
        total += _far(part, hit, voices[-1]) + _far(part, hit, voices[0])
        if not previous:
            wide = max(0, voices[-1] - voices[0] - _NARROW)
            return total + _ENTRY * abs(voices[-1] - part.goal.entry) + 2.5 * wide
        again = _AGAIN if voices[-1] == previous[-1] else 0.12 * abs(voices[-1] - previous[-1])
        return total + 0.3 * moved(previous, voices) + again

    return min(choices, key=cost)[1] if choices else ()


def _far(part: Part, hit: _Hit, pitch: int) -> float:
    """What a pitch costs from which the hand would have to jump to what comes after the groove."""
    last = part.frame.last
    end = min(part.free, part.frame.spans[-1].start if last else part.frame.end)
    if hit.end < end - part.frame.measure.beat:
        return 0.0
    after = None if last or part.free < part.frame.end else part.goal.next_entry
    return 2.0 * max(0, abs(pitch - (after or part.goal.arrival)) - _NARROW)


def _line(part: Part, hits: list[_Hit], tops: dict[int, int], chromatic: float) -> dict[int, int]:
    """Pitches for the single notes: by step toward the next chord's top, or around the last one."""
    found: dict[int, int] = {}
    at = next(iter(tops.values()), round(part.goal.entry))
    for index, hit in enumerate(hits):
        if index in tops:
            at = tops[index]
            continue
        if index == 0:
            found[0] = at = part.goal.entry
            continue
        after = index + 1 if index + 1 in tops else None
        goal = next((tops[i] for i in range(index, len(hits)) if i in tops), at)
        slides = hits[index].end - hit.onset <= TICKS // 2 and part.draw.random() < chromatic
        if after is not None and slides and 1 < abs(goal - at) <= _LINE_REACH:
            at = goal + (1 if at > goal else -1)
        else:
            at = _next_note(part, hit, at, goal)
        found[index] = at
    return found


def _next_note(part: Part, hit: _Hit, at: int, goal: int) -> int:
    """A sung tone near ``at`` on the way to ``goal``; never the same note again."""
    sound, (low, high) = hit.span.harmony, part.setting.style.ranges.melody
    options = [
        pitch
        for pitch in range(max(low, at - _LINE_REACH), min(high, at + _LINE_REACH) + 1)
        if pitch != at and (sound.sounds(pitch % 12) or sound.scale[pitch % 12])
    ]

    def cost(pitch: int) -> float:
        foreign = 0.0 if sound.sounds(pitch % 12) else 1.5
        away = abs(pitch - goal) * 0.5 + abs(pitch - at) * 0.4 + _far(part, hit, pitch)
        return away + foreign + 3 * part.draw.random()

    return min(options, key=cost, default=at)


def _struck(part: Part, hit: _Hit, voices: Voices) -> list[Draft]:
    top = voices[-1]
    return [
        _draft(part, hit, pitch, Role.MELODY if pitch == top else Role.INNER) for pitch in voices
    ]


def _draft(part: Part, hit: _Hit, pitch: int, role: Role) -> Draft:
    return Draft(
        pitch, hit.onset, hit.end, Hand.RIGHT, role, hit.span, part.texture.id,
        voice=1 if role is Role.MELODY else 2, accent=hit.accent,
    )  # fmt: skip
