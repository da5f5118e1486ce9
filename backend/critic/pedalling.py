"""Does the pedal connect without blurring?"""

from __future__ import annotations

from bisect import bisect_right
from itertools import combinations, pairwise

from critic.finding import Finding
from critic.piece import Key, Piece

PEDAL_DOWN = 64


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
        beat = piece.bars[piece.bar_index(other.onset)].section.meter.felt.beat
        length = piece.tempo.seconds(other.onset + beat) - piece.tempo.seconds(other.onset)
        if end - max(one.start, other.start) >= beats * length:
            found.append(other)
    return found
