from __future__ import annotations

from itertools import pairwise

import pytest

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.voicing_structures import quartal, upper_structure
from tests.music.strategies import ROOTS


def notes(pitches: tuple[Pitch, ...]) -> str:
    return " ".join(map(str, pitches))


@pytest.mark.parametrize(
    ("symbol", "size", "made"),
    [
        ("Cm7", 4, "C3 F3 Bb3 Eb4"),
        ("Cmaj7", 5, "E3 A3 D4 G4 C5"),
        ("C13", 4, "Bb3 E4 A4 D5"),
        ("C9sus4", 5, "D3 G3 C4 F4 Bb4"),
        ("Abm11", 4, "Ab3 Db4 Gb4 Cb5"),
        ("C5", 3, "D3 G3 C4"),
    ],
)
def test_quartal(symbol: str, size: int, made: str) -> None:
    assert notes(quartal(Chord.parse(symbol), size=size)) == made


def test_quartal_needs_seven_notes() -> None:
    with pytest.raises(TheoryError, match="Cdim7 has no seven-note scale"):
        quartal(Chord.parse("Cdim7"))


@pytest.mark.parametrize("symbol", ["Cmaj7", "Cm9", "C13", "C9sus4", "Fmaj7#11"])
def test_quartal_stands_in_fourths(symbol: str) -> None:
    made = quartal(Chord.parse(symbol), size=5)
    assert all(Interval.between(low, high).steps == 3 for low, high in pairwise(made))


@pytest.mark.parametrize(
    ("symbol", "triad"),
    [
        ("C7#11", "D F# A"),
        ("C13#11", "D F# A"),
        ("C13b9", "Db E A"),
        ("C7b9", "Db E A"),
        ("C7#9#5", "C D# G#"),
        ("C13", "A C E"),
        ("Cmaj9#11", "D F# A"),
        ("C7(b9,#11)", "Db F# A"),
    ],
)
def test_upper_structure_shows_the_tensions(symbol: str, triad: str) -> None:
    made = upper_structure(Chord.parse(symbol))
    assert sorted(str(pitch.name) for pitch in made[2:]) == sorted(triad.split())


def test_upper_structure_stands_on_the_guide_tones() -> None:
    made = upper_structure(Chord.parse("C7#11"))
    assert notes(made[:2]) == "E3 Bb3"
    assert made[-1].midi - made[0].midi <= 24


def test_every_type_but_the_whole_tone_one_has_an_upper_structure() -> None:
    without = set()
    for kind in chord_types().values():
        for root in ROOTS:
            try:
                made = upper_structure(Chord(root, kind.intervals))
            except TheoryError:
                without.add(kind.id)
            else:
                assert 3 <= len({pitch.midi for pitch in made}) == len(made)
    assert without == {"9#5"}
