"""Hypothesis strategies for values of the theory layer."""

from __future__ import annotations

from hypothesis import strategies as st

from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.interval import Interval, natural_semitones
from gospel_keys.music.key import all_keys
from gospel_keys.music.pitch import LETTERS, Pitch, PitchClass

# The 21 spellings with at most one accidental, less the three that nobody builds chords on.
ROOTS = tuple(
    PitchClass(letter, alter)
    for letter in LETTERS
    for alter in (-1, 0, 1)
    if (letter, alter) not in {("E", 1), ("F", -1), ("B", 1)}
)

roots = st.sampled_from(ROOTS)
keys = st.sampled_from(all_keys())
pitch_classes = st.builds(PitchClass, st.sampled_from(LETTERS), st.integers(-3, 3))
pitches = st.builds(
    Pitch, st.builds(PitchClass, st.sampled_from(LETTERS), st.integers(-2, 2)), st.integers(0, 8)
)
DEGREES = "1 b2 2 b3 3 4 #4 b5 5 b6 6 b7 7"
degrees = st.sampled_from([Interval.parse(degree) for degree in DEGREES.split()])


@st.composite
def intervals(draw: st.DrawFn, most: int = 21) -> Interval:
    """Intervals up and down, from doubly diminished to doubly augmented."""
    steps = draw(st.integers(0, most))
    size = Interval(steps, natural_semitones(steps) + draw(st.integers(-2, 2)))
    return -size if draw(st.booleans()) else size


known_chords = st.builds(
    Chord,
    roots,
    st.sampled_from([kind.intervals for kind in chord_types().values()]),
    st.none() | roots,
)

_NUMBERS = (2, 3, 4, 5, 6, 7, 9, 11, 13)


@st.composite
def any_chords(draw: st.DrawFn) -> Chord:
    """Chords of any tones at all, the absurd ones too."""
    tones = draw(st.sets(st.tuples(st.sampled_from(_NUMBERS), st.integers(-1, 1)), max_size=6))
    made = [Interval(number - 1, natural_semitones(number - 1) + alter) for number, alter in tones]
    return Chord(draw(roots), (Interval(0, 0), *made), draw(st.none() | roots))
