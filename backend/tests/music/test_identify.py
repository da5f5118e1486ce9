from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.identify import identify
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.spacing import stack
from tests.music.strategies import ROOTS

NAMED = {
    "C4 E4 G4": "C",
    "E4 G4 C5": "C/E",
    "A3 C4 E4 G4": "Am7",
    "C4 E4 G4 A4": "C6",
    "F3 A3 C4 E4": "Fmaj7",
    "G2 F3 A3 C4": "G9sus4",
    "C3 Bb3 E4 A4 D5": "C13",
    "C3 E3 Bb3": "C7",
    "B3 D4 F4 Ab4": "Bdim7",
    "D3 F3 Ab3 C4": "Dm7b5",
    "Ab3 Cb4 Eb4": "Abm",
    "C3 G3": "C5",
    "C3 F3 G3": "Csus4",
    "C4 C5": None,
}


@pytest.mark.parametrize(("notes", "symbol"), NAMED.items())
def test_named(notes: str, symbol: str | None) -> None:
    found = identify(map(Pitch.parse, notes.split()))
    assert (str(found[0]) if found else None) == symbol


def test_other_readings_follow() -> None:
    found = identify(map(Pitch.parse, ["G2", "F3", "A3", "C4"]))
    assert "F/G" in list(map(str, found))
    assert str(identify(map(Pitch.parse, ["C#3", "D4", "F#4", "A4"]))[0]) == "Dmaj7/C#"


def test_a_key_decides_the_spelling() -> None:
    pitches = [Pitch.parse(name) for name in ("F#3", "A#3", "C#4")]
    assert str(identify(pitches)[0]) == "F#"
    assert str(identify(pitches, Key.parse("Gb"))[0]) == "Gb"


@given(st.sampled_from(ROOTS), st.sampled_from(list(chord_types().values())))
def test_a_chord_in_root_position_is_among_its_names(root: object, kind: object) -> None:
    chord = Chord(root, kind.intervals)  # type: ignore[arg-type, attr-defined]
    found = identify(stack(chord.pitch_classes))
    assert any(other.root == chord.root and other.chromas == chord.chromas for other in found)
    assert found[0].bass is None


def test_nothing_is_no_chord() -> None:
    with pytest.raises(TheoryError, match="at least one note"):
        identify([])
    assert identify([Pitch.parse(name) for name in ("C4", "C#4", "D4")]) == ()
