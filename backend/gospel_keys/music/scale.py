"""Scales: the table of ``data/scales.toml``, and a scale on a tonic, spelled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.interval import Interval, degrees
from gospel_keys.music.pitch import PitchClass, read_name

MAX_TEXT = 48


@dataclass(frozen=True, slots=True)
class ScaleType:
    """A kind of scale, whatever its tonic; ``note`` says what it is good for."""

    id: str
    name: str
    aliases: tuple[str, ...]
    intervals: tuple[Interval, ...]
    family: str
    character: str
    note: str

    @property
    def degrees(self) -> tuple[str, ...]:
        """Its tones relative to the major scale: ``("1", "2", "b3")``."""
        return tuple(interval.degree for interval in self.intervals)

    @property
    def chromas(self) -> frozenset[int]:
        """Its tones as semitones above the tonic, 0..11."""
        return frozenset(interval.semitones % 12 for interval in self.intervals)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale on a tonic."""

    tonic: PitchClass
    type: ScaleType

    @classmethod
    def parse(cls, text: str) -> Scale:
        """Read a tonic and a name: ``Bb dorian``, ``C# harmonic minor``, ``F`` (major)."""
        return _parse(text)

    @classmethod
    def try_parse(cls, text: str) -> Scale | None:
        """As ``parse``, or None."""
        try:
            return _parse(text)
        except TheoryError:
            return None

    @property
    def pitch_classes(self) -> tuple[PitchClass, ...]:
        """Its tones from the tonic up, spelled."""
        return _spelled(self.tonic, self.type.id)

    @property
    def chromas(self) -> frozenset[int]:
        """Its pitch classes as numbers 0..11."""
        return frozenset(name.chroma for name in self.pitch_classes)

    def degree(self, number: int) -> PitchClass:
        """Its tone number 1, 2, 3...; counting goes on past the octave."""
        if number < 1:
            raise TheoryError(f"degrees of a scale count from 1, not {number}")
        tones = self.pitch_classes
        return tones[(number - 1) % len(tones)]

    def contains(self, name: PitchClass) -> bool:
        """Whether the pitch class sounds in it, however it is spelled."""
        return name.chroma in self.chromas

    def spell(self, chroma: int) -> PitchClass | None:
        """Its name for a pitch class 0..11, None if the scale does not have it."""
        return next((name for name in self.pitch_classes if name.chroma == chroma % 12), None)

    def transpose(self, interval: Interval) -> Scale:
        """The same scale ``interval`` away."""
        return Scale(self.tonic.transpose(interval), self.type)

    def __str__(self) -> str:
        return f"{self.tonic} {self.type.name}"


@lru_cache(maxsize=1)
def scale_types() -> Mapping[str, ScaleType]:
    """Every scale type by id, in the order of the table."""
    file = resources.files("gospel_keys.music").joinpath("data/scales.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["scale"]
    return MappingProxyType({row["id"]: _scale_type(row) for row in rows})


def _scale_type(row: dict[str, str | list[str]]) -> ScaleType:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return ScaleType(intervals=degrees(str(fields.pop("degrees"))), **fields)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, ScaleType]:
    return {
        _plain(name): kind
        for kind in scale_types().values()
        for name in (kind.id, kind.name, *kind.aliases)
    }


def _plain(name: str) -> str:
    """A name without case, spaces and hyphens, and without a closing "scale"."""
    words = re.sub("[^a-z0-9#]", "", name.lower().replace("♯", "#").replace("♭", "b"))
    return words.removesuffix("scale").removesuffix("mode") or words


@lru_cache(maxsize=4096)
def _spelled(tonic: PitchClass, type_id: str) -> tuple[PitchClass, ...]:
    return tuple(tonic.transpose(interval) for interval in scale_types()[type_id].intervals)


@lru_cache(maxsize=1024)
def _parse(text: str) -> Scale:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a scale")
    start = len(text) - len(text.lstrip())
    tonic, end = read_name(text, start)
    name = text[end:].strip()
    kind = _by_name().get(_plain(name or "major"))
    if kind is None or (name and text[end] not in " -_"):
        raise unreadable(text, end, "the name of a scale, such as 'dorian' or 'harmonic minor',")
    return Scale(tonic, kind)
