"""Figured Roman numerals, and reading them back."""

from __future__ import annotations

import pytest

from gospel_keys.music.chord import Chord
from gospel_keys.music.figured import figured_roman
from gospel_keys.music.key import Key
from gospel_keys.music.roman import roman_to_chord


@pytest.mark.parametrize(
    ("key", "symbol", "after", "text"),
    [
        ("C major", "C/G", "G7", "I⁶₄"),
        ("C major", "G7/B", "C", "V⁶₅"),
        ("C major", "G7/F", "C/E", "V⁴₂"),
        ("C major", "D7/F#", "G", "V⁶₅/V"),
        ("C major", "F#dim7", "G", "vii°⁷/V"),
        ("C major", "Dm7/F", "G", "ii⁶₅"),
        ("C major", "Fmaj7", "Bdim", "IV⁷"),
        ("C major", "Bdim/D", "C", "vii°⁶"),
        ("C major", "E", "F", "III"),
        ("C minor", "Db/F", "G", "N⁶"),
        ("C minor", "Ab(add#6)", "G", "Ger⁶₅"),
        ("C minor", "Ab(add#6,no5)", "G", "It⁶"),
        ("C minor", "Bb7", "Eb", "V⁷/bIII"),
        ("C minor", "Dm7b5/F", "G7", "iiø⁶₅"),
        ("C minor", "Gm/Bb", "Ab", "v⁶"),
    ],
)
def test_a_chord_is_figured_and_read_back(key: str, symbol: str, after: str, text: str) -> None:
    chord, tonic = Chord.parse(symbol), Key.parse(key)
    assert figured_roman(chord, tonic, Chord.parse(after)) == text
    read = roman_to_chord(text, tonic)
    assert (read.chromas, read.lowest.chroma) == (chord.chromas, chord.lowest.chroma)


def test_what_figures_cannot_say_is_a_plain_numeral() -> None:
    assert figured_roman(Chord.parse("G7/C"), Key.parse("C major")) == "V7/1"
    assert figured_roman(Chord.parse("C13"), Key.parse("C major")) == "I13"
