"""The reasons for patterns, forms and endings speak of what is really there."""

from __future__ import annotations

import re

import pytest

from gospel_keys import compose
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Arrangement, Hand, Role

GENRES = sorted(genres())


def piece(genre: str, complexity: int) -> Arrangement:
    return compose(genre, "a piece", seed=11, complexity=complexity, num_bars=16).arrangement


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("complexity", [1, 6, 10])
def test_a_pattern_names_notes_that_its_phrase_has(genre: str, complexity: int) -> None:
    made = piece(genre, complexity)
    licks = {lick.id: Hand(lick.hand) for lick in genres()[genre].style.licks}
    for use in made.patterns:
        evidence = use.why[use.why.rfind(". ") :]
        if use.part == "rhythm":
            continue
        hand = licks[use.name] if use.part == "fill" else Hand(use.part)
        own = [n for n in made.notes if n.id.startswith(f"{use.phrase_id}.")]
        pitches = {str(n.pitch) for n in own if n.hand is hand}
        symbols = {str(c.chord) for c in made.progression.chords if c.phrase_id == use.phrase_id}
        for symbol in sorted(symbols, key=len, reverse=True):
            evidence = evidence.replace(f" {symbol}", " ")
        named = set(re.findall(r"(?<![\w#])[A-G][b#]{0,2}-?\d(?![\w#])", evidence))
        assert named <= pitches


@pytest.mark.parametrize("genre", GENRES)
def test_a_tune_rests_where_the_reason_says(genre: str) -> None:
    made = piece(genre, 5)
    for use in (u for u in made.patterns if u.part == "right"):
        tune = [
            n for n in made.notes if n.id.startswith(f"{use.phrase_id}.") and n.role is Role.MELODY
        ]
        assert f"rests on {tune[-1].pitch}" in use.why


def test_two_phrases_of_one_pattern_have_reasons_of_their_own() -> None:
    made = compose("jazz", "rhythm changes in Bb", seed=2).arrangement
    told = [use.why for use in made.patterns if use.part in ("left", "right")]
    assert len(set(told)) == len(told)


def test_the_form_says_how_it_lies_and_where_the_key_changes() -> None:
    made = compose("blues", "12-bar blues in C, 24 bars, modulate up a whole step", seed=2)
    why = made.arrangement.progression.form_why
    assert "chorus (12 bars) and chorus (12 bars)" in why
    assert "From bar 13 on it lies a whole step higher, in D major." in why


@pytest.mark.parametrize("genre", GENRES)
def test_every_form_and_ending_has_a_reason(genre: str) -> None:
    progression = piece(genre, 5).progression
    assert progression.form_why.count(":") >= 1
    assert "the last chord is" in progression.ending_why
