"""What two hands cannot do is mended; the check sees what mending is for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.arranger.assemble import written
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.playability import (
    Limits,
    mend,
    problems,
    reachable,
    repeat_ticks,
    travel,
)
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score.model import Hand, Note, Role
from tests.arranger.pieces import part

READY = part()
FRAME, SPAN = READY.frame, READY.frame.spans[0]
L, R = Hand.LEFT, Hand.RIGHT


def draft(midi: int, onset: float, end: float, hand: Hand = R, role: Role = Role.INNER) -> Draft:
    return Draft(midi, round(onset * TICKS), round(end * TICKS), hand, role, SPAN, "t")


def mended(*notes: Draft, **limits: int) -> list[tuple[int, float, float]]:
    found = mend(notes, 0, FRAME.end, Limits(limits.get("reach", 14), 16, limits.get("repeat", 0)))
    return [(n.midi, n.onset / TICKS, n.end / TICKS) for n in found]


def test_a_key_is_let_go_before_it_is_struck_again() -> None:
    assert mended(draft(60, 0, 4), draft(60, 2, 3)) == [(60, 0, 2), (60, 2, 3)]
    assert mended(draft(60, 0, 4, L), draft(60, 2, 3, R)) == [(60, 0, 2), (60, 2, 3)]


def test_two_hands_on_one_key_leave_the_more_important_note() -> None:
    kept = mended(draft(60, 0, 1, L, Role.COMP), draft(60, 0, 1, R, Role.MELODY))
    assert kept == [(60, 0, 1)]


def test_a_hand_holds_five_notes_within_its_reach() -> None:
    wide = [draft(midi, 0, 1, L, Role.COMP) for midi in (48, 55, 60, 62, 64)]
    assert [m for m, *_ in mended(*wide)] == [48, 55, 60, 62]
    many = [draft(midi, midi - 60, 9) for midi in range(60, 68)]
    kept = mended(*many)
    assert len(kept) == 8
    assert all(sum(o <= at < e for _, o, e in kept) <= 5 for at in range(9))


def test_hands_do_not_cross() -> None:
    kept = mended(draft(64, 0, 1, L, Role.COMP), draft(62, 0, 1, R, Role.MELODY))
    assert kept == [(62, 0, 1)]


def test_low_notes_are_not_mud() -> None:
    kept = mended(draft(36, 0, 1, L, Role.BASS), draft(40, 0, 1, L, Role.COMP))
    assert kept == [(36, 0, 1)]


def test_nothing_leaves_the_phrase_or_the_piano() -> None:
    last = FRAME.end / TICKS
    assert mended(draft(60, last, last + 1), draft(110, 0, 1), draft(70, last - 1, last + 5)) == [
        (70, last - 1, last)
    ]


def test_a_key_said_again_too_soon_is_left_out_or_joined() -> None:
    assert mended(draft(60, 0, 0.1), draft(60, 0.1, 1), repeat=TICKS) == [(60, 0, 0.1)]
    sung = draft(60, 0, 0.1, R, Role.MELODY), draft(60, 0.1, 1, R, Role.MELODY)
    assert mended(*sung, repeat=TICKS) == [(60, 0, 1)]
    taken = draft(60, 0, 0.1), draft(60, 0.1, 1, R, Role.MELODY)
    assert mended(*taken, repeat=TICKS) == [(60, 0.1, 1)]


notes = st.builds(
    draft,
    st.integers(15, 112),
    st.integers(0, 30).map(lambda n: n / 2),
    st.integers(0, 8).map(lambda n: n / 2),
    st.sampled_from([L, R]),
    st.sampled_from([role for role in Role if role is not Role.GRACE]),
)


@given(st.lists(notes, max_size=40), st.sampled_from([(14, 16), (12, 12)]))
def test_whatever_is_written_becomes_playable(raw: list[Draft], reach: tuple[int, int]) -> None:
    for note in raw:
        note.end = note.onset + max(TICKS // 4, note.end)
    found = mend(raw, 0, FRAME.end, Limits(*reach))
    assert problems(written(FRAME, found), reach=reach[0], rolled=reach[1]) == []


def note(name: str, onset: int, length: int, hand: Hand, **changes: object) -> Note:
    made = Note(
        f"p0.{name}",
        Pitch.parse(name),
        Fraction(onset),
        Fraction(length),
        hand,
        1,
        "p0.c0",
        Role.INNER,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        ([note("C4", 0, 4, R), replace(note("C4", 2, 1, L), id="x")], "strikes a key that is held"),
        ([note(n, 0, 1, R) for n in ("C4", "D4", "E4", "F4", "G4", "A4")], "6 notes in one hand"),
        ([note("C4", 0, 1, R), note("E5", 0, 1, R)], "a span of 16"),
        ([note("C3", 0, 1, L, rolled=True), note("F4", 0, 1, L)], "a span of 17"),
        ([note("E4", 0, 1, L), note("D4", 0, 1, R)], "hands meet"),
        ([note("C2", 0, 1, L), note("E2", 0, 1, L)], "muddy together"),
        ([note("G#0", 0, 1, L)], "off the keyboard"),
    ],
)
def test_the_check_sees(notes: list[Note], says: str) -> None:
    assert any(says in problem for problem in problems(notes))


def test_rolled_tenths_and_grace_notes_are_playable() -> None:
    tenth = [note("C3", 0, 2, L, rolled=True), note("E4", 0, 2, L, rolled=True)]
    grace = note("D#5", 0, 0, R, role=Role.GRACE)
    assert problems([*tenth, grace, note("E5", 0, 1, R)]) == []


def test_travelling_takes_time() -> None:
    assert travel(14, 0.05) == 14
    assert travel(14, 0.24) == 24
    assert repeat_ticks(1.0 / TICKS) == pytest.approx(0.165 * TICKS, abs=1)


def reached(*notes: Draft, seconds: float = 0.1) -> list[int]:
    """What stays of attacks half a quarter apart that last ``seconds`` each."""
    return [n.midi for n in reachable(list(notes), 14, seconds / (TICKS / 2))]


def test_a_jump_without_time_loses_its_outer_note_or_comes_nearer() -> None:
    bass = draft(36, 0, 0.5, L, Role.BASS)
    assert bass.onset == SPAN.start
    assert reached(bass, draft(55, 0.5, 1, L, Role.COMP)) == [36]
    assert reached(bass, draft(55, 0.5, 1, L, Role.BASS)) == [36, 43]
    melody = draft(84, 0.5, 1, R, Role.MELODY)
    assert reached(draft(60, 0, 0.5, R, Role.FILL), melody) == [60, 84], "two leaders stay"
    assert reached(bass, draft(55, 0.5, 1, L, Role.COMP), seconds=0.5) == [36, 55]


def test_letter_names_do_not_matter_to_the_check() -> None:
    flat = note("C4", 0, 1, R, pitch=Pitch(PitchClass("B", 1), 3))
    assert any("held" in p for p in problems([flat, replace(note("C4", 0, 1, L), id="y")]))
