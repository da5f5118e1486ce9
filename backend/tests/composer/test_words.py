"""Tempo, meter, length, level, mood, feel, application and tunes in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.numbers import read_number
from gospel_keys.composer.words import (
    feel_words,
    level_words,
    mood_words,
    number_words,
    similes,
    tempo_named,
    tempo_words,
    tunes,
)
from gospel_keys.genres.registry import genres
from tests.composer.briefs import GENRE, read, refused

STYLE = genres()[GENRE].style


@pytest.mark.parametrize(
    ("words", "tempo"),
    [
        ("at 92 bpm", 92),
        ("92bpm", 92),
        ("92 beats per minute", 92),
        ("tempo 92", 92),
        ("bpm: 92", 92),
        ("tempo of 92", 92),
        ("at 92", 92),
        ("at 92, in G", 92),
        ("90-100 bpm", 95),
        ("92.5 bpm", 92.5),
        ("\u2669=120", 120),
        ("\u2669 = 120", 120),
        ("quarter note = 66", 66),
        ("half = 60", 120),
        ("eighth = 160", 80),
        ("mm = 72", 72),
        ("at one hundred and four bpm", 104),
        ("around 88 bpm", 88),
        ("\u2669. = 60 in 12/8", 60),
        ("\u2669 = 90 in 12/8", 60),
        ("\u266a = 180 in 6/8", 60),
        ("dotted quarter = 70, 6/8", 70),
        ("92 bpm, tempo 92", 92),
    ],
)
def test_tempos_in_numbers(words: str, tempo: float) -> None:
    brief = read(words)
    assert brief.tempo == tempo
    assert brief.sources["tempo"] == "words"
    assert brief.ignored == ()


@pytest.mark.parametrize("row", tempo_words(), ids=lambda row: row.names[0])
def test_tempo_words_stay_inside_the_application(row: object) -> None:
    for name in row.names:  # type: ignore[attr-defined]
        for application in STYLE.applications:
            own = tempo_named(application.label)
            if own and not (row.hint or (own.low <= row.high and row.low <= own.high)):  # type: ignore[attr-defined]
                assert refused(name, application=application.id).field == "tempo"
                continue
            brief = read(f"{name}, please", application=application.id)
            low, high = application.tempo
            assert low <= brief.tempo <= high
            assert brief.sources["tempo"] == "words"


def test_tempo_words_are_ordered_as_they_mean() -> None:
    words = ["largo", "slow", "andante", "medium", "allegretto", "fast", "very fast"]
    tempos = [read(word, application="CONCERT").tempo for word in words]
    assert tempos == sorted(tempos)
    assert len(set(tempos)) == len(tempos)


def test_a_tempo_chooses_the_application_that_has_it() -> None:
    assert read("fast").application == "UPTEMPO"
    assert read("at 132 bpm").application == "UPTEMPO"
    assert read("a song", tempo=110).application == "CONCERT"
    assert read("slow").application == STYLE.default_application
    assert read("at 300 bpm").application == STYLE.default_application


def test_moods_lean_the_tempo() -> None:
    calm, plain, lively = (
        read(words).tempo for words in ("peaceful", "a song", "energetic worship")
    )
    assert calm < plain < lively


@pytest.mark.parametrize(
    ("words", "meter"),
    [
        ("in 12/8", "12/8"),
        ("6/8 time", "6/8"),
        ("3 / 4", "3/4"),
        ("twelve-eight", "12/8"),
        ("six eight", "6/8"),
        ("three-four time", "3/4"),
        ("3 4 time", "3/4"),
        ("waltz", "3/4"),
        ("in three", "3/4"),
        ("in 4", "4/4"),
        ("common time", "4/4"),
        ("in six", "6/8"),
        ("6/8 waltz", "6/8"),
        ("in three, 9/8", "9/8"),
        ("compound time", "12/8"),
        ("like a lullaby", "6/8"),
        ("a lullaby in 3/4", "3/4"),
        ("a march", "4/4"),
        ("in two", "2/4"),
        ("nine-eight", "9/8"),
        ("a lullaby waltz", "3/4"),
    ],
)
def test_meters(words: str, meter: str) -> None:
    brief = read(words)
    assert str(brief.meter) == meter
    assert brief.sources["time_signature"] == "words"
    assert brief.ignored == ()


@pytest.mark.parametrize(
    "words",
    [
        "6/9 chords",
        "C6/9",
        "24/7 joy",
        "in 3 flats",
        "in four parts",
        "in two hands",
        "1/2 the notes",
        "50/50",
    ],
)
def test_what_is_no_meter(words: str) -> None:
    assert read(words).sources["time_signature"] == "default"


def test_a_meter_the_genre_does_not_know_is_refused() -> None:
    error = refused("a song in 5/4")
    assert error.field == "time_signature"
    assert all(meter in error.allowed for meter in STYLE.meters)


@pytest.mark.parametrize(
    ("words", "bars"),
    [
        ("24 bars", 24),
        ("24-bar song", 24),
        ("sixteen bars", 16),
        ("twenty-four measures", 24),
        ("one hundred and twenty-eight bars", 128),
        ("a dozen bars", 12),
        ("bars: 9", 9),
        ("1 bar", 1),
        ("8 to 16 bars", 8),
        ("12-16 bars", 14),
        ("24 bars, 24 bars", 24),
        ("32 bars long", 32),
        ("a 4-bar intro and 16 bars in all", 16),
        ("one minute at 60 bpm", 16),
        ("90 seconds at 80 bpm in 3/4", 40),
        ("half a minute at 60 bpm", 8),
        ("a minute and a half at 80 bpm", 32),
        ("two minutes, 80 bpm", 40),
        ("16 bars, two minutes", 16),
    ],
)
def test_lengths(words: str, bars: int) -> None:
    brief = read(words)
    assert brief.bars == bars
    assert brief.sources["num_bars"] == "words"


@pytest.mark.parametrize("words", ["a 4-bar intro", "8-bar phrases", "two bar vamp", "2 bar loops"])
def test_the_length_of_a_part_is_not_the_pieces(words: str) -> None:
    assert read(words).sources["num_bars"] == "default"


@settings(deadline=None)
@given(st.integers(1, 199))
def test_number_words(number: int) -> None:
    table = number_words()
    small = {value: word for word, value in table.small.items()}
    tens = {value: word for word, value in table.tens.items()}
    rest = number % 100
    words = ["one hundred"] if number >= 100 else []
    if rest >= 20:
        words.append("-".join([tens[rest - rest % 10], *([small[rest % 10]] if rest % 10 else [])]))
    elif rest:
        words.append(small[rest])
    assert read_number(" and ".join(words)) == number
    assert read_number(" ".join(words)) == number


def test_no_number() -> None:
    with pytest.raises(ValueError, match="purple"):
        read_number("purple")


@pytest.mark.parametrize("row", level_words(), ids=lambda row: row.names[0])
def test_level_words(row: object) -> None:
    for name in row.names:  # type: ignore[attr-defined]
        brief = read(f"a song, {name}")
        assert brief.complexity == row.level, name  # type: ignore[attr-defined]
        assert brief.sources["complexity"] == "words"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("level 7", 7),
        ("complexity: 3", 3),
        ("difficulty 9/10", 9),
        ("level five", 5),
        ("easy, level 2", 2),
        ("easy for beginners", 2),
        ("advanced, level 8", 8),
        ("grade 4", 4),
    ],
)
def test_levels_in_numbers(words: str, level: int) -> None:
    assert read(words).complexity == level


def test_the_level_of_the_application_is_the_default() -> None:
    for row in STYLE.applications:
        brief = read("a song", application=row.id)
        assert (brief.complexity, brief.sources["complexity"]) == (row.complexity, "default")


@pytest.mark.parametrize("row", mood_words(), ids=lambda row: row.mood)
def test_moods(row: object) -> None:
    for name in row.names:  # type: ignore[attr-defined]
        brief = read(f"a {name} song")
        assert row.mood in brief.mood  # type: ignore[attr-defined]
        assert brief.ignored == ()


def test_a_denied_word_is_not_heard() -> None:
    assert read("a song that is not sad").mood == ()
    assert read("never too fast, in G").sources["tempo"] == "default"
    assert read("not swung").feel == "straight"
    assert read("without swing").feel == "straight"


@pytest.mark.parametrize("row", similes(), ids=lambda row: row.names[0])
def test_similes_suggest_and_give_way(row: object) -> None:
    for name in row.names:  # type: ignore[attr-defined]
        brief = read(f"like a {name}", application="CONCERT")
        assert brief.sources["tempo"] == "words"
        given = read(f"like a {name}, in 4/4 at 100 bpm", application="CONCERT")
        assert (str(given.meter), given.tempo) == ("4/4", 100)


def test_an_ordinary_noun_is_no_simile() -> None:
    assert read("music for a party").sources["tempo"] == "default"
    assert read("like a party").sources["tempo"] == "words"


@pytest.mark.parametrize("row", feel_words(), ids=lambda row: row.feel)
def test_feels_are_the_genres_or_left_out_with_a_notice(row: object) -> None:
    known = {feel.id for feel in STYLE.feels}
    for name in row.names:  # type: ignore[attr-defined]
        brief = read(f"a song, {name}, in 4/4", complexity=6)
        assert brief.feel == (row.feel if row.feel in known else None)  # type: ignore[attr-defined]
        assert bool(brief.notices) != bool(brief.feel)


def test_the_genres_own_feel_words() -> None:
    for feel in STYLE.feels:
        meter = "12/8" if feel.when.compound else "4/4"
        assert read(f"{feel.id} song", time_signature=meter, complexity=6).feel == feel.id


def test_applications_by_name_and_by_suggestion() -> None:
    for row in STYLE.applications:
        assert read(f"a {row.label.lower()} song").application == row.id
        for word in row.words:
            assert read(f"a {word} song").application == row.id
    assert read("joyful worship").application == "WORSHIP"


def test_small_hands() -> None:
    brief = read("for small hands, in F")
    assert (brief.hand_size, brief.sources["hand_size"]) == ("small", "words")


@settings(deadline=None)
@given(st.sampled_from(tunes().titles), st.sampled_from([str.lower, str.upper, str]))
def test_a_named_tune_is_never_faked(title: str, case: object) -> None:
    brief = read(f"{case(title)} in G")  # type: ignore[operator]
    assert any("existing tune" in notice and "import" in notice for notice in brief.notices)
    assert str(brief.key) == "G major"
    assert brief.ignored == ()


@settings(deadline=None)
@given(st.sampled_from(tunes().plain))
def test_a_plain_title_needs_a_sign(title: str) -> None:
    assert read(f"play {title}").notices
    assert read(f'a cover of "{title}"').notices
    assert not any("existing tune" in n for n in read(f"some {title.lower()} music").notices)


@pytest.mark.parametrize(
    "words",
    [
        'play "Sweet Jesus Boy"',
        "play \u201cMy Own Tune\u201d slowly",
        "an arrangement of Great Big Hymn in G",
        "Amazing Grace, in 3/4",
        "How Great Thou Art!",
        "swing low, sweet chariot",
    ],
)
def test_tunes_in_other_ways(words: str) -> None:
    assert any("existing tune" in notice for notice in read(words).notices)


def test_a_title_is_not_read_for_anything_else() -> None:
    brief = read("Swing Low, Sweet Chariot, and Joyful, Joyful, We Adore Thee")
    assert (brief.feel, brief.mood) == (None, ())
    assert len(brief.notices) == 2
