from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.voice_leading import (
    Parallel,
    assignment,
    common_tones,
    distance,
    lead,
    nearest,
    parallels,
)
from gospel_keys.music.voicing import close_positions
from tests.music.strategies import known_chords, pitches


def line(text: str) -> tuple[Pitch, ...]:
    return tuple(Pitch.parse(word) for word in text.split())


voicings = st.lists(pitches, min_size=1, max_size=4).map(tuple)


@given(voicings, voicings)
def test_distance_is_the_cost_of_the_assignment(a: tuple[Pitch, ...], b: tuple[Pitch, ...]) -> None:
    motions = assignment(a, b)
    assert {motion[0] for motion in motions} == set(a)
    assert {motion[1] for motion in motions} == set(b)
    cost = sum(abs(after.midi - before.midi) for before, after in motions)
    assert distance(a, b) == cost
    assert distance(a, b) == distance(b, a)
    assert distance(a, a) == 0


@given(st.lists(pitches, min_size=4, max_size=4), st.lists(pitches, min_size=4, max_size=4))
@settings(max_examples=50)
def test_distance_is_the_least_of_all_pairings(a: list[Pitch], b: list[Pitch]) -> None:
    least = min(
        sum(abs(x.midi - y.midi) for x, y in zip(a, order, strict=True))
        for order in permutations(b)
    )
    assert distance(a, b) == least


@given(st.lists(pitches, min_size=3, max_size=3), st.lists(pitches, min_size=2, max_size=2))
@settings(max_examples=50)
def test_unequal_sizes_split_or_meet_at_least_cost(a: list[Pitch], b: list[Pitch]) -> None:
    maps = [choice for choice in product(range(2), repeat=3) if set(choice) == {0, 1}]
    least = min(
        sum(abs(x.midi - b[place].midi) for x, place in zip(a, choice, strict=True))
        for choice in maps
    )
    assert distance(a, b) == least


def test_assignment_and_empty_voicings() -> None:
    assert assignment(line("C4 E4 G4"), line("C4 F4 A4")) == (
        line("C4 C4"),
        line("E4 F4"),
        line("G4 A4"),
    )
    assert assignment((), line("C4")) == ()
    assert distance((), line("C4")) == 0


def test_nearest() -> None:
    before = line("E4 G4 C5")
    near, far = line("F4 A4 C5"), line("C4 F4 A4")
    assert nearest(before, [far, near]) == near
    tied = [line("E4 G4 D5"), line("E4 A4 C5")]
    assert nearest(before, tied) == tied[1]
    assert nearest((), [far]) == far
    with pytest.raises(TheoryError, match="no voicing to choose from"):
        nearest(before, [])


def test_common_tones_go_by_sound() -> None:
    assert common_tones(line("C4 E4 G#4"), line("C4 F4 Ab4")) == line("C4 Ab4")


@given(known_chords, known_chords)
def test_lead_moves_less_than_any_other_position(first: Chord, second: Chord) -> None:
    low, high = Pitch.parse("G3"), Pitch.parse("G5")
    start = lead((), first, low, high, size=4)
    following = lead(start, second, low, high, size=4)
    assert low.midi <= following[0].midi
    assert following[-1].midi <= high.midi
    others = close_positions(second, low, high, size=4)
    assert all(distance(start, following) <= distance(start, other) for other in others)


def test_two_five_one() -> None:
    low, high = Pitch.parse("C4"), Pitch.parse("D5")
    voicing = line("C4 D4 F4 A4")
    made = []
    for symbol in ("Dm7", "G7", "Cmaj7"):
        voicing = lead(voicing, Chord.parse(symbol), low, high)
        made.append(" ".join(map(str, voicing)))
    assert made == ["C4 D4 F4 A4", "D4 F4 G4 B4", "C4 E4 G4 B4"]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("C3 G3", "D3 A3", [("fifth", 0, 1)]),
        ("C3 C4", "D3 D4", [("octave", 0, 1)]),
        ("C3 G3", "D3 A4", [("fifth", 0, 1)]),
        ("C3 G3", "C3 G3", []),
        ("C4 G4", "F4 C5", [("fifth", 0, 1)]),
        ("C4 G4", "G3 D5", []),
        ("B3 F4", "C4 G4", []),
        ("C4 Abb4", "D4 Bbb4", []),
        ("C4 C4", "D4 D4", [("octave", 0, 1)]),
        ("C3 G3 E4", "D3 A3 F4", [("fifth", 0, 1)]),
        ("C3 E3 G3 C4", "D3 F3 A3 D4", [("fifth", 0, 2), ("octave", 0, 3)]),
        ("C4 E4", "D4 F4", []),
    ],
)
def test_parallels(before: str, after: str, found: list[tuple[str, int, int]]) -> None:
    expected = tuple(Parallel(*row) for row in found)  # type: ignore[arg-type]
    assert parallels(line(before), line(after)) == expected


def test_parallels_need_the_same_voices() -> None:
    with pytest.raises(TheoryError, match="2 voices cannot be followed by 1"):
        parallels(line("C4 G4"), line("C4"))
