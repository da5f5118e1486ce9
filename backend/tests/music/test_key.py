from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.pitch import LETTERS, PitchClass
from tests.music.strategies import keys

tonics = st.builds(PitchClass, st.sampled_from(LETTERS), st.integers(-1, 1))
any_keys = st.builds(Key, tonics, st.sampled_from(["major", "minor"]))

SIGNATURES = {
    "C major": 0,
    "G major": 1,
    "F# major": 6,
    "C# major": 7,
    "F major": -1,
    "Gb major": -6,
    "Cb major": -7,
    "A minor": 0,
    "E minor": 1,
    "D# minor": 6,
    "A# minor": 7,
    "Eb minor": -6,
    "Ab minor": -7,
    "G# major": 8,
    "Fb major": -8,
    "E# minor": 8,
}


@pytest.mark.parametrize(("text", "fifths"), SIGNATURES.items())
def test_signature(text: str, fifths: int) -> None:
    key = Key.parse(text)
    assert key.fifths == fifths
    assert key.is_practical == (abs(fifths) <= 7)


def test_fifteen_keys_of_each_mode() -> None:
    assert len(set(all_keys())) == 30
    for mode in ("major", "minor"):
        signatures = [key.fifths for key in all_keys() if key.mode == mode]
        assert signatures == list(range(-7, 8))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("G# major", "Ab major"),
        ("D# major", "Eb major"),
        ("A# major", "Bb major"),
        ("E# major", "F major"),
        ("Fb major", "E major"),
        ("Db minor", "C# minor"),
        ("Gb minor", "F# minor"),
        ("Cb minor", "B minor"),
        ("E# minor", "F minor"),
        ("B# minor", "C minor"),
        ("C# major", "C# major"),
        ("Cb major", "Cb major"),
    ],
)
def test_theoretical_keys_are_respelled(key: str, name: str) -> None:
    assert str(Key.parse(key).respelled()) == name


@given(any_keys)
def test_respelling_keeps_the_sound(key: Key) -> None:
    respelled = key.respelled()
    assert respelled.is_practical
    assert respelled.tonic.chroma == key.tonic.chroma
    assert respelled.mode == key.mode
    assert respelled.respelled() == respelled


@given(any_keys)
def test_parse_reads_what_str_writes(key: Key) -> None:
    assert Key.parse(str(key)) == key


WAYS = {
    "C major": [
        "C",
        "c",
        "CM",
        "Cmaj",
        "C Major",
        "c major",
        "C maj",
        " C ",
        "C-major",
        "C dur",
        "C Ionian",
    ],
    "C minor": [
        "Cm",
        "c minor",
        "C min",
        "Cmin",
        "C MINOR",
        "c-minor",
        "cm",
        "C mi",
        "c moll",
        "C aeolian",
    ],
    "A minor": ["Am", "a minor", "A minor", "a min"],
    "A major": ["A", "AM", "a major"],
    "Bb major": [
        "Bb",
        "B♭",
        "bb",
        "B flat",
        "B-flat major",
        "Bflat",
        "b flat major",
        "BbM",
        "Bb maj",
    ],
    "Bb minor": [
        "Bbm",
        "bbm",
        "B flat minor",
        "B♭ minor",
        "b-flat minor",
        "B Flat Minor",
        "Bb min",
    ],
    "B minor": ["Bm", "bm", "b minor"],
    "B major": ["B", "b"],
    "F# major": ["F#", "F-sharp", "F♯", "f sharp major", "F Sharp"],
    "F# minor": ["F#m", "F# min", "f♯ minor", "F-sharp minor", "F sharp min"],
    "C# major": ["C♯ major", "C# maj"],
    "Ab major": ["Ab", "A flat", "ab major"],
}


@pytest.mark.parametrize(("name", "texts"), WAYS.items())
def test_ways_of_writing_a_key(name: str, texts: list[str]) -> None:
    for text in texts:
        assert str(Key.parse(text)) == name, text


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("H", 0),
        ("C dorian", 1),
        ("C minorr", 1),
        ("Cm7", 1),
        ("C flatter", 1),
        ("major", 0),
        ("  X", 2),
        ("C####", 1),
    ],
)
def test_what_is_not_a_key(text: str, position: int) -> None:
    with pytest.raises(TheoryError, match="expected") as caught:
        Key.parse(text)
    assert caught.value.position == position
    assert Key.try_parse(text) is None


def test_hostile_and_odd_values() -> None:
    with pytest.raises(TheoryError, match="at most 32 characters"):
        Key.parse("C" + " " * 100_000)
    with pytest.raises(TheoryError, match="'major' or 'minor', not 'dorian'"):
        Key(PitchClass("C"), "dorian")  # type: ignore[arg-type]
    with pytest.raises(TheoryError):
        Key.parse("Cbbb flat")


def test_relatives() -> None:
    assert str(Key.parse("Eb").relative) == "C minor"
    assert str(Key.parse("F# minor").relative) == "A major"
    assert str(Key.parse("C").parallel) == "C minor"
    assert str(Key.parse("Ab minor").parallel) == "Ab major"


@given(keys)
def test_relative_keys_share_their_signature_and_notes(key: Key) -> None:
    assert key.relative.fifths == key.fifths
    assert key.relative.relative == key
    assert set(key.relative.scale.pitch_classes) == set(key.scale.pitch_classes)
    assert key.parallel.parallel == key


@given(keys)
def test_the_scale_has_as_many_accidentals_as_the_signature(key: Key) -> None:
    assert sum(name.alter for name in key.scale.pitch_classes) == key.fifths


def test_transposing_lands_on_a_practical_key() -> None:
    half_step = Interval.parse("m2")
    assert str(Key.parse("G").transpose(half_step)) == "Ab major"
    assert str(Key.parse("Ab").transpose(half_step)) == "A major"
    assert all(key.transpose(half_step).is_practical for key in all_keys())


def test_degrees_are_of_the_parallel_major() -> None:
    for text in ("C", "C minor"):
        key = Key.parse(text)
        assert [str(key.degree(name)) for name in ("b3", "3", "#4", "b7", "9")] == [
            "Eb",
            "E",
            "F#",
            "Bb",
            "D",
        ]
    assert str(Key.parse("Ab").degree(Interval.parse("m3"))) == "Cb"


@given(keys, st.integers(0, 11), st.integers(-1, 1))
def test_spelling_sounds_right_and_keeps_the_scale(key: Key, chroma: int, direction: int) -> None:
    name = key.spell(chroma, direction)
    assert name.chroma == chroma
    assert key.scale.spell(chroma) in (None, name)
    assert key.spell(chroma + 12, direction) == name


@pytest.mark.parametrize(
    ("key", "direction", "names"),
    [
        ("C", 0, "C Db D Eb E F F# G Ab A Bb B"),
        ("C", 1, "C C# D D# E F F# G G# A A# B"),
        ("C", -1, "C Db D Eb E F Gb G Ab A Bb B"),
        ("C minor", 0, "C Db D Eb E F F# G Ab A Bb B"),
        ("C minor", 1, "C C# D Eb E F F# G Ab A Bb B"),
        ("E", 0, "C C# D D# E F F# G G# A A# B"),
        ("Db", 0, "C Db Ebb Eb Fb F Gb G Ab Bbb Bb Cb"),
        ("F# minor", 0, "B# C# D D# E E# F# G G# A A# B"),
    ],
)
def test_chromatic_spelling(key: str, direction: int, names: str) -> None:
    found = [str(Key.parse(key).spell(chroma, direction)) for chroma in range(12)]
    assert " ".join(found) == names
