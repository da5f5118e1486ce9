"""A tune that was brought stays through every edit of its piece."""

from __future__ import annotations

import pytest

from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.editing.chords import set_chord
from gospel_keys.editing.regenerating import regenerate
from gospel_keys.editing.reworking import change_complexity, change_genre, variation
from gospel_keys.editing.transposing import transpose
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from tests.arranger.tunes import broken, wandering


@pytest.fixture(scope="module")
def piece() -> Composition:
    tune = wandering("edit", Key.parse("Eb"), Meter(4, 4), 8, pickup=True)
    return compose("gospel", "a tune", key="Eb", melody=tune, num_bars=8, seed=3, complexity=6)


def kept(piece: Composition) -> bool:
    return bool(piece.brief.melody) and broken(piece.arrangement, piece.brief.melody) == []


def test_other_hands_levels_and_genres(piece: Composition) -> None:
    assert kept(piece)
    assert kept(variation(piece, 99))
    assert kept(change_complexity(piece, 2))
    for genre in genres():
        if genre != "gospel":
            moved = change_genre(piece, genre)
            assert kept(moved)
            assert moved.brief.melody == piece.brief.melody


def test_another_key_moves_the_tune(piece: Composition) -> None:
    for key in ("F major", "B major"):
        moved = transpose(piece, key)
        assert kept(moved)
        shift = moved.brief.melody[0].pitch.midi - piece.brief.melody[0].pitch.midi
        assert all(
            b.pitch.midi - a.pitch.midi == shift
            for a, b in zip(piece.brief.melody, moved.brief.melody, strict=True)
        )
        assert shift % 12 == (Key.parse(key).tonic.chroma - piece.brief.key.tonic.chroma) % 12


def test_bars_drawn_anew_and_chords_set(piece: Composition) -> None:
    assert kept(regenerate(piece, (3, 4), (), 77))
    assert kept(set_chord(piece, piece.arrangement.progression.chords[2].id, "Cm7", 5))
