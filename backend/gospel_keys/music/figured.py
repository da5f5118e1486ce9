"""Roman numerals with figured bass, as harmony textbooks write them: I⁶₄, V⁶₅, V⁴₂/V, N⁶, Ger⁶₅.

The figures stand raised and lowered, so that they are never read as the added sixths and the
sevenths of chord symbols: ``I6`` is a chord with a sixth, ``I⁶`` a first inversion.
"""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.roman import chord_to_roman, roman_to_chord

_TRIAD = ("", "⁶", "⁶₄")
_SEVENTH = ("⁷", "⁶₅", "⁴₃", "⁴₂")
_SHAPES = {
    (4, 7): (False, ""), (3, 7): (True, ""), (3, 6): (True, "°"), (4, 8): (False, "+"),
    (4, 7, 10): (False, ""), (4, 7, 11): (False, ""), (3, 7, 10): (True, ""),
    (3, 6, 9): (True, "°"), (3, 6, 10): (True, "ø"),
}  # fmt: skip
"""Semitones over the root: whether the numeral is small, and its sign."""
_SIXTHS = {(4, 10): "It⁶", (4, 7, 10): "Ger⁶₅", (4, 6, 10): "Fr⁴₃"}
_AUGMENTED_SIXTH = Interval(5, 10)


def figured_roman(chord: Chord, key: Key, after: Chord | None = None) -> str:
    """The numeral of ``chord`` in ``key`` with its figures.

    ``after`` is the chord it moves to: a dominant or leading-tone chord of that one is written as
    applied to it. What figures cannot say is written as a plain numeral.
    """
    return _figured(chord, key, after)


def has_figures(roman: str) -> bool:
    """Whether a numeral is written with figured bass."""
    return any(figure in roman for figure in "²³⁴⁵⁶⁷₂₃₄₅₆₇")


@lru_cache(maxsize=8192)
def _figured(chord: Chord, key: Key, after: Chord | None) -> str:
    for text in _readings(chord, key, after):
        try:
            read = roman_to_chord(text, key)
        except TheoryError:
            continue
        if (read.chromas, read.lowest.chroma) == (chord.chromas, chord.lowest.chroma):
            return text
    return chord_to_roman(chord, key)


def _readings(chord: Chord, key: Key, after: Chord | None) -> list[str]:
    """What the chord could be called, the most particular name first."""
    tones = tuple(interval.semitones for interval in chord.intervals[1:])
    place = (chord.root.chroma - key.tonic.chroma) % 12
    if _AUGMENTED_SIXTH in chord.intervals:
        return [_SIXTHS.get(tones, "")] if place == 8 else []
    if tones not in _SHAPES:
        return []
    figures = _figures(chord)
    if place == 1 and tones == (4, 7) and figures == "⁶":
        return ["N⁶"]
    small, sign = _SHAPES[tones]
    found = []
    for step, motion in (("v" if small else "V", 5), ("vii" if small else "VII", 1)):
        if after is not None and _leads(chord, after, key, tones, motion):
            target = chord_to_roman(Chord(after.root, after.intervals[:3]), key).rstrip("°+")
            found.append(f"{step}{sign}{figures}/{target}")
    own = chord_to_roman(Chord(chord.root, chord.intervals[:3]), key).rstrip("°+")
    return [*found, f"{own}{sign}{figures}"]


def _leads(chord: Chord, after: Chord, key: Key, tones: tuple[int, ...], motion: int) -> bool:
    """Whether a chord is applied to ``after``: foreign to the key, and its root moves as it must.

    Dominants are major and fall a fifth (``motion`` 5), leading-tone chords are diminished and
    rise a half step.
    """
    if (after.root.chroma - chord.root.chroma) % 12 != motion or after.root == key.tonic:
        return False
    if tones[0] != (4 if motion == 5 else 3) or (motion == 1 and tones[1] != 6):
        return False
    if after.third is None or after.is_diminished:
        return False
    own = {name.chroma for name in key.scale.pitch_classes}
    if after.root.chroma not in own:
        return False
    return tones[2:] == (10,) or not chord.chromas <= own


def _figures(chord: Chord) -> str:
    table = _SEVENTH if len(chord.intervals) == 4 else _TRIAD
    notes = [(chord.root.chroma + interval.semitones) % 12 for interval in chord.intervals]
    lowest = chord.lowest.chroma
    return table[notes.index(lowest)] if lowest in notes else "?"
