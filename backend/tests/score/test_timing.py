"""Bars, and seconds by the tempo map."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critic import specimen
from gospel_keys.music.meter import Meter
from gospel_keys.score import timing
from gospel_keys.score.model import Note, Progression, TempoChange

TEMPOS = st.lists(
    st.tuples(st.integers(0, 400), st.floats(20, 400)),
    min_size=1,
    max_size=6,
    unique_by=lambda c: c[0],
).map(lambda changes: [TempoChange(Fraction(at, 4), bpm) for at, bpm in sorted(changes)])


def two_meters() -> Progression:
    made = specimen.progression()
    first = replace(made.sections[0], bars=3)
    second = replace(first, id="s1", start_bar=3, bars=2, meter=Meter.parse("6/8"), tempo=60.0)
    return replace(made, sections=(first, second))


def test_bars_follow_their_section() -> None:
    found = timing.bars(two_meters())
    assert [(bar.number, bar.onset, bar.duration) for bar in found] == [
        (0, 0, 4),
        (1, 4, 4),
        (2, 8, 4),
        (3, 12, 3),
        (4, 15, 3),
    ]
    assert [bar.section.id for bar in found] == ["s0"] * 3 + ["s1"] * 2
    assert found[-1].end == timing.length(two_meters()) == 18
    assert timing.section_onsets(two_meters()) == (0, 12)


def test_tempo_counts_beats_the_map_counts_quarters() -> None:
    assert timing.section_tempos(two_meters()) == (
        TempoChange(Fraction(0), 84.0),
        TempoChange(Fraction(12), 90.0),
    )
    same = replace(two_meters(), sections=two_meters().sections[:1] * 2)
    assert len(timing.section_tempos(same)) == 1
    assert timing.quarter_bpm(60, Meter.parse("2/2")) == 120


def test_seconds_of_known_places() -> None:
    changes = [TempoChange(Fraction(0), 60), TempoChange(Fraction(4), 120)]
    tempo = timing.TempoMap(changes)
    assert [tempo.seconds(q) for q in (-1, 0, 3, 4, 6)] == pytest.approx([-1, 0, 3, 4, 5])
    assert [tempo.quarters(s) for s in (-1, 3, 4, 5)] == pytest.approx([-1, 3, 4, 6])


@given(TEMPOS, st.floats(-8, 200))
def test_quarters_undo_seconds(changes: list[TempoChange], quarter: float) -> None:
    tempo = timing.TempoMap(changes)
    assert tempo.quarters(tempo.seconds(quarter)) == pytest.approx(quarter, abs=1e-6)


@given(TEMPOS, st.floats(-8, 100), st.floats(0.01, 100))
def test_later_is_later(changes: list[TempoChange], quarter: float, more: float) -> None:
    tempo = timing.TempoMap(changes)
    assert tempo.seconds(quarter + more) > tempo.seconds(quarter)


@given(TEMPOS)
def test_the_first_barline_is_zero_seconds(changes: list[TempoChange]) -> None:
    assert timing.TempoMap(changes).seconds(0) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([], "at least one tempo"),
        ([TempoChange(Fraction(0), 0.0)], "not above 0"),
        ([TempoChange(Fraction(0), float("nan"))], "not above 0"),
        ([TempoChange(Fraction(1), 90.0), TempoChange(Fraction(1), 60.0)], "not after"),
    ],
)
def test_impossible_tempos(changes: list[TempoChange], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        timing.TempoMap(changes)


def test_ties_join_notes_of_one_voice() -> None:
    one = replace(specimen.arrangement().notes[0], duration=Fraction(1), tie=True)
    two = replace(one, id="two", onset=one.end)
    three = replace(two, id="three", onset=two.end, tie=False)
    struck_again = replace(three, id="four", onset=three.end)
    other_voice = replace(two, id="five", voice=9, tie=False)
    notes: tuple[Note, ...] = (three, other_voice, one, two, struck_again)
    chains = {tuple(note.id for note in chain) for chain in timing.sounding(notes)}
    assert chains == {(one.id, "two", "three"), ("four",), ("five",)}
