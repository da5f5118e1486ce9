"""What the checks of swing and walking measure."""

from __future__ import annotations

import pytest

from critic import mix, swinging
from gospel_keys.music.chord import Chord
from tests.critic.swung import changed, leaping_guides, tune


def test_swing_evens_out_as_it_gets_faster() -> None:
    table = swinging.MEASURED
    assert swinging.expected_swing(table, 50) == 1.7
    assert swinging.expected_swing(table, 160) == pytest.approx(1.44)
    assert swinging.expected_swing(table, 320) == 1.09


def test_the_unspoiled_tune_passes() -> None:
    piece = tune()
    assert swinging.walked(piece)
    assert swinging.led_guides(piece)
    assert not swinging.walking_approach(piece)
    assert not swinging.guides_led([piece], least=0.7)
    assert any(key.note.pattern == "rootless-comping" for key in piece.keys)


def test_leaping_guides_are_counted_over_many_pieces() -> None:
    assert swinging.guides_led([changed(leaping_guides)])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Dm7", "G7", True), ("Dm7b5", "G7b9", True), ("D7", "G7", False), ("Dm7", "C7", False)],
)
def test_two_fives(one: str, other: str, expected: bool) -> None:
    assert swinging.is_two_five(Chord.parse(one), Chord.parse(other)) is expected


@pytest.mark.parametrize(
    ("symbol", "family"),
    [
        ("Cmaj9", "maj7"), ("C6", "6"), ("Cm9", "m7"), ("C13", "7"), ("C7#9#5", "altered"),
        ("Cm7b5", "half-diminished"), ("Cdim7", "diminished"), ("C", "triad"),
    ],
)  # fmt: skip
def test_qualities(symbol: str, family: str) -> None:
    assert mix.quality(Chord.parse(symbol)) == family


def test_a_mix_that_is_far_off_is_found() -> None:
    found = mix.mix([tune()], qualities={"7": 0.9}, tunes={"tritone fanfare": 0.5}, chords=4.0)
    assert len(found) == 3
