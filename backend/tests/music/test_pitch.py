from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE, Interval
from gospel_keys.music.pitch import MIDDLE_C, Pitch, PitchClass, read_name
from tests.music.strategies import intervals, pitch_classes, pitches


@given(pitch_classes)
def test_class_reads_what_it_writes(name: PitchClass) -> None:
    assert PitchClass.parse(str(name)) == name


@given(pitches)
def test_pitch_reads_what_it_writes(pitch: Pitch) -> None:
    assert Pitch.parse(str(pitch)) == pitch


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bb", "Bb"),
        ("B♭", "Bb"),
        ("bb", "Bb"),
        ("b", "B"),
        ("bbb", "Bbb"),
        ("F##", "F##"),
        ("Fx", "F##"),
        ("F𝄪", "F##"),
        ("E𝄫", "Ebb"),
        ("C♯", "C#"),
        ("D♮", "D"),
        ("Dbb", "Dbb"),
        ("Gx#", "G###"),
    ],
)
def test_spellings(text: str, name: str) -> None:
    assert str(PitchClass.parse(text)) == name


@pytest.mark.parametrize(
    ("name", "chroma", "fifths"),
    [
        ("C", 0, 0),
        ("B#", 0, 12),
        ("Cb", 11, -7),
        ("F#", 6, 6),
        ("Gb", 6, -6),
        ("F", 5, -1),
        ("Bbb", 9, -9),
    ],
)
def test_chroma_and_place_among_the_fifths(name: str, chroma: int, fifths: int) -> None:
    pitch_class = PitchClass.parse(name)
    assert (pitch_class.chroma, pitch_class.fifths) == (chroma, fifths)
    assert PitchClass.from_fifths(fifths) == pitch_class


@pytest.mark.parametrize(
    ("name", "midi", "step"),
    [
        ("C4", 60, 28),
        ("Cb4", 59, 28),
        ("B#3", 60, 27),
        ("A4", 69, 33),
        ("C-1", 0, -7),
        ("G9", 127, 67),
        ("Dbb4", 60, 29),
        ("E#4", 65, 30),
    ],
)
def test_octaves_go_with_the_letter(name: str, midi: int, step: int) -> None:
    pitch = Pitch.parse(name)
    assert (pitch.midi, pitch.staff_step) == (midi, step)
    assert Pitch.from_midi(midi, pitch.name) == pitch


def test_parts() -> None:
    pitch = Pitch.parse("Eb5")
    assert (pitch.letter, pitch.alter, pitch.octave) == ("E", -1, 5)
    assert pitch.name.at(5) == pitch
    assert Pitch.parse("C4").midi == MIDDLE_C
    assert PitchClass.parse("G#").is_enharmonic(PitchClass.parse("Ab"))


@given(pitch_classes)
def test_simplified_sounds_the_same_with_one_accidental_at_most(name: PitchClass) -> None:
    simple = name.simplified()
    assert simple.chroma == name.chroma
    assert abs(simple.alter) <= 1
    assert abs(name.alter) > 1 or simple == name


def test_simplified() -> None:
    names = ["Abb", "F##", "Bbbb", "C###", "E#"]
    assert [str(PitchClass.parse(name).simplified()) for name in names] == [
        "G",
        "G",
        "Ab",
        "D#",
        "E#",
    ]


def test_from_midi_refuses_a_wrong_name() -> None:
    with pytest.raises(TheoryError, match="61 cannot be spelled C"):
        Pitch.from_midi(61, PitchClass("C"))


@given(pitches, intervals(most=10))
def test_transposing_moves_letters_and_semitones(pitch: Pitch, interval: Interval) -> None:
    moved = _transposed(pitch, interval)
    assume(moved is not None)
    assert moved is not None
    assert moved.midi - pitch.midi == interval.semitones
    assert moved.staff_step - pitch.staff_step == interval.steps
    assert moved.transpose(-interval) == pitch
    assert moved.name == pitch.name.transpose(interval)


def _transposed(pitch: Pitch, interval: Interval) -> Pitch | None:
    try:
        return pitch.transpose(interval)
    except TheoryError:
        return None


def test_transposing_past_three_accidentals_is_refused() -> None:
    with pytest.raises(TheoryError, match="at most 3"):
        PitchClass("C", 3).transpose(Interval.parse("A5"))


@given(pitches, st.integers(0, 127))
def test_above_below_and_nearest(pitch: Pitch, midi: int) -> None:
    name = pitch.name
    assert 0 <= name.above(midi).midi - midi < 12
    assert 0 <= midi - name.below(midi).midi < 12
    assert abs(name.nearest(midi).midi - midi) <= 6
    assert name.above(midi).name == name.below(midi).name == name.nearest(midi).name == name


@given(pitches, pitches)
def test_order_is_by_sound_then_by_staff(a: Pitch, b: Pitch) -> None:
    key_a, key_b = (a.midi, a.staff_step), (b.midi, b.staff_step)
    assert (a < b) == (key_a < key_b)
    assert (a <= b) == (key_a <= key_b)
    assert (a > b) == (key_a > key_b)
    assert (a >= b) == (key_a >= key_b)
    assert (a == b) == (key_a == key_b)
    assert a != b or hash(a) == hash(b)


def test_enharmonics_in_order() -> None:
    names = ["Dbb4", "C4", "B#3"]
    assert [str(pitch) for pitch in sorted(map(Pitch.parse, names))] == ["B#3", "C4", "Dbb4"]


@given(pitches)
def test_an_octave_keeps_the_name(pitch: Pitch) -> None:
    up = pitch.transpose(OCTAVE)
    assert (up.name, up.octave) == (pitch.name, pitch.octave + 1)


@pytest.mark.parametrize("text", ["", "H", "C####", "Cbbbb", "Cb#", "C4", " C", "C ", "1"])
def test_what_is_not_a_pitch_class(text: str) -> None:
    with pytest.raises(TheoryError):
        PitchClass.parse(text)
    assert PitchClass.try_parse(text) is None


@pytest.mark.parametrize("text", ["", "C", "4", "C4.5", "C--1", "C444", "Cb", "c####4", "C4 "])
def test_what_is_not_a_pitch(text: str) -> None:
    with pytest.raises(TheoryError):
        Pitch.parse(text)
    assert Pitch.try_parse(text) is None


def test_errors_say_where() -> None:
    with pytest.raises(TheoryError, match="character 3") as caught:
        PitchClass.parse("Bbq")
    assert caught.value.position == 2
    with pytest.raises(TheoryError, match="at most 12 characters"):
        Pitch.parse("C" * 10_000)


def test_bad_values_are_refused() -> None:
    with pytest.raises(TheoryError, match="one of A to G"):
        PitchClass("H")
    with pytest.raises(TheoryError, match="at most 3"):
        PitchClass("C", 4)


def test_reading_a_name_inside_a_text() -> None:
    assert read_name("xxBbm7", 2) == (PitchClass("B", -1), 4)
    with pytest.raises(TheoryError):
        read_name("am")
