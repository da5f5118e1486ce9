"""Forms and changes of key that are named in words."""

from __future__ import annotations

import pytest

from gospel_keys import compose
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.request import Request
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Brief, Section


def read(genre: str, words: str, **fields: object) -> Brief:
    return read_brief(Request(genre, words, **fields), genres())  # type: ignore[arg-type]


def refused(genre: str, words: str, **fields: object) -> BriefError:
    with pytest.raises(BriefError) as caught:
        read(genre, words, **fields)
    return caught.value


def sections(genre: str, words: str, **fields: object) -> tuple[Section, ...]:
    return compose(genre, words, seed=3, **fields).arrangement.progression.sections  # type: ignore[arg-type]


NAMED = [
    ("jazz", "Rhythm changes in Bb", "rhythm-changes", 32),
    ("jazz", "AABA ballad in Eb", "aaba", 32),
    ("jazz", "minor blues in C", "blues", 12),
    ("jazz", "ii-V chains in F", "two-five-chain", 16),
    ("jazz", "three choruses of blues in F", "blues-choruses", 36),
    ("blues", "16-bar blues in A", "sixteen-bar", 16),
    ("blues", "8-bar blues, 32 bars", "eight-bar-choruses", 32),
    ("blues", "12-bar blues in E, 24 bars", "twelve-bar", 24),
    ("gospel", "a vamp in Ab, 12 bars", "vamp", 12),
    ("gospel", "verse and chorus in G", "verse-chorus", 16),
    ("neosoul", "a two-chord loop in Db", "vamp", 8),
]


@pytest.mark.parametrize(("genre", "words", "form", "bars"), NAMED)
def test_a_form_that_is_named_is_taken(genre: str, words: str, form: str, bars: int) -> None:
    brief = read(genre, words)
    assert (brief.form, brief.bars) == (form, bars)
    assert brief.sources["form"] == "words"
    assert brief.ignored == ()
    progression = compose(genre, words).arrangement.progression
    assert progression.form == form
    assert sum(section.bars for section in progression.sections) == bars


def test_every_form_with_words_can_be_asked_for_at_any_length_from_its_own_on() -> None:
    for genre in genres().values():
        for form in genre.style.forms:
            for word in form.words[:1]:
                bars = form.around + 7
                fields = {"num_bars": bars, "complexity": 7}
                made = compose(genre.id, word, seed=1, **fields).arrangement.progression  # type: ignore[arg-type]
                assert sum(section.bars for section in made.sections) == bars


def test_a_minor_blues_is_minor() -> None:
    assert str(read("jazz", "minor blues in C").key) == "C minor"
    assert str(read("blues", "minor blues in C").key) == "C minor"


def test_the_colour_of_a_form_is_not_the_form() -> None:
    assert read("jazz", "ballad with a blues feel").form is None


def test_what_no_form_can_do_is_refused() -> None:
    assert refused("gospel", "rhythm changes").field == "description"
    assert refused("jazz", "rhythm changes", num_bars=12).field == "num_bars"
    assert refused("jazz", "rhythm changes or a blues").field == "description"
    assert "complexity 3" in refused("blues", "jazz changes", complexity=3).message


@pytest.mark.parametrize(
    ("words", "rise"),
    [
        ("modulate up for the last chorus", 1),
        ("with a key change", 1),
        ("key change up a whole step at the end", 2),
        ("a half-step modulation before the tag", 1),
        ("last chorus up a minor third", 3),
        ("lift the last chorus", 1),
        ("modulate down a tone", -2),
        ("modulate to Eb for the last chorus", 3),
        ("ending in Bb", -2),
        ("no modulation", 0),
        ("stay in one key", 0),
        ("a song", None),
    ],
)
def test_a_change_of_key_in_words(words: str, rise: int | None) -> None:
    brief = read("gospel", f"in C, 32 bars, {words}")
    assert (str(brief.key), brief.rise) == ("C major", rise)
    assert brief.ignored == ()


@pytest.mark.parametrize("genre", ["blues", "gospel", "jazz", "neosoul"])
@pytest.mark.parametrize("complexity", [2, 7])
def test_the_last_chorus_lies_as_much_higher_as_was_asked(genre: str, complexity: int) -> None:
    words = "in C minor, 32 bars, modulate up a whole step for the last chorus"
    found = sections(genre, words, complexity=complexity)
    assert str(found[0].key) == "C minor"
    assert str(found[-1].key) == "D minor"
    assert {str(section.key) for section in found} == {"C minor", "D minor"}


def test_no_key_change_is_none_even_where_the_form_has_one() -> None:
    found = sections("gospel", "song with vamp and tag, 64 bars, no key change", complexity=9)
    assert len({str(section.key) for section in found}) == 1


def test_a_new_key_is_entered_by_its_dominant() -> None:
    made = compose("blues", "12-bar blues in C, 24 bars, modulate up", seed=1).arrangement
    last = [c for c in made.progression.chords if c.section_id == "s0"][-1]
    assert str(last.chord.root) == "Ab"
    assert {str(s.key) for s in made.progression.sections} == {"C major", "Db major"}


def test_without_a_length_there_is_room_for_the_change() -> None:
    assert read("blues", "minor blues in D, modulate up").bars == 24
    assert refused("blues", "in D, modulate up", num_bars=12).field == "num_bars"
    assert refused("gospel", "in C, modulate to A minor").field == "key"


def test_cut_time_is_as_fast_as_common_time() -> None:
    common, cut = (read("jazz", f"{words} uptempo in F") for words in ("", "cut time"))
    assert str(cut.meter) == "2/2"
    assert cut.tempo * 2 == common.tempo
    assert refused("blues", "cut time").field == "time_signature"
