"""The right hand: the melody on top, and what the other fingers do under it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Step
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part, tile
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.voicing import Voices, under
from gospel_keys.score.model import Hand, Role

_SUPPORT = {"changes": 2.0, "strong": 0.8, "beats": 0.5, "all": 0.0}
"""From which strength on a melody note carries a chord; ``changes``: only where chords begin."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An attack of inner voices: ticks, the span it belongs to, which voices (0: all)."""

    onset: int
    end: int
    span: Span
    picks: tuple[int, ...] = (0,)
    accent: int = 0


def melody(part: Part, *, doubling: str = "none") -> list[Draft]:
    """The melody alone, or in octaves."""
    return sing(part, doubling)


def block(
    part: Part, *, support: str = "strong", doubling: str = "none", upper: bool = False
) -> list[Draft]:
    """Chords under the melody where it is strong, and wherever the harmony changes.

    ``support`` is ``changes``, ``strong``, ``beats`` or ``all`` melody notes; ``upper`` looks for
    a triad other than the chord's own among its higher tones.
    """
    drafts = sing(part, doubling)
    hits = _supports(part, _SUPPORT[support])
    return drafts + _voiced(part, hits, drafts, upper)


def figure(part: Part, *, doubling: str = "none") -> list[Draft]:
    """The texture's cells under the melody: off-beat chords, or chords broken up."""
    drafts = sing(part, doubling)
    hits = [
        Hit(onset, min(end, part.free), span, _picks(step), step.accent)
        for span in part.frame.spans
        for onset, end, step in tile(part, span)
        if onset < part.free
    ]
    return drafts + _voiced(part, hits, drafts, upper=False)


def _picks(step: Step) -> tuple[int, ...]:
    return tuple(tone.number for tone in step.tones)


def sing(part: Part, doubling: str = "none") -> list[Draft]:
    """The tune as drafts; octaves where the lower note stays in the right hand's half.

    Notes that the tune itself has below come with it.
    """
    drafts: list[Draft] = []
    floor = part.setting.style.ranges.right_floor
    for note in part.tune:
        drafts.append(_draft(part, note.midi, note.onset, note.end, note.span, Role.MELODY))
        drafts[-1].upward = note.upward
        drafts[-1].given, drafts[-1].tied = note.given, note.tied
        drafts += [
            _draft(part, pitch, note.onset, note.end, note.span, Role.INNER)
            for pitch in note.below
            if floor <= pitch and note.midi - pitch <= part.setting.reach
        ]
        doubled = doubling == "octave" or (doubling == "strong" and note.weight > 0.5)
        if doubled and note.midi - 12 >= floor and not note.below:
            lower = _draft(part, note.midi - 12, note.onset, note.end, note.span, Role.INNER)
            drafts.append(lower)
    return drafts


def _draft(
    part: Part, midi: int, onset: int, end: int, span: Span, role: Role, accent: int = 0
) -> Draft:
    return Draft(
        midi, onset, end, Hand.RIGHT, role, span, part.texture.id,
        voice=1 if role is Role.MELODY else 2, accent=accent,
    )  # fmt: skip


def _supports(part: Part, least: float) -> list[Hit]:
    """Where inner voices are struck: chord changes and strong melody notes, up to the next one."""
    times: dict[int, Span] = {
        span.start: span for span in part.frame.spans if span.start < part.free
    }
    for note in part.tune:
        if note.onset < part.frame.start:
            continue  # a pickup is sung alone
        if note.onset < note.span.start:
            times.pop(note.span.start, None)
            times[note.onset] = note.span
        elif note.weight >= least:
            times[note.onset] = note.span
    order = sorted(times)
    ends = [*order[1:], min(part.free, part.frame.end)]
    return [Hit(t, end, times[t]) for t, end in zip(order, ends, strict=True) if end > t]


def _voiced(part: Part, hits: list[Hit], melody: list[Draft], upper: bool) -> list[Draft]:
    """Put voices to the hits: as many as the level's density leaves, led from one to the next.

    Where the tune brings its own lower notes, it is full enough.
    """
    drafts: list[Draft] = []
    most = part.setting.level.voices - 1
    if most < 1 or not hits:
        return drafts
    wanted = _voices_per_hit(part, hits, len(melody))
    broken = max(max(hit.picks) for hit in hits)
    onsets = [note.onset for note in part.tune]
    previous: Voices = ()
    for hit in hits:
        top = part.tune[max(0, bisect_right(onsets, hit.onset) - 1)]
        if top.onset == hit.onset and top.below:
            continue
        base, extra = divmod(wanted, 1.0)
        count = broken or min(most, int(base) + (part.draw.random() < extra))
        if hit.onset == hit.span.start and hit.span.first and most > 1:
            count = max(count, 2)
        if count < 1:
            continue
        voices = _under(part, hit, top, count, previous, upper)
        previous = voices or previous
        drafts += _struck(part, hit, voices)
    return drafts


def _voices_per_hit(part: Part, hits: list[Hit], melody_notes: int) -> float:
    """The inner notes a hit should have so that the hand comes to the level's notes a beat."""
    beats = part.frame.beats * (1.4 if part.frame.measure.compound else 1.0)
    fuller = 0.8 + 0.4 * part.goal.intensity
    rest = part.setting.level.right * fuller * beats - melody_notes
    fingers = sum(max(len(hit.picks), 1) for hit in hits)
    return max(0.0, rest / fingers)


def _under(part: Part, hit: Hit, top: Tune, count: int, previous: Voices, upper: bool) -> Voices:
    """Inner voices below the melody note that sounds at (or last sounded before) the hit."""
    floor = part.setting.style.ranges.right_floor
    sound = hit.span.harmony
    return under(sound, top.midi, count, floor, previous, part.setting.reach, upper=upper)


def _struck(part: Part, hit: Hit, voices: Voices) -> list[Draft]:
    """The hit's notes: all voices, or those its picks name, counted from the top."""
    if not voices:
        return []
    if 0 in hit.picks:
        chosen = list(voices)
    else:
        chosen = sorted({voices[-1 - (pick - 1) % len(voices)] for pick in hit.picks})
    return [
        _draft(part, pitch, hit.onset, hit.end, hit.span, Role.INNER, hit.accent)
        for pitch in chosen
    ]
