"""What the hands know of a chord: its tones, what sings over it, how it is spelled."""

from __future__ import annotations

import pytest

from gospel_keys.arranger.harmony import harmony, motion
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key

C = Key.parse("C major")


def of(symbol: str, key: Key = C):
    return harmony(Chord.parse(symbol), key)


def test_degrees_and_their_stand_ins() -> None:
    dominant = of("G9")
    assert [dominant.degree(n) for n in (1, 3, 5, 7, 9)] == [7, 11, 2, 5, 9]
    assert [dominant.degree(n) for n in (8, 10, 12)] == [7, 11, 2]
    assert of("Gsus4").degree(3) == 0, "a fourth stands for the suspended third"
    assert of("C6").degree(7) == 9, "a sixth stands for the seventh"
    assert of("C").degree(7) == 0, "the root stands for the seventh of a triad"
    assert of("C5").degree(3) == 0, "the root where there is nothing better"


def test_the_scale_bends_to_the_chord() -> None:
    """Over D7 in C the F is sharp, over Fm6 the A is flat; nothing else moves."""
    assert of("D7").steps == (0, 2, 4, 6, 7, 9, 11)
    assert of("Fm6").steps == (0, 2, 4, 5, 7, 8, 11)
    assert of("D7").by_degree == (0, 2, 4, 6, 7, 9, 11)
    assert not of("D7").diatonic[6]


@pytest.mark.parametrize(
    ("symbol", "quality"),
    [
        ("C", "major"), ("Cmaj9", "major"), ("Cm7", "minor"), ("C7", "dominant"),
        ("C9sus4", "suspended"), ("Cdim7", "diminished"), ("Cm7b5", "half-diminished"),
        ("Caug", "augmented"), ("C7#5", "dominant"),
    ],
)  # fmt: skip
def test_qualities(symbol: str, quality: str) -> None:
    assert of(symbol).quality == quality


def test_guides_and_colours() -> None:
    sound = of("Dm9/F")
    assert sound.guides == {5, 0}
    assert sound.colours == (4,)
    assert (sound.root, sound.bass, sound.named) == (2, 5, 0)
    assert of("F").named == -1


def test_chord_tones_are_spelled_by_the_chord_and_others_by_the_key() -> None:
    names = of("E7#9").names
    assert str(names[8]) == "G#"
    assert str(names[7]) == "F##", "the sharp ninth of E"
    assert str(of("Abm", Key.parse("Ab major")).names[11]) == "Cb"


def test_motion() -> None:
    assert motion(of("D7"), of("G7")) == "fourth-up"
    assert motion(of("G7"), of("C")) == "fourth-up"
    assert motion(of("F"), of("F#dim7")) == "half-up"
    assert motion(of("C"), None) == "same"


def test_one_object_for_each_chord_in_a_key() -> None:
    assert of("Am7") is of("Am7")
    assert of("Am7") is not of("Am7", Key.parse("G major"))
