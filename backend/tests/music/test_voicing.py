from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music import voicing
from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import Pitch
from tests.music.strategies import known_chords, pitches


def notes(pitches: tuple[Pitch, ...]) -> str:
    return " ".join(map(str, pitches))


def at(text: str) -> Pitch:
    return Pitch.parse(text)


@pytest.mark.parametrize(
    ("symbol", "inversion", "made"),
    [
        ("C", 0, "C3 E3 G3"),
        ("C", 1, "E3 G3 C4"),
        ("C", 2, "G3 C4 E4"),
        ("Abm", 0, "Ab3 Cb4 Eb4"),
        ("F#maj7", 0, "F#3 A#3 C#4 E#4"),
        ("Cmaj9", 0, "C3 D3 E3 G3 B3"),
        ("C", 3, "C3 E3 G3"),
    ],
)
def test_close(symbol: str, inversion: int, made: str) -> None:
    assert notes(voicing.close(Chord.parse(symbol), inversion=inversion)) == made


def test_open_drop2_drop3() -> None:
    chord = Chord.parse("Cmaj7")
    assert notes(voicing.open_(chord)) == "C3 G3 E4 B4"
    assert notes(voicing.open_(Chord.parse("C"))) == "C3 G3 E4"
    assert notes(voicing.drop2(chord)) == "G3 C4 E4 B4"
    assert notes(voicing.drop3(chord)) == "E3 C4 G4 B4"
    assert notes(voicing.drop2(chord, inversion=1, top=at("C5"))) == "B3 E4 G4 C5"
    assert notes(voicing.drop2(Chord.parse("C"))) == "G3 C4 E4 C5"
    assert notes(voicing.drop2(Chord.parse("Cmaj9"))) == "G3 D4 E4 B4"
    with pytest.raises(TheoryError, match="too few tones"):
        voicing.drop3(Chord.parse("C5"))


@pytest.mark.parametrize(
    ("symbol", "melody", "doubled", "made"),
    [
        ("C6", "A4", False, "C4 E4 G4 A4"),
        ("C6", "E5", False, "G4 A4 C5 E5"),
        ("C6", "D5", False, "E4 G4 A4 D5"),
        ("G7", "A4", False, "B3 D4 F4 A4"),
        ("G7", "E5", False, "F4 G4 B4 E5"),
        ("C7", "F5", False, "G4 Bb4 C5 F5"),
        ("C7", "F#5", False, "Bb4 C5 E5 F#5"),
        ("C7", "D#5", False, "E4 G4 Bb4 D#5"),
        ("C7", "Db5", False, "E4 G4 Bb4 Db5"),
        ("Cmaj7", "C5", True, "C4 E4 G4 B4 C5"),
        ("C", "G4", False, "C4 E4 G4"),
    ],
)
def test_block(symbol: str, melody: str, doubled: bool, made: str) -> None:
    assert notes(voicing.block(Chord.parse(symbol), at(melody), doubled=doubled)) == made


@given(known_chords, pitches.filter(lambda pitch: 50 < pitch.midi < 100))
def test_block_hangs_under_its_melody(chord: Chord, melody: Pitch) -> None:
    made = voicing.block(chord, melody)
    assert made[-1] == melody
    assert melody.midi - made[0].midi < 12
    assert len({pitch.midi for pitch in made}) == len(made)


def test_close_positions_are_all_of_them() -> None:
    found = voicing.close_positions(Chord.parse("C"), at("C3"), at("C5"))
    assert [notes(position) for position in found] == [
        "C3 E3 G3",
        "C4 E4 G4",
        "E3 G3 C4",
        "E4 G4 C5",
        "G3 C4 E4",
    ]


Voicer = Callable[..., tuple[Pitch, ...]]
OF_CHORD_TONES: list[Voicer] = [
    voicing.close,
    voicing.open_,
    voicing.drop2,
    voicing.drop3,
    voicing.shell,
    voicing.spread,
]
ALL = [*OF_CHORD_TONES, voicing.rootless, voicing.quartal, voicing.upper_structure]


@pytest.mark.parametrize("voice", ALL, ids=lambda voice: voice.__name__)
@given(chord=known_chords, place=st.integers(40, 76))
@settings(max_examples=60)
def test_every_voicing_stands_where_it_is_told(voice: Voicer, chord: Chord, place: int) -> None:
    edge = Pitch.parse("C4").name.above(place)
    try:
        low, high = voice(chord, bottom=edge), voice(chord, top=edge)
    except TheoryError:
        return
    assert list(low) == sorted(low)
    assert 0 <= low[0].midi - edge.midi < 12
    assert 0 <= edge.midi - high[-1].midi < 12
    assert [pitch.name for pitch in low] == [pitch.name for pitch in high]
    assert voice(chord, bottom=low[0], top=low[-1]) == low
    with pytest.raises(TheoryError):
        voice(chord, bottom=low[0], top=at("C1"))


@pytest.mark.parametrize("voice", OF_CHORD_TONES, ids=lambda voice: voice.__name__)
@given(chord=known_chords)
@settings(max_examples=60)
def test_plain_voicings_use_the_chords_own_spelled_tones(voice: Voicer, chord: Chord) -> None:
    try:
        made = voice(chord)
    except TheoryError:
        return
    assert {pitch.name for pitch in made} <= set(chord.pitch_classes)


@given(known_chords)
def test_spread_obeys_the_spacing_rule_from_c2(chord: Chord) -> None:
    made = voicing.spread(chord, bottom=at("C2"))
    own = {pitch.name for pitch in made}
    assert own <= set(chord.pitch_classes)
    third = {interval.degree for interval in chord.intervals}
    if {"5", "b7"} <= third and "2" not in third:
        assert made[1].midi - made[0].midi >= 7
