from __future__ import annotations

from typing import Literal

import pytest

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.voicing_frames import SHELLS, rootless, shell, spread


def notes(pitches: tuple[Pitch, ...]) -> str:
    return " ".join(map(str, pitches))


@pytest.mark.parametrize(
    ("symbol", "form", "made"),
    [
        ("Cm7", "1-7", "C3 Bb3"),
        ("Cm7", "1-3", "C3 Eb3"),
        ("Cm7", "1-3-7", "C3 Eb3 Bb3"),
        ("Cm7", "1-7-3", "C3 Bb3 Eb4"),
        ("C", "1-10", "C3 E4"),
        ("C", "1-5-10", "C3 G3 E4"),
        ("Cmaj7", "1-7-10", "C3 B3 E4"),
        ("C6", "1-7", "C3 A3"),
        ("C", "1-7", "C3 G3"),
        ("C7sus4", "1-3-7", "C3 F3 Bb3"),
        ("C11", "1-10", "C3 F4"),
        ("Abm7", "1-10", "Ab3 Cb5"),
        ("Cdim7", "1-7", "C3 Bbb3"),
        ("C5", "1-3-7", "C3 G3"),
    ],
)
def test_shells(symbol: str, form: str, made: str) -> None:
    assert notes(shell(Chord.parse(symbol), form)) == made


def test_an_unknown_shell_names_the_known_ones() -> None:
    with pytest.raises(TheoryError, match=", ".join(SHELLS)):
        shell(Chord.parse("C"), "1-9")


@pytest.mark.parametrize(
    ("symbol", "form", "made"),
    [
        ("Dm7", "A", "F3 A3 C4 E4"),
        ("G7", "B", "F3 A3 B3 E4"),
        ("Cmaj7", "A", "E3 G3 B3 D4"),
        ("Cmaj7", "B", "B3 D4 E4 G4"),
        ("G7#9#5", "A", "B3 D#4 F4 A#4"),
        ("G13b9", "B", "F3 Ab3 B3 E4"),
        ("C7#11", "A", "E3 F#3 Bb3 D4"),
        ("Bm7b5", "A", "D3 F3 A3 B3"),
        ("Cdim7", "A", "Eb3 Gb3 Bbb3 C4"),
        ("C6", "A", "E3 G3 A3 D4"),
        ("Cm11", "A", "Eb3 F3 Bb3 D4"),
        ("G9sus4", "A", "C3 D3 F3 A3"),
        ("Gbm7", "A", "Bbb3 Db4 Fb4 Ab4"),
        ("C", "B", "A3 D4 E4 G4"),
    ],
)
def test_rootless(symbol: str, form: Literal["A", "B"], made: str) -> None:
    assert notes(rootless(Chord.parse(symbol), form)) == made


def test_rootless_without_colour_sounds_the_symbol_alone() -> None:
    assert notes(rootless(Chord.parse("G7"), "B", colour=False)) == "F3 G3 B3 D4"
    assert notes(rootless(Chord.parse("C"), "A", colour=False)) == "E3 G3 C4"


def test_rootless_has_two_forms() -> None:
    with pytest.raises(TheoryError, match="form A or B"):
        rootless(Chord.parse("C7"), "C")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("symbol", "made"),
    [
        ("C", "C2 G2 E3"),
        ("Cmaj9", "C2 G2 E3 B3 D4"),
        ("C13", "C2 Bb2 E3 A3 D4"),
        ("C7#9#5", "C2 Bb2 E3 G#3 D#4"),
        ("Fm7", "F2 C3 Ab3 Eb4"),
        ("C9sus4", "C2 G2 F3 Bb3 D4"),
        ("Caug", "C2 G#2 E3"),
        ("C5", "C2 G2"),
    ],
)
def test_spread(symbol: str, made: str) -> None:
    assert notes(spread(Chord.parse(symbol), bottom=Pitch.parse("C2"))) == made
