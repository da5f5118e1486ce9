"""Composing and measuring in batches, so that two processes can share the work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched, cycle, islice
from typing import Protocol

from critic import corpus
from critic.draws import Row
from critic.evaluation.judging import Line, checked, judged
from critic.evaluation.measuring import Maker, Record, inspected, measured
from critic.evaluation.targets import goals
from critic.many import rungs
from critic.table import load
from gospel_keys.genres.registry import genres

BATCH = 20
TWICE = 5
"""Every fifth piece is made twice."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to compose of a genre: pieces measured, seeds for each level of the ladder, further
    draws that the single pieces' checks alone look at."""

    pieces: int = 250
    seeds: int = 200
    draws: int = 0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A genre's table: checks of single pieces over the pieces and over the draws, and the rest."""

    genre: str
    plan: Plan
    checks: list[Line]
    drawn: list[Line] = field(default_factory=list)
    many: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [*self.checks, *self.drawn, *self.many]

    @property
    def passed(self) -> bool:
        return all(line.passed is not False for line in self.lines)


@dataclass(frozen=True, slots=True)
class Batch:
    """Work for one process."""

    genre: str
    rows: tuple[Row, ...]
    make: Maker
    fully: bool = True


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder: seeds ``first`` and following."""

    genre: str
    level: int
    seeds: int
    make: Maker


class Spread(Protocol):
    """Maps work over items, in order; several processes may share it."""

    def __call__[A, B](self, work: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]: ...


def in_turn[A, B](work: Callable[[A], B], items: Iterable[A]) -> Iterable[B]:
    """One after another, in this process."""
    return map(work, items)


def evaluate(
    genre: str, plan: Plan, *, make: Maker = corpus.composed, spread: Spread = in_turn
) -> Evaluation:
    """Compose, measure, judge. ``spread`` maps a function over batches, ``make`` composes."""
    said = goals(genre)
    records = _records(typical(genre, plan.pieces), genre, make, spread, "pieces", fully=True)
    levels = _levels(genre, plan, make, spread)
    draws = _records(drawn(genre, plan.draws), genre, make, spread, "draws", fully=False)
    return Evaluation(
        genre,
        plan,
        checked(records),
        checked(draws) if draws else [],
        judged(records, levels, said),
    )


def typical(genre: str, count: int) -> list[Row]:
    """``count`` requests of usual lengths (the genre's ``lengths``) in every key, complexity, meter
    and application; three of four are in the genre's usual meter."""
    style = genres()[genre].style
    rows = []
    numbered = enumerate(zip(_tried(genre, 0), cycle(goals(genre).lengths), strict=False))
    for number, (row, bars) in islice(numbered, count):
        usual = {"time_signature": style.default_meter} if number % 4 else {}
        rows.append(row | usual | {"num_bars": bars, "seed": number})
    return rows


def drawn(genre: str, count: int) -> list[Row]:
    """``count`` requests: covering arrays of further seeds, one after another, each of which tries
    every pair."""
    return list(islice(_tried(genre, 1), count))


def _tried(genre: str, seed: int) -> Iterator[Row]:
    while True:
        yield from corpus.requests(genre, seed=seed)
        seed += 1


def _records(
    rows: Sequence[Row], genre: str, make: Maker, spread: Spread, what: str, *, fully: bool
) -> list[Record]:
    batches = [Batch(genre, tuple(some), make, fully) for some in batched(rows, BATCH)]
    found: list[Record] = []
    for records in _told(spread(worked, batches), genre, what, len(batches)):
        found += records
    return found


def worked(batch: Batch) -> list[Record]:
    """A batch's records: all numbers, or the findings alone."""
    work = measured if batch.fully else inspected
    targets = load(batch.genre)
    return [
        work(batch.genre, row, targets, batch.make, twice=number % TWICE == 0)
        for number, row in enumerate(batch.rows)
    ]


def _levels(
    genre: str, plan: Plan, make: Maker, spread: Spread
) -> dict[str, dict[int, list[float]]]:
    if not plan.seeds:
        return {}
    rungs_ = [Rung(genre, level, plan.seeds, make) for level in range(1, 11)]
    found: dict[str, dict[int, list[float]]] = {}
    climbed_ = _told(spread(climbed, rungs_), genre, "levels", len(rungs_))
    for rung, values in zip(rungs_, climbed_, strict=True):
        for name, column in values.items():
            found.setdefault(name, {})[rung.level] = column
    return found


def climbed(rung: Rung) -> dict[str, list[float]]:
    """What the ladder measures, for pieces of eight bars at one level."""
    measures = rungs(goals(rung.genre).rich)
    found: dict[str, list[float]] = {name: [] for name in measures}
    for seed in range(rung.seeds):
        row: Row = {"complexity": rung.level, "num_bars": 8, "seed": seed}
        piece = corpus.piece_of(rung.make(rung.genre, row))
        for name, measure in measures.items():
            found[name].append(measure(piece))
    return found


def _told[R](results: Iterable[R], genre: str, what: str, count: int) -> Iterator[R]:
    """The results as they come, with a line on standard error for every tenth of them."""
    started = time.monotonic()
    for number, result in enumerate(results, 1):
        yield result
        if number * 10 // count > (number - 1) * 10 // count:
            spent = time.monotonic() - started
            sys.stderr.write(f"{genre}: {what} {number * 100 // count} % ({spent:.0f} s)\n")
