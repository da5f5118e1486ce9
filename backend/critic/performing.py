"""Is it played like a person plays: dynamics, timing, pedal?"""

from __future__ import annotations

from bisect import bisect_right
from itertools import combinations, pairwise
from statistics import median, pstdev

import numpy as np
from numpy.typing import NDArray

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score.model import Hand, Role

PEDAL_DOWN = 64


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


def velocity_target(piece: Piece, typical: float = 12.4) -> float:
    """What people's velocities spread: the genre's typical SD, or a quarter of the application's
    range where that is smaller."""
    if piece.velocity is None:
        return typical
    return min(typical, (piece.velocity[1] - piece.velocity[0]) / 4)


def velocity_spread(
    piece: Piece, *, typical: float = 12.4, tolerance: float = 0.3, fewest: int = 40
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


def pedal_spans(piece: Piece) -> list[tuple[float, float]]:
    """When the pedal is down (value 64 or more), in seconds, up to the end of the piece."""
    spans: list[tuple[float, float]] = []
    down: float | None = None
    for event in piece.performance.pedal:
        if event.value >= PEDAL_DOWN and down is None:
            down = event.onset
        elif event.value < PEDAL_DOWN and down is not None:
            spans.append((down, event.onset))
            down = None
    if down is not None:
        spans.append((down, piece.performance.duration))
    return spans


def pedal(
    piece: Piece, *, low: float = 0.35, high: float = 0.9, presses: float = 2.5, shortest: float = 6
) -> list[Finding]:
    """The pedal is down for a share of the time within ``low``..``high`` (people: 61 %) and pressed
    at most ``presses`` times a second. Pieces under six seconds say too little."""
    duration = piece.performance.duration
    if duration < shortest:
        return []
    spans = pedal_spans(piece)
    share = sum(end - start for start, end in spans) / duration
    found = []
    if not low <= share <= high:
        message = f"down {share:.0%} of the time, expected {low:.0%} to {high:.0%}"
        found.append(Finding("pedal", message, value=share))
    if len(spans) / duration > presses:
        message = f"pressed {len(spans) / duration:.1f} times a second"
        found.append(Finding("pedal", message, value=len(spans) / duration))
    return found


def pedal_blur(piece: Piece, *, most: float = 0.05, after: float = 0.3) -> list[Finding]:
    """The pedal never carries one harmony into another: where the chord's notes change while it is
    down, it comes up between 100 ms before and ``after`` seconds past the change. Up to 5 % of the
    changes may be missed."""
    spans = pedal_spans(piece)
    starts = [start for start, _ in spans]
    changes = missed = 0
    first: int | None = None
    for one, other in pairwise(piece.chords):
        if one.chord.chromas == other.chord.chromas:
            continue
        changes += 1
        time = piece.tempo.seconds(other.onset)
        place = bisect_right(starts, time - 0.1) - 1
        if place >= 0 and spans[place][1] > time + after:
            missed += 1
            first = first or piece.bar(other.onset)
    if changes == 0 or missed / changes <= most:
        return []
    message = f"the pedal blurs {missed} of {changes} chord changes"
    return [Finding("pedal_blur", message, first, missed / changes)]


def pedal_mud(
    piece: Piece, *, below: int = 48, closest: int = 2, beats: float = 0.5, most: float = 0.15
) -> list[Finding]:
    """The pedal does not smear a moving bass: while it is down no two keys below C3 that are a tone
    or less apart ring together for half a beat or longer. Up to 15 % of the presses may."""
    low = sorted((key for key in piece.keys if key.midi < below), key=lambda key: key.start)
    muddy: list[Key] = []
    spans = pedal_spans(piece)
    for start, end in spans:
        inside = [key for key in low if key.start < end and key.stop > start]
        muddy += _smeared(piece, inside, end, closest, beats)[:1]
    if len(muddy) <= most * len(spans):
        return []
    message = f"{len(muddy)} of {len(spans)} presses smear the bass"
    return [Finding("pedal_mud", message, piece.bar(muddy[0].onset), len(muddy) / len(spans))]


def _smeared(piece: Piece, keys: list[Key], end: float, closest: int, beats: float) -> list[Key]:
    """The keys of one press that ring on against the next ones."""
    found = []
    for one, other in combinations(keys, 2):
        if not 0 < abs(one.midi - other.midi) <= closest:
            continue
        beat = piece.bars[piece.bar_index(other.onset)].section.meter.beat
        length = piece.tempo.seconds(other.onset + beat) - piece.tempo.seconds(other.onset)
        if end - max(one.start, other.start) >= beats * length:
            found.append(other)
    return found
