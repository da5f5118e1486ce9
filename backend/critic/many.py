"""What can only be said of many pieces: the complexity ladder, the keys they sound in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from statistics import mean, stdev

from critic import stats
from critic.finding import Finding
from critic.keyfinder import find_key
from critic.piece import Piece


def ladder(
    levels: Mapping[int, Sequence[Piece]],
    measures: Mapping[str, Callable[[Piece], float]] | None = None,
) -> list[Finding]:
    """Complexity raises notes a beat, rich chords and chords a bar: from one level to the next the
    mean never falls by more than the standard error of the difference, and the highest level's mean
    is above the lowest's."""
    found = []
    for name, measure in (measures or rungs()).items():
        values = {level: [measure(piece) for piece in pieces] for level, pieces in levels.items()}
        found += [Finding("ladder", message, value=fall) for message, fall in falls(name, values)]
    return found


def rungs(rich: str = "sevenths") -> dict[str, Callable[[Piece], float]]:
    """What the ladder raises; ``rich`` names the kind of chord the genre counts as rich
    (``stats.RICH``)."""
    return {
        "notes_per_beat": stats.notes_per_beat,
        "rich_chords": lambda piece: stats.rich_share(piece, rich),
        "chords_per_bar": stats.chords_per_bar,
    }


def falls(name: str, values: Mapping[int, Sequence[float]]) -> list[tuple[str, float | None]]:
    """Where a measure, given for the pieces of each level, falls or never grows: sentences, each
    with the fall of the mean."""
    found: list[tuple[str, float | None]] = []
    order = sorted(values)
    for low, high in pairwise(order):
        fall = mean(values[low]) - mean(values[high])
        if fall > _error(values[low], values[high]):
            found.append((f"{name} falls by {fall:.3f} from complexity {low} to {high}", fall))
    if mean(values[order[-1]]) <= mean(values[order[0]]):
        message = f"{name} does not grow from complexity {order[0]} to {order[-1]}"
        found.append((message, None))
    return found


def _error(one: Sequence[float], other: Sequence[float]) -> float:
    """The standard error of the difference of two means."""
    return sqrt(stdev(one) ** 2 / len(one) + stdev(other) ** 2 / len(other))


def keys_heard(pieces: Iterable[Piece], *, least: float = 0.8) -> list[Finding]:
    """An independent key finder hears the key that was asked, or its relative, in at least 80 % of
    pieces that stay in one key."""
    heard = total = 0
    for piece in pieces:
        sections = piece.arrangement.progression.sections
        if len({section.key for section in sections}) > 1:
            continue
        total += 1
        key = sections[0].key
        tonic, mode = find_key(stats.pitch_class_weights(piece))
        heard += any((tonic, mode) == (k.tonic.chroma, k.mode) for k in (key, key.relative))
    if total == 0 or heard / total >= least:
        return []
    message = f"the key is heard in {heard} of {total} pieces"
    return [Finding("keys_heard", message, value=heard / total)]
