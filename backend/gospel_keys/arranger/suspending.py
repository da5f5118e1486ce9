"""Melody notes that meet a new chord: they stop, resolve, or move on with it."""

from __future__ import annotations

from dataclasses import replace

from gospel_keys.arranger.frame import PhraseFrame
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.phrasing import Tune

_TAIL = 0.5
"""The strength of the notes that follow an arrival: moved, not sung."""


def resolved(tune: list[Tune], frame: PhraseFrame, goal: Goal, free: int) -> list[Tune]:
    """Let no note hang over a chord it does not belong to.

    It stops where that chord begins, unless the next note steps down from it within a beat (a
    suspension). The note of arrival moves on to the nearest tone of the new chord instead.
    """
    found: list[Tune] = []
    for note, after in zip(tune, [*tune[1:], None], strict=True):
        clash = _clash(note, frame)
        if clash is None:
            found.append(note)
        elif after is None:
            found += _followed(note, frame, goal, free)
        elif after.onset - clash <= frame.measure.beat and -2 <= after.midi - note.midi < 0:
            found.append(note)
        elif clash > note.onset:
            found.append(replace(note, end=clash))
    return found


def _clash(note: Tune, frame: PhraseFrame) -> int | None:
    """The tick at which a held note meets a chord that does not have it."""
    for span in frame.spans:
        inside = note.span.end <= span.start < note.end
        if inside and note.midi % 12 not in span.harmony.tones:
            return span.start
    return None


def _followed(note: Tune, frame: PhraseFrame, goal: Goal, free: int) -> list[Tune]:
    """The arrival, and the nearest tone of each later chord that it does not belong to."""
    found = [note]
    for span in frame.spans:
        last = found[-1]
        if not note.span.end <= span.start < min(last.end, free):
            continue
        if last.midi % 12 in span.harmony.tones:
            continue
        found[-1] = replace(last, end=span.start)
        near = [
            midi
            for midi in range(max(goal.low, last.midi - 4), min(goal.high, last.midi + 4) + 1)
            if midi % 12 in span.harmony.tones
        ]
        if not near:
            break
        nearest = min(near, key=lambda midi: abs(midi - last.midi))
        found.append(Tune(span.start, last.end, nearest, span, _TAIL))
    return found
