"""Fingering against what tutors print, and what must hold of any fingering."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys import compose
from gospel_keys.arranger.fingering import finger
from gospel_keys.arranger.fingering_rules import distance, spans
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.scale import Scale, scale_types
from gospel_keys.score.model import Hand, Note, Role

HALF = Fraction(1, 2)


def part(text: str, hand: Hand, length: Fraction = HALF) -> list[Note]:
    """Eighth notes from pitches; ``C4+E4`` is a chord."""
    return [
        Note(f"p0.{i}.{j}", Pitch.parse(name), i * HALF, length, hand, 1, "p0.c0", Role.MELODY)
        for i, chord in enumerate(text.split())
        for j, name in enumerate(chord.split("+"))
    ]


def fingers(text: str, hand: str = "right", size: str = "normal") -> str:
    """Fingers of a part as text: ``1 2 3`` for a line, ``1-3-5`` for a chord, low key first."""
    notes = part(text, Hand(hand))
    found = finger(notes, size)  # type: ignore[arg-type]
    chords: dict[Fraction, list[str]] = {}
    for note in notes:
        chords.setdefault(note.onset, []).append(str(found[note.id]))
    return " ".join("-".join(chord) for chord in chords.values())


def scale(tonic: str, octave: int) -> list[str]:
    """One octave of a major scale, upwards."""
    names = Scale(Key.parse(tonic).tonic, scale_types()["ionian"]).pitch_classes
    low = names[0].at(octave).midi
    return [*(str(name.above(low)) for name in names), str(names[0].at(octave + 1))]


@pytest.mark.parametrize(
    ("tonic", "hand", "expected"),
    [
        ("C", "right", "1 2 3 1 2 3 4 5"),
        ("C", "left", "5 4 3 2 1 3 2 1"),
        ("G", "right", "1 2 3 1 2 3 4 5"),
        ("D", "left", "5 4 3 2 1 3 2 1"),
        ("A", "right", "1 2 3 1 2 3 4 5"),
        ("E", "right", "1 2 3 1 2 3 4 5"),
        ("B", "right", "1 2 3 1 2 3 4 5"),
        ("B", "left", "4 3 2 1 4 3 2 1"),
        ("F", "left", "5 4 3 2 1 3 2 1"),
        ("Bb", "right", "2 1 2 3 1 2 3 4"),
        ("Eb", "right", "2 1 2 3 4 1 2 3"),
        ("Ab", "right", "2 3 1 2 3 1 2 3"),
        ("Db", "right", "2 3 1 2 3 4 1 2"),
    ],
)
def test_scales_as_the_tutors_have_them_up_and_down(tonic: str, hand: str, expected: str) -> None:
    notes = scale(tonic, 3 if hand == "left" else 4)
    assert fingers(" ".join(notes), hand) == expected
    down = fingers(" ".join(reversed(notes)), hand)
    if tonic != "B" or hand == "right":
        assert down == expected[::-1]


@pytest.mark.parametrize(
    ("text", "hand", "expected"),
    [
        ("C4 D4 E4 F4 G4", "right", "1 2 3 4 5"),
        ("G4 F4 E4 D4 C4", "right", "5 4 3 2 1"),
        ("C3 D3 E3 F3 G3", "left", "5 4 3 2 1"),
        ("C4 E4 G4 C5", "right", "1 2 3 5"),
        ("C4 E4 G4 C5 E5 G5 C6", "right", "1 2 3 1 2 3 5"),
        ("C2 G2 E3", "left", "5 2 1"),
        ("C4+E4+G4", "right", "1-3-5"),
        ("E4+G4+C5", "right", "1-2-5"),
        ("G4+C5+E5", "right", "1-3-5"),
        ("C3+E3+G3", "left", "5-3-1"),
        ("G3+C4+E4", "left", "5-2-1"),
        ("C4+E4+G4+B4", "right", "1-2-3-5"),
        ("C4+C5", "right", "1-5"),
        ("C3+C4", "left", "5-1"),
        ("C4 C4 C4", "right", "1 1 1"),
    ],
)
def test_five_fingers_arpeggios_and_chords(text: str, hand: str, expected: str) -> None:
    found = fingers(text, hand)
    if expected == "1 1 1":
        assert len(set(found.split())) == 1
    else:
        assert found == expected


def test_two_octaves_pass_the_thumb_three_times_and_stay_off_black_keys_with_it() -> None:
    notes = scale("B", 3)[:-1] + scale("B", 4)
    way = fingers(" ".join(notes)).split()
    assert way.count("1") == 4
    assert all("#" not in name for name, number in zip(notes, way, strict=True) if number == "1")


def test_a_held_key_keeps_its_finger() -> None:
    held = Note("p0.h", Pitch.parse("C4"), Fraction(0), Fraction(4), Hand.RIGHT, 2, "c", Role.INNER)
    line = part("E4 F4 G4 A4 G4 F4 E4", Hand.RIGHT)
    found = finger([held, *line])
    assert all(found[note.id] > found["p0.h"] for note in line)


def test_tied_notes_are_one_stroke() -> None:
    first, second = part("C4 C4", Hand.RIGHT)
    tied = Note(*(getattr(first, f) for f in ("id", "pitch", "onset", "duration", "hand", "voice",
                "chord_id", "role")), tie=True)  # fmt: skip
    rest = part("C4 C4 D4 E4 F4 G4", Hand.RIGHT)[2:]
    found = finger([tied, second, *rest])
    assert found[tied.id] == found[second.id] == 1


def test_more_keys_than_fingers_are_refused() -> None:
    with pytest.raises(ValueError, match="5 fingers, 6 keys"):
        fingers("C4+D4+E4+F4+G4+A4")


def test_a_small_hand_reaches_less() -> None:
    for pair, row in spans("small").items():
        assert row.max_prac <= spans("normal")[pair].max_prac
        assert row.min_prac <= row.min_comf <= row.min_rel <= row.max_rel <= row.max_comf
    assert fingers("C4+G4+E5", "right", "small").startswith("1-")


@settings(deadline=None)
@given(st.integers(21, 100), st.integers(0, 24))
def test_distances_are_those_of_the_keyboard(low: int, up: int) -> None:
    assert distance(low, low) == 0
    assert distance(low, low + 12) == 12
    assert distance(low, low + up) == -distance(low + up, low)
    assert abs(distance(low, low + up) - up) <= 1


chords = st.lists(
    st.sets(st.integers(0, 15), min_size=1, max_size=5), min_size=1, max_size=8
).flatmap(lambda offsets: st.tuples(st.just(offsets), st.integers(36, 80)))


@settings(deadline=None)
@given(chords, st.sampled_from(Hand), st.sampled_from(["small", "normal"]), st.integers(1, 6))
def test_keys_struck_together_get_different_fingers_in_order(
    drawn: tuple[list[set[int]], int], hand: Hand, size: str, length: int
) -> None:
    offsets, low = drawn
    key = Key.parse("C")
    notes = [
        Note(f"{i}.{offset}", Pitch.from_midi(low + offset, key.spell(low + offset)), i * HALF,
             length * HALF, hand, 1, "c", Role.COMP)
        for i, chord in enumerate(offsets)
        for offset in chord
    ]  # fmt: skip
    found = finger(notes, size)  # type: ignore[arg-type]
    assert set(found) == {note.id for note in notes}
    assert set(found.values()) <= {1, 2, 3, 4, 5}
    for i, chord in enumerate(offsets):
        way = [found[f"{i}.{offset}"] for offset in sorted(chord, reverse=hand is Hand.LEFT)]
        assert all(one < other for one, other in pairwise(way))


def test_a_whole_piece_is_fingered_the_same_every_time() -> None:
    notes = compose("gospel", "Concert arrangement with runs", seed=2, num_bars=8).arrangement.notes
    found = finger(notes)
    assert set(found) == {note.id for note in notes}
    assert finger(tuple(reversed(notes))) == found
    assert set(found.values()) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("genre", ["gospel", "jazz", "neosoul"])
def test_a_first_week_keeps_five_fingers_on_five_keys(genre: str) -> None:
    """One key of the right hand has one finger from the first bar to the last."""
    for seed in range(6):
        made = compose(genre, "in Eb major", complexity=1, seed=seed, num_bars=16).arrangement
        for hand in Hand:
            used: dict[str, set[int | None]] = {}
            for note in made.notes:
                if note.hand is hand:
                    used.setdefault(str(note.pitch), set()).add(note.finger)
            assert all(len(fingers) == 1 for fingers in used.values())
