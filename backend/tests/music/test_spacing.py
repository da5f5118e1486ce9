from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.music.spacing import (
    least_gap,
    placements,
    spaced,
    spacing_faults,
    spacing_ok,
    stack,
)
from tests.music.strategies import ROOTS, pitches


def line(text: str) -> tuple[Pitch, ...]:
    return tuple(Pitch.parse(word) for word in text.split())


def names(text: str) -> list[PitchClass]:
    return [PitchClass.parse(word) for word in text.split()]


@pytest.mark.parametrize(
    ("notes", "ok"),
    [
        ("C2 G2 E3", True),
        ("C2 E2", False),
        ("C2 F2", False),
        ("G2 C3", True),
        ("G2 B2", False),
        ("B2 D3", False),
        ("C3 D3", True),
        ("F2 F2", True),
        ("F#2 B2", False),
        ("F#2 C#3", True),
    ],
)
def test_the_rule(notes: str, ok: bool) -> None:
    assert spacing_ok(line(notes)) == ok


def test_gaps_and_faults() -> None:
    assert [least_gap(midi) for midi in (42, 43, 47, 48)] == [7, 5, 5, 1]
    assert spacing_faults(line("E2 C2 C4 D4")) == (line("C2 E2"),)


@given(st.lists(pitches, min_size=1, max_size=6, unique_by=lambda pitch: pitch.midi))
def test_spaced_keeps_the_names_and_obeys(notes: list[Pitch]) -> None:
    moved = spaced(notes)
    assert spacing_ok(moved)
    assert sorted(str(pitch.name) for pitch in moved) == sorted(str(pitch.name) for pitch in notes)
    if spacing_ok(notes):
        assert moved == tuple(sorted(notes))


@given(st.lists(st.sampled_from(ROOTS), min_size=1, max_size=6), st.integers(36, 72))
def test_stack_rises_by_less_than_two_octaves_a_step(order: list[PitchClass], floor: int) -> None:
    bottom = PitchClass("C").above(floor)
    made = stack(order, bottom=bottom)
    assert [pitch.name for pitch in made] == order
    assert 0 <= made[0].midi - bottom.midi < 12
    assert all(0 < high.midi - low.midi <= 12 for low, high in pairwise(made))


def test_stack_under_a_top() -> None:
    assert stack(names("C E G"), top=Pitch.parse("G4")) == line("C4 E4 G4")
    assert stack(names("C E G"), top=Pitch.parse("F#4")) == line("C3 E3 G3")
    assert stack(names("C E G"), bottom=Pitch.parse("C4"), top=Pitch.parse("G4")) == line(
        "C4 E4 G4"
    )
    with pytest.raises(TheoryError, match="does not fit between"):
        stack(names("C E G"), bottom=Pitch.parse("C4"), top=Pitch.parse("F4"))
    with pytest.raises(TheoryError, match="at least one note"):
        stack([])


def test_placements_are_all_octaves_in_range() -> None:
    low, high = Pitch.parse("C3"), Pitch.parse("C5")
    assert placements(names("E G C"), low, high) == [line("E3 G3 C4"), line("E4 G4 C5")]
    assert placements(names("E G C"), low, Pitch.parse("B3")) == []
