from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.roman import Roman, chord_to_roman, roman_to_chord
from tests.music.strategies import degrees, keys

C, C_MINOR = Key.parse("C"), Key.parse("C minor")

IN_C = {
    "I": "C",
    "ii": "Dm",
    "iii": "Em",
    "IV": "F",
    "V": "G",
    "vi": "Am",
    "viio": "Bdim",
    "vii°": "Bdim",
    "Imaj9": "Cmaj9",
    "IM7": "Cmaj7",
    "I6/9": "C6/9",
    "ii7": "Dm7",
    "ii9": "Dm9",
    "iim7": "Dm7",
    "iimaj7": "DmMaj7",
    "II7": "D7",
    "V13": "G13",
    "V7#9#5": "G7#9#5",
    "V+": "Gaug",
    "V9sus4": "G9sus4",
    "Vsus": "Gsus4",
    "viim7b5": "Bm7b5",
    "viiø7": "Bm7b5",
    "vii7b5": "Bm7b5",
    "viio7": "Bdim7",
    "#IVdim7": "F#dim7",
    "#ivo7": "F#dim7",
    "#Idim": "C#dim",
    "bVII9": "Bb9",
    "♭VII7": "Bb7",
    "iv6": "Fm6",
    "IVm6": "Fm6",
    "bVI7": "Ab7",
    "bIImaj7": "Dbmaj7",
    "III7#9#5": "E7#9#5",
    "V7(b9,#11)": "G7(b9,#11)",
    "I/3": "C/E",
    "IV/5": "F/G",
    "V7/7": "G7/B",
    "V7/b7": "G7/Bb",
    "I6/9/3": "C6/9/E",
    "bVII/1": "Bb/C",
    "V7/ii": "A7",
    "V7/vi": "E7",
    "V7/V": "D7",
    "V7/V/ii": "E7",
    "ii7/V": "Am7",
    "iiø7/vi": "Bm7b5",
    "viio7/V": "F#dim7",
    "V7b9/iii": "B7b9",
    "bII7/V": "Ab7",
    "V7/IV": "C7",
    "V7/bVI": "Eb7",
    "V7/ii/#1": "A7/C#",
    "I63": "C/E",
    "I64": "C/G",
    "ii65": "Dm7/F",
    "V65": "G7/B",
    "V43": "G7/D",
    "V42": "G7/F",
    "viio65": "Bdim7/D",
    "viiø43": "Bm7b5/F",
    "viio6": "Bdim/D",
    "IV65": "Fmaj7/A",
    "Imaj42": "Cmaj7/B",
    "V65/V": "D7/F#",
    "V42/ii": "A7/G",
    "N6": "Db/F",
    "Ger65": "Ab(add#6)",
    "It6": "Ab(add#6,no5)",
    "Fr43": "Ab(add#4,add#6,no5)",
    " V7 ": "G7",
}


@pytest.mark.parametrize(("text", "symbol"), IN_C.items())
def test_in_c_major(text: str, symbol: str) -> None:
    assert roman_to_chord(text, C) == Chord.parse(symbol)


IN_C_MINOR = {
    "i": "Cm",
    "iio": "Ddim",
    "iiø7": "Dm7b5",
    "III": "Eb",
    "III+": "Ebaug",
    "iv": "Fm",
    "v": "Gm",
    "V7b9": "G7b9",
    "VI": "Ab",
    "bVI": "Ab",
    "♮VI": "A",
    "=VI7": "A7",
    "VImaj7": "Abmaj7",
    "VII7": "Bb7",
    "VIIsus4": "Bbsus4",
    "viio7": "Bdim7",
    "viio42": "Bdim7/Ab",
    "vi7b5": "Am7b5",
    "V7/III": "Bb7",
    "V7/iv": "C7",
    "V7/VI": "Eb7",
    "V65/iv": "C7/E",
    "i/b3": "Cm/Eb",
    "i64": "Cm/G",
    "iv65": "Fm7/Ab",
    "VII65": "Bb7/D",
    "VI65": "Abmaj7/C",
    "V42": "G7/F",
    "Ger65": "Ab(add#6)",
    "N6": "Db/F",
}


@pytest.mark.parametrize(("text", "symbol"), IN_C_MINOR.items())
def test_in_c_minor(text: str, symbol: str) -> None:
    assert roman_to_chord(text, C_MINOR) == Chord.parse(symbol)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("V6", "G/B"),
        ("ii6", "Dm/F"),
        ("IV7", "Fmaj7"),
        ("V7", "G7"),
        ("V2", "G7/F"),
        ("viio6", "Bdim/D"),
        ("V6/V", "D/F#"),
        ("I", "C"),
    ],
)
def test_figured_bass_of_textbooks(text: str, symbol: str) -> None:
    assert roman_to_chord(text, C, figured=True) == Chord.parse(symbol)


def test_without_figures_a_six_is_an_added_sixth() -> None:
    assert roman_to_chord("V6", C) == Chord.parse("G6")
    assert roman_to_chord("IV7", C) == Chord.parse("F7")


WRITTEN = {
    ("C", "C major"): "I",
    ("Dm7", "C major"): "ii7",
    ("D7/F#", "C major"): "II7/#4",
    ("Bm7b5", "C major"): "viiø7",
    ("F#dim7", "C major"): "#iv°7",
    ("CmMaj7", "C major"): "imaj7",
    ("C6/9/E", "C major"): "I6/9/3",
    ("Gaug", "C major"): "V+",
    ("Bb13", "C major"): "bVII13",
    ("F/G", "C major"): "IV/5",
    ("Dm7b5(9)", "C major"): "iiø7(9)",
    ("Ab", "C minor"): "bVI",
    ("A7", "C minor"): "♮VI7",
    ("Am7b5", "C minor"): "viø7",
    ("Eb/G", "C minor"): "bIII/5",
    ("Cm/Eb", "C minor"): "i/b3",
    ("Fb", "Cb major"): "IV",
    ("E#dim7", "F# major"): "vii°7",
    ("Gb7", "C major"): "bV7",
    ("F#7", "C major"): "#IV7",
}


@pytest.mark.parametrize(("question", "numeral"), WRITTEN.items())
def test_written(question: tuple[str, str], numeral: str) -> None:
    symbol, key = question
    assert chord_to_roman(Chord.parse(symbol), Key.parse(key)) == numeral


def test_every_chord_type_reads_back_in_every_key() -> None:
    for key in all_keys():
        for kind in chord_types().values():
            for degree in ("1", "b2", "3", "#4", "5", "6", "b7", "7"):
                chord = Chord(key.degree(degree), kind.intervals)
                assert roman_to_chord(chord_to_roman(chord, key), key) == chord


kinds = st.sampled_from([kind.intervals for kind in chord_types().values()])


@given(keys, degrees, kinds, degrees)
@settings(max_examples=300)
def test_slash_chords_read_back(
    key: Key, degree: Interval, tones: tuple[Interval, ...], bass: Interval
) -> None:
    chord = Chord(key.degree(degree), tones, key.degree(bass))
    assert roman_to_chord(chord_to_roman(chord, key), key) == chord


@given(keys, kinds, st.sampled_from(["I", "ii", "bVI", "V", "iv"]))
def test_numerals_move_with_the_key(key: Key, tones: tuple[Interval, ...], target: str) -> None:
    moved = roman_to_chord(f"V7/{target}", key)
    assert moved.root == roman_to_chord(target, key).root.transpose(Interval.parse("P5"))


REFUSED = {
    "": 0,
    "X": 0,
    "VIII": 3,
    "Vi": 1,
    "iV": 1,
    "V7x": 2,
    "V/": 2,
    "V//ii": 2,
    "V/8": 2,
    "V/0": 2,
    "V7/x": 3,
    "V/ii/": 5,
    "iialt": 2,
    "bb": 0,
    "V(": 2,
    "5": 0,
    "C7": 0,
    "V7/ii/3/V": 6,
}


@pytest.mark.parametrize(("text", "position"), REFUSED.items())
def test_refused_with_the_place(text: str, position: int) -> None:
    with pytest.raises(TheoryError, match="expected") as caught:
        roman_to_chord(text, C)
    assert caught.value.position == position, caught.value
    assert Roman.try_parse(text) is None


def test_long_texts_are_refused_at_once() -> None:
    with pytest.raises(TheoryError, match="at most 64"):
        roman_to_chord("V/" * 50_000 + "V", C)
    assert roman_to_chord("V/V/V/V/V", C) == Chord.parse("B")


@given(st.text(alphabet="IViv7b#°ø/+m()9643s", max_size=16))
def test_any_text_is_a_numeral_or_a_clean_error(text: str) -> None:
    try:
        chord = roman_to_chord(text, C)
    except TheoryError:
        return
    assert roman_to_chord(chord_to_roman(chord, C), C) == chord


def test_parts_of_a_numeral() -> None:
    roman = Roman.parse("V65/ii")
    assert (roman.step, roman.inversion, roman.seventh) == (5, 1, True)
    assert roman.target == Roman.parse("ii")
    assert roman.target is not None
    assert roman.target.is_minor
    assert str(roman.local_key(C)) == "D minor"
    assert str(roman.chord(C)) == "A7/C#"
