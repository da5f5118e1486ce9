"""What the words say about mood and feel, and what "like a ..." suggests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from gospel_keys.arranger.style import Style
from gospel_keys.composer.phrasebook import Phrasebook
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import (
    FeelWord,
    MoodWord,
    Named,
    Simile,
    feel_words,
    mood_words,
    neutral_phrases,
    similes,
)


class Choice(Named):
    """One of the genre's own rows (an application, a feel, a genre), by its id."""

    id: str
    firm: bool = True


@cache
def _moods() -> Phrasebook[MoodWord]:
    return Phrasebook(mood_words())


@cache
def _similes() -> tuple[Phrasebook[Simile], Phrasebook[Simile]]:
    bare = Phrasebook(row for row in similes() if not row.like)
    compared = Phrasebook(
        row.model_copy(update={"names": _compared(row.names)}) for row in similes() if row.like
    )
    return bare, compared


@cache
def _feels() -> Phrasebook[FeelWord]:
    return Phrasebook(feel_words())


@cache
def _neutral() -> Phrasebook[Named]:
    return Phrasebook([Named(names=neutral_phrases())])


def _compared(names: tuple[str, ...]) -> tuple[str, ...]:
    openings = ("like", "like a", "like an", "like the", "as a", "as an", "as the")
    return tuple(f"{opening} {name}" for opening in openings for name in names)


def read_neutral(reading: Reading) -> None:
    """Take the phrases that say nothing although one of their words alone would."""
    _neutral().find(reading)


def read_similes(reading: Reading) -> list[Said[Simile]]:
    bare, compared = _similes()
    return compared.find(reading) + bare.find(reading)


def read_moods(reading: Reading) -> list[Said[MoodWord]]:
    return _moods().find(reading)


def read_feels(reading: Reading, style: Style) -> list[Said[FeelWord]]:
    """Feels by the genre's own words first, then by the general ones.

    The value of ``feel`` is the genre's own id wherever it knows the feel.
    """
    own = Phrasebook(
        FeelWord(names=(feel.id.replace("-", " "), feel.label, *feel.words), feel=feel.id, group="")
        for feel in style.feels
    )
    general = _feels().find(reading)
    return general + own.find(reading)


def read_choices(reading: Reading, rows: list[Choice]) -> list[Said[Choice]]:
    """Rows of the genre (or the registry) named in the text."""
    return [replace(said, firm=said.value.firm) for said in Phrasebook(rows).find(reading)]
