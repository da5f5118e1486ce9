"""The thirds and sevenths that two voices leave out: filled in where a chord lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import least_gap
from gospel_keys.score.model import Hand, Role

_LONG = 2.0
"""Beats from which a chord must sound as it is named."""
_CLEAR = 2
"""Semitones that a filling keeps from the other hand at least."""


def named(part: Part, drafts: Sequence[Draft]) -> list[Draft]:
    """Thirds and sevenths that no voice has found in a chord of two beats or more: under the upper
    voice or over the lower, as players fill a chord where a cadence comes."""
    found: list[Draft] = []
    for _, spans in groupby(part.frame.spans, key=lambda span: span.chord):
        chord = list(spans)
        start, end = chord[0].start, chord[-1].end
        closing = part.frame.last and end == part.frame.end
        if closing or sum(span.here.beats for span in chord) < _LONG:
            continue
        heard = {n.midi % 12 for n in drafts if n.onset < end and n.end > start}
        inside = [n for n in drafts if start <= n.onset < n.end <= end]
        for chroma in sorted(chord[0].harmony.guides - heard):
            found += next(_fillings(part, inside, chroma, [*drafts, *found]), [])
    return found


def _fillings(
    part: Part, inside: Sequence[Draft], chroma: int, drafts: Sequence[Draft]
) -> Iterator[list[Draft]]:
    """The ways to sound a chroma beside a note of half a beat or more; the right hand's first."""
    for note in sorted(inside, key=lambda note: (note.hand is Hand.LEFT, note.onset)):
        away = (note.midi - chroma) % 12 if note.hand is Hand.RIGHT else (note.midi - chroma) % -12
        midi = note.midi - away
        gap = least_gap(max(midi, note.midi))
        wide = note.end - note.onset >= part.frame.measure.half
        reached = max(gap, _CLEAR) <= abs(away) <= part.setting.reach
        if wide and reached and all(_clear(midi, note, other) for other in drafts):
            filling = Draft(
                midi,
                note.onset,
                note.end,
                note.hand,
                Role.INNER,
                note.span,
                part.texture.id,
                voice=2,
            )
            yield [filling]


def _clear(midi: int, note: Draft, other: Draft) -> bool:
    """Whether a filling beside ``note`` stays on its side of the other hand's notes."""
    if other.hand is note.hand or other.onset >= note.end or other.end <= note.onset:
        return True
    return (midi - other.midi) * (1 if note.hand is Hand.RIGHT else -1) > _CLEAR
