"""Every chord type and every scale on every usable root, against arithmetic written here.

The tables below are typed from theory books, as notes on C; they share nothing with the data
files but the names. Other roots follow by counting letters and semitones.
"""

from __future__ import annotations

import pytest

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.scale import Scale, scale_types
from tests.music.strategies import ROOTS

LETTERS = "CDEFGAB"
SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

CHORDS_ON_C = {
    "": "C E G",
    "m": "C Eb G",
    "dim": "C Eb Gb",
    "aug": "C E G#",
    "sus2": "C D G",
    "sus4": "C F G",
    "5": "C G",
    "6": "C E G A",
    "m6": "C Eb G A",
    "6/9": "C E G A D",
    "m6/9": "C Eb G A D",
    "add9": "C E G D",
    "madd9": "C Eb G D",
    "add11": "C E G F",
    "add2": "C D E G",
    "add4": "C E F G",
    "maj7": "C E G B",
    "m7": "C Eb G Bb",
    "7": "C E G Bb",
    "mMaj7": "C Eb G B",
    "m7b5": "C Eb Gb Bb",
    "dim7": "C Eb Gb Bbb",
    "dim(maj7)": "C Eb Gb B",
    "maj7#5": "C E G# B",
    "7#5": "C E G# Bb",
    "7b5": "C E Gb Bb",
    "7sus4": "C F G Bb",
    "maj9": "C E G B D",
    "m9": "C Eb G Bb D",
    "9": "C E G Bb D",
    "mMaj9": "C Eb G B D",
    "m7b5(9)": "C Eb Gb Bb D",
    "9sus4": "C F G Bb D",
    "maj11": "C E G B D F",
    "m11": "C Eb G Bb D F",
    "11": "C G Bb D F",
    "maj13": "C E G B D A",
    "m13": "C Eb G Bb D A",
    "13": "C E G Bb D A",
    "13sus4": "C F G Bb D A",
    "maj7#11": "C E G B F#",
    "maj9#11": "C E G B D F#",
    "7#11": "C E G Bb F#",
    "9#11": "C E G Bb D F#",
    "13#11": "C E G Bb D F# A",
    "7b9": "C E G Bb Db",
    "7#9": "C E G Bb D#",
    "7b13": "C E G Bb Ab",
    "7#9#5": "C E G# Bb D#",
    "7b9#5": "C E G# Bb Db",
    "7b9b5": "C E Gb Bb Db",
    "13b9": "C E G Bb Db A",
    "7alt": "C E Gb G# Bb Db D#",
    "maj7sus4": "C F G B",
    "7sus4(b9)": "C F G Bb Db",
    "m7#5": "C Eb G# Bb",
    "9#5": "C E G# Bb D",
    "7sus2": "C D G Bb",
}

SCALES_ON_C = {
    "ionian": "C D E F G A B",
    "dorian": "C D Eb F G A Bb",
    "phrygian": "C Db Eb F G Ab Bb",
    "lydian": "C D E F# G A B",
    "mixolydian": "C D E F G A Bb",
    "aeolian": "C D Eb F G Ab Bb",
    "locrian": "C Db Eb F Gb Ab Bb",
    "harmonic-minor": "C D Eb F G Ab B",
    "melodic-minor": "C D Eb F G A B",
    "minor-blues": "C Eb F Gb G Bb",
    "major-blues": "C D Eb E G A",
    "major-pentatonic": "C D E G A",
    "minor-pentatonic": "C Eb F G Bb",
    "whole-tone": "C D E F# G# Bb",
    "diminished-whole-half": "C D Eb F Gb Ab A B",
    "diminished-half-whole": "C Db Eb E F# G A Bb",
    "altered": "C Db Eb Fb Gb Ab Bb",
    "lydian-dominant": "C D E F# G A Bb",
    "bebop-dominant": "C D E F G A Bb B",
    "bebop-major": "C D E F G G# A B",
    "bebop-minor": "C D Eb E F G A Bb",
    "augmented": "C D# E G G# B",
    "phrygian-dominant": "C Db E F G Ab Bb",
    "hungarian-minor": "C D Eb F# G Ab B",
    "double-harmonic-major": "C Db E F G Ab B",
    "hirajoshi": "C D Eb G Ab",
    "iwato": "C Db F Gb Bb",
    "yo": "C D F G A",
    "gospel-minor": "C D Eb F Gb G A Bb",
    "gospel-pentatonic": "C D E F# G A",
    "gospel-blues": "C D Eb E F Gb G A Bb",
    "gospel-melodic-minor": "C D Eb F G A Bb B",
    "lydian-augmented": "C D E F# G# A B",
    "mixolydian-b6": "C D E F G Ab Bb",
    "locrian-natural-2": "C D Eb F Gb Ab Bb",
    "dorian-b2": "C Db Eb F G A Bb",
    "harmonic-major": "C D E F G Ab B",
}

# Well-known hard cases, typed out.
GOLDEN_CHORDS = {
    "Abm": "Ab Cb Eb",
    "F#maj7": "F# A# C# E#",
    "Gb": "Gb Bb Db",
    "Gbmaj7": "Gb Bb Db F",
    "Gb7": "Gb Bb Db Fb",
    "Gbm7": "Gb Bbb Db Fb",
    "Cbdim7": "Cb Ebb Gbb Bbbb",
    "Cb": "Cb Eb Gb",
    "C#maj9": "C# E# G# B# D#",
    "D#7": "D# F## A# C#",
    "G#7": "G# B# D# F#",
    "A#aug": "A# C## E##",
    "G#maj7#5": "G# B# D## F##",
    "Ebm11": "Eb Gb Bb Db F Ab",
    "Bbm11": "Bb Db F Ab C Eb",
    "F#m11": "F# A C# E G# B",
    "B13": "B D# F# A C# G#",
    "Db13": "Db F Ab Cb Eb Bb",
    "F#13": "F# A# C# E G# D#",
    "Ab7sus4": "Ab Db Eb Gb",
    "F#7sus4": "F# B C# E",
    "E7#9#5": "E G# B# D F##",
    "B7#9": "B D# F# A C##",
    "Bb7#9#5": "Bb D F# Ab C#",
    "Eb7b9": "Eb G Bb Db Fb",
    "Db7b9": "Db F Ab Cb Ebb",
    "Bdim7": "B D F Ab",
    "F#dim7": "F# A C Eb",
    "Ebdim7": "Eb Gb Bbb Dbb",
    "Abmaj9#11": "Ab C Eb G Bb D",
    "Dm7b5": "D F Ab C",
    "Fm6": "F Ab C D",
    "BmMaj7": "B D F# A#",
    "Amaj13": "A C# E G# B F#",
}

GOLDEN_SCALES = {
    "Gb major": "Gb Ab Bb Cb Db Eb F",
    "F# major": "F# G# A# B C# D# E#",
    "C# major": "C# D# E# F# G# A# B#",
    "Cb major": "Cb Db Eb Fb Gb Ab Bb",
    "Ab minor": "Ab Bb Cb Db Eb Fb Gb",
    "D# harmonic minor": "D# E# F# G# A# B C##",
    "G# harmonic minor": "G# A# B C# D# E F##",
    "Eb blues": "Eb Gb Ab Bbb Bb Db",
    "F# lydian": "F# G# A# B# C# D# E#",
    "Db altered": "Db Ebb Fb Gbb Abb Bbb Cb",
    "Bb dorian": "Bb C Db Eb F G Ab",
    "E phrygian dominant": "E F G# A B C D",
}


def spelled_from_c(root: str, note_on_c: str) -> str:
    """A note that is ``note_on_c`` when the root is C, on another root: letters, then semitones."""
    degree = LETTERS.index(note_on_c[0])
    place = LETTERS.index(root[0]) + degree
    letter = LETTERS[place % 7]
    wanted = sound(root) + sound(note_on_c)
    alter = (wanted - SEMITONES[letter] + 6) % 12 - 6
    return letter + "#" * alter + "b" * -alter


def sound(note: str) -> int:
    return SEMITONES[note[0]] + note[1:].count("#") - note[1:].count("b")


def test_there_are_18_usable_roots() -> None:
    assert len(set(ROOTS)) == 18


def test_the_tables_name_every_type() -> None:
    assert set(CHORDS_ON_C) == {kind.symbol for kind in chord_types().values()}
    assert set(SCALES_ON_C) == set(scale_types())


@pytest.mark.parametrize("symbol", CHORDS_ON_C)
def test_chord_type_is_spelled_right_on_every_root(symbol: str) -> None:
    for root in map(str, ROOTS):
        expected = [spelled_from_c(root, note) for note in CHORDS_ON_C[symbol].split()]
        assert sorted(map(str, Chord.parse(root + symbol).pitch_classes)) == sorted(expected)


@pytest.mark.parametrize("name", SCALES_ON_C)
def test_scale_is_spelled_right_on_every_root(name: str) -> None:
    for root in ROOTS:
        expected = [spelled_from_c(str(root), note) for note in SCALES_ON_C[name].split()]
        assert list(map(str, Scale(root, scale_types()[name]).pitch_classes)) == expected


@pytest.mark.parametrize(("symbol", "notes"), GOLDEN_CHORDS.items())
def test_hard_chords(symbol: str, notes: str) -> None:
    assert " ".join(map(str, Chord.parse(symbol).pitch_classes)) == notes


@pytest.mark.parametrize(("name", "notes"), GOLDEN_SCALES.items())
def test_hard_scales(name: str, notes: str) -> None:
    assert " ".join(map(str, Scale.parse(name).pitch_classes)) == notes
