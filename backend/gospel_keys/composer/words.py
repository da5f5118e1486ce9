"""The word lists, read from ``data/*.toml`` once and validated."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.arranger.tables import read_table

MeterText = Annotated[str, Field(pattern=r"^\d{1,2}/(1|2|4|8|16)$")]
Place = Annotated[float, Field(ge=0, le=1)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(_Row):
    """A row found in the text by any of its names (small letters, no hyphens)."""

    names: Annotated[tuple[str, ...], Field(min_length=1)]


class TempoWord(Named):
    """``low``..``high`` beats a minute the word can mean, ``place`` in the application's range."""

    low: Annotated[float, Field(ge=20)]
    high: Annotated[float, Field(le=400)]
    place: Place
    hint: bool = False


class MeterWord(Named):
    """A meter in words, and the other meters it does not contradict."""

    meter: MeterText
    also: tuple[MeterText, ...] = ()
    hint: bool = False


class Count(_Row):
    """What "in three" means."""

    meter: MeterText
    also: tuple[MeterText, ...] = ()


class FeelWord(Named):
    """A feel; two different feels of one group contradict each other."""

    feel: str
    group: str


class LevelWord(Named):
    """A playing level and the range the word tolerates."""

    low: Annotated[int, Field(ge=1, le=10)]
    high: Annotated[int, Field(ge=1, le=10)]
    level: Annotated[int, Field(ge=1, le=10)]


class MoodWord(Named):
    """A mood, how lively it is (-1..1), and the mode it chooses when no key is named."""

    mood: str
    energy: Annotated[float, Field(ge=-1, le=1)]
    mode: Literal["major", "minor"] | None = None


class Simile(Named):
    """What "like a lullaby" suggests."""

    meters: tuple[MeterText, ...] = ()
    low: Annotated[float, Field(ge=20)]
    high: Annotated[float, Field(le=400)]
    place: Place
    feel: str | None = None
    mood: str | None = None
    like: bool = False


class NumberWords(_Row):
    small: dict[str, int]
    tens: dict[str, int]
    fractions: dict[str, int]


class KeyChangeWords(_Row):
    """How a change of key is said, and the places where it may come."""

    named: tuple[str, ...]
    moved: tuple[str, ...]
    fallen: tuple[str, ...]
    stays: tuple[str, ...]
    places: tuple[str, ...]


class LiftWords(_Row):
    """Changes of key: their words, and how far each interval's name goes, in semitones."""

    intervals: dict[str, int]
    words: KeyChangeWords


class Tunes(_Row):
    """Well-known titles: ``titles`` are unmistakable; ``plain`` are ordinary words otherwise."""

    titles: tuple[str, ...]
    plain: tuple[str, ...]


class ForeignKeys(_Row):
    """Note names and modes of other languages, which are refused by name, not guessed at."""

    notes: tuple[str, ...]
    modes: tuple[str, ...]


class ContextWords(_Row):
    """Words that change what their neighbours mean; see the data file for each list."""

    after_a_note: frozenset[str]
    after_a_chord: frozenset[str]
    after_a_small_matter: frozenset[str]
    after_a_verb: frozenset[str]
    after_a_part_length: frozenset[str]
    after_a_count: frozenset[str]
    after_a_fraction: frozenset[str]
    after_a_colour: frozenset[str]
    before_a_part_length: tuple[str, ...]
    after_no_tempo: frozenset[str]
    negations: frozenset[str]
    between_negation: frozenset[str]


class _TempoFile(_Row):
    word: tuple[TempoWord, ...]


class _MeterFile(_Row):
    word: tuple[MeterWord, ...]
    counts: dict[int, Count]


class _FeelFile(_Row):
    word: tuple[FeelWord, ...]


class _LevelFile(_Row):
    word: tuple[LevelWord, ...]


class _MoodFile(_Row):
    word: tuple[MoodWord, ...]


class _SimileFile(_Row):
    word: tuple[Simile, ...]


class _FillerFile(_Row):
    words: frozenset[str]
    phrases: tuple[str, ...]


def _read[T: BaseModel](name: str, model: type[T]) -> T:
    table = read_table(files("gospel_keys.composer") / "data" / f"{name}.toml")
    return model.model_validate(table.values)


@cache
def tempo_words() -> tuple[TempoWord, ...]:
    return _read("tempo", _TempoFile).word


@cache
def tempo_named(text: str) -> TempoWord | None:
    """The tempo word that a text is, however it is joined: "uptempo" is "up tempo"."""
    return _joined_tempos().get(_joined(text))


@cache
def _joined_tempos() -> dict[str, TempoWord]:
    return {_joined(name): row for row in tempo_words() for name in row.names}


def _joined(text: str) -> str:
    return text.lower().replace(" ", "").replace("-", "")


@cache
def meter_words() -> tuple[MeterWord, ...]:
    return _read("meter", _MeterFile).word


@cache
def counts() -> dict[int, Count]:
    return _read("meter", _MeterFile).counts


@cache
def feel_words() -> tuple[FeelWord, ...]:
    return _read("feel", _FeelFile).word


@cache
def level_words() -> tuple[LevelWord, ...]:
    return _read("level", _LevelFile).word


@cache
def mood_words() -> tuple[MoodWord, ...]:
    return _read("mood", _MoodFile).word


@cache
def similes() -> tuple[Simile, ...]:
    return _read("simile", _SimileFile).word


@cache
def filler() -> frozenset[str]:
    return _read("filler", _FillerFile).words


@cache
def neutral_phrases() -> tuple[str, ...]:
    return _read("filler", _FillerFile).phrases


@cache
def context_words() -> ContextWords:
    return _read("context", ContextWords)


@cache
def foreign_keys() -> ForeignKeys:
    return _read("foreign", ForeignKeys)


@cache
def lift_words() -> LiftWords:
    return _read("lift", LiftWords)


@cache
def number_words() -> NumberWords:
    return _read("numbers", NumberWords)


@cache
def tunes() -> Tunes:
    return _read("tunes", Tunes)
