"""Is it played with people's dynamics?"""

from __future__ import annotations

from statistics import pstdev

import numpy as np
from numpy.typing import NDArray

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score.model import Hand, Role

TYPICAL_SD = 12.4
"""What people's velocities spread where a genre says nothing else."""


def velocity_range(piece: Piece) -> list[Finding]:
    """Every velocity lies in the application's range."""
    if piece.velocity is None:
        return []
    low, high = piece.velocity
    return [
        Finding("velocity_range", f"{key.velocity} is not {low}..{high}", piece.bar(key.onset))
        for key in piece.keys
        if not low <= key.velocity <= high
    ]


def velocity_sd(piece: Piece) -> float:
    """The standard deviation of all velocities."""
    return pstdev([key.velocity for key in piece.keys]) if piece.keys else 0.0


def velocity_target(piece: Piece, typical: float = TYPICAL_SD) -> float:
    """What people's velocities spread: the genre's typical SD, or a quarter of the application's
    range where that is smaller."""
    if piece.velocity is None:
        return typical
    return min(typical, (piece.velocity[1] - piece.velocity[0]) / 4)


def velocity_spread(
    piece: Piece, *, typical: float = TYPICAL_SD, tolerance: float = 0.3, fewest: int = 40
) -> list[Finding]:
    """Velocities spread as people's do: their SD within 30 % of the target. Pieces of fewer than
    40 keys say too little."""
    if len(piece.keys) < fewest:
        return []
    target, found = velocity_target(piece, typical), velocity_sd(piece)
    if abs(found - target) <= tolerance * target:
        return []
    return [Finding("velocity_spread", f"SD {found:.1f}, people have {target:.1f}", value=found)]


def velocity_shape(piece: Piece, *, least: float = 0.4, fewest: int = 60) -> list[Finding]:
    """Dynamics have reasons: hand, role, metric weight, accent, height and the place in the phrase
    and the piece explain (least squares) at least 40 % of the variance of the velocities."""
    if len(piece.keys) < fewest or velocity_sd(piece) == 0:
        return []
    explained = _explained(piece)
    if explained >= least:
        return []
    message = f"{explained:.0%} of the velocities' variance has a musical reason"
    return [Finding("velocity_shape", message, value=explained)]


def _explained(piece: Piece) -> float:
    rows = [_features(piece, key) for key in piece.keys]
    x: NDArray[np.float64] = np.array(rows, dtype=np.float64)
    y: NDArray[np.float64] = np.array([key.velocity for key in piece.keys], dtype=np.float64)
    x = np.column_stack([x, np.ones(len(y))])
    residue = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return float(1 - residue.var() / y.var())


def _features(piece: Piece, key: Key) -> list[float]:
    bar = piece.bar_index(key.onset)
    phrase = next(
        p
        for p in piece.arrangement.progression.phrases
        if p.start_bar <= bar < p.start_bar + p.bars
    )
    start = piece.bars[phrase.start_bar].onset
    length = piece.bars[phrase.start_bar + phrase.bars - 1].end - start
    place = float((key.onset - start) / length)
    overall = float(key.onset / piece.end)
    weight = piece.strength(key.onset)
    return [
        *(float(key.note.role is role) for role in Role),
        *(float(weight == level) for level in range(3)),
        float(key.hand is Hand.RIGHT),
        float(key.note.accent),
        float(key.midi),
        place,
        place**2,
        overall,
        overall**2,
    ]
