from __future__ import annotations

import pytest

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.voicing_tones import close_order, essential, seventh_of, third_of, tone


def degrees_of(symbol: str, size: int | None, *, root: bool = True) -> str:
    tones = essential(Chord.parse(symbol), size, root=root)
    return " ".join(interval.degree for interval in tones)


@pytest.mark.parametrize(
    ("symbol", "size", "root", "tones"),
    [
        ("C7", 3, True, "1 3 b7"),
        ("C9", 4, True, "1 3 b7 9"),
        ("C9", 4, False, "3 5 b7 9"),
        ("C13", 4, False, "3 b7 9 13"),
        ("C7#9#5", 4, False, "3 #5 b7 #9"),
        ("C7alt", 4, False, "3 #5 b7 #9"),
        ("C9sus4", 3, True, "1 4 b7"),
        ("Cm11", 4, False, "b3 b7 9 11"),
        ("C6/9", 4, False, "3 5 6 9"),
        ("C", 5, True, "1 3 5"),
        ("Cmaj9", None, True, "1 3 5 7 9"),
    ],
)
def test_essential(symbol: str, size: int | None, root: bool, tones: str) -> None:
    assert degrees_of(symbol, size, root=root) == tones


def test_a_size_is_at_least_one() -> None:
    with pytest.raises(TheoryError, match="at least one tone, not 0"):
        essential(Chord.parse("C"), 0)


def test_slots() -> None:
    sus = Chord.parse("C7sus4")
    assert str(third_of(sus)) == "P4"
    assert str(seventh_of(Chord.parse("C6"))) == "M6"
    assert seventh_of(Chord.parse("C")) is None
    assert tone(sus, 9) is None


def test_close_order_lies_in_one_octave() -> None:
    tones = close_order(Chord.parse("C13").intervals, 2)
    assert [interval.degree for interval in tones] == ["3", "5", "13", "b7", "1", "9"]
