"""The key that a run of chords is in: how well each key explains them, and why.

Each key is weighed by how many of the sounding tones it has (long chords count more), by the steps
between chords that point home (a dominant into its tonic, a two-five), and by where the chords
begin and end. Nothing here knows how progressions are planned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key, Mode, all_keys
from gospel_keys.music.pitch import PitchClass

_TONES, _ROOTS = 4.5, 1.0
_HOME = 1.2
"""What a second spent on the home chord is worth beside one on another chord of the key."""
_BLUES_HOME = 0.5
"""The share of that for a home chord with a minor seventh, as in the blues."""
_CADENCE, _TWO_FIVE, _PLAGAL = 1.6, 0.7, 0.3
_FIRST, _LAST, _AROUND = 0.45, 0.55, 0.7
"""Beginning and ending at home, and what the step from the end back to the beginning counts."""
_STRONG = 0.08
"""Beside the best key, another whose weight is so near (as a share) is told too."""

Timed = tuple[Chord, Fraction]


@dataclass(frozen=True, slots=True)
class KeyReading:
    """The likeliest key, what speaks for it (each a clause), and the keys nearly as likely."""

    key: Key
    reasons: tuple[str, ...]
    others: tuple[Key, ...]


def find_key(chords: Sequence[Timed], mode: Mode | None = None) -> KeyReading:
    """The key of chords with their lengths; ``mode`` allows keys of one mode alone.

    Raises ``ValueError`` without chords.
    """
    if not chords:
        raise ValueError("a key is found over at least one chord")
    candidates = [key for key in _practical(chords) if mode in (None, key.mode)]
    roots = {chord.root.chroma for chord, _ in chords}
    if len(roots) == 1:
        candidates = [key for key in candidates if key.tonic.chroma in roots]
    weights = {key: _weight(chords, key) for key in candidates}
    ranked = sorted(candidates, key=lambda key: -weights[key])
    best = ranked[0]
    near = [k for k in ranked[1:] if weights[k] >= weights[best] * (1 - _STRONG)]
    return KeyReading(best, tuple(_reasons(chords, best)), tuple(near[:2]))


def _practical(chords: Sequence[Timed]) -> list[Key]:
    """A key for each tonic and mode, in the spelling nearest to the chords' own."""
    center = _center(chords)
    nearest: dict[tuple[int, Mode], Key] = {}
    for key in sorted(all_keys(), key=lambda key: (abs(_middle(key) - center), abs(key.fifths))):
        nearest.setdefault((key.tonic.chroma, key.mode), key)
    return list(nearest.values())


def _middle(key: Key) -> float:
    """The middle of a key's notes on the line of fifths, C = 0."""
    return key.fifths + 2.0


def _center(chords: Sequence[Timed]) -> float:
    names = [(name.fifths, float(length)) for chord, length in chords for name in _core(chord)]
    return sum(at * weight for at, weight in names) / sum(weight for _, weight in names)


def _core(chord: Chord) -> tuple[PitchClass, ...]:
    """Root, third, fifth and seventh: what a key must have; tensions may be foreign."""
    found = (chord.root, chord.third, chord.fifth, chord.seventh)
    return tuple(name for name in found if name is not None)


def _weight(chords: Sequence[Timed], key: Key) -> float:
    total = float(sum(length for _, length in chords))
    blue = _is_blues(chords, key)
    fit = sum(_fit(chord, key, blue=blue) * float(length) for chord, length in chords) / total
    steps = [_step(one, other, key) for (one, _), (other, _) in pairwise(chords)]
    around = _AROUND * _step(chords[-1][0], chords[0][0], key)
    pointed = (sum(steps) + around) / max(2.0, math.pow(len(chords), 0.75))
    first, last = _at_home(chords[0][0], key), _at_home(chords[-1][0], key)
    return fit + pointed + _FIRST * first + _LAST * last


def _is_blues(chords: Sequence[Timed], key: Key) -> bool:
    """Whether one and four of a major key both stand as seventh chords: there they are at home."""
    sevenths = {_degree(chord, key) for chord, _ in chords if chord.is_dominant}
    return not key.is_minor and {0, 5} <= sevenths


def _fit(chord: Chord, key: Key, *, blue: bool) -> float:
    """How well one chord sits in the key."""
    if blue and chord.is_dominant and _degree(chord, key) in (0, 5):
        return _TONES + _ROOTS + _HOME * (not _degree(chord, key))
    own = {name.chroma for name in key.scale.pitch_classes}
    if key.is_minor and _degree(chord, key) in (7, 11):
        own.add((key.tonic.chroma - 1) % 12)
    core = _core(chord)
    share = sum(name.chroma in own for name in core) / len(core)
    home = _at_home(chord, key)
    return _TONES * share + _ROOTS * (chord.root.chroma in own) + _HOME * home


def _degree(chord: Chord, key: Key) -> int:
    return (chord.root.chroma - key.tonic.chroma) % 12


def _at_home(chord: Chord, key: Key) -> float:
    """1 on the key's own tonic chord, less on one with a minor seventh, 0 elsewhere."""
    if _degree(chord, key) or chord.is_diminished:
        return 0.0
    if chord.third is None:
        return 0.5
    if chord.is_minor != key.is_minor:
        return 0.0
    return _BLUES_HOME if chord.is_dominant else 1.0


def _step(one: Chord, other: Chord, key: Key) -> float:
    """How strongly a step between two chords points to the key."""
    home, here, there = _at_home(other, key), _degree(one, key), _degree(other, key)
    if home and here in (7, 1) and one.is_dominant:
        return _CADENCE * home
    if home and here in (7, 11) and not one.is_minor:
        return 0.6 * _CADENCE * home
    if there == 7 and here == 2 and (one.is_minor or one.is_diminished) and other.is_dominant:
        return _TWO_FIVE * (1.0 if one.is_diminished == key.is_minor else 0.5)
    if home and here == 5:
        return _PLAGAL * home
    return 0.0


def _reasons(chords: Sequence[Timed], key: Key) -> list[str]:
    """What speaks for the key, the strongest first."""
    found: list[str] = []
    steps = list(pairwise(chord for chord, _ in chords))
    closes = [(one, two) for one, two in steps if _step(one, two, key) >= 0.6 * _CADENCE * 0.5
              and _at_home(two, key)]  # fmt: skip
    if closes:
        one, two = closes[-1]
        found.append(f"{one} comes home to {two}")
    first, last = chords[0][0], chords[-1][0]
    if _at_home(last, key):
        found.append(f"the last chord is {last}")
    if _at_home(first, key):
        found.append(f"the first is {first}")
    own = {name.chroma for name in key.scale.pitch_classes}
    inside = sum(all(n.chroma in own for n in _core(chord)) for chord, _ in chords)
    if inside == len(chords):
        found.append("all chords are of that key")
    elif inside * 2 >= len(chords) or not found:
        verb = "is" if inside == 1 else "are"
        found.append(f"{inside} of {len(chords)} chords {verb} of that key")
    return found[:3]
