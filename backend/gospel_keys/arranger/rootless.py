"""Voicings without a root and comping with them: what a right hand plays over a bass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.part import Part, tile
from gospel_keys.arranger.voicing import Voices, moved
from gospel_keys.score.model import Hand, Role

_LOWEST = 52
_TOP = (60, 72)
_CENTER = 66
_AGAIN = 2.5
"""What keeping the top note costs: a comping part sings a little."""


@lru_cache(maxsize=8192)
def rootless(sound: Harmony, count: int, low: int, top: tuple[int, int]) -> tuple[Voices, ...]:
    """Close voicings of ``count`` tones with their highest note in ``top``, none below ``low``.

    Third and seventh are always there (or what the chord has in their place); then its tensions,
    its fifth and only at last its root. With the third lowest it is the A form, with the seventh
    lowest the B form; other tones come lowest only where neither fits.
    """
    tones = _tones(sound, count)
    lowest = [tone for tone in (sound.degree(3), sound.degree(7)) if tone in tones] or tones
    found = _placed(tones, lowest, low, top) or _placed(tones, tones, low, top)
    return tuple(found)


def _tones(sound: Harmony, count: int) -> list[int]:
    guides = [sound.degree(3), sound.degree(7)]
    plain = [tone for tone in sound.core if tone != sound.root]
    ranked = [*guides, *sound.colours, *plain, sound.root]
    return list(dict.fromkeys(ranked))[:count]


def _placed(
    tones: Sequence[int], lowest: Sequence[int], low: int, top: tuple[int, int]
) -> list[Voices]:
    found: list[Voices] = []
    for bottom in range(low, top[1] + 1):
        if bottom % 12 not in lowest:
            continue
        voices = tuple(sorted(bottom + (tone - bottom) % 12 for tone in tones))
        clusters = any(b - a == 1 for a, b in pairwise(voices[-2:]))
        if top[0] <= voices[-1] <= top[1] and not clusters:
            found.append(voices)
    return found


def comping(part: Part, *, count: int = 4) -> list[Draft]:
    """The texture's cells as rootless chords, led from one to the next; the top note is the tune.

    ``count`` is the most notes a chord has; the level may ask for fewer.
    """
    most = max(1, min(count, part.setting.level.voices))
    drafts: list[Draft] = []
    previous: Voices = ()
    sounding: Harmony | None = None
    for span in part.frame.spans:
        for onset, end, step in tile(part, span):
            if onset >= part.free:
                continue
            sound, held = span.harmony, span
            after = _next(part, span) if step.early and span.changes else None
            if after is not None:
                sound, held = after.harmony, after
            if sound is not sounding:
                previous, sounding = _nearest(part, sound, most, previous), sound
            drafts += _struck(part, held, previous, onset, min(end, part.free), step.accent)
    return drafts


def _next(part: Part, span: Span) -> Span | None:
    """The span after, inside the phrase."""
    spans = part.frame.spans
    index = spans.index(span) + 1
    return spans[index] if index < len(spans) else None


def _nearest(part: Part, sound: Harmony, count: int, previous: Voices) -> Voices:
    """The voicing that moves least, with a top note that moves a little."""
    floor = max(_LOWEST, part.setting.style.ranges.right_floor)
    choices = rootless(sound, count, floor, _TOP) or rootless(sound, count, floor - 4, _TOP)
    if not choices:
        return previous

    def cost(voices: Voices) -> float:
        away = 0.25 * abs(voices[-1] - _CENTER)
        if not previous:
            return away + part.draw.random()
        again = _AGAIN if voices[-1] == previous[-1] else 0.0
        return moved(previous, voices) + away + again + part.draw.random()

    return min(choices, key=cost)


def _struck(
    part: Part, span: Span, voices: Voices, onset: int, end: int, accent: int
) -> list[Draft]:
    return [
        Draft(
            pitch, onset, end, Hand.RIGHT, Role.MELODY if pitch == voices[-1] else Role.INNER, span,
            part.texture.id, voice=1 if pitch == voices[-1] else 2, accent=accent,
        )
        for pitch in voices
    ]  # fmt: skip
