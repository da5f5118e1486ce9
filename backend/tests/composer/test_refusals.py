"""What cannot be done is refused, all of it at once, in words short enough to read."""

from __future__ import annotations

import pickle

import pytest

from gospel_keys import compose
from gospel_keys.composer.errors import QUOTED, BriefError
from gospel_keys.genres.registry import genres
from tests.composer.briefs import GENRE, read, refused

STYLE = genres()[GENRE].style


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("key of H", "key of H"),
        ("a song in H major, slow", "in H major"),
        ("in Bes major", "in Bes major"),
        ("en do mayor", "en do mayor"),
        ("C-dur, slow", "C-dur"),
        ("not in C", "in C"),
        ("in C or F", "in C"),
        ("either D or G major", "D"),
    ],
)
def test_a_key_that_cannot_be_known_is_no_silent_guess(words: str, said: str) -> None:
    error = refused(words)
    assert error.field == "key"
    assert f"'{said}'" in error.message
    assert error.allowed
    assert str(read(words, key="F").key) == "F major"


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ("slow uptempo", "tempo", "'slow' and 'uptempo'"),
        ("1000000 bpm", "tempo", "1000000"),
        ("-5 bars", "num_bars", "'-5 bars'"),
        ("three and a half bars", "num_bars", "'three and a half bars'"),
        ("3.5 bars", "num_bars", "'3.5 bars'"),
        ("10 minutes", "num_bars", "'10 minutes' would be 176 bars at 70 beats a minute"),
    ],
)
def test_numbers_that_cannot_be_used(words: str, field: str, said: str) -> None:
    error = refused(words)
    assert error.field == field
    assert said in error.message


def test_everything_wrong_is_told_at_once() -> None:
    error = refused("slow at 180 bpm in C major and D major, level 12", num_bars=200)
    assert [one.field for one in error.all] == ["key", "tempo", "num_bars", "complexity"]
    copy = pickle.loads(pickle.dumps(error))
    assert [one.message for one in copy.all] == [one.message for one in error.all]
    assert refused("level 12").all[0].others == ()


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("a song", {"key": "H" * 400}),
        ("a song", {"time_signature": "9" * 400}),
        ("a song", {"application": "lounge" * 60}),
        ("in C, " + "one hundred and twenty eight " * 10 + "bars, 4 bars", {}),
    ],
)
def test_long_texts_are_not_repeated_whole(words: str, fields: dict[str, object]) -> None:
    error = refused(words, **fields)
    assert len(error.message) < 200
    longest = max(error.message.split("'"), key=len)
    assert len(longest) <= 2 * QUOTED


def test_an_application_named_after_a_tempo_contradicts_words_for_another() -> None:
    error = refused("slow", application="UPTEMPO")
    assert error.field == "tempo"
    assert "'slow' and Uptempo contradict each other" in error.message
    assert error.allowed == "120 to 140 in Uptempo"
    assert read("slow", application="UPTEMPO", tempo=90).tempo == 90
    assert read("slow", application="WORSHIP").notices == ()


def test_another_application_is_played_at_its_own_tempo_and_this_is_said() -> None:
    brief = read("fast", application="WORSHIP")
    low, high = STYLE.application("WORSHIP").tempo
    assert low <= brief.tempo <= high
    assert any("'fast'" in notice and "Worship" in notice for notice in brief.notices)


def test_a_share_for_a_model_that_is_not_there_is_answered() -> None:
    notices = compose(GENRE, "a song", num_bars=2, ai_percentage=1).brief.notices
    assert any("language model" in notice for notice in notices)
    assert compose(GENRE, "a song", num_bars=2, ai_percentage=0).brief.notices == ()


def test_an_error_stands_alone_by_default() -> None:
    error = BriefError("key", "no key", value="H")
    assert error.all == (error,)
