"""Naming the chord that some notes make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch, PitchClass

PERFECT_FIFTH = 7
MAX_FOUND = 12


def identify(pitches: Iterable[Pitch], key: Key | None = None) -> tuple[Chord, ...]:
    """The chords that the pitches may be, the likeliest first; empty if the table has none.

    A chord with its root lowest comes before an inversion, that before a chord over a foreign
    bass; one with all its tones before one without its fifth; a plain one before a rich one. Roots
    and bass are spelled as in ``key``, or as the pitches are.
    """
    sounding = sorted(pitches)
    if not sounding:
        raise TheoryError("a chord needs at least one note")
    names = {pitch.name.chroma: pitch.name for pitch in reversed(sounding)}
    if key is not None:
        names = {chroma: key.spell(chroma) for chroma in names}
    bass = names[sounding[0].name.chroma]
    above = [name for name in names.values() if name != bass]
    inside = [(weight, chord.with_bass(bass)) for weight, chord in _named([bass, *above])]
    foreign = [(weight, chord.with_bass(bass)) for weight, chord in _named(above)]
    inside.sort(key=lambda entry: (entry[1].bass is not None, entry[0]))
    foreign.sort(key=lambda entry: entry[0])
    return tuple(chord for _, chord in [*inside, *foreign][:MAX_FOUND])


def _named(names: Sequence[PitchClass]) -> list[tuple[int, Chord]]:
    """The chords that are made of just these names, each with a weight that grows with rarity."""
    chromas = frozenset(name.chroma for name in names)
    return [
        (weight, Chord(root, tones))
        for root in names
        for weight, tones in _readings(_above(root, chromas))
    ]


def _above(root: PitchClass, chromas: frozenset[int]) -> frozenset[int]:
    return frozenset((chroma - root.chroma) % 12 for chroma in chromas)


@lru_cache(maxsize=4096)
def _readings(semitones: frozenset[int]) -> tuple[tuple[int, tuple[Interval, ...]], ...]:
    """The chord types that have just these tones, or these and a fifth, with a weight each."""
    with_fifth = semitones | {PERFECT_FIFTH}
    found = []
    for rank, kind in enumerate(chord_types().values()):
        tones = frozenset(interval.semitones % 12 for interval in kind.intervals)
        if tones == semitones:
            found.append((rank, kind.intervals))
        elif tones == with_fifth and len(semitones) > 2:
            found.append((rank + len(chord_types()), kind.intervals))
    return tuple(found)
