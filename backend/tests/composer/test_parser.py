"""The brief as a whole: sources, precedence, defaults, refusals, and that nothing crashes it."""

from __future__ import annotations

import pickle
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.parser import MAX_SEED
from gospel_keys.composer.words import feel_words, level_words, mood_words, tempo_words
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import all_keys
from gospel_keys.score.model import Brief
from tests.composer.briefs import GENRE, read, refused

STYLE = genres()[GENRE].style
WORDS = sorted(
    {
        name
        for rows in (tempo_words(), feel_words(), level_words(), mood_words())
        for row in rows
        for name in row.names
    }
)
LITTLE = re.findall(
    r"\S+",
    "in a A Am minor major key of Bb F# 12/8 3/4 at 92 bpm bars 24 half-time not no waltz lullaby "
    "level 7 \u266d \u266f \u2669=120 play 0/0 999999 twenty minutes - / . ,",
)
SNIPPETS = st.sampled_from(
    [
        *LITTLE,
        "like a",
        "key of",
        "Amazing Grace",
        '"',
        "hundred",
        *WORDS,
    ]
)


def complete(brief: Brief) -> None:
    """Every field is inside its range and has a source."""
    assert brief.key.is_practical
    assert 20 <= brief.tempo <= 400
    assert str(brief.meter) in STYLE.meters
    assert 1 <= brief.bars <= 128
    assert brief.application in {row.id for row in STYLE.applications}
    assert 1 <= brief.complexity <= 10
    assert 0 <= brief.seed <= MAX_SEED
    assert brief.feel in {None, *(feel.id for feel in STYLE.feels)}
    named = {"key", "tempo", "time_signature", "num_bars", "application", "complexity", "seed"}
    assert named <= set(brief.sources)
    assert set(brief.sources.values()) <= {"words", "field", "default"}
    assert all(word in brief.description for word in brief.ignored)


def read_or_refused(text: str) -> None:
    """Either a complete brief or an error that says what may be; nothing else."""
    refusal: BriefError | None = None
    try:
        brief = read(text)
    except BriefError as error:
        refusal = error
    if refusal is None:
        complete(brief)
    else:
        assert refusal.field
        assert refusal.message
        assert refusal.allowed


@settings(deadline=None)
@given(st.text(max_size=700))
@example("\u266d" * 500)
@example("a" * 501)
@example("in a" * 100)
@example("\ud800 broken")
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@settings(deadline=None)
@given(st.lists(SNIPPETS, min_size=1, max_size=14))
def test_any_mixture_of_musical_words_is_read_or_refused(parts: list[str]) -> None:
    read_or_refused(" ".join(parts))


@settings(deadline=None)
@given(
    key=st.sampled_from(all_keys()),
    tempo=st.integers(101, 240),
    meter=st.sampled_from(STYLE.meters),
    bars=st.integers(1, 128),
    order=st.permutations(range(4)),
)
def test_a_sentence_says_what_it_says(
    key: object, tempo: int, meter: str, bars: int, order: list[int]
) -> None:
    parts = [f"in {key}", f"at {tempo} bpm", f"in {meter} time", f"{bars} bars"]
    brief = read("a song " + ", ".join(parts[i] for i in order))
    assert (brief.key, brief.tempo, str(brief.meter), brief.bars) == (key, tempo, meter, bars)
    assert {brief.sources[f] for f in ("key", "tempo", "time_signature", "num_bars")} == {"words"}
    assert brief.ignored == ()


def test_nothing_said_is_all_defaults() -> None:
    brief = read("a song, please")
    assert (str(brief.key), str(brief.meter)) == ("C major", STYLE.default_meter)
    assert (brief.bars, brief.application) == (STYLE.default_bars, STYLE.default_application)
    low, high = STYLE.application(brief.application).tempo
    assert brief.tempo == round((low + high) / 2)
    assert set(brief.sources.values()) == {"default"}
    assert brief.ignored == brief.notices == brief.mood == ()
    assert (brief.feel, brief.hand_size, brief.ai_percentage) == (None, "normal", 0.0)


def test_fields_win_over_words() -> None:
    brief = read(
        "slow waltz in D minor, 24 bars at 60 bpm, level 2, worship",
        key="Eb",
        tempo=100,
        time_signature="4/4",
        num_bars=5,
        application="uptempo",
        complexity=9,
        ai_percentage=0.5,
        seed=7,
        hand_size="small",
    )
    assert (str(brief.key), brief.tempo, str(brief.meter)) == ("Eb major", 100.0, "4/4")
    assert (brief.bars, brief.application, brief.complexity) == (5, "UPTEMPO", 9)
    assert (brief.ai_percentage, brief.seed, brief.hand_size) == (0.5, 7, "small")
    assert set(brief.sources.values()) == {"field"}


def test_a_field_settles_what_the_words_contradict() -> None:
    assert str(read("in C major in the key of D", key="F").key) == "F major"
    assert read("slow at 180 bpm", tempo=90).tempo == 90
    assert str(read("a waltz in 4/4", time_signature="6/8").meter) == "6/8"


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("key", "H flat", "C major"),
        ("tempo", 19, "20 to 400"),
        ("tempo", 401.0, "20 to 400"),
        ("time_signature", "7/8", "12/8"),
        ("time_signature", "four", "4/4"),
        ("num_bars", 0, "1 to 128"),
        ("num_bars", 200, "1 to 128"),
        ("application", "lounge", "WORSHIP"),
        ("complexity", 11, "1 to 10"),
        ("ai_percentage", 1.5, "0 to 1"),
        ("seed", -1, "0 to"),
    ],
)
def test_a_field_out_of_range_is_refused(field: str, value: object, allowed: str) -> None:
    error = refused("a song", **{field: value})
    assert (error.field, error.value) == (field, value)
    assert allowed in error.allowed


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("in C major in the key of D", "key"),
        ("in D, minor and major", "key"),
        ("in D minor, a major key", "key"),
        ("slow praise at 180 bpm", "tempo"),
        ("60 bpm or rather 90 bpm", "tempo"),
        ("fast and slow", "tempo"),
        ("very fast at 60 bpm", "tempo"),
        ("at 500 bpm", "tempo"),
        ("at 5 bpm", "tempo"),
        ("a waltz in 4/4", "time_signature"),
        ("in 3/4 and 4/4", "time_signature"),
        ("in 7/8", "time_signature"),
        ("in five", "time_signature"),
        ("4/9 time", "time_signature"),
        ("200 bars", "num_bars"),
        ("zero bars", "num_bars"),
        ("16 bars, 32 bars", "num_bars"),
        ("two hours, no, 90 minutes at 120 bpm", "num_bars"),
        ("level 12", "complexity"),
        ("easy and virtuosic", "complexity"),
        ("for beginners, level 9", "complexity"),
        ("level 3, level 4", "complexity"),
        ("straight but swinging", "feel"),
        ("a worship practice", "application"),
        ("", "description"),
        (" \t\u200b\x07 ", "description"),
        ("x" * 501, "description"),
    ],
)
def test_contradictions_and_impossibilities_are_refused(words: str, field: str) -> None:
    error = refused(words)
    assert error.field == field
    assert error.message
    assert error.allowed
    assert error.value is not None


def test_an_unknown_genre_lists_the_known_ones() -> None:
    from gospel_keys.composer.parser import read_brief
    from gospel_keys.composer.request import Request

    with pytest.raises(BriefError) as caught:
        read_brief(Request("polka", "a song"), genres())
    assert caught.value.field == "genre"
    assert GENRE in caught.value.allowed
    assert read_brief(Request(" Gospel ", "a song"), genres()).genre == GENRE


def test_a_refusal_survives_a_process_border() -> None:
    error = refused("200 bars")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.field, copy.message, copy.value, copy.allowed) == (
        error.field,
        error.message,
        error.value,
        error.allowed,
    )


def test_text_is_cleaned() -> None:
    brief = read("Caf\u0065\u0301\x00 song\u202e in\r\n  G\t major\u200b")
    assert brief.description == "Caf\u00e9 song in G major"
    assert unicodedata.is_normalized("NFC", brief.description)
    assert str(brief.key) == "G major"


def test_ignored_words_are_those_that_told_nothing() -> None:
    brief = read("Please write me a purple song in G about grandmother's kitchen, 12 bars")
    assert brief.ignored == ("purple", "grandmother's", "kitchen")


def test_the_seed_is_given_or_derived_from_the_request() -> None:
    assert read("a song").seed == read("a song").seed
    assert read("a  song").seed == read("a song").seed
    seeds = {read("a song").seed, read("a songs").seed, read("a song", num_bars=8).seed}
    assert len(seeds) == 3
    assert read("a song", seed=0).seed == 0


def test_another_genre_in_the_words_is_noticed(fixture_genre: str) -> None:
    from gospel_keys.composer.parser import read_brief
    from gospel_keys.composer.request import Request

    brief = read_brief(Request(GENRE, f"a {fixture_genre} in gospel style, in D"), genres())
    assert brief.genre == GENRE
    assert any(fixture_genre in notice for notice in brief.notices)
    assert fixture_genre not in brief.ignored
