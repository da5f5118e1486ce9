"""What the checks of cadences, periods and rubato measure, and that they can fail."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from critic import cadence, corpus
from critic.piece import Piece
from critic.table import DECLARED
from gospel_keys import compose
from gospel_keys.music.chord import Chord
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import ChordEvent, HarmonicFunction, Note, Role, TempoChange

CHECKS = ("perfect_close", "stable_triads", "six_fours", "period_structure")


@cache
def period(application: str = "CLASSICAL") -> Piece:
    """Eight bars in C major: a question, an answer."""
    made = compose(
        "classical", "A song", key="C major", num_bars=8, seed=4, complexity=5,
        application=application, time_signature="4/4",
    )  # fmt: skip
    return corpus.piece_of(made)


def with_chords(piece: Piece, chords: tuple[ChordEvent, ...]) -> Piece:
    progression = replace(piece.arrangement.progression, chords=chords)
    return replace(piece, arrangement=replace(piece.arrangement, progression=progression))


def changed(piece: Piece, index: int, symbol: str, **fields: object) -> Piece:
    """The piece with one chord replaced."""
    chords = list(piece.chords)
    chords[index] = replace(chords[index], chord=Chord.parse(symbol), **fields)  # type: ignore[arg-type]
    return with_chords(piece, tuple(chords))


def with_notes(piece: Piece, notes: tuple[Note, ...]) -> Piece:
    return replace(piece, arrangement=replace(piece.arrangement, notes=notes))


@pytest.mark.parametrize("check", CHECKS)
def test_a_period_passes(check: str) -> None:
    assert cadence.periods(period())
    assert DECLARED[check](period()) == []


@pytest.mark.parametrize(
    ("index", "symbol"), [(-1, "C/E"), (-1, "Am"), (-2, "G7/B"), (-2, "Gm"), (-2, "F")]
)
def test_another_close_is_not_perfect(index: int, symbol: str) -> None:
    assert cadence.perfect_close(changed(period(), index, symbol))


def test_the_tune_must_end_on_the_tonic() -> None:
    piece = period()
    last = max((n for n in piece.arrangement.notes if n.role is Role.MELODY), key=lambda n: n.onset)
    notes = tuple(
        replace(n, pitch=Pitch.parse("E5")) if n is last else n for n in piece.arrangement.notes
    )
    assert cadence.perfect_close(with_notes(piece, notes))


def test_a_seventh_is_no_rest() -> None:
    assert cadence.stable_triads(changed(period(), -1, "Cmaj7"))
    inside = changed(period(), 0, "C6", function=HarmonicFunction.TONIC)
    assert cadence.stable_triads(inside)


def test_a_six_four_must_fall() -> None:
    piece = period()
    chords = tuple(
        replace(event, chord=Chord.parse("C/G" if index == 1 else "Am"))
        for index, event in enumerate(piece.chords)
    )
    assert cadence.six_fours(with_chords(piece, chords))


def test_a_question_rests_on_the_dominant() -> None:
    piece = period()
    first = piece.arrangement.progression.phrases[0].id
    last = max(i for i, event in enumerate(piece.chords) if event.phrase_id == first)
    assert cadence.period_structure(changed(piece, last, "F"))


def test_an_answer_begins_as_its_question() -> None:
    piece = period()
    other = piece.arrangement.progression.phrases[1]
    bar = piece.bars[other.start_bar]
    notes = tuple(
        n
        for n in piece.arrangement.notes
        if n.role is not Role.MELODY or not bar.onset <= n.onset < bar.end
    )
    assert cadence.period_structure(with_notes(piece, notes))


def test_rubato_is_measured_against_the_sections_tempo() -> None:
    piece = period("ROMANTIC")
    assert 0.02 < cadence.tempo_bends(piece) < 0.1
    assert cadence.rubato(piece, least=0.02, most=0.1) == []
    assert cadence.rubato(piece, most=0.0)
    steady = (TempoChange(Fraction(0), piece.arrangement.brief.tempo),)
    still = replace(piece, performance=replace(piece.performance, tempo_map=steady))
    assert cadence.rubato(still, least=0.02, most=0.1)
