"""Numerals become chords in a key."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.genres.numeral import MAJOR, Degree, Numeral
from gospel_keys.music.chord import Chord
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import PitchClass


@lru_cache(maxsize=8192)
def chord_of(numeral: Numeral, key: Key) -> Chord:
    """The chord a numeral means in ``key``, spelled by scale step.

    A root that would have a double accidental, or a degree altered twice, is spelled plainly and
    the whole chord with it: nobody reads Abbdim7 for Gdim7.
    """
    suffix = numeral.suffix
    if numeral.minor and not suffix.startswith("m7b5"):
        suffix = "m" + suffix
    exact = pitch_of(numeral.root, key)
    root = _readable(numeral.root, key)
    chord = Chord.parse(f"{root}{suffix}")
    if numeral.bass is None:
        return chord
    over = exact.interval_to(pitch_of(numeral.bass, key))
    return chord.with_bass(root.transpose(over))


@lru_cache(maxsize=2048)
def pitch_of(degree: Degree, key: Key) -> PitchClass:
    """The note on a degree of the key's parallel major."""
    return key.degree(Interval(degree.step, MAJOR[degree.step] + degree.alter))


def _readable(degree: Degree, key: Key) -> PitchClass:
    """The note on a degree with at most one accidental, where that leaves the degree readable.

    In A# minor the raised sixth stays F##: as G it would be a doubly lowered seventh.
    """
    if abs(degree.alter) > 1 and degree.chroma in MAJOR:
        degree = Degree(MAJOR.index(degree.chroma))
    name = pitch_of(degree, key)
    if abs(name.alter) < 2:
        return name
    plain = name.simplified()
    return name if key.tonic.interval_to(plain).degree.startswith(("bb", "##")) else plain


def risen(key: Key, semitones: int) -> Key:
    """The key that many semitones higher, in its simplest practical spelling."""
    if not semitones:
        return key
    steps = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3}[abs(semitones)]
    sign = 1 if semitones > 0 else -1
    return key.transpose(Interval(sign * steps, semitones))
