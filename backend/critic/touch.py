"""Is it played in time, and with people's small inexactness?"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from critic.finding import Finding
from critic.piece import Piece
from gospel_keys.score.model import Hand


def chord_onset_spreads(piece: Piece) -> list[float]:
    """Seconds between the first and the last key of each attack of two keys or more in one hand;
    rolled chords and grace notes left out."""
    return [
        max(key.start for key in group) - min(key.start for key in group)
        for hand in Hand
        for group in piece.attacks(hand)
        if len(group) > 1 and not any(key.note.rolled for key in group)
    ]


def chord_onset_spread(
    piece: Piece, *, low: float = 7, high: float = 21, most: float = 60, fewest: int = 10
) -> list[Finding]:
    """The keys of a chord start within a median of 14 ms (7 to 21), never more than 60 ms apart
    unless rolled."""
    spreads = [1000 * spread for spread in chord_onset_spreads(piece)]
    if len(spreads) < fewest:
        return []
    found = []
    if not low <= median(spreads) <= high:
        message = f"median {median(spreads):.1f} ms, expected {low:g}..{high:g}"
        found.append(Finding("chord_onset_spread", message, value=median(spreads)))
    if max(spreads) > most:
        message = f"a chord is spread over {max(spreads):.0f} ms"
        found.append(Finding("chord_onset_spread", message, value=max(spreads)))
    return found


def keeps_order(piece: Piece, *, slack: float = 0.002, furthest: float = 0.33) -> list[Finding]:
    """In each hand what is written earlier starts earlier, chord by chord (a rolled chord may still
    be rolling), and nothing starts a third of a second away from its written time."""
    found = []
    for hand in Hand:
        for one, other in pairwise(piece.attacks(hand)):
            starts = [key.start for key in one]
            rolled = any(key.note.rolled for key in one)
            before = min(starts) if rolled else max(starts)
            if min(key.start for key in other) < before - slack:
                message = f"{other[0].note.pitch} is played before what is written before it"
                found.append(Finding("keeps_order", message, piece.bar(other[0].onset)))
    for key in piece.keys:
        if abs(key.start - piece.tempo.seconds(key.onset)) > furthest:
            message = f"{key.note.pitch} is a third of a second off"
            found.append(Finding("keeps_order", message, piece.bar(key.onset)))
    return found


def inside_the_piece(piece: Piece) -> list[Finding]:
    """Nothing sounds before the first barline unless it is a written pickup, nothing starts at the
    last barline or later, and every key is up, and the pedal with it, when the piece is over."""
    end = piece.performance.duration
    found = []
    for key in piece.keys:
        if key.onset >= 0 and key.start < 0:
            found.append(Finding("inside_the_piece", f"{key.note.pitch} starts before time 0", 1))
        if key.start >= end or key.stop > end + 1e-6:
            message = f"{key.note.pitch} sounds past the last barline"
            found.append(Finding("inside_the_piece", message, piece.bar(key.onset)))
    if any(not 0 <= event.onset <= end + 1e-6 for event in piece.performance.pedal):
        found.append(Finding("inside_the_piece", "a pedal event lies outside the piece"))
    return found
