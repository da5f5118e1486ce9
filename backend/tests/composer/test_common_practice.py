"""Harmony of the common practice as the planner gives it: figures, functions, applications."""

from __future__ import annotations

from functools import cache

import pytest

from gospel_keys import compose
from gospel_keys.genres.registry import genre
from gospel_keys.score.model import ChordEvent, HarmonicFunction


@cache
def chords(application: str, mode: str) -> tuple[ChordEvent, ...]:
    return tuple(
        event
        for seed in range(24)
        for event in compose(
            "classical", "A song", key=f"C {mode}", application=application, complexity=8,
            num_bars=16, seed=seed, time_signature="4/4",
        ).arrangement.progression.chords
    )  # fmt: skip


@pytest.mark.parametrize("roman", ["N⁶", "Ger⁶₅"])
def test_chromatic_chords_lean_on_the_dominant(roman: str) -> None:
    found = [event for event in chords("ROMANTIC", "minor") if event.roman == roman]
    assert found
    assert {event.function for event in found} == {HarmonicFunction.PREDOMINANT}


def test_numerals_have_figures() -> None:
    romans = {event.roman for event in chords("CLASSICAL", "major")}
    assert {"I", "I⁶", "I⁶₄", "V⁷", "V⁶₅"} <= romans
    assert not any("maj" in roman or "9" in roman for roman in romans)


def test_an_applications_own_phrases_stay_with_it() -> None:
    own = [row for row in genre("classical").harmony.phrases if row.applications == ("ROMANTIC",)]
    assert own
    for application in ("BAROQUE", "CLASSICAL"):
        made = compose(
            "classical", "A song", application=application, num_bars=64, complexity=7, seed=3
        )
        used = {phrase.source for phrase in made.arrangement.progression.phrases}
        assert not used & {row.id for row in own}


def test_a_fixed_phrase_keeps_its_chords() -> None:
    rows = {row.id: row for row in genre("classical").harmony.phrases}
    made = compose("classical", "A song", num_bars=32, complexity=9, seed=5, key="G major")
    progression = made.arrangement.progression
    for phrase in progression.phrases:
        row = rows[phrase.source]
        count = sum(event.phrase_id == phrase.id for event in progression.chords)
        if row.fixed:
            assert count <= len(row.places)
