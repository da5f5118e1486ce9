"""Rubato: bounded, shaped by the phrase, and the same for the same seed."""

from __future__ import annotations

from gospel_keys.arranger.rubato import bent
from tests.arranger.pieces import brief, progression

DEPTH = 0.08


def test_the_tempo_bends_within_its_depth() -> None:
    piece = progression(brief())
    plain = float(piece.sections[0].tempo)
    shares = [change.quarter_bpm / plain - 1 for change in bent(piece, DEPTH, 7)]
    assert max(shares) > 0.02
    assert min(shares) < -0.03
    assert all(-DEPTH - 1e-9 <= share <= 0.6 * DEPTH + 1e-9 for share in shares)


def test_a_phrase_broadens_at_its_end() -> None:
    piece = progression(brief())
    changes = bent(piece, DEPTH, 7)
    first = [change.quarter_bpm for change in changes if change.onset < 16]
    assert first[-1] < min(first[4:8])
    assert max(first) not in (first[0], first[-1])


def test_a_seed_bends_alike_and_another_otherwise() -> None:
    piece = progression(brief())
    assert bent(piece, DEPTH, 7) == bent(piece, DEPTH, 7)
    assert bent(piece, DEPTH, 7) != bent(piece, DEPTH, 8)
