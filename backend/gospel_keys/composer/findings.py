"""Everything the words of a description say, read once, in the order that avoids misreading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gospel_keys.composer.readers.colour import (
    Choice,
    read_choices,
    read_feels,
    read_moods,
    read_neutral,
    read_similes,
)
from gospel_keys.composer.readers.form import FormFindings, FormWord, read_forms
from gospel_keys.composer.readers.key import KeyFindings, read_key
from gospel_keys.composer.readers.length import LengthFindings, read_length
from gospel_keys.composer.readers.level import LevelFindings, read_level
from gospel_keys.composer.readers.lift import read_lifts
from gospel_keys.composer.readers.meter import MeterWords, read_meter
from gospel_keys.composer.readers.tempo import TempoFindings, read_tempo
from gospel_keys.composer.readers.tune import read_tunes
from gospel_keys.composer.text import Reading, Said
from gospel_keys.composer.words import FeelWord, MoodWord, Simile, filler
from gospel_keys.genres.registry import Genre


@dataclass(frozen=True, slots=True)
class Findings:
    """What the words say, field by field, and the words that said nothing."""

    tunes: list[Said[str]]
    key: KeyFindings
    meters: list[Said[MeterWords]]
    tempo: TempoFindings
    length: LengthFindings
    level: LevelFindings
    similes: list[Said[Simile]]
    moods: list[Said[MoodWord]]
    feels: list[Said[FeelWord]]
    applications: list[Said[Choice]]
    genres: list[Said[Choice]]
    forms: FormFindings
    lifts: list[Said[int]]
    ignored: tuple[str, ...]


def read_words(text: str, genre: Genre, genres: Mapping[str, Genre]) -> Findings:
    """Read a cleaned description for ``genre``; the registry tells other genres' names.

    Titles go first, for they may hold any word; figures before words; keys before genres, for some
    genres' names are kinds of scales too ("G blues minor"); the genre's own words read
    what the general lists also read ("joyful" is a mood and suggests an application).
    """
    reading = Reading(text)
    tunes = read_tunes(reading)
    named = reading.fork()
    genre_names = read_choices(named, _genre_choices(genres.values()))
    read_neutral(reading)
    key = read_key(reading)
    lifts = read_lifts(reading)
    formed = reading.fork()
    forms = read_forms(formed, genre.style, [other.style for other in genres.values()])
    whole = reading.fork()
    reading.take_also(named)
    reading.take_also(formed)
    length = read_length(reading)
    choices = _application_choices(genre)
    meters = [*read_meter(reading), *_said(forms.own, read_meter(whole.fork()))]
    own, applied = reading.fork(), reading.fork()
    level = read_level(reading)
    similes = [*read_similes(reading), *_said(forms.own, read_similes(whole.fork()))]
    tempo, moods = read_tempo(reading), read_moods(reading)
    feels = read_feels(own, genre.style)
    applications = read_choices(applied, choices)
    applications += _said(forms.own, read_choices(whole.fork(), choices))
    reading.take_also(own)
    reading.take_also(applied)
    genre_names = [name for name in genre_names if not _inside(name, forms.own)]
    return Findings(
        tunes, key, meters, tempo, length, level, similes, moods, feels, applications, genre_names,
        forms, lifts, _ignored(reading),
    )  # fmt: skip


def _said[T](forms: Sequence[Said[FormWord]], found: Iterable[Said[T]]) -> list[Said[T]]:
    """What the names of forms say besides: a minuet is in three."""
    return [said for said in found if _inside(said, forms)]


def _inside[T](name: Said[T], forms: Iterable[Said[FormWord]]) -> bool:
    """Whether what was said is only part of a form's name."""
    return any(form.start <= name.start < form.start + len(form.text) for form in forms)


def _genre_choices(genres: Iterable[Genre]) -> list[Choice]:
    return [Choice(id=genre.id, names=genre.names) for genre in genres]


def _application_choices(genre: Genre) -> list[Choice]:
    """Applications by id and label (firm) and by the words that suggest them."""
    rows = []
    for row in genre.style.applications:
        rows += [Choice(id=row.id, names=(word,), firm=False) for word in row.words]
    for row in genre.style.applications:
        rows.append(Choice(id=row.id, names=(row.id.replace("_", " "), row.label)))
    return rows


def _ignored(reading: Reading) -> tuple[str, ...]:
    """The words nobody understood, in order, each once, without those that only hold a sentence."""
    left = (word for word in reading.words() if word.lower not in filler())
    return tuple({word.lower: word.text for word in left}.values())
