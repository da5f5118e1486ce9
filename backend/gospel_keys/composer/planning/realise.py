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
    """The chord a numeral means in ``key``, spelled by scale step."""
    suffix = numeral.suffix
    if numeral.minor and not suffix.startswith("m7b5"):
        suffix = "m" + suffix
    chord = Chord.parse(f"{pitch_of(numeral.root, key)}{suffix}")
    return chord.with_bass(pitch_of(numeral.bass, key)) if numeral.bass else chord


@lru_cache(maxsize=2048)
def pitch_of(degree: Degree, key: Key) -> PitchClass:
    """The note on a degree of the key's parallel major."""
    return key.degree(Interval(degree.step, MAJOR[degree.step] + degree.alter))


def risen(key: Key, semitones: int) -> Key:
    """The key that many semitones higher, in its simplest practical spelling."""
    if not semitones:
        return key
    steps = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3}[abs(semitones)]
    sign = 1 if semitones > 0 else -1
    return key.transpose(Interval(sign * steps, semitones))
