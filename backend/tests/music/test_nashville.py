from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.nashville import (
    chord_to_nashville,
    nashville_to_chord,
    try_nashville_to_chord,
)
from tests.music.strategies import degrees, keys

G = Key.parse("G")

IN_G = {
    "1": "G",
    "2-": "Am",
    "2-7": "Am7",
    "2m7": "Am7",
    "4": "C",
    "4/6": "C/E",
    "5/7": "D/F#",
    "1/3": "G/B",
    "57": "D7",
    "513": "D13",
    "5sus4": "Dsus4",
    "b7": "F",
    "b77": "F7",
    "♭7": "F",
    "#4°7": "C#dim7",
    "7ø7": "F#m7b5",
    "6-7/b3": "Em7/Bb",
    "16/9": "G6/9",
    "16/9/3": "G6/9/B",
    "5+": "Daug",
    "1maj7": "Gmaj7",
    "1-maj7": "GmMaj7",
    "3-7b5": "Bm7b5",
    "15": "G5",
    " 1 ": "G",
}


@pytest.mark.parametrize(("text", "symbol"), IN_G.items())
def test_in_g(text: str, symbol: str) -> None:
    assert nashville_to_chord(text, G) == Chord.parse(symbol)


@pytest.mark.parametrize(
    ("symbol", "key", "number"),
    [
        ("C/E", "G", "4/6"),
        ("Am7", "G", "2-7"),
        ("F#m7b5", "G", "7ø7"),
        ("C#dim7", "G", "#4°7"),
        ("Daug", "G", "5+"),
        ("Gm", "G minor", "1-"),
        ("Eb", "G minor", "b6"),
        ("G6/9/B", "G", "16/9/3"),
        ("GmMaj7", "G", "1-maj7"),
    ],
)
def test_written(symbol: str, key: str, number: str) -> None:
    assert chord_to_nashville(Chord.parse(symbol), Key.parse(key)) == number


kinds = st.sampled_from([kind.intervals for kind in chord_types().values()])


@given(keys, degrees, kinds, st.none() | degrees)
@settings(max_examples=400)
def test_reads_back(
    key: Key, degree: Interval, tones: tuple[Interval, ...], bass: Interval | None
) -> None:
    chord = Chord(key.degree(degree), tones, key.degree(bass) if bass else None)
    assert nashville_to_chord(chord_to_nashville(chord, key), key) == chord


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("8", 0),
        ("0", 0),
        ("V", 0),
        ("1x", 1),
        ("4/", 2),
        ("4/8", 2),
        ("4/6/7", 2),
        ("1/E", 2),
        ("6/9", 2),
    ],
)
def test_refused_with_the_place(text: str, position: int) -> None:
    with pytest.raises(TheoryError, match="expected") as caught:
        nashville_to_chord(text, G)
    assert caught.value.position == position
    assert try_nashville_to_chord(text, G) is None


def test_long_texts_are_refused_at_once() -> None:
    with pytest.raises(TheoryError, match="at most 64"):
        nashville_to_chord("1" * 50_000, G)
    assert try_nashville_to_chord("4/6", G) == Chord.parse("C/E")
