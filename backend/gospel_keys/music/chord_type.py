"""The table of chord types: one row of ``data/chords.toml`` each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from gospel_keys.music.interval import Interval, degrees


@dataclass(frozen=True, slots=True)
class ChordType:
    """A kind of chord, whatever its root.

    ``symbol`` is how it is written after the root ("" for a major triad), ``aliases`` are other
    spellings that are read. ``function`` is ``tonic``, ``predominant``, ``dominant`` or
    ``passing``. ``scales`` are ids of scale types that hold all its tones, the plainest first.
    ``stem`` marks the types that chords without a row are written on.
    """

    id: str
    name: str
    symbol: str
    aliases: tuple[str, ...]
    intervals: tuple[Interval, ...]
    function: str
    scales: tuple[str, ...]
    character: str
    use: str
    stem: bool = False

    @property
    def degrees(self) -> tuple[str, ...]:
        """Its tones as degrees: ``("1", "b3", "5", "b7")``."""
        return tuple(interval.degree for interval in self.intervals)


@lru_cache(maxsize=1)
def chord_types() -> Mapping[str, ChordType]:
    """Every chord type by id, in the order of the table."""
    file = resources.files("gospel_keys.music").joinpath("data/chords.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["chord"]
    return MappingProxyType({row["id"]: _chord_type(row) for row in rows})


@lru_cache(maxsize=1)
def types_by_symbol() -> Mapping[str, ChordType]:
    """Every chord type by its symbol and by each alias."""
    return {text: kind for kind in chord_types().values() for text in (*kind.aliases, kind.symbol)}


@lru_cache(maxsize=1)
def types_by_intervals() -> Mapping[tuple[Interval, ...], ChordType]:
    """Every chord type by its tones."""
    return {kind.intervals: kind for kind in chord_types().values()}


def _chord_type(row: dict[str, str | list[str]]) -> ChordType:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    tones = tuple(sorted(degrees(str(fields.pop("degrees")))))
    return ChordType(intervals=tones, **fields)  # type: ignore[arg-type]
