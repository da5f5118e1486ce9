"""Requests that together try everything: every value of every field and every pair of values.

The rows are a pairwise covering array, made greedily from a seed: each new row takes an uncovered
pair and fills its other fields so as to cover most of what is still uncovered.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import combinations

Value = str | int
Row = dict[str, Value]
Pair = tuple[str, Value, str, Value]


def covering(fields: Mapping[str, Sequence[Value]], *, seed: int = 0, tries: int = 12) -> list[Row]:
    """Rows with one value per field, in which every pair of values of any two fields occurs."""
    chance = random.Random(seed)
    left = dict.fromkeys(
        (a, x, b, y) for a, b in combinations(fields, 2) for x in fields[a] for y in fields[b]
    )
    rows: list[Row] = []
    while left:
        a, x, b, y = next(iter(left))
        rows.append(_best_row({a: x, b: y}, fields, left, chance, tries))
        for pair in _pairs(rows[-1], fields):
            left.pop(pair, None)
    chance.shuffle(rows)
    return rows


def _best_row(
    start: Row,
    fields: Mapping[str, Sequence[Value]],
    left: Mapping[Pair, None],
    chance: random.Random,
    tries: int,
) -> Row:
    candidates = [
        start
        | {name: chance.choice(values) for name, values in fields.items() if name not in start}
        for _ in range(tries)
    ]
    return max(candidates, key=lambda row: sum(pair in left for pair in _pairs(row, fields)))


def _pairs(row: Row, fields: Mapping[str, Sequence[Value]]) -> list[Pair]:
    return [(a, row[a], b, row[b]) for a, b in combinations(fields, 2)]
