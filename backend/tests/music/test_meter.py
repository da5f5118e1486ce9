from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.meter import DENOMINATORS, Meter

meters = st.builds(Meter, st.integers(1, 32), st.sampled_from(DENOMINATORS))

# bar, beat, beats, compound, class, division: quarters
FACTS = {
    "4/4": (4, 1, 4, False, "quadruple", Fraction(1, 2)),
    "3/4": (3, 1, 3, False, "triple", Fraction(1, 2)),
    "2/4": (2, 1, 2, False, "duple", Fraction(1, 2)),
    "2/2": (4, 2, 2, False, "duple", 1),
    "3/2": (6, 2, 3, False, "triple", 1),
    "5/4": (5, 1, 5, False, "quintuple", Fraction(1, 2)),
    "7/8": (Fraction(7, 2), Fraction(1, 2), 7, False, "septuple", Fraction(1, 4)),
    "6/8": (3, Fraction(3, 2), 2, True, "duple", Fraction(1, 2)),
    "9/8": (Fraction(9, 2), Fraction(3, 2), 3, True, "triple", Fraction(1, 2)),
    "12/8": (6, Fraction(3, 2), 4, True, "quadruple", Fraction(1, 2)),
    "15/8": (Fraction(15, 2), Fraction(3, 2), 5, True, "quintuple", Fraction(1, 2)),
    "6/4": (6, 3, 2, True, "duple", 1),
    "3/8": (Fraction(3, 2), Fraction(3, 2), 1, True, "single", Fraction(1, 2)),
    "11/8": (Fraction(11, 2), Fraction(1, 2), 11, False, "irregular", Fraction(1, 4)),
}


@pytest.mark.parametrize(("text", "facts"), FACTS.items())
def test_facts(text: str, facts: tuple[object, ...]) -> None:
    meter = Meter.parse(text)
    assert facts == (
        meter.bar,
        meter.beat,
        meter.beats,
        meter.is_compound,
        meter.meter_class,
        meter.division,
    )


@given(meters)
def test_beats_fill_the_bar(meter: Meter) -> None:
    assert meter.beat * meter.beats == meter.bar
    assert Meter.parse(str(meter)) == meter


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("4/4", [3, 1, 2, 1]),
        ("3/4", [3, 1, 1]),
        ("2/2", [3, 1]),
        ("6/8", [3, 1]),
        ("12/8", [3, 1, 2, 1]),
        ("5/4", [3, 1, 1, 2, 1]),
        ("7/8", [3, 1, 2, 1, 2, 1, 1]),
    ],
)
def test_strength_of_each_beat(text: str, weights: list[int]) -> None:
    meter = Meter.parse(text)
    assert [meter.strength(meter.beat * beat) for beat in range(meter.beats)] == weights


@given(meters, st.integers(-5, 5))
def test_strength_repeats_every_bar(meter: Meter, bars: int) -> None:
    assert meter.strength(meter.bar * bars) == 3
    assert meter.strength(meter.bar * bars + meter.beat / 2) == 0


def test_eighths_inside_a_compound_beat_are_weak() -> None:
    meter = Meter.parse("12/8")
    assert [meter.strength(Fraction(eighth, 2)) for eighth in range(4)] == [3, 0, 0, 1]


@pytest.mark.parametrize(
    ("text", "meter"),
    [("C", "4/4"), ("C|", "2/2"), (" 6 / 8 ", "6/8"), ("common time", "4/4"), ("cut", "2/2")],
)
def test_other_ways_of_writing(text: str, meter: str) -> None:
    assert str(Meter.parse(text)) == meter


@pytest.mark.parametrize(
    "text", ["", "4", "4/3", "0/4", "33/4", "4/64", "4/4/4", "a/b", "4/0", "-4/4", "4" * 99]
)
def test_what_is_not_a_meter(text: str) -> None:
    with pytest.raises(TheoryError):
        Meter.parse(text)
    assert Meter.try_parse(text) is None


def test_the_error_names_what_is_allowed() -> None:
    with pytest.raises(TheoryError, match=r"1\.\.32 over one of 1, 2, 4, 8, 16, 32, not 4/3"):
        Meter.parse("4/3")
