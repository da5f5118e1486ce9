"""The score's invariants: a whole piece has no problems, each way to break it is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from critic import specimen
from gospel_keys.music.pitch import Pitch
from gospel_keys.score import validate
from gospel_keys.score.model import Arrangement, PatternUse, PedalEvent, Performance, Progression


def test_a_whole_piece_has_no_problems() -> None:
    written = specimen.arrangement()
    validate.check(written)
    validate.check(written, specimen.perform(written))
    assert validate.progression_problems(written.progression) == []


def at[T](items: tuple[T, ...], index: int, **changes: object) -> tuple[T, ...]:
    made = list(items)
    made[index] = replace(made[index], **changes)
    return tuple(made)


PROGRESSIONS: list[tuple[Callable[[Progression], Progression], str]] = [
    (lambda p: replace(p, sections=()), "no sections"),
    (lambda p: replace(p, sections=at(p.sections, 0, bars=0)), "section s0 has 0 bars"),
    (lambda p: replace(p, sections=at(p.sections, 0, start_bar=1)), "starts at bar 1, expected 0"),
    (lambda p: replace(p, sections=p.sections * 2), "2 sections are called s0"),
    (lambda p: replace(p, phrases=p.phrases[:1]), "phrases end at bar 4, expected 8"),
    (lambda p: replace(p, phrases=at(p.phrases, 1, id="p0")), "2 phrases are called p0"),
    (lambda p: replace(p, phrases=at(p.phrases, 1, section_id="x")), "no section 'x'"),
    (lambda p: replace(p, phrases=at(p.phrases, 1, bars=9)), "phrase p1 leaves its section s0"),
    (lambda p: replace(p, chords=p.chords[:-1]), "chords end at 28, the last barline is at 32"),
    (lambda p: replace(p, chords=at(p.chords, 2, onset=Fraction(3))), "starts at 3, expected 4"),
    (lambda p: replace(p, chords=at(p.chords, 2, duration=Fraction(0))), "lasts 0 quarters"),
    (lambda p: replace(p, chords=at(p.chords, 2, id="p0.c1")), "2 chords are called p0.c1"),
    (lambda p: replace(p, chords=at(p.chords, 2, phrase_id="p1")), "leaves its phrase p1"),
    (lambda p: replace(p, chords=at(p.chords, 2, phrase_id="p9")), "in no phrase 'p9'"),
    (lambda p: replace(p, chords=at(p.chords, 2, section_id="s9")), "of 's9'"),
]


@pytest.mark.parametrize(("spoil", "message"), PROGRESSIONS)
def test_a_broken_progression(spoil: Callable[[Progression], Progression], message: str) -> None:
    broken = spoil(specimen.progression())
    assert any(message in problem for problem in validate.progression_problems(broken))
    written = replace(specimen.arrangement(), progression=broken)
    with pytest.raises(validate.ScoreError) as caught:
        validate.check(written)
    assert caught.value.problems


ARRANGEMENTS: list[tuple[Callable[[Arrangement], Arrangement], str]] = [
    (lambda a: replace(a, brief=replace(a.brief, bars=9)), "8 bars, 9 were asked"),
    (lambda a: replace(a, notes=at(a.notes, 1, id=a.notes[0].id)), "2 notes are called"),
    (lambda a: replace(a, notes=at(a.notes, 1, chord_id="c99")), "refers to no chord 'c99'"),
    (lambda a: replace(a, notes=at(a.notes, 1, id="p7.x")), "not named after its phrase p0"),
    (lambda a: replace(a, notes=at(a.notes, 1, duration=Fraction(-1))), "lasts -1 quarters"),
    (lambda a: replace(a, notes=at(a.notes, 1, duration=Fraction(99))), "past the last barline"),
    (
        lambda a: replace(a, notes=at(a.notes, 1, onset=Fraction(32), duration=Fraction(0))),
        "past the last barline",
    ),
    (lambda a: replace(a, notes=at(a.notes, 1, pitch=Pitch.parse("C9"))), "not a key of the piano"),
    (lambda a: replace(a, notes=at(a.notes, 1, finger=6)), "finger 6, not 1..5"),
    (lambda a: replace(a, patterns=(PatternUse("p9", "left", "x", ""),)), "no phrase 'p9'"),
]


@pytest.mark.parametrize(("spoil", "message"), ARRANGEMENTS)
def test_a_broken_arrangement(spoil: Callable[[Arrangement], Arrangement], message: str) -> None:
    with pytest.raises(validate.ScoreError, match=message):
        validate.check(spoil(specimen.arrangement()))


PERFORMANCES: list[tuple[Callable[[Performance], Performance], str]] = [
    (lambda p: replace(p, notes=p.notes[1:]), "is not performed"),
    (lambda p: replace(p, notes=(*p.notes, p.notes[0])), "2 performed notes are called"),
    (lambda p: replace(p, notes=at(p.notes, 0, note_id="p0.x")), "p0.x is not written"),
    (lambda p: replace(p, notes=at(p.notes, 0, velocity=0)), "velocity 0, not 1..127"),
    (lambda p: replace(p, notes=at(p.notes, 0, duration=0.0)), "lasts 0.0 s"),
    (lambda p: replace(p, notes=at(p.notes, 0, onset=99.0)), "after the end"),
    (lambda p: replace(p, duration=9.0), "it lasts 9.0 s, its last barline is at"),
    (lambda p: replace(p, tempo_map=()), "tempo map: a tempo map needs at least one"),
    (lambda p: replace(p, tempo_map=at(p.tempo_map, 0, onset=Fraction(1))), "after the music"),
    (lambda p: replace(p, pedal=(PedalEvent(0.0, 200),)), "pedal 200 at 0.0 s"),
    (lambda p: replace(p, pedal=p.pedal[::-1]), "not in order"),
]


@pytest.mark.parametrize(("spoil", "message"), PERFORMANCES)
def test_a_broken_performance(spoil: Callable[[Performance], Performance], message: str) -> None:
    written = specimen.arrangement()
    with pytest.raises(validate.ScoreError, match=message):
        validate.check(written, spoil(specimen.perform(written)))
