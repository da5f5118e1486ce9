"""A tune that was brought: kept note for note, whatever the texture does under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame
from gospel_keys.arranger.goals import Goal, span_at
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.ticks import to_ticks
from gospel_keys.score.model import Brief, Role

_WEIGHTS = (0.2, 0.55, 0.85, 1.0)
_MIDDLE = 5
"""Semitones around a lone note that a hand's band reaches."""


def given_tunes(brief: Brief, frames: Sequence[PhraseFrame]) -> tuple[tuple[Tune, ...], ...]:
    """Each phrase's share of the brief's melody; a note held into the next phrase is tied there.

    The first phrase has the pickup too.
    """
    found: list[list[Tune]] = [[] for _ in frames]
    for note in brief.melody:
        onset, end = to_ticks(note.onset), to_ticks(note.end)
        for frame, own in zip(frames, found, strict=True):
            start = onset if frame.index == 0 else max(onset, frame.start)
            stop = min(end, frame.end)
            if start < stop and (frame.index == 0 or start >= frame.start):
                span = span_at(frame, start)
                at = (start - frame.start) % frame.measure.bar
                weight = 0.0 if start > onset else _WEIGHTS[frame.measure.weight(at)]
                own.append(
                    Tune(start, stop, note.pitch.midi, span, weight, given=note.pitch,
                         tied=stop < end)
                )  # fmt: skip
    return tuple(map(tuple, found))


def given_goals(goals: Sequence[Goal], tunes: Sequence[Sequence[Tune]]) -> tuple[Goal, ...]:
    """The goals of phrases that have a given tune are that tune's own."""
    found = [_goal(goal, tune) if tune else goal for goal, tune in zip(goals, tunes, strict=True)]
    entries = [*(goal.entry for goal in found[1:]), None]
    return tuple(
        replace(goal, next_entry=entry, tune=tuple(tune))
        for goal, entry, tune in zip(found, entries, tunes, strict=True)
    )


def _goal(goal: Goal, tune: Sequence[Tune]) -> Goal:
    pitches = [note.midi for note in tune]
    return replace(
        goal, low=min(*pitches, pitches[-1] - _MIDDLE), high=max(*pitches, pitches[0] + _MIDDLE),
        entry=pitches[0], peak=max(pitches), arrival=pitches[-1], arrive=tune[-1].onset,
    )  # fmt: skip


def silent_from(tune: Sequence[Tune]) -> int:
    """The tick from which the tune rests."""
    return max(note.end for note in tune)


def on_top(notes: Sequence[Draft]) -> list[Draft]:
    """Nothing sounds at or over a given note: what would is let go before it, or left out."""
    tune = [note for note in notes if note.given is not None]
    kept: list[Draft] = []
    for note in notes:
        if note.given is None:
            for sung in tune:
                if note.midi >= sung.midi and _meets(note, sung):
                    note.end = sung.onset
        if note.given is not None or note.end > note.onset or _lies_free(note, tune):
            kept.append(note)
    return kept


def _meets(note: Draft, sung: Draft) -> bool:
    """Whether a note sounds while a given one does; a crushed one sounds at its onset."""
    if note.role is Role.GRACE:
        return sung.onset <= note.onset < sung.end
    return note.onset < sung.end and note.end > sung.onset


def _lies_free(note: Draft, tune: Sequence[Draft]) -> bool:
    """Whether a crushed note may stay."""
    return (
        note.role is Role.GRACE
        and note.end == note.onset
        and not any(note.midi >= sung.midi and _meets(note, sung) for sung in tune)
    )
