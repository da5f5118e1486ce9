"""Voices under a melody: chord tones, in reach, led smoothly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.arranger.harmony import harmony
from gospel_keys.arranger.voicing import moved, shell, under
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key

C = Key.parse("C major")
SYMBOLS = ("C", "Cmaj9", "Dm9", "G13", "G7b9", "Fm6", "F#dim7", "G9sus4", "C5", "A7#9#5", "Em7b5")
chords = st.sampled_from(SYMBOLS).map(lambda s: harmony(Chord.parse(s), C))


@given(chords, st.integers(62, 84), st.integers(1, 4), st.integers(9, 14))
def test_voices_are_chord_tones_in_reach_below_the_top(sound, top, count, reach) -> None:
    voices = under(sound, top, count, 53, (), reach)
    assert 0 < len(voices) <= count
    assert list(voices) == sorted(set(voices))
    assert all(pitch % 12 in sound.tones for pitch in voices)
    assert all(max(53, top - reach) <= pitch < top for pitch in voices)


@given(chords, st.integers(64, 80))
def test_three_voices_and_the_top_name_the_chord(sound, top) -> None:
    """With room for it the third and seventh are there, unless the top stands on their toes."""
    voices = under(sound, top, 3, 50, (), 14)
    heard = {pitch % 12 for pitch in (*voices, top)}
    crowded = {(top - 1) % 12} if top % 12 not in sound.guides else set()
    assert not sound.guides - heard - crowded


def test_voices_stay_near_the_previous_ones() -> None:
    """ii V I with the same top: no voice moves more than a tone."""
    two, five = harmony(Chord.parse("Dm7"), C), harmony(Chord.parse("G7"), C)
    first = under(two, 74, 3, 53, (), 14)
    second = under(five, 74, 3, 53, first, 14)
    assert moved(first, second) <= 4


def test_an_upper_triad_is_found() -> None:
    """A triad that is not the chord's own: D major or A minor over C13#11."""
    sound = harmony(Chord.parse("C13#11"), C)
    voices = under(sound, 81, 2, 53, (), 14, upper=True)
    assert {pitch % 12 for pitch in (*voices, 81)} in ({2, 6, 9}, {0, 4, 9})


@given(chords, st.integers(31, 50), st.integers(1, 3))
def test_shells_fit_a_hand(sound, bass, count) -> None:
    for voices in shell(sound, bass, count, 47, 62):
        assert all(pitch % 12 in sound.tones for pitch in voices)
        assert voices[-1] - voices[0] <= 12
        assert voices[0] > bass
