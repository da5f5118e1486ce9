"""Pieces to review: the product's own, over requests that try everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from critic.draws import Row, covering
from critic.piece import Piece
from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import all_keys

# Long pieces are few, so that trying everything stays quick; the order mixes short and long.
BARS = (8, 4, 16, 2, 8, 12, 5, 8, 1, 7, 8, 13, 3, 16, 24, 8, 4, 12, 8, 32, 5, 7, 8, 16, 4)
LONG = (64, 128)
DESCRIPTION = "A song"


def requests(genre: str, *, seed: int = 0) -> list[Row]:
    """Rows of a covering array over key, complexity, meter and application, with bars and seed."""
    style = genres()[genre].style
    rows = covering(
        {
            "key": [str(key) for key in all_keys()],
            "complexity": list(range(1, 11)),
            "time_signature": list(style.meters),
            "application": [row.id for row in style.applications],
        },
        seed=seed,
    )
    for number, (row, bars) in enumerate(zip(rows, cycle(BARS), strict=False)):
        row["num_bars"] = LONG[number // 75 % 2] if number % 75 == 40 else bars
        row["seed"] = 1000 * seed + number
    return rows


def composed(genre: str, row: Row) -> Composition:
    """The composition a row asks for."""
    fields: dict[str, Any] = dict(row)
    return compose(genre, DESCRIPTION, **fields)


def piece_of(composition: Composition) -> Piece:
    """A composition with its style's targets."""
    brief = composition.brief
    style = genres()[brief.genre].style
    return Piece(
        composition.arrangement,
        composition.performance,
        style.application(brief.application).velocity,
        frozenset(ending.id for ending in style.endings),
    )


def by_level(genre: str, *, count: int, bars: int) -> dict[int, list[Piece]]:
    """``count`` seeded pieces for each complexity 1..10, otherwise alike."""
    return {
        level: [
            piece_of(compose(genre, DESCRIPTION, complexity=level, num_bars=bars, seed=seed))
            for seed in range(count)
        ]
        for level in range(1, 11)
    }


def pieces(genre: str, *, seed: int = 0, most: int | None = None) -> Iterator[tuple[Row, Piece]]:
    """Each request with its piece."""
    for row in requests(genre, seed=seed)[:most]:
        yield row, piece_of(composed(genre, row))
