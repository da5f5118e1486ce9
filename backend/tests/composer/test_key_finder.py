"""The key of given chords: textbook cases, every key alike, and the planner's own pieces."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys import compose
from gospel_keys.composer.charts.key_finder import KeyReading, find_key
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key, Mode, all_keys

CASES = {
    "C F G C": "C major",
    "Dm7 G7 Cmaj7": "C major",
    "Cm7 F7 Bbmaj7 Ebmaj7": "Bb major",
    "C Am7 D7 G7": "C major",
    "Em7b5 A7 Dm": "D minor",
    "Am Dm E7 Am": "A minor",
    "Cm Fm G7 Cm": "C minor",
    "Cm Ab Eb Bb": "C minor",
    "C7 F7 C7 C7 F7 F7 C7 C7 G7 F7 C7 G7": "C major",
    "F Bb/D Csus4 C7 F": "F major",
    "C#m7 F#7 Bmaj7": "B major",
    "Abm7 Db7 Gbmaj7": "Gb major",
    "Bb7": "Bb major",
}


def read(text: str, mode: Mode | None = None) -> KeyReading:
    return find_key([(Chord.parse(name), Fraction(4)) for name in text.split()], mode)


@pytest.mark.parametrize(("text", "key"), CASES.items())
def test_textbook_cases(text: str, key: str) -> None:
    assert str(read(text).key) == key


def test_reasons_are_told_and_doubts_too() -> None:
    plain = read("Dm7 G7 Cmaj7")
    assert plain.reasons[0] == "G7 comes home to Cmaj7"
    assert plain.others == ()
    both = read("Am F C G")
    assert {str(both.key), *map(str, both.others)} >= {"A minor", "C major"}
    assert str(read("Am F C G", "major").key) == "C major"


def test_no_chords_have_no_key() -> None:
    with pytest.raises(ValueError, match="at least one"):
        find_key([])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.sampled_from(all_keys()))
def test_every_key_is_found_alike(text: str, goal: Key) -> None:
    """Chords moved to another key are found in that key, spelled as they are."""
    home = Key.parse(CASES[text])
    if home.mode != goal.mode:
        return
    shift = home.tonic.interval_to(goal.tonic)
    moved = [(Chord.parse(name).transpose(shift), Fraction(4)) for name in text.split()]
    assert find_key(moved).key == goal


def test_long_chords_count_more() -> None:
    def timed(text: str) -> list[tuple[Chord, Fraction]]:
        pairs = [word.split(":") for word in text.split()]
        return [(Chord.parse(name), Fraction(length)) for name, length in pairs]

    assert find_key(timed("G:16 F#dim:1 G:16 C:2 D:8")).key == Key.parse("G major")


@pytest.mark.parametrize("genre", sorted(genres()))
def test_the_planners_keys_are_found(genre: str) -> None:
    """At least nine of ten, and every other one is among those told as possible."""
    keys = all_keys()
    found, named = 0, 0
    for seed in range(30):
        brief = compose(genre, "a song", key=str(keys[seed]), seed=seed, num_bars=8)
        chords = brief.arrangement.progression.chords
        reading = find_key([(event.chord, event.duration) for event in chords])
        found += reading.key == keys[seed]
        named += keys[seed] in (reading.key, *reading.others)
    assert found >= 24
    assert named >= 29


def test_intervals_move_back() -> None:
    """The shift used above is exact: a third up and down again is where it began."""
    third = Interval.parse("b3")
    assert Chord.parse("F#m7b5/A").transpose(third).transpose(-third) == Chord.parse("F#m7b5/A")
