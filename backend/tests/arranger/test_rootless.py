"""Rootless voicings and comping with them."""

from __future__ import annotations

from gospel_keys.arranger.harmony import harmony
from gospel_keys.arranger.rootless import comping, rootless
from gospel_keys.arranger.style import Texture
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.score.model import Role
from tests.arranger.pieces import brief, part

CELLS = {"4": ["0 3/2 voice:all", "3/2 1 voice:all", "7/2 1/2 voice:all ^"], "2": ["0 2 voice:all"]}
TEXTURE = Texture.model_validate(
    {"id": "t", "label": "t", "why": "t", "generator": "comping", "cells": CELLS}
)
TWO_FIVE_ONE = "Dm9 | G13 | Cmaj9 | Cmaj9"


def sound(symbol: str):  # type: ignore[no-untyped-def]
    return harmony(Chord.parse(symbol), Key.parse("C major"))


def test_a_and_b_forms() -> None:
    """Third lowest or seventh lowest, no root, the top from C4 to C5."""
    found = rootless(sound("Dm9"), 4, 48, (60, 72))
    assert {voices[0] % 12 for voices in found} == {5, 0}
    for voices in found:
        assert 60 <= voices[-1] <= 72
        assert {pitch % 12 for pitch in voices} == {5, 9, 0, 4}


def test_fewer_notes_keep_the_guide_tones() -> None:
    for voices in rootless(sound("G13"), 2, 48, (60, 72)):
        assert {pitch % 12 for pitch in voices} == {11, 5}


def test_a_two_five_one_alternates_and_hardly_moves() -> None:
    ready = part(brief(complexity=9), TWO_FIVE_ONE, texture=TEXTURE)
    notes = comping(ready)
    attacks = {n.onset: sorted(m.midi for m in notes if m.onset == n.onset) for n in notes}
    two, five, home = (attacks[span.start] for span in ready.frame.spans[:3])
    assert sum(abs(a - b) for a, b in zip(two, five, strict=True)) == 1
    assert {two[0] % 12, five[0] % 12} == {5}
    assert max(abs(a - b) for a, b in zip(five, home, strict=True)) <= 6
    tops = [n for n in notes if n.role is Role.MELODY]
    assert len(tops) == len(attacks)


def test_an_early_chord_is_the_next_one() -> None:
    ready = part(brief(complexity=9), TWO_FIVE_ONE, texture=TEXTURE)
    beat = ready.frame.measure.beat
    early = [n for n in comping(ready) if n.onset == ready.frame.start + beat * 7 // 2]
    assert early
    assert {n.span for n in early} == {ready.frame.spans[1]}
