"""Four-way close and drop-2."""

from __future__ import annotations

import pytest

from gospel_keys.arranger.harmony import harmony
from gospel_keys.arranger.stacked import below, dropped, stacked
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.score.model import Role
from tests.arranger.pieces import brief, part

KEY = Key.parse("C major")


@pytest.mark.parametrize(
    ("symbol", "top", "expected"),
    [
        ("C6", 76, (67, 69, 72)),
        ("Dm7", 77, (69, 72, 74)),
        ("G7", 74, (65, 67, 71)),
    ],
)
def test_close_under_the_top(symbol: str, top: int, expected: tuple[int, ...]) -> None:
    assert below(harmony(Chord.parse(symbol), KEY), top, 3) == expected


def test_rich_chords_leave_the_root_to_the_bass() -> None:
    voices = below(harmony(Chord.parse("G13"), KEY), 76, 3)
    assert 7 not in {pitch % 12 for pitch in voices}
    assert {11, 5} <= {pitch % 12 for pitch in voices}


def test_drop_two_is_wider_where_the_hand_reaches() -> None:
    assert dropped((69, 72, 74), 77, 16) == (62, 69, 72)
    assert dropped((69, 72, 74), 77, 12) == (69, 72, 74)


@pytest.mark.parametrize("shape", ["close", "drop2"])
def test_every_chord_tone_of_the_tune_carries_its_chord(shape: str) -> None:
    ready = part(brief(complexity=8))
    drafts = stacked(ready, shape=shape)
    for note in ready.tune:
        if note.midi % 12 in note.span.harmony.tones:
            under = [n for n in drafts if n.onset == note.onset and n.role is Role.INNER]
            assert under
            assert all(n.midi < note.midi for n in under)


def test_locked_hands_double_the_tune() -> None:
    ready = part(brief(complexity=8))
    drafts = stacked(ready, doubling=True)
    pairs = {(n.onset, n.midi) for n in drafts}
    low = ready.setting.style.ranges.right_floor
    tones = [n for n in ready.tune if n.midi % 12 in n.span.harmony.tones and n.midi - 12 >= low]
    assert tones
    assert all((n.onset, n.midi - 12) in pairs for n in tones)
