"""How hard requests are, and which model each is for."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.proposing.task import task_complexity, tier_of
from gospel_keys.composer.proposing.task_rows import rows
from gospel_keys.genres.registry import genres
from tests.proposing.offers import a_brief

TABLE = Path(__file__).with_name("task_table.toml")
REQUESTS = tomllib.loads(TABLE.read_text("utf-8"))["request"]


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_the_decision(number: int) -> None:
    row = dict(REQUESTS[number])
    value, tier, terms = row.pop("value"), row.pop("tier"), row.pop("terms")
    style, words = row.pop("genre"), row.pop("words")
    found = task_complexity(a_brief(style, words, **row), genres()[style])
    assert (found.value, found.tier) == (value, tier), found
    assert [term.id for term in found.terms] == terms


def test_the_table_has_sixty_requests_for_every_tier_and_genre() -> None:
    assert len(REQUESTS) == 60
    tiers = Counter(row["tier"] for row in REQUESTS)
    assert min(tiers[tier] for tier in ("small", "large", "cloud")) >= 10
    assert {row["genre"] for row in REQUESTS} == set(genres())


@settings(max_examples=60, deadline=None)
@given(words=st.text("klmnopqrtuvwxyz ,.'", min_size=1, max_size=300).filter(str.strip))
def test_the_terms_add_up_to_the_value(words: str) -> None:
    found = task_complexity(a_brief("gospel", words), genres()["gospel"])
    total = rows().base + sum(term.points for term in found.terms)
    assert found.value == min(max(int(total + 0.5), 1), 10)
    assert found.tier == tier_of(found.value)
    assert all(term.points > 0 and term.label for term in found.terms)
    points = [term.points for term in found.terms]
    assert points == sorted(points, reverse=True)


def test_the_tiers_meet_without_a_gap() -> None:
    tiers = [tier_of(value) for value in range(1, 11)]
    assert tiers == ["small"] * 4 + ["large"] * 3 + ["cloud"] * 3


def test_the_playing_level_hardly_counts() -> None:
    """A hard piece in plain words is an easy request; level 1 in many is not."""
    plain = task_complexity(a_brief("classical", "a waltz", complexity=10), genres()["classical"])
    wordy = task_complexity(
        a_brief(
            "classical",
            "an easy piece that evokes fog over a harbour, as if somebody far away were waiting, "
            "without any dominant seventh until the last line",
            complexity=1,
        ),
        genres()["classical"],
    )
    assert plain.tier == "small"
    assert wordy.tier != "small"


def test_what_is_asked_for_in_words_is_named() -> None:
    brief = a_brief("jazz", "calm but wild, with tritone substitutions")
    found = {term.id: term.found for term in task_complexity(brief, genres()["jazz"]).terms}
    assert found["chromaticism"] == "tritone substitutions"
    assert found["contradiction"] == "calm and wild"
    assert found["wishes"] == "but"


def test_harder_words_never_make_it_easier() -> None:
    base = "a song in C major"
    value = 0
    for more in ("", " with altered chords", " but without the tonic", ", happy and sad"):
        base += more
        now = task_complexity(a_brief("gospel", base), genres()["gospel"]).value
        assert now >= value
        value = now
