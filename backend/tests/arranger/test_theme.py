"""Themes: ideas that return, and tunes that keep the rules of the common practice."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from critic import counterpoint as rules
from critic.corpus import piece_of
from gospel_keys import compose
from gospel_keys.arranger.harmony import Harmony, harmony
from gospel_keys.arranger.tune_rules import leading, parallel_cost, pulls, tendencies
from gospel_keys.compose import Composition
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.score.model import Note, Role

C, A_MINOR = Key.parse("C major"), Key.parse("A minor")


def sound(symbol: str, key: Key = C) -> Harmony:
    return harmony(Chord.parse(symbol), key)


@cache
def piece(seed: int, key: str = "C major", **fields: int | str) -> Composition:
    given = {"num_bars": 8, "complexity": 5, "application": "CLASSICAL"} | fields
    return compose("classical", "A song", key=key, seed=seed, time_signature="4/4", **given)  # type: ignore[arg-type]


def tune(made: Composition, phrase: int) -> list[Note]:
    return [
        n
        for n in made.arrangement.notes
        if n.role is Role.MELODY and n.id.startswith(f"p{phrase}.")
    ]


def test_leading_tones_rise_and_sevenths_fall() -> None:
    assert tendencies(sound("G7")) == {11, 5}
    assert leading(sound("G")) == 11
    assert leading(sound("F")) == -1
    assert pulls(sound("G7"), sound("C")) == {11: (1,), 5: (-1,)}
    assert pulls(sound("D7"), sound("G")) == {6: (1,), 0: (-1,)}
    assert 5 not in pulls(sound("G7"), sound("Am")) or pulls(sound("G7"), sound("Am"))[5] == (-1,)


def test_parallels_with_the_bass_cost() -> None:
    assert parallel_cost(67, 69, sound("C"), sound("Dm")) > 0
    assert parallel_cost(72, 74, sound("C"), sound("Dm")) > 0
    assert parallel_cost(64, 65, sound("C"), sound("Dm")) == 0


@pytest.mark.parametrize("application", ["CLASSICAL", "ROMANTIC"])
def test_from_phrase_to_phrase_the_tune_keeps_the_rules(application: str) -> None:
    """No parallels with the bass, also over the seams; restless tones resolve where they can."""
    found: list[bool] = []
    for seed in range(8):
        key = ("C major", "A minor", "Eb major", "F# minor")[seed % 4]
        made = piece(seed, key, num_bars=16, complexity=4 + seed % 5, application=application)
        played = piece_of(made)
        assert not rules.parallels(played, 7), seed
        assert not rules.parallels(played, 0), seed
        found += [resolved for _, resolved in rules.resolutions(played)]
    assert len(found) > 10
    assert sum(found) >= 0.95 * len(found)


def test_an_answer_takes_up_its_questions_rhythm() -> None:
    period = ["half", "authentic"]
    made = [piece(seed) for seed in range(8)]
    periods = [
        one for one in made if [p.cadence for p in one.arrangement.progression.phrases] == period
    ]
    assert len(periods) > 2
    for one in periods:
        first, second = ([n.onset % 16 for n in tune(one, p) if n.onset % 16 < 4] for p in (0, 1))
        assert first == second


@pytest.mark.parametrize("seed", range(6))
def test_a_tune_closes_by_step_on_the_tonic(seed: int) -> None:
    made = piece(seed)
    notes = tune(made, 1)
    last = notes[-1]
    before = next(n for n in reversed(notes) if n.pitch != last.pitch)
    assert last.pitch.midi % 12 == 0
    assert 0 < abs(before.pitch.midi - last.pitch.midi) < 3


@pytest.mark.parametrize("seed", range(6))
def test_minor_has_no_augmented_seconds(seed: int) -> None:
    made = piece(seed, "A minor", complexity=7)
    for phrase in (0, 1):
        for one, other in pairwise(tune(made, phrase)):
            assert {one.pitch.midi % 12, other.pitch.midi % 12} != {5, 8}


def test_a_theme_returns_as_itself() -> None:
    """In a rondo the theme's idea has the same rhythm every time."""
    made = piece(3, num_bars=40)
    sections = made.arrangement.progression.sections
    starts = [s.start_bar * 4 for s in sections if s.label == "theme"]
    assert len(starts) >= 2
    notes = [n for n in made.arrangement.notes if n.role is Role.MELODY]
    openings = [[n.onset - at for n in notes if at <= n.onset < at + 4] for at in starts]
    assert all(opening == openings[0] for opening in openings)
