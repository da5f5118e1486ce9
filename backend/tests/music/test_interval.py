from __future__ import annotations

import pytest
from hypothesis import given

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE, UNISON, Interval, degrees
from gospel_keys.music.pitch import Pitch, PitchClass
from tests.music.strategies import intervals, pitch_classes, pitches

NAMES = {
    "P1": ("1", 0, 0),
    "A1": ("#1", 0, 1),
    "d1": ("b1", 0, -1),
    "m2": ("b2", 1, 1),
    "d2": ("bb2", 1, 0),
    "M2": ("2", 1, 2),
    "A2": ("#2", 1, 3),
    "m3": ("b3", 2, 3),
    "M3": ("3", 2, 4),
    "d4": ("b4", 3, 4),
    "P4": ("4", 3, 5),
    "A4": ("#4", 3, 6),
    "d5": ("b5", 4, 6),
    "P5": ("5", 4, 7),
    "AA5": ("##5", 4, 9),
    "m6": ("b6", 5, 8),
    "M6": ("6", 5, 9),
    "d7": ("bb7", 6, 9),
    "m7": ("b7", 6, 10),
    "M7": ("7", 6, 11),
    "P8": ("8", 7, 12),
    "m9": ("b9", 8, 13),
    "M9": ("9", 8, 14),
    "A9": ("#9", 8, 15),
    "A11": ("#11", 10, 18),
    "m13": ("b13", 12, 20),
    "M13": ("13", 12, 21),
}


@pytest.mark.parametrize(("name", "facts"), NAMES.items())
def test_name_and_degree_are_two_readings_of_one_interval(
    name: str, facts: tuple[str, int, int]
) -> None:
    degree, steps, semitones = facts
    assert Interval.parse(name) == Interval.parse(degree) == Interval(steps, semitones)
    assert (Interval(steps, semitones).name, Interval(steps, semitones).degree) == (name, degree)


@given(intervals())
def test_parse_reads_what_str_writes(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval
    assert Interval.parse(interval.degree) == interval


def test_negative_intervals_go_down() -> None:
    assert Interval.parse("-m2") == Interval(-1, -1)
    assert Interval.parse("-b3") == -Interval.parse("m3")
    assert (-Interval.parse("P5")).name == "-P5"
    assert Interval(-1, -1).number == 2


def test_unicode_signs() -> None:
    assert Interval.parse("♭7") == Interval.parse("b7")
    assert Interval.parse("♯11") == Interval.parse("#11")


@given(intervals(), intervals())
def test_arithmetic(a: Interval, b: Interval) -> None:
    assert a + b == b + a
    assert (a + b) - b == a
    negative = -a
    assert -negative == a
    assert a + -a == UNISON


@given(intervals(most=40))
def test_simple_is_within_an_octave_and_sounds_alike(interval: Interval) -> None:
    simple = interval.simple
    assert abs(simple.steps) < 7
    assert (simple.semitones - interval.semitones) % 12 == 0
    assert simple.steps == 0 or simple.alteration == interval.alteration


def test_simple_and_inverted() -> None:
    assert Interval.parse("M9").simple.name == "M2"
    assert Interval.parse("13").simple.name == "M6"
    assert OCTAVE.simple == UNISON
    assert Interval.parse("m3").inverted.name == "M6"
    assert Interval.parse("A4").inverted.name == "d5"
    assert UNISON.inverted == UNISON


@given(pitch_classes, pitch_classes)
def test_between_names_leads_from_one_to_the_other(a: PitchClass, b: PitchClass) -> None:
    between = Interval.between(a, b)
    assert 0 <= between.steps < 7
    assert a.transpose(between) == b


@given(pitches, pitches)
def test_between_pitches_leads_from_one_to_the_other(a: Pitch, b: Pitch) -> None:
    assert a.transpose(Interval.between(a, b)) == b
    assert Interval.between(a, b) == -Interval.between(b, a)


def test_row_of_degrees() -> None:
    assert [interval.name for interval in degrees("1 b3 5 bb7")] == ["P1", "m3", "P5", "d7"]


@pytest.mark.parametrize(
    "text", ["", "P", "5P", "P3", "M5", "m4", "x3", "P0", "0", "b", "##", "P99", "h7", "3b"]
)
def test_what_is_not_an_interval(text: str) -> None:
    with pytest.raises(TheoryError):
        Interval.parse(text)
    assert Interval.try_parse(text) is None


def test_errors_say_where() -> None:
    with pytest.raises(TheoryError, match="quality that a 5 can have") as caught:
        Interval.parse("M5")
    assert (caught.value.text, caught.value.position) == ("M5", 0)
    with pytest.raises(TheoryError, match="at most"):
        Interval.parse("b" * 500)
    with pytest.raises(TheoryError, match="at most 70 steps"):
        Interval(71, 120)
