"""The idioms that make the genre: each is heard, and often enough to be its habit."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest

from gospel_keys.score.model import ChordEvent, Progression
from tests.composer.plans import brief, planned, section_of

LEVELS = (5, 7, 9)


@cache
def pieces(key: str = "C major") -> tuple[Progression, ...]:
    return tuple(
        planned(brief(key, level=level, seed=seed)) for level in LEVELS for seed in range(30)
    )


def degree(made: Progression, event: ChordEvent) -> int:
    return (event.chord.root.chroma - section_of(made, event).key.tonic.chroma) % 12


def roots(made: Progression) -> list[int]:
    """Degrees of the roots, a root said twice in a row counted once."""
    return [root for root, _ in groupby(degree(made, event) for event in made.chords)]


def basses(made: Progression) -> list[int]:
    tonic = made.sections[0].key.tonic.chroma
    return [(event.chord.lowest.chroma - tonic) % 12 for event in made.chords]


def run_in(line: list[int], run: list[int]) -> bool:
    return any(line[i : i + len(run)] == run for i in range(len(line)))


def share(key: str, heard: object) -> float:
    found = [heard(made) for made in pieces(key)]  # type: ignore[operator]
    return sum(found) / len(found)


@pytest.mark.parametrize(
    ("run", "least"),
    [
        ([2, 7, 0], 0.6),
        ([11, 4, 9], 0.15),
        ([4, 9, 2, 7], 0.1),
        ([5, 0], 0.4),
        ([10, 0], 0.1),
        ([4, 9], 0.3),
        ([9, 2], 0.3),
    ],
)
def test_roots_move_as_they_do(run: list[int], least: float) -> None:
    assert share("C major", lambda made: run_in(roots(made), run)) >= least


@pytest.mark.parametrize(
    ("run", "least"), [([0, 4, 5], 0.3), ([5, 6, 7], 0.5), ([4, 5, 6, 7], 0.2), ([4, 3, 2], 0.03)]
)
def test_basses_walk(run: list[int], least: float) -> None:
    assert share("C major", lambda made: run_in(basses(made), run)) >= least


@pytest.mark.parametrize(
    ("roman", "least"),
    [
        ("#iv\u00b0", 0.5),
        ("#i\u00b0", 0.05),
        ("iv", 0.4),
        ("bVII", 0.1),
        ("IV/5", 0.05),
        ("V9sus4", 0.4),
        ("V13", 0.2),
        ("III7#9#5", 0.05),
        ("VI7", 0.3),
        ("bII", 0.05),
    ],
)
def test_chords_are_heard(roman: str, least: float) -> None:
    def heard(made: Progression) -> bool:
        return any(
            event.roman.startswith(roman) and event.roman[len(roman) : len(roman) + 1] != "i"
            for event in made.chords
        )

    assert share("C major", heard) >= least


@pytest.mark.parametrize(
    ("run", "least"), [([2, 7, 0], 0.4), ([5, 10, 3], 0.15), ([8, 7], 0.1), ([5, 0], 0.2)]
)
def test_minor_is_as_real(run: list[int], least: float) -> None:
    assert share("C minor", lambda made: run_in(roots(made), run)) >= least


def test_endings_differ() -> None:
    cadences = [made.phrases[-1].cadence for made in pieces()]
    assert {"authentic", "plagal", "modal"} <= set(cadences)
    assert cadences.count("plagal") > len(cadences) * 0.2
