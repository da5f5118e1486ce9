"""Chords as MusicXML names them: a kind, and the degrees that it adds, alters or leaves out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from gospel_keys.music.chord_tones import NUMBERS, changes_between, natural
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval, degrees

Tones = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Degree:
    """A change to a kind: ``action`` is ``add``, ``alter`` or ``subtract``.

    ``alter`` counts semitones: of an added tone from the dominant thirteenth chord's (whose
    seventh is minor), of an altered one from the kind's own.
    """

    number: int
    alter: int
    action: str


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Tones]:
    """The tones of every kind, by its name."""
    file = resources.files("gospel_keys.score.musicxml").joinpath("kinds.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["kinds"]
    return MappingProxyType({name: tuple(sorted(degrees(text))) for name, text in rows.items()})


@lru_cache(maxsize=1024)
def describe(tones: Tones) -> tuple[str, tuple[Degree, ...]]:
    """The kind that needs the fewest changes to become ``tones``, and these changes.

    Of several the one whose own tones reach the seventh, the plainest of those.
    """
    found = [
        (len(degrees), _gaps(degrees), place, name, degrees)
        for place, (name, stem) in enumerate(kinds().items())
        if (degrees := _degrees(stem, tones)) is not None
    ]
    return min(found)[3:] if found else _spelled_out(tones)


def _gaps(changes: Iterable[Degree]) -> int:
    """How many tones of the seventh chord must be added."""
    return sum(change.action == "add" and change.number <= 7 for change in changes)


def _degrees(stem: Tones, tones: Tones) -> tuple[Degree, ...] | None:
    changes = changes_between(stem, tones)
    if changes is None:
        return None
    found = []
    natural_left = set(stem)
    for tone in changes.alterations:
        plain = natural(tone.number)
        if plain in natural_left:
            natural_left.remove(plain)
            found.append(Degree(tone.number, tone.alteration, "alter"))
        else:
            found.append(_added(tone))
    found += [_added(tone) for tone in changes.additions]
    found += [Degree(number, 0, "subtract") for number in changes.omits]
    return tuple(found)


def _added(tone: Interval) -> Degree:
    return Degree(tone.number, tone.alteration + (tone.number == 7), "add")


def _spelled_out(tones: Tones) -> tuple[str, tuple[Degree, ...]]:
    """A kind of its own: a power chord without its fifth, and every tone added."""
    added = tuple(_added(tone) for tone in tones[1:])
    return "power", (Degree(5, 0, "subtract"), *added)


def tones(kind: str, changes: Iterable[Degree]) -> Tones:
    """The tones of a kind with its changes; TheoryError for a kind or a degree there is not."""
    if kind not in kinds():
        raise TheoryError(f"{kind!r} is not a chord kind with tones of its own")
    found = set(kinds()[kind])
    changes = tuple(changes)
    for change in changes:
        if change.number not in NUMBERS or abs(change.alter) > 3:
            raise TheoryError(f"a chord has no degree {change.number} altered by {change.alter}")
    for change in changes:
        if change.action == "subtract":
            found -= {tone for tone in found if tone.number == change.number}
    for change in changes:
        if change.action == "alter":
            _alter(found, change)
    for change in changes:
        if change.action == "add":
            found.add(_tone(change))
    return tuple(sorted(found))


def _alter(found: set[Interval], change: Degree) -> None:
    """Move the kind's own tone; programs also say "alter" of a tone the kind does not have."""
    own = next((tone for tone in sorted(found) if tone.number == change.number), None)
    if own is None:
        found.add(_tone(change))
        return
    found.remove(own)
    found.add(Interval(own.steps, own.semitones + change.alter))


def _tone(change: Degree) -> Interval:
    plain = natural(change.number)
    return Interval(plain.steps, plain.semitones + change.alter - (change.number == 7))
