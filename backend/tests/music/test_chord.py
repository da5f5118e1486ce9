from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval, degrees
from gospel_keys.music.pitch import PitchClass
from tests.music.strategies import any_chords, known_chords


def words(names: object) -> str:
    return " ".join(map(str, names))  # type: ignore[call-overload]


@given(known_chords)
def test_parse_reads_what_str_writes(chord: Chord) -> None:
    assert Chord.parse(str(chord)) == chord
    assert chord.type is not None


def test_parts() -> None:
    chord = Chord.parse("F#13(b9)/A#")
    assert str(chord.root) == "F#"
    assert str(chord.bass) == str(chord.lowest) == "A#"
    assert chord.symbol == "13b9"
    assert chord.degrees == ("1", "3", "5", "b7", "b9", "13")
    assert chord.extensions == ("13",)
    assert chord.alterations == ("b9",)
    assert chord.quality == "major"
    assert chord.type is chord_types()["13b9"]
    assert words(chord.pitch_classes) == "F# A# C# E G D#"
    assert words(chord.notes) == "A# C# E G D# F#"
    assert words([chord.third, chord.fifth, chord.seventh]) == "A# C# E"


def test_a_chord_can_be_made_from_degrees_or_from_an_id() -> None:
    root = PitchClass.parse("Bb")
    assert Chord.of(root, "1 b3 5 b7") == Chord.of(root, "m7") == Chord.parse("Bbm7")
    assert Chord.of(root, "maj", PitchClass.parse("C")) == Chord.parse("Bb/C")


def test_intervals_are_put_in_order_and_once() -> None:
    jumbled = Chord(PitchClass("C"), degrees("5 1 b7 3 5"))
    assert jumbled == Chord.parse("C7")
    assert hash(jumbled) == hash(Chord.parse("C7"))


@pytest.mark.parametrize("tones", ["3 5", "", "1 8", "1 #1", "1 10", "1 -3", "1 bbb7"])
def test_what_cannot_be_a_chord(tones: str) -> None:
    with pytest.raises(TheoryError):
        Chord(PitchClass("C"), degrees(tones))


def test_degree_takes_the_chords_own_tone() -> None:
    chord = Chord.parse("C7b9")
    assert str(chord.degree("9")) == str(chord.degree("b9")) == "Db"
    assert chord.degree("#9") is None
    assert chord.degree("13") is None
    assert str(Chord.parse("Cm7").degree("3")) == "Eb"
    assert Chord.parse("Csus4").third is None
    assert Chord.parse("C").seventh is None
    alt = Chord.parse("C7alt")
    assert (str(alt.fifth), str(alt.degree("9")), str(alt.degree("b9"))) == ("G#", "D#", "Db")


QUALITIES = {
    "C": "major",
    "Cmaj9": "major",
    "C7": "major",
    "C(no5)": "major",
    "Cm": "minor",
    "Cm(no5)": "minor",
    "Cm#5": "minor",
    "CmMaj7": "minor",
    "Cdim": "diminished",
    "Cm7b5": "diminished",
    "Caug": "augmented",
    "C7#5": "augmented",
    "C(b5)": "altered fifth",
    "C7b5": "altered fifth",
    "Csus4": "suspended",
    "Csus2": "suspended",
    "C11": "suspended",
    "C5": "power",
}


@pytest.mark.parametrize(("text", "quality"), QUALITIES.items())
def test_quality(text: str, quality: str) -> None:
    assert Chord.parse(text).quality == quality


FAMILIES = {
    "is_dominant": "C7 C9 C13b9 C7alt C7#5 C7b5 C7sus4 C9sus4 C11 C7(no3)",
    "is_major": "C Cmaj7 C6 C6/9 Cadd9 Caug Cmaj7#5 Cmaj9#11",
    "is_minor": "Cm Cm7 Cm6 CmMaj7 Cm11 Cm7#5",
    "is_diminished": "Cdim Cdim7 Cm7b5 Cdim(maj7)",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_chord_is_of_one_family(family: str) -> None:
    for other, members in FAMILIES.items():
        for text in members.split():
            assert getattr(Chord.parse(text), other)
            assert getattr(Chord.parse(text), family) == (family == other), text


def test_suspended_and_power_chords() -> None:
    assert Chord.parse("C7sus4").is_suspended
    assert not Chord.parse("C7").is_suspended
    plain = Chord.parse("C5")
    assert not any([plain.is_major, plain.is_minor, plain.is_dominant, plain.is_diminished])


def test_alterations_and_extensions() -> None:
    assert Chord.parse("C7#9#5").alterations == ("#5", "#9")
    assert Chord.parse("Cdim7").alterations == ()
    assert Chord.parse("Caug").alterations == ("#5",)
    assert Chord.parse("Cm13").extensions == ("9", "13")


@given(known_chords, st.sampled_from(["m2", "M2", "m3", "P4", "-P5", "-M2"]))
def test_transposing_keeps_the_kind(chord: Chord, name: str) -> None:
    interval = Interval.parse(name)
    try:
        moved = chord.transpose(interval)
        notes = moved.notes
    except TheoryError:
        return
    assert moved.type is chord.type
    assert moved.transpose(-interval) == chord
    assert moved.chromas == {(chroma + interval.semitones) % 12 for chroma in chord.chromas}
    assert notes == tuple(note.transpose(interval) for note in chord.notes)


@given(any_chords())
def test_inversions(chord: Chord) -> None:
    for place, name in enumerate(chord.pitch_classes):
        inverted = chord.inverted(place)
        assert inverted.notes[0] == inverted.lowest == name
        assert sorted(map(str, inverted.notes)) == sorted(map(str, chord.pitch_classes))
    assert chord.inverted(0).inversion == 0
    assert chord.with_bass(None) == chord.inverted(0)


def test_simplified_and_reduced() -> None:
    assert str(Chord.parse("Abb7/Cb").simplified()) == "G7/B"
    assert str(Chord.parse("F##dim7").simplified()) == "Gdim7"
    same = Chord.parse("Bbm7/Db")
    assert same.simplified() is same
    assert str(Chord.parse("Bb13#11/D").reduced()) == "Bb7/D"
    assert str(Chord.parse("C7#9#5").reduced(5)) == "Caug"
    assert str(Chord.parse("Cm11").reduced(5)) == "Cm"
    assert str(Chord.parse("C9sus4").reduced()) == "C7sus4"


@given(any_chords())
def test_simplified_keeps_the_sound(chord: Chord) -> None:
    assert chord.simplified().chromas == chord.chromas


def test_slash_chords() -> None:
    assert Chord.parse("C/G").inversion == 2
    over = Chord.parse("F/G")
    assert over.inversion is None
    assert words(over.notes) == "G F A C"
    assert words(over.pitch_classes) == "F A C"
    assert over.chromas == {7, 5, 9, 0}
    assert words(Chord.parse("C°7/A").notes) == "A C Eb Gb"
    assert Chord.parse("C°7/A").inversion == 3
    assert Chord.parse("C/C").bass is None
    assert str(Chord.parse("C/B#").bass) == "B#"


def test_scales_fit() -> None:
    assert [str(scale) for scale in Chord.parse("Bb7alt").scales()] == ["Bb Altered"]
    composed = Chord.parse("C7(b9,#11)")
    assert composed.type is None
    assert composed.scales()[0].type.id == "diminished-half-whole"
    for scale in composed.scales():
        assert composed.chromas <= scale.chromas
    assert Chord.parse("C(add#6,no5)").scales() != ()


@given(known_chords)
def test_scales_of_every_type_hold_its_tones(chord: Chord) -> None:
    tones = {name.chroma for name in chord.pitch_classes}
    assert all(tones <= scale.chromas for scale in chord.scales())


def test_frozen() -> None:
    with pytest.raises(AttributeError):
        Chord.parse("C").root = PitchClass("D")  # type: ignore[misc]
