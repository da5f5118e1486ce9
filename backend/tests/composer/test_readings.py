"""Ways of saying things that are easily misread."""

from __future__ import annotations

import pytest

from tests.composer.briefs import read


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("B natural minor", "B minor"),
        ("D harmonic minor", "D minor"),
        ("in E melodic minor", "E minor"),
        ("a ballad in a harmonic minor", "A minor"),
        ("G blues minor", "G minor"),
        ("f sharp", "F# major"),
        ("a song, b flat, slow", "Bb major"),
        ("not in C but in D minor", "D minor"),
        ("not C major, rather G major", "G major"),
    ],
)
def test_keys(words: str, key: str) -> None:
    brief = read(words)
    assert str(brief.key) == key
    assert brief.sources["key"] == "words"


@pytest.mark.parametrize(
    "words",
    [
        "a minor setback turned into praise",
        "A minor setback turned into praise",
        "after a minor accident",
        "a major breakthrough",
        "the key of David",
        "a flat tire",
        "as sharp as a razor",
    ],
)
def test_no_keys(words: str) -> None:
    brief = read(words)
    assert (str(brief.key), brief.sources["key"]) == ("C major", "default")


def test_a_hint_at_a_key_that_is_none_is_noticed() -> None:
    assert any("key of David" in notice for notice in read("the key of David").notices)


@pytest.mark.parametrize(
    ("words", "tempo"),
    [
        ("between 80 and 100 bpm", 90),
        ("between eighty and one hundred bpm", 90),
        ("tempo of one hundred", 100),
        ("tempo between 60 and 80", 70),
    ],
)
def test_tempos(words: str, tempo: float) -> None:
    brief = read(words)
    assert brief.tempo == tempo
    assert brief.ignored == ()


def test_a_number_of_hands_is_no_tempo() -> None:
    assert read("medium tempo two hands").tempo == read("medium tempo").tempo


@pytest.mark.parametrize("words", ["at 3/4 speed", "3/4 of a song"])
def test_a_share_is_no_meter(words: str) -> None:
    assert read(words).sources["time_signature"] == "default"


@pytest.mark.parametrize(
    ("words", "bars"),
    [
        ("1 minute 30 seconds at 80 bpm", 32),
        ("1 minute and 30 seconds at 80 bpm", 32),
        ("1 min 30 s at 80 bpm", 32),
        ("1:30 long at 80 bpm", 32),
        ("90s long at 80 bpm", 32),
        ("between 12 and 16 bars", 14),
        ("intro 4 bars, verse 8 bars, chorus 8 bars", 20),
        ("verse 1: 8 bars, chorus: 8 bars", 16),
        ("intro 4 bars, then 16 bars", 16),
        ("2 bars intro then 8 bars", 8),
        ("shout chorus 16 bars", 16),
    ],
)
def test_lengths(words: str, bars: int) -> None:
    brief = read(words)
    assert brief.bars == bars
    assert brief.sources["num_bars"] == "words"


def test_lengths_of_parts_are_added_up_and_this_is_said() -> None:
    brief = read("intro 4 bars, verse 8 bars, chorus 8 bars")
    assert any("20 bars" in notice for notice in brief.notices)
    assert brief.ignored == ()


@pytest.mark.parametrize("words", ["Psalm 23:1", "as long as possible", "at 9:30 in the morning"])
def test_what_is_no_length(words: str) -> None:
    assert read(words).sources["num_bars"] == "default"
