"""Genres are found by looking; a sixth one needs a folder and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gospel_keys import compose
from gospel_keys.arranger.tables import TableError
from gospel_keys.composer.errors import BriefError
from gospel_keys.genres import registry
from gospel_keys.genres.registry import UnknownGenreError, genre, genres
from tests.genres.extra import FIXTURE, FIXTURES

OWN = tuple(genres())


def test_the_packages_own_genres_are_there() -> None:
    assert OWN
    for name, one in genres().items():
        assert one.id == name
        assert one.label == one.style.label
        assert name in one.names
        assert one.lessons()
        assert (one.folder / "README.md").is_file()
        assert genre(name) is one


def test_an_unknown_genre_lists_the_known_ones() -> None:
    with pytest.raises(UnknownGenreError) as caught:
        genre("polka")
    assert caught.value.known == OWN
    assert OWN[0] in str(caught.value)


def test_a_folder_more_is_a_genre_more(fixture_genre: str) -> None:
    assert list(genres()) == [*OWN, fixture_genre]
    assert genre(fixture_genre).label == "Sea shanty"


def test_folders_can_be_given() -> None:
    assert list(genres(FIXTURES)) == [*OWN, FIXTURE]
    assert list(genres(str(FIXTURES))) == [*OWN, FIXTURE]
    assert list(genres()) == list(OWN)


def test_the_new_genre_composes(fixture_genre: str) -> None:
    piece = compose(fixture_genre, "A hauling song in D minor, 7 bars")
    assert piece.brief.genre == fixture_genre
    assert (str(piece.brief.key), piece.brief.bars, piece.brief.feel) == ("D minor", 7, "haul")
    assert piece.brief.application == "CAPSTAN"
    assert piece.arrangement.progression.ending == "drop-anchor"
    assert piece.arrangement.progression.form == "one-part"
    assert piece.midi().startswith(b"MThd")
    assert {pattern.name for pattern in piece.arrangement.patterns} >= {"anchor", "call", "haul"}


def test_the_new_genre_keeps_to_its_own_meters(fixture_genre: str) -> None:
    with pytest.raises(BriefError) as caught:
        compose(fixture_genre, "a waltz")
    assert (caught.value.field, caught.value.allowed) == ("time_signature", "4/4")


def test_every_number_of_bars_of_the_new_genre(fixture_genre: str) -> None:
    for bars in (1, 2, 3, 5, 6, 9, 30, 128):
        piece = compose(fixture_genre, "a song in C minor", num_bars=bars)
        assert sum(section.bars for section in piece.arrangement.progression.sections) == bars


def test_the_schema_lists_it(fixture_genre: str) -> None:
    from gospel_keys.studio.choices import application_ids, genre_ids

    assert fixture_genre in genre_ids()
    assert "CAPSTAN" in application_ids()


def test_two_genres_of_one_name_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / FIXTURE, tmp_path / OWN[0])
    with pytest.raises(TableError, match="exists already"):
        genres(tmp_path)


def test_folders_that_are_no_genres_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    shutil.copytree(FIXTURES / FIXTURE, tmp_path / "_draft")
    assert list(genres(tmp_path, tmp_path / "missing")) == list(OWN)


def test_a_folder_with_an_odd_name_is_refused(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / FIXTURE, tmp_path / "Sea-Shanty")
    with pytest.raises(TableError, match="small letters"):
        genres(tmp_path)


def broken(tmp_path: Path, file: str, old: str, new: str) -> TableError:
    """The error of the fixture genre with one passage changed."""
    folder = tmp_path / FIXTURE
    shutil.copytree(FIXTURES / FIXTURE, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(TableError) as caught:
        genres(tmp_path)
    return caught.value


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "progressions.toml",
            'chords = "I | IV | I | V"',
            'chords = "I | H | I | V"',
            "no Roman numeral",
        ),
        (
            "progressions.toml",
            'chords = "I | IV | I | V"',
            'chords = "I | IV . . | I | V"',
            "bar 2 has 3",
        ),
        (
            "progressions.toml",
            'chords = "I | IV | I | V"',
            'chords = "I | . IV | I | V"',
            "bar 2 starts",
        ),
        ("progressions.toml", 'cadence = "half"', 'cadence = "sudden"', "cadence"),
        ("progressions.toml", 'id = "answer"', 'id = "call"', "two are named 'call'"),
        (
            "progressions.toml",
            "complexity = [1, 10]\ncadence",
            "complexity = [9, 1]\ncadence",
            "lower bound",
        ),
        ("progressions.toml", "triple = [1,", "triple = [", "triple"),
        ("progressions.toml", 'source = "for tests"', 'sauce = "for tests"', "sauce"),
        ("progressions.toml", "[density]", "[density", "not TOML"),
        ("progressions.toml", 'section = ["tag"]', 'section = ["verse"]', "no one-bar 'tag'"),
        ("style.toml", "default_bars = 4", "default_bars = 400", "default_bars"),
        ("textures.toml", 'generator = "figure"', 'generator = "kazoo"', "kazoo"),
    ],
)
def test_mistakes_are_named_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    text = (FIXTURES / FIXTURE / file).read_text("utf-8")
    error = broken(tmp_path, file, old, new)
    assert error.file == f"{FIXTURE}/{file}"
    assert message in error.message
    if "tag" not in message:
        first = text[: text.index(old)].count("\n") + 1
        assert first <= error.line <= first + old.count("\n") + 12


def test_the_line_is_the_phrases_own(tmp_path: Path) -> None:
    wrong = 'chords = "I | IV | H | V"'
    error = broken(tmp_path, "progressions.toml", 'chords = "I | IV | I | V"', wrong)
    lines = (tmp_path / FIXTURE / "progressions.toml").read_text("utf-8").splitlines()
    assert lines[error.line - 1] == wrong


def test_missing_phrases_for_a_form_are_named(tmp_path: Path) -> None:
    form = '[[forms]]\nid = "long"\nlabel = "Long"\nsections = [{ label = "chorus", bars = 8 }]\n'
    error = broken(tmp_path, "style.toml", "[ranges]", form + "[ranges]")
    assert "8 bars of 'chorus' in major at complexity 1" in error.message


def test_hooks_are_the_genres_own_python(tmp_path: Path) -> None:
    folder = tmp_path / FIXTURE
    shutil.copytree(FIXTURES / FIXTURE, folder)
    (folder / "hooks.py").write_text('KNOT = "bowline"\n', "utf-8")
    assert genres(tmp_path)[FIXTURE].hooks.KNOT == "bowline"  # type: ignore[union-attr]


def test_forgetting_looks_again(tmp_path: Path) -> None:
    assert list(genres(tmp_path)) == list(OWN)
    shutil.copytree(FIXTURES / FIXTURE, tmp_path / FIXTURE)
    assert list(genres(tmp_path)) == list(OWN)
    registry.forget()
    assert list(genres(tmp_path)) == [*OWN, FIXTURE]
