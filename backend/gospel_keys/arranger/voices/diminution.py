"""Diminution: the ways to fill a structural note with shorter ones on the way to the next.

A shape is a tuple of scale steps counted from the structural note, the first of them 0. The shapes
for a number of notes and a distance to go are worked out once and ranked by how well they run.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

Shape = tuple[int, ...]

_MOVES = (1, -1, 2, -2, 3, -3, 4, -4)
_LEAP = (0.0, 0.0, 0.55, 1.1, 2.0)
"""What a move of 0..4 steps costs; a step is free."""
_ENTRY = (3.0, 0.0, 0.7, 1.4, 1.8, 2.6, 3.2, 3.6)
"""What the move into the next structural note costs; the same note again is weak."""
_TURN = 0.28
_BACK = 0.5
_FAR = 5
_MOST = 18
_KEPT = 64
"""Beginnings of a shape that are followed up."""


@lru_cache(maxsize=512)
def shapes(count: int, steps: int) -> tuple[tuple[float, Shape], ...]:
    """The best shapes of ``count`` notes from a note to the one ``steps`` scale steps away."""
    paths: list[Shape] = [(0,)]
    for _ in range(count - 1):
        paths = [(*path, path[-1] + move) for path in paths for move in _MOVES]
        paths = [path for path in paths if abs(path[-1]) <= _FAR]
        if len(paths) > _KEPT:
            paths = sorted(paths, key=lambda path: (_cost(path, steps, ended=False), path))[:_KEPT]
    ranked = sorted((_cost(path, steps, ended=True), path) for path in paths)
    return tuple(ranked[:_MOST])


def _cost(path: Shape, steps: int, *, ended: bool) -> float:
    """Steps and one direction run well; turns, returns and leaps are spice."""
    moves = [after - before for before, after in pairwise(path)]
    cost = sum(_LEAP[abs(move)] for move in moves)
    if ended:
        last = steps - path[-1]
        cost += _ENTRY[min(abs(last), len(_ENTRY) - 1)]
        moves.append(last)
    cost += sum(_TURN for one, two in pairwise(moves) if one * two < 0)
    cost += sum(1.2 for one, two in pairwise(moves) if abs(one) > 1 < abs(two) and one * two > 0)
    return cost + sum(_BACK for one, two in pairwise(moves) if one == -two)
