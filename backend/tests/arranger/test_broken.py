"""Close harmony, and the figures that break it."""

from __future__ import annotations

from itertools import pairwise

from gospel_keys.arranger.broken import broken
from gospel_keys.arranger.close_voices import Stand, change, close_voices, voicings
from gospel_keys.arranger.harmony import harmony
from gospel_keys.arranger.style import Texture
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.score.model import Role
from tests.arranger.pieces import brief, part

C = Key.parse("C major")
CHART = "C | G7/B | C | F C/G | Dm/F G7 | C"
ALBERTI = {
    "1": ["0 1/2 voice:1", "1/2 1/2 voice:2"],
    "2": ["0 1/2 voice:1", "1/2 1/2 voice:3", "1 1/2 voice:2", "3/2 1/2 voice:3"],
}
TEXTURE = Texture.model_validate(
    {"id": "t", "label": "t", "why": "t", "generator": "broken", "lift": 12, "cells": ALBERTI}
)


def stand(symbol: str, bass: int, top: int = 0) -> Stand:
    return Stand(harmony(Chord.parse(symbol), C), bass, top, 70)


def test_voicings_are_whole_and_in_reach() -> None:
    for voices, _ in voicings(stand("C", 48), 2, 12)[:1]:
        assert {48 % 12, *(v % 12 for v in voices)} == {0, 4, 7}
    for voices, _ in voicings(stand("G7/B", 47), 2, 12):
        assert all(47 < v <= 59 for v in voices)


def test_parallel_fifths_and_unresolved_sevenths_cost() -> None:
    home, two = stand("C", 48), stand("Dm", 50)
    assert change(home, (55, 64), two, (57, 65)) > change(home, (52, 55), two, (53, 62)) + 3
    five = stand("G7", 43)
    assert change(five, (53, 59), home, (55, 60)) > change(five, (53, 59), home, (52, 60)) + 3


def test_voices_move_little() -> None:
    ready = part(brief(complexity=5), CHART, texture=TEXTURE)
    led = list(close_voices(ready, 3, 12).values())
    assert all(len(voices) >= 2 for voices in led)
    for one, other in pairwise(led):
        assert sum(abs(a - b) for a, b in zip(one[1:], other[1:], strict=False)) <= 12


def test_an_alberti_bass_breaks_the_chord_low_high_middle_high() -> None:
    ready = part(brief(complexity=5), CHART, texture=TEXTURE)
    span = ready.frame.spans[0]
    low, middle, high = close_voices(ready, 3, 12)[span]
    notes = [n for n in broken(ready) if n.onset < span.start + 2 * ready.frame.measure.beat]
    assert [n.midi for n in notes] == [low, high, middle, high]
    assert [n.role for n in notes] == [Role.BASS, Role.COMP, Role.COMP, Role.COMP]
