"""Moving from one voicing to the next: how far, which notes stay, what to avoid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.voicing import close_positions

Voicing = Sequence[Pitch]
Motion = tuple[Pitch, Pitch]


def assignment(previous: Voicing, following: Voicing) -> tuple[Motion, ...]:
    """Who goes where with the least motion, low to high, no voices crossing.

    Of equal sizes each note goes to one note; where sizes differ a voice splits, or some meet.
    """
    before, after = sorted(previous), sorted(following)
    if not before or not after:
        return ()
    if len(before) == len(after):
        return tuple(zip(before, after, strict=True))
    costs = _costs(before, after)
    row, column = len(before) - 1, len(after) - 1
    motions = [(before[row], after[column])]
    while row or column:
        steps = [(row - 1, column - 1), (row - 1, column), (row, column - 1)]
        row, column = min(
            (step for step in steps if min(step) >= 0), key=lambda step: costs[step[0]][step[1]]
        )
        motions.append((before[row], after[column]))
    return tuple(reversed(motions))


def _costs(before: Voicing, after: Voicing) -> list[list[int]]:
    """Least motion of the first ``row + 1`` and ``column + 1`` notes, for each row and column."""
    costs: list[list[int]] = []
    for row, low in enumerate(before):
        line: list[int] = []
        for column, high in enumerate(after):
            options = [line[column - 1]] if column else []
            if row:
                options.append(costs[row - 1][column])
            if row and column:
                options.append(costs[row - 1][column - 1])
            line.append(abs(high.midi - low.midi) + min(options, default=0))
        costs.append(line)
    return costs


def distance(previous: Voicing, following: Voicing) -> int:
    """The least total motion in semitones from one voicing to another; 0 if either is empty."""
    if not previous or not following:
        return 0
    before, after = sorted(previous), sorted(following)
    if len(before) == len(after):
        return sum(abs(high.midi - low.midi) for low, high in zip(before, after, strict=True))
    return _costs(before, after)[-1][-1]


def nearest[V: Voicing](previous: Voicing, candidates: Iterable[V]) -> V:
    """The candidate with the least motion; of equals, the one whose top note moves least."""

    def motion(candidate: V) -> tuple[int, int]:
        top = abs(max(candidate).midi - max(previous).midi) if previous and candidate else 0
        return distance(previous, candidate), top

    best = min(candidates, key=motion, default=None)
    if best is None:
        raise TheoryError("there is no voicing to choose from")
    return best


def common_tones(previous: Voicing, following: Voicing) -> tuple[Pitch, ...]:
    """The notes of ``following`` that already sound in ``previous``, low to high."""
    held = {pitch.midi for pitch in previous}
    return tuple(pitch for pitch in sorted(following) if pitch.midi in held)


def lead(
    previous: Voicing, chord: Chord, low: Pitch, high: Pitch, *, size: int | None = None
) -> tuple[Pitch, ...]:
    """The close position of ``chord`` from ``low`` to ``high`` nearest to ``previous``."""
    return nearest(previous, close_positions(chord, low, high, size=size))


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two voices (counted from 0, the lowest) that move in parallel fifths or octaves."""

    kind: Literal["fifth", "octave"]
    lower: int
    upper: int


def parallels(previous: Voicing, following: Voicing) -> tuple[Parallel, ...]:
    """Perfect fifths and octaves (or unisons) that two voices keep while both move the same way.

    Voices are the positions in the sequences, which have the same length. A diminished fifth is
    not a fifth, nor is a diminished sixth that only sounds like one.
    """
    if len(previous) != len(following):
        raise TheoryError(f"{len(previous)} voices cannot be followed by {len(following)}")
    found = []
    for lower, upper in combinations(range(len(previous)), 2):
        kind = _perfect(previous[lower], previous[upper])
        if kind is None or kind != _perfect(following[lower], following[upper]):
            continue
        moves = [following[voice].midi - previous[voice].midi for voice in (lower, upper)]
        if moves[0] * moves[1] > 0:
            found.append(Parallel(kind, lower, upper))
    return tuple(found)


def _perfect(low: Pitch, high: Pitch) -> Literal["fifth", "octave"] | None:
    interval = low.interval_to(high)
    size = (abs(interval.steps) % 7, abs(interval.semitones) % 12)
    if size == (4, 7):
        return "fifth"
    return "octave" if size == (0, 0) else None
