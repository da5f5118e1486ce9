"""Where phrases meet: hands get from one to the next, and what is mended is accompaniment."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gospel_keys.arranger.arranging import arrange
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.playability import too_far
from gospel_keys.arranger.seams import Seam
from gospel_keys.compose import compose
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Hand, Role
from tests.arranger.pieces import brief, part

REACH, SECOND = 14, 0.5 / 480
"""A tick lasts a thousandth of a second, about."""


def draft(midi: int, onset: int, role: Role, hand: Hand = Hand.RIGHT) -> Draft:
    span = part(brief()).frame.spans[0]
    return Draft(midi, onset, onset + 100, hand, role, span, "test")


def test_a_chord_gives_up_the_notes_the_hand_cannot_come_to() -> None:
    before = [draft(78, 400, Role.MELODY)]
    after = [draft(54, 500, Role.INNER), draft(66, 500, Role.INNER), draft(70, 500, Role.MELODY)]
    Seam(before, after, REACH, SECOND).close()
    assert [note.midi for note in before] == [78]
    assert [note.midi for note in after] == [66, 70]
    assert not too_far(before, after, REACH, SECOND)


def test_only_what_is_free_changes() -> None:
    before = [draft(78, 400, Role.MELODY), draft(74, 400, Role.INNER)]
    after = [draft(54, 500, Role.INNER), draft(70, 500, Role.MELODY)]
    Seam(before, after, REACH, SECOND, (True, False)).close()
    assert [note.midi for note in after] == [54, 70]


def test_a_bass_that_leads_nothing_comes_down() -> None:
    before = [draft(48, 400, Role.BASS, Hand.LEFT), draft(57, 400, Role.BASS, Hand.LEFT)]
    opening = draft(34, 500, Role.BASS, Hand.LEFT)
    here = opening.span
    opening.span = Span(
        500, 980, here.chord, here.harmony, None, here.here, first=True, changes=False
    )
    after = [opening]
    for note in before:
        note.span = opening.span
    Seam(before, after, REACH, SECOND).close()
    assert [note.midi for note in before] == [36, 45]


def test_a_key_is_not_struck_twice_across_the_barline() -> None:
    before = [draft(60, 480, Role.INNER), draft(72, 400, Role.MELODY)]
    after = [draft(60, 500, Role.INNER), draft(67, 500, Role.MELODY)]
    Seam(before, after, REACH, SECOND).close()
    assert [note.midi for note in before] == [72]
    assert [note.midi for note in after] == [60, 67]


@pytest.mark.parametrize("genre", list(genres()))
def test_a_phrase_with_a_seed_of_its_own_moves_no_other(genre: str) -> None:
    made = compose(genre, "A song", num_bars=16, complexity=7, seed=11)
    style = genres()[genre]
    args = made.brief, made.arrangement.progression, style.style, style.hooks
    again = arrange(*args, phrase_seeds={"p1": 99})
    for old, new in ((made.arrangement, again),):
        kept = [note for note in old.notes if not note.id.startswith("p1.")]
        assert kept == [note for note in new.notes if not note.id.startswith("p1.")]


def test_hands_have_time_between_phrases() -> None:
    made = compose(
        "blues", "A song", key="C# minor", complexity=10, time_signature="12/8",
        application="FAST", num_bars=16, seed=5123,
    )  # fmt: skip
    notes = [n for n in made.arrangement.notes if n.hand is Hand.RIGHT and n.duration]
    attacks = [[n for n in notes if n.onset == at] for at in sorted({n.onset for n in notes})]
    eighth = 60 / 160 / 3
    for one, other in pairwise(attacks):
        pitches = [note.pitch.midi for note in one + other]
        time = float(other[0].onset - one[0].onset) * 2 * eighth
        assert max(pitches) - min(pitches) <= REACH + max(0.0, (time - 0.06) / 0.015)
