"""What the checks of bent notes, crushed notes and returning forms measure."""

from __future__ import annotations

import pytest

from critic import idioms
from critic.table import DECLARED
from tests.critic import bent

CHECKS = ("blue_notes", "crushed_notes", "dominant_sevenths", "turnarounds", "shuffle_swing")


@pytest.mark.parametrize("check", CHECKS)
def test_good_choruses_pass(check: str) -> None:
    assert DECLARED[check](bent.choruses()) == []


def test_a_bent_note_is_outside_its_chord() -> None:
    piece = bent.choruses()
    found = [key for key in piece.keys if idioms.is_bent(piece, key)]
    assert found
    for key in found:
        assert key.midi % 12 in (3, 6)
        assert key.midi % 12 not in piece.chord_of(key).chord.chromas


def test_a_slow_grace_is_not_crushed() -> None:
    assert idioms.crushed_bars(bent.choruses())
    assert not idioms.crushed_bars(bent.choruses(), shortest=0.2, longest=0.3)
