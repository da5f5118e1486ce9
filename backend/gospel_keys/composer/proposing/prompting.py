"""What a model is told of a phrase: fixed instructions, and facts as quoted data."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from gospel_keys.arranger.tables import read_table
from gospel_keys.composer.proposing.quoting import quoted_json, words_as_data
from gospel_keys.composer.proposing.spot import Spot, chords_before
from gospel_keys.composer.text import LIMIT
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenNote

_BEFORE = 8
"""Chords before the phrase that a model is told."""
_NOTES = 64
"""Notes of a tune that a model is told at most."""


@lru_cache(maxsize=1)
def instructions() -> str:
    """What to do, the same for every phrase of every piece."""
    table = read_table(files("gospel_keys.composer") / "data" / "phrase_prompt.toml")
    return str(table.values["instructions"]).strip()


def prompt(spot: Spot) -> str:
    """The facts of a phrase as one JSON object; the user's words are one string of it."""
    words = {"words_of_the_user": words_as_data(spot.brief.description, LIMIT)}
    facts = {**_piece(spot), **_neighbours(spot), **words}
    return quoted_json({name: value for name, value in facts.items() if value not in (None, [])})


def _piece(spot: Spot) -> dict[str, object]:
    """What the phrase is: style, key, time, level, its place in the piece."""
    brief, section, phrase = spot.brief, spot.section, spot.phrase
    return {
        "style": spot.genre.label,
        "key": str(section.key),
        "meter": str(section.meter),
        "bars": phrase.bars,
        "tempo": round(brief.tempo),
        "level": brief.complexity,
        "moods": list(brief.mood),
        "section": section.label,
        "phrase": f"{spot.number + 1} of {len(spot.progression.phrases)}",
        "cadence": phrase.cadence,
        "chords_a_bar": round(spot.setting.chords_a_bar, 1),
        "chord_symbols": [symbol or "major triad" for symbol in spot.writable.symbols],
    }


def _neighbours(spot: Spot) -> dict[str, object]:
    """What the phrase must fit: how its place begins and ends, chords around and in it, a tune."""
    meter = spot.section.meter
    return {
        "opens_on_one_of": _roots(spot, spot.customs.openings),
        "ends_on_one_of": _roots(spot, spot.customs.ends),
        "chords_before": [str(one.chord) for one in chords_before(spot, _BEFORE)],
        "chord_after": str(spot.after.chord) if spot.after else None,
        "stays": [
            {"chord": str(one.chord), **_place(one.onset, meter),
             "beats": _number(one.duration / meter.beat)}
            for one in spot.locked
        ],
        "tune": [_note(note, spot) for note in spot.melody[:_NOTES]],
    }  # fmt: skip


def _roots(spot: Spot, degrees: frozenset[int]) -> list[str]:
    """Roots on some degrees, each in its first spelling."""
    first = {root.chroma: str(root) for root in reversed(spot.roots(degrees))}
    return [str(root) for root in spot.roots(degrees) if first[root.chroma] == str(root)]


def _note(note: GivenNote, spot: Spot) -> dict[str, object]:
    place = _place(note.onset - spot.start, spot.section.meter)
    return {"note": str(note.pitch), **place}


def _place(at: Fraction, meter: Meter) -> dict[str, object]:
    """Bar and beat of the phrase, from 1."""
    return {
        "bar": int(at // meter.bar) + 1,
        "beat": _number(at % meter.bar / meter.beat + 1),
    }


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else round(float(value), 3)
