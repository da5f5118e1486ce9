"""Music theory: pitches, intervals, scales, chords, keys, meters, numerals, voicings.

Everything is a frozen, hashable value, spelled by letter arithmetic: Abm is Ab Cb Eb. Each kind of
value has ``parse``, which raises ``TheoryError`` where a text stops making sense, and
``try_parse``, which answers None; ``parse(str(x)) == x``. This package knows nothing of scores,
styles or sound, and imports nothing of ours.
"""

from gospel_keys.music.chord import Chord, ChordType, chord_types
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.music.nashville import chord_to_nashville, nashville_to_chord
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.music.roman import Roman, chord_to_roman, roman_to_chord
from gospel_keys.music.scale import Scale, ScaleType, scale_types

__all__ = [
    "Chord",
    "ChordType",
    "Interval",
    "Key",
    "Meter",
    "Pitch",
    "PitchClass",
    "Roman",
    "Scale",
    "ScaleType",
    "TheoryError",
    "all_keys",
    "chord_to_nashville",
    "chord_to_roman",
    "chord_types",
    "nashville_to_chord",
    "roman_to_chord",
    "scale_types",
]
