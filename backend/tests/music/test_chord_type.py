from __future__ import annotations

import pytest

from gospel_keys.music.chord_symbol import read_suffix
from gospel_keys.music.chord_type import ChordType, chord_types, types_by_symbol
from gospel_keys.music.interval import UNISON
from gospel_keys.music.scale import scale_types

TYPES = list(chord_types().values())

ASKED = (
    "maj m dim aug sus2 sus4 maj7 m7 7 mMaj7 m7b5 dim7 maj7#5 7#5 7b5 maj9 m9 9 maj11 m11 11 "
    "maj13 m13 13 7b9 7#9 7#11 7b13 7#9#5 7alt 13b9 13#11 add9 add11 madd9 6/9"
)
ALSO_NEEDED = (
    "6 m6 m6/9 7sus4 9sus4 13sus4 maj7#11 maj9#11 5 7b9#5 7b9b5 9#11 m7b5(9) mMaj9 dim(maj7)"
)


def test_the_thirty_six_and_the_others_are_there() -> None:
    asked, also_needed = ASKED.split(), ALSO_NEEDED.split()
    assert (len(asked), len(also_needed)) == (36, 15)
    assert len({types_by_symbol()[symbol].id for symbol in [*asked, *also_needed]}) == 51


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_row_is_complete(kind: ChordType) -> None:
    assert kind.intervals[0] == UNISON
    assert list(kind.intervals) == sorted(set(kind.intervals))
    assert kind.function in {"tonic", "predominant", "dominant", "passing"}
    assert kind.character
    assert kind.use.endswith(".")
    assert kind.scales


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_its_scales_hold_all_its_tones(kind: ChordType) -> None:
    tones = {interval.semitones % 12 for interval in kind.intervals}
    for name in kind.scales:
        assert tones <= scale_types()[name].chromas, name


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_symbol_and_aliases_are_read_as_the_row_says(kind: ChordType) -> None:
    for text in (kind.symbol, *kind.aliases):
        assert types_by_symbol()[text] is kind
        # The space keeps the table out: the grammar alone must read it alike.
        assert read_suffix(f" {text} ", 0)[0] == kind.intervals, text


def test_no_two_rows_share_a_symbol_an_alias_or_their_tones() -> None:
    texts = [text for kind in TYPES for text in (kind.symbol, *kind.aliases)]
    assert len(texts) == len(set(texts))
    assert len({kind.intervals for kind in TYPES}) == len(TYPES)
    assert all(kind.id == key for key, kind in chord_types().items())


def test_degrees_and_the_table_cannot_be_changed() -> None:
    assert chord_types()["m7b5"].degrees == ("1", "b3", "b5", "b7")
    with pytest.raises(TypeError):
        chord_types()["x"] = TYPES[0]  # type: ignore[index]
