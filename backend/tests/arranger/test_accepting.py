"""Phrases that would spoil the piece are drawn again; what is judged is the piece so far."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gospel_keys.arranger import strict
from gospel_keys.arranger.accepting import COPY, Heard, faults
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.goals import elsewhere
from gospel_keys.compose import compose
from gospel_keys.score.model import Hand, Role
from tests.arranger.pieces import brief, part

PART = part(brief(complexity=6))
FRAME, GOAL, PLACE = PART.frame, replace(PART.goal, next_entry=None), PART.setting
SCALE = (60, 62, 64, 65, 67, 69, 71, 72)


def tune(*pitches: int, step: int = 480, role: Role = Role.MELODY) -> list[Draft]:
    span, hand = FRAME.spans[0], Hand.LEFT if role is Role.BASS else Hand.RIGHT
    return [
        Draft(midi, n * step, (n + 1) * step, hand, role, span, "test")
        for n, midi in enumerate(pitches)
    ]


def wrong(*phrases: list[Draft]) -> int:
    """What the last of some phrases spoils."""
    before = after = Heard()
    for drafts in phrases:
        before, after = after, after.then(FRAME, GOAL, drafts, suspends=False)
    return faults(before, after, PLACE)


def test_a_tune_that_sings_stays() -> None:
    assert wrong(tune(*SCALE, *reversed(SCALE))) == 0


@pytest.mark.parametrize(
    "pitches",
    [
        (60, 62, 64, 62) * 4,
        (60,) * 12 + (62, 64, 65, 67),
        (60, 72, 60, 72, 60, 72, 62, 64) * 2,
        (*SCALE, 55, *SCALE),
    ],
    ids=["narrow", "one note", "leaps", "a twelfth"],
)
def test_a_tune_that_does_not_is_drawn_again(pitches: tuple[int, ...]) -> None:
    assert wrong(tune(*pitches)) > 0


def test_a_phrase_said_twice_is_worst() -> None:
    assert wrong(tune(*SCALE), tune(*SCALE)) >= COPY


def test_what_an_earlier_phrase_spoiled_is_no_later_one_s_fault() -> None:
    assert wrong(tune(60, 79, 60), tune(*SCALE)) == 0


def test_voices_that_suspend_do_so() -> None:
    heard = Heard()
    for number in range(5):
        drafts = tune(*(pitch + number for pitch in SCALE))
        heard, before = heard.then(FRAME, GOAL, drafts, suspends=True), heard
    assert heard.dry == 5 * FRAME.phrase.bars
    assert faults(before, heard, PLACE) == 1


def test_parallels_of_tune_and_bass_are_counted() -> None:
    assert strict.parallels(tune(60, 62, 64) + tune(48, 50, 52, role=Role.BASS)) == 2
    assert strict.parallels(tune(60, 62, 64) + tune(48, 47, 45, role=Role.BASS)) == 0
    assert strict.parallels(tune(60, 60, 62) + tune(48, 36, 36, role=Role.BASS)) == 0


def test_another_goal_is_another_note_of_the_chord() -> None:
    place = [elsewhere(FRAME, GOAL, PLACE, turn) for turn in range(3)]
    assert all(goal.arrival != GOAL.arrival for goal in place)
    assert all(goal.low <= goal.arrival <= goal.peak for goal in place)


@pytest.mark.parametrize(
    ("genre", "fields"),
    [
        ("neosoul", {"key": "Db major", "time_signature": "6/8", "seed": 17040}),
        ("classical", {"key": "F minor", "time_signature": "2/4", "seed": 1115}),
    ],
)
def test_five_notes_are_enough_for_a_long_piece(genre: str, fields: dict[str, object]) -> None:
    made = compose(genre, "A song", complexity=1, num_bars=64, **fields)  # type: ignore[arg-type]
    phrases = made.arrangement.progression.phrases
    bar = made.brief.meter.bar
    surfaces = [
        frozenset(
            (note.onset - phrase.start_bar * bar, note.pitch.midi, note.duration)
            for note in made.arrangement.notes
            if note.hand is Hand.RIGHT and note.id.startswith(f"{phrase.id}.")
        )
        for phrase in phrases
        if phrase.bars > 1
    ]
    assert len(set(surfaces)) == len(surfaces)
