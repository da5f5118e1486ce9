from __future__ import annotations

import pytest
from hypothesis import given, settings

from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_name import chord_symbol
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.interval import degrees
from tests.music.strategies import any_chords


@pytest.mark.parametrize("kind", chord_types().values(), ids=lambda kind: kind.id)
def test_a_type_of_the_table_is_written_as_its_row_says(kind: object) -> None:
    assert chord_symbol(kind.intervals) == kind.symbol  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("tones", "symbol"),
    [
        ("1 3 5 b7 b9 #11", "7(b9,#11)"),
        ("1 b3 b5 b7 11", "m7b5(add11)"),
        ("1 3 b5", "(b5)"),
        ("1 3 5 b9", "(b9)"),
        ("1 3 5 7 9 #11 13", "maj13(#11)"),
        ("1 b3 5 b7 11", "m7(add11)"),
        ("1 3", "(no5)"),
        ("1", "5(no5)"),
        ("1 3 5 b7 b9 9", "9(addb9)"),
        ("1 3 5 #6", "(add#6)"),
        ("1 2 4 5", "sus2(add4)"),
    ],
)
def test_others_are_composed(tones: str, symbol: str) -> None:
    assert chord_symbol(degrees(tones)) == symbol


@given(any_chords())
@settings(max_examples=300)
def test_every_chord_there_can_be_has_a_symbol_that_reads_back(chord: Chord) -> None:
    assert Chord.parse(str(chord)) == chord
