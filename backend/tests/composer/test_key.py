"""Keys in words: every spelling, and the traps of the article and of chord talk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music.key import Key, all_keys
from tests.composer.briefs import read, refused

SIGNS = {
    "b": ["b", " flat", "-flat", "\u266d", "-Flat"],
    "#": ["#", " sharp", "-sharp", "\u266f"],
    "": [""],
}
MODES = {
    "major": [" major", " Major", "-major", " maj"],
    "minor": [" minor", "-minor", " min", "m"],
}
OPENINGS = [
    "in ",
    "in the key of ",
    "key of ",
    "key: ",
    "key=",
    "a song in ",
    "Uplifting tune, key ",
]


@settings(deadline=None)
@given(st.sampled_from(all_keys()), st.data())
def test_every_key_in_every_spelling(key: Key, data: st.DataObject) -> None:
    name = str(key.tonic)
    sign = data.draw(st.sampled_from(SIGNS[name[1:]]))
    mode = data.draw(st.sampled_from(MODES[key.mode]))
    if mode == "m" and sign.strip("- ").isalpha() and sign != "b":
        mode = " minor"
    opening = data.draw(st.sampled_from(OPENINGS))
    brief = read(f"{opening}{name[0]}{sign}{mode}, please")
    assert brief.key == key
    assert brief.sources["key"] == "words"
    assert brief.ignored == ()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("a song in D", "D major"),
        ("a song in d", "D major"),
        ("in C.", "C major"),
        ("in e minor", "E minor"),
        ("E flat major, slow", "Eb major"),
        ("Bb minor", "Bb minor"),
        ("gospel, Bb, 90 bpm", "Bb major"),
        ("ballad in F#m", "F# minor"),
        ("a happy Am song", "A minor"),
        ("Gm, 12 bars", "G minor"),
        ("in am", "A minor"),
        ("in A", "A major"),
        ("in A 12/8 groove", "A major"),
        ("in a", "A major"),
        ("in a at 90 bpm", "A major"),
        ("in a minor", "A minor"),
        ("in a minor, slowly", "A minor"),
        ("in a minor at 70 bpm", "A minor"),
        ("in A minor key", "A minor"),
        ("A minor", "A minor"),
        ("a minor, 80 bpm", "A minor"),
        ("slow ballad, a minor", "A minor"),
        ("in a flat", "Ab major"),
        ("in A flat minor", "Ab minor"),
        ("key of a", "A major"),
        ("in D minor key, minor mood", "D minor"),
        ("minor, in D", "D minor"),
        ("in G, in the key of G major", "G major"),
        ("in CM", "C major"),
    ],
)
def test_keys_are_found(words: str, key: str) -> None:
    brief = read(words)
    assert str(brief.key) == key
    assert brief.sources["key"] == "words"


@pytest.mark.parametrize(
    "words",
    [
        "a song",
        "a joyful song",
        "in a 12/8 groove",
        "in a slow tempo",
        "I am happy",
        "Am I blue",
        "with C7 and F9 chords",
        "Dm7 to G7",
        "F#m7b5 please",
        "C/E bass",
        "with a major third",
        "major seventh chords",
        "minor plagal ending",
        "in a b-movie style",
        "vitamin C",
        "part B",
        "in e-mail style",
        "in C7",
    ],
)
def test_what_is_no_key(words: str) -> None:
    brief = read(words)
    assert str(brief.key) == "C major"
    assert brief.sources["key"] == "default"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("in a minor key", "A minor"),
        ("a song in minor", "A minor"),
        ("a minor blues", "A minor"),
        ("A minor ballad", "A minor"),
        ("a major key", "C major"),
        ("a sad song", "A minor"),
        ("a dark, brooding piece", "A minor"),
        ("a sad but joyful song", "C major"),
        ("a sad song in D", "D major"),
    ],
)
def test_mode_without_a_tonic(words: str, key: str) -> None:
    assert str(read(words).key) == key


@pytest.mark.parametrize(
    ("words", "key", "named"),
    [
        ("in G# major", "Ab major", "G# major"),
        ("in D# major", "Eb major", "D# major"),
        ("in Fb minor", "E minor", "Fb minor"),
        ("key of E#", "F major", "E# major"),
    ],
)
def test_theoretical_keys_are_respelled_and_said_so(words: str, key: str, named: str) -> None:
    brief = read(words)
    assert str(brief.key) == key
    assert any(named in notice and key in notice for notice in brief.notices)
    assert str(read("a song", key=named).key) == key


def test_church_modes_become_keys_with_a_notice() -> None:
    brief = read("in D dorian")
    assert str(brief.key) == "D minor"
    assert any("dorian" in notice for notice in brief.notices)
    assert str(read("G mixolydian").key) == "G major"


def test_a_modulation_is_not_a_second_key() -> None:
    brief = read("in C, modulating to Db")
    assert str(brief.key) == "C major"
    assert (brief.rise, brief.sources["rise"]) == (1, "words")
    assert brief.notices == ()


def test_two_keys_contradict() -> None:
    error = refused("in C major and in D major")
    assert error.field == "key"
    assert "in C major" in error.message
    assert "in D major" in error.message
