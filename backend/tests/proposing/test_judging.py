"""What the genre's own data take and refuse: their phrases pass, noise does not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.proposing.judging import reasons_against
from gospel_keys.composer.proposing.reading import Sounding
from gospel_keys.composer.proposing.session import propose
from gospel_keys.composer.proposing.spot import Spot
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import Brief
from tests.proposing.offers import a_brief, planned
from tests.proposing.sampling import RandomModel

STYLES = sorted(genres())
KEYS = ("C major", "A minor", "Eb major", "F# minor")
LENGTHS = (8, 16, 24, 40)
MOST_NOISE = 0.1
"""The share of random phrases that may happen to be music."""
MOST_MISSED = 0.005
"""The share of the rules' own phrases that may be judged foreign."""


def briefs(style: str) -> Iterator[Brief]:
    meters = genres()[style].style.meters
    for seed in range(40):
        fields = {
            "key": KEYS[seed % 4], "complexity": 1 + seed % 10, "seed": seed,
            "num_bars": LENGTHS[seed % 3], "time_signature": meters[seed % len(meters)],
        }  # fmt: skip
        try:
            yield a_brief(style, **fields)
        except BriefError:  # a form that this meter does not have
            continue


def spots(brief: Brief) -> Iterator[Spot]:
    made = planned(brief)
    style = genres()[brief.genre]
    return (Spot(brief, style, made, phrase) for phrase in made.phrases)


def own(spot: Spot) -> list[Sounding]:
    return [Sounding(c.chord, c.onset - spot.start, c.duration) for c in spot.own]


@pytest.mark.parametrize("style", STYLES)
def test_what_the_rules_write_is_taken(style: str) -> None:
    judged = [(spot, reasons_against(spot, own(spot))) for b in briefs(style) for spot in spots(b)]
    refused = [(str(spot.phrase), reasons) for spot, reasons in judged if reasons]
    assert len(judged) > 100
    assert len(refused) <= MOST_MISSED * len(judged), refused


@pytest.mark.parametrize("style", STYLES)
def test_the_vocabulary_has_every_chord_that_the_rules_write(style: str) -> None:
    for brief in briefs(style):
        for spot in spots(brief):
            assert [c.chord for c in spot.own if not spot.vocabulary.has(c.chord)] == []


@pytest.mark.parametrize("style", STYLES)
def test_noise_is_hardly_ever_taken(style: str) -> None:
    offered = taken = 0
    for seed in range(10):
        brief = a_brief(style, num_bars=16, seed=seed, complexity=1 + seed)
        _, report = propose(brief, genres()[style], planned(brief), 1.0, seed, RandomModel())
        offered += len(report.offered)
        taken += len(report.offered) - len(report.rejected)
    assert offered >= 30
    assert taken <= MOST_NOISE * offered


@pytest.mark.parametrize(
    ("chords", "said"),
    [
        ("F | Dm | G | C", "opens on F"),
        ("C | F | Am | F#", "cadence"),
        ("C | C#m | Ebm | G", "changes that this style does not make"),
        ("C13#11 | F | Dm | G", "does not write at this level"),
        ("C | F/Eb | Dm | G", "no bass"),
    ],
)
def test_each_reason_names_what_is_wrong(chords: str, said: str) -> None:
    brief = a_brief("classical", key="C", num_bars=8, complexity=4, seed=2)
    spot = next(spots(brief))
    assert spot.phrase.bars == 4
    bar = brief.meter.bar
    made = [
        Sounding(Chord.parse(name.strip()), n * bar, bar)
        for n, name in enumerate(chords.split("|"))
    ]
    assert said in " ".join(reasons_against(spot, made))


def test_a_phrase_with_far_too_many_chords_is_refused() -> None:
    spot = next(spots(a_brief("gospel", key="C", num_bars=8, complexity=1, seed=2)))
    count = 4 * spot.phrase.bars
    names = ["C", "F", "G", "C"] * spot.phrase.bars
    crowd = [Sounding(Chord.parse(names[n]), Fraction(n), Fraction(1)) for n in range(count)]
    assert any("are usual" in reason for reason in reasons_against(spot, crowd))
