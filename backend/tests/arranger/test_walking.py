"""The walking bass."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.walking import walking
from gospel_keys.music.meter import Meter
from tests.arranger.pieces import RICH, brief, part

CHARTS = (RICH, "Dm7 | G7 | Cmaj7 | A7", "Cm7b5 | F7b9 | Bbm6 | Bbm6", "C7 | F7 | C7 | Gm7 C7")


def walks() -> list[Part]:
    return [
        part(brief(seed=seed, meter=Meter.parse(meter)), chart)
        for seed in range(4)
        for meter in ("4/4", "3/4", "5/4")
        for chart in CHARTS
    ]


@pytest.mark.parametrize("ready", walks())
def test_a_note_a_beat_from_root_to_root(ready: Part) -> None:
    notes = walking(ready)
    beat = ready.frame.measure.beat
    assert [n.onset for n in notes] == list(range(ready.frame.start, ready.frame.end, beat))
    for span in ready.frame.spans:
        if span.first:
            first = next(n for n in notes if n.onset == span.start)
            assert first.midi == ready.bass[span]
    again = sum(one.midi == other.midi for one, other in pairwise(notes))
    assert again <= len(notes) // 8


def test_changes_are_approached() -> None:
    good = total = 0
    for ready in walks():
        notes = {n.onset: n for n in walking(ready)}
        for span in ready.frame.spans:
            last = notes[span.end - ready.frame.measure.beat]
            if not span.changes or last.onset == span.start:
                continue
            move = target_of(ready, span) - last.midi
            total += 1
            good += abs(move) in (1, 2) or move in (5, -7)
    assert good / total > 0.95


@pytest.mark.parametrize(("chromatic", "dominant", "moves"), [(1.0, 0.0, {1}), (0.0, 1.0, {5, 7})])
def test_the_way_in_can_be_asked_for(chromatic: float, dominant: float, moves: set[int]) -> None:
    found = []
    for seed in range(8):
        ready = part(brief(seed=seed), "Dm7 | G7 | Cmaj7 | A7")
        notes = {n.onset: n for n in walking(ready, chromatic=chromatic, dominant=dominant)}
        for span in ready.frame.spans:
            if span.changes:
                last = notes[span.end - ready.frame.measure.beat]
                found.append(abs(target_of(ready, span) - last.midi) in moves)
    assert sum(found) / len(found) > 0.85


def test_three_is_in_the_chord() -> None:
    inside = []
    for ready in walks():
        for note in walking(ready):
            position = (note.onset - ready.frame.start) % ready.frame.measure.bar
            if ready.frame.measure.weight(position) == 2:
                inside.append(note.midi % 12 in note.span.harmony.tones)
    assert sum(inside) / len(inside) > 0.85


def test_skips_are_light_and_between_the_beats() -> None:
    ready = part(brief(seed=2))
    notes = walking(ready, skip=1.0)
    off = [n for n in notes if (n.onset - ready.frame.start) % ready.frame.measure.beat]
    assert len(off) * 2 == len(notes)
    assert all(n.accent < 0 for n in off)
