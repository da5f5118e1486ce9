"""The grooving right hand: its stacks, its cells, its grid, and the fade at the end."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from gospel_keys.arranger.dynamics import Stage, faded
from gospel_keys.arranger.grid import Slots
from gospel_keys.arranger.grooving import groove
from gospel_keys.arranger.harmony import harmony
from gospel_keys.arranger.stacking import stacks
from gospel_keys.arranger.style import Feel, Texture
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Hand, Note, Role
from tests.arranger.pieces import RICH, brief, part

SYMBOLS = ["Cmaj9", "Am9", "Dm11", "G9sus4", "E7#9#5", "Fmaj9#11", "Fm6/9", "Db9#11"]
TOP = (62, 80)
CELLS = {
    "4": ["0 3/2 voice:all", "3/2 1/2 melody:1", "2 1/2 melody:1", "5/2 1 voice:all"],
    "2": ["0 3/2 voice:all", "3/2 1/2 melody:1"],
    "1": ["1/2 1/2 voice:all"],
}


def sound(symbol: str):
    return harmony(Chord.parse(symbol), Key.parse("C"))


def texture(**params: object) -> Texture:
    return Texture.model_validate(
        {
            "id": "t",
            "label": "t",
            "why": "t",
            "generator": "groove",
            "cells": CELLS,
            "params": params,
        }
    )


@pytest.mark.parametrize("shape", ["close", "open", "quartal"])
@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_stacks_are_playable_chord_tones(symbol: str, count: int, shape: str) -> None:
    chord = sound(symbol)
    found = stacks(chord, count, shape, 52, TOP, 14)
    assert found
    for _, voices in found:
        assert list(voices) == sorted(set(voices))
        assert len(voices) == min(count, len(chord.tones))
        assert all(pitch % 12 in chord.tones for pitch in voices)
        assert voices[0] >= 52
        assert TOP[0] <= voices[-1] <= TOP[1]
        assert voices[-1] - voices[0] <= 14


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_close_stacks_name_the_chord(symbol: str) -> None:
    chord = sound(symbol)
    for _, voices in stacks(chord, 4, "close", 52, TOP, 14):
        assert {chord.degree(3), chord.degree(7)} <= {pitch % 12 for pitch in voices}


def test_quartal_stacks_are_fourths() -> None:
    for _, voices in stacks(sound("Dm11"), 3, "quartal", 52, TOP, 14):
        assert {b - a for a, b in pairwise(voices)} <= {4, 5, 6}
    best = stacks(sound("Dm11"), 3, "quartal", 52, TOP, 14)[0][1]
    assert [b - a for a, b in pairwise(best)] == [5, 5]


def test_cells_become_chords_and_lines() -> None:
    ready = part(brief(complexity=8), RICH, texture=texture())
    drafts = groove(ready)
    assert drafts
    assert {note.hand for note in drafts} == {Hand.RIGHT}
    onsets = sorted({note.onset for note in drafts})
    tops = [max(n.midi for n in drafts if n.onset == t) for t in onsets]
    for time, top in zip(onsets, tops, strict=True):
        here = [n for n in drafts if n.onset == time]
        assert [n.midi for n in here if n.role is Role.MELODY] == [top]
        if len(here) > 1:
            assert len(here) >= 3
            assert all(n.midi % 12 in n.span.harmony.tones for n in here)
    assert sum(len([n for n in drafts if n.onset == t]) == 1 for t in onsets) > 0


def test_a_push_brings_the_next_chord_early() -> None:
    plain = groove(part(brief(complexity=8), RICH, texture=texture()))
    pushed = groove(part(brief(complexity=8), RICH, texture=texture()), push=1.0)
    assert all(note.onset >= note.span.start for note in plain)
    early = [note for note in pushed if note.onset < note.span.start]
    assert early
    assert {note.span.start - note.onset for note in early} == {TICKS // 4}
    for time in {note.onset for note in early}:
        assert not any(n.onset < time < n.end for n in pushed)


def _note(onset: Fraction, hand: Hand) -> Note:
    return Note("p0.x", Pitch.parse("C4"), onset, Fraction(1, 4), hand, 1, "p0.c0", Role.COMP)


def _feel() -> Feel:
    return Feel.model_validate(
        {"id": "late", "label": "Late", "why": "late", "grid": {"late": [20, 50], "jitter": 2}}
    )


@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8", "12/8"])
def test_a_grid_is_the_same_in_every_bar(meter: str) -> None:
    asked = Meter.parse(meter)
    slots = Slots.of(_feel(), 7, Fraction(8), asked)
    assert slots is not None
    delays = set()
    for step in range(16):
        at = 8 + step * slots.step
        here = slots.delay(_note(at, Hand.RIGHT))
        assert 0.02 <= here <= 0.05
        assert here == slots.delay(_note(at + 3 * asked.bar, Hand.RIGHT))
        assert slots.delay(_note(at, Hand.LEFT)) == 0
        delays.add(here)
    assert len(delays) > 4
    assert Slots.of(_feel(), 8, Fraction(8), asked) != slots


def test_a_feel_without_a_grid_has_no_slots() -> None:
    feel = Feel.model_validate({"id": "even", "label": "Even", "why": "even"})
    assert Slots.of(feel, 1, Fraction(0), Meter.parse("4/4")) is None


def test_a_fade_takes_loudness_away_bit_by_bit() -> None:
    notes = [_note(Fraction(beat), Hand.RIGHT) for beat in range(16)]
    stage = Stage.of(0.0, 16.0, Meter.parse("4/4"), 0.5)
    loud = faded(notes, [80] * 16, stage, 0.5, 40)
    assert loud[0] == 80
    assert loud == sorted(loud, reverse=True)
    assert 60 <= loud[-1] <= 64
    assert min(faded(notes, [44] * 16, stage, 1.0, 42)) >= 42
