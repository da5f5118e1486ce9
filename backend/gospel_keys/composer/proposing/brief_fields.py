"""What a model may settle of a brief: only fields that words and fields of the request leave open.

The schema is JSON Schema as llguidance and most servers take it. Its values are those of the genre:
its applications with their tempos, its meters, the 30 keys. Whatever is written within it is a
brief that the rules accept, so a model never contradicts a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypedDict, cast

from gospel_keys.arranger.style import Application
from gospel_keys.composer.proposing.reading import RejectedError
from gospel_keys.composer.resolve import BARS, LEVELS
from gospel_keys.composer.resolve_tempo import paced
from gospel_keys.genres.loader import Genre
from gospel_keys.music.key import all_keys
from gospel_keys.score.model import Brief

MOST_CHARACTERS = 400
"""A model's fields are refused beyond this length."""
_FIELDS = ("application", "tempo", "key", "time_signature", "num_bars", "complexity")
_BOUND_BY_FORM = frozenset({"num_bars", "time_signature"})


class Fields(TypedDict, total=False):
    """Fields of a request, as a model settled them."""

    application: str
    tempo: float
    key: str
    time_signature: str
    num_bars: int
    complexity: int


def open_fields(brief: Brief) -> tuple[str, ...]:
    """The fields that nobody has settled: neither a word, nor a field, nor something brought."""
    bound: set[str] = set()
    if brief.form or brief.rise:
        bound |= _BOUND_BY_FORM
    if brief.feel:
        bound.add("time_signature")
    if brief.chords or brief.melody:
        bound |= {"key", *_BOUND_BY_FORM}
    sources = brief.sources
    return tuple(name for name in _FIELDS if sources.get(name) == "default" and name not in bound)


def brief_schema(brief: Brief, genre: Genre) -> dict[str, object]:
    """The JSON Schema of the open fields; every one of them is required.

    Where the application is open, each has a branch with its own tempos.
    """
    names = open_fields(brief)
    branches = [
        _object(_properties(names, brief, genre, row)) for row in _applications(brief, genre)
    ]
    schema = branches[0] if len(branches) == 1 else {"anyOf": branches}
    return {**schema, "x-guidance": {"whitespace_flexible": False}}


def read_fields(text: str, brief: Brief, genre: Genre) -> Fields:
    """What a model wrote, as fields of a request. ``RejectedError`` for any other text."""
    if len(text) > MOST_CHARACTERS:
        raise RejectedError(f"It is longer than {MOST_CHARACTERS} characters.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RejectedError("It is no JSON.") from error
    names = open_fields(brief)
    if not isinstance(found, dict) or set(found) != set(names):
        raise RejectedError(f"It must have exactly the fields {', '.join(names)}.")
    for row in _applications(brief, genre):
        if all(_fits(found[n], p) for n, p in _properties(names, brief, genre, row).items()):
            return cast("Fields", found)
    raise RejectedError("A value is not among those that the style has.")


def _applications(brief: Brief, genre: Genre) -> list[Application]:
    """The applications that may be chosen: those that hold a tempo that is settled."""
    style = genre.style
    own = style.application(brief.application)
    if "application" not in open_fields(brief):
        return [own]
    if "tempo" in open_fields(brief):
        return list(style.applications)
    paces = [(row, paced(row, brief.meter).tempo) for row in style.applications]
    return [row for row, (low, high) in paces if low <= brief.tempo <= high] or [own]


def _properties(
    names: tuple[str, ...], brief: Brief, genre: Genre, row: Application
) -> dict[str, Mapping[str, object]]:
    low, high = paced(row, brief.meter).tempo
    every: dict[str, Mapping[str, object]] = {
        "application": {"enum": [row.id]},
        "tempo": {"type": "integer", "minimum": round(low), "maximum": round(high)},
        "key": {"enum": [str(key) for key in all_keys()]},
        "time_signature": {"enum": list(genre.style.meters)},
        "num_bars": {"type": "integer", "minimum": BARS[0], "maximum": BARS[1]},
        "complexity": {"type": "integer", "minimum": LEVELS[0], "maximum": LEVELS[1]},
    }
    return {name: every[name] for name in names}


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }  # fmt: skip


def _fits(value: object, rule: Mapping[str, object]) -> bool:
    """Whether a value is one of an enum, or a whole number in bounds."""
    if "enum" in rule:
        allowed = rule["enum"]
        return isinstance(value, str) and isinstance(allowed, list) and value in allowed
    low, high = rule["minimum"], rule["maximum"]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and isinstance(low, int) and isinstance(high, int) and low <= value <= high  # type: ignore[operator]
