"""The whole piece in another key, with other hands, at another level, in another genre."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.errors import BriefError
from gospel_keys.editing.reworking import change_complexity, change_genre, variation
from gospel_keys.editing.transposing import transpose
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import all_keys
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.model import Progression
from tests.editing.strategies import GENRES, check_playable, piece, pieces


def symbols(progression: Progression) -> list[tuple[str, object, object]]:
    return [(str(c.chord), c.onset, c.duration) for c in progression.chords]


@settings(max_examples=30, deadline=None)
@given(pieces(), st.sampled_from(all_keys()))
def test_a_piece_is_moved_to_any_key_of_its_mode(old, key) -> None:  # type: ignore[no-untyped-def]
    if key.mode != old.brief.key.mode or key == old.brief.key:
        with pytest.raises(BriefError) as caught:
            transpose(old, str(key))
        assert caught.value.field == "key"
        return
    new = transpose(old, str(key))
    assert new.brief.key == key
    check_playable(old, new)
    before, after = old.arrangement.progression.chords, new.arrangement.progression.chords
    shift = (key.tonic.chroma - old.brief.key.tonic.chroma) % 12
    sections = {s.id: s for s in new.arrangement.progression.sections}
    for one, other in zip(before, after, strict=True):
        assert (other.chord.root.chroma - one.chord.root.chroma) % 12 == shift
        assert other.chord.symbol == one.chord.symbol
        assert (other.id, other.onset, other.duration) == (one.id, one.onset, one.duration)
        assert roman_to_chord(other.roman, sections[other.section_id].key) == other.chord
        assert str(other.chord) in other.comment
    if new.performance is old.performance:
        moves = {
            b.pitch.midi - a.pitch.midi
            for a, b in zip(old.arrangement.notes, new.arrangement.notes, strict=True)
        }
        assert len(moves) == 1
        assert {n.pitch.name.alter for n in new.arrangement.notes} <= {-2, -1, 0, 1, 2}


@pytest.mark.parametrize("genre", GENRES)
def test_notes_keep_their_place_in_the_key(genre: str) -> None:
    """A third of the key is a third of the new one, by name too; and back is where it was."""
    old = piece(genre, seed=3, num_bars=8, key="D major", complexity=6)
    new = transpose(old, "Eb major")
    assert transpose(new, "D major").arrangement.notes == old.arrangement.notes
    tonics = old.brief.key.tonic, new.brief.key.tonic
    for one, other in zip(old.arrangement.notes, new.arrangement.notes, strict=True):
        places = [
            t.interval_to(n.pitch.name).degree for t, n in zip(tonics, (one, other), strict=True)
        ]
        assert places[0] == places[1]


@pytest.mark.parametrize("key", ["H major", "", "A minor"])
def test_what_is_no_key_here_is_refused(key: str) -> None:
    with pytest.raises(BriefError) as caught:
        transpose(piece("gospel", seed=1, num_bars=4, key="C major"), key)
    assert caught.value.field == "key"
    assert "Eb major" in caught.value.allowed


@settings(max_examples=15, deadline=None)
@given(pieces(), st.integers(1000, 1010))
def test_a_variation_has_the_same_chords_and_other_notes(old, seed: int) -> None:  # type: ignore[no-untyped-def]
    new = variation(old, seed)
    assert symbols(new.arrangement.progression) == symbols(old.arrangement.progression)
    assert new.brief.seed == seed
    assert new.midi() == variation(old, seed).midi()
    check_playable(old, new)


def test_variations_differ() -> None:
    for genre in GENRES:
        old = piece(genre, seed=3, num_bars=8)
        assert len({variation(old, seed).midi() for seed in range(100, 105)}) == 5
    with pytest.raises(BriefError, match="own seed"):
        variation(old, 3)


@settings(max_examples=20, deadline=None)
@given(pieces(), st.integers(1, 10))
def test_another_level_keeps_roots_and_times(old, level: int) -> None:  # type: ignore[no-untyped-def]
    if level == old.brief.complexity:
        with pytest.raises(BriefError):
            change_complexity(old, level)
        return
    new = change_complexity(old, level)
    check_playable(old, new)
    before, after = old.arrangement.progression.chords, new.arrangement.progression.chords
    assert [(c.id, c.onset, c.duration) for c in before] == [
        (c.id, c.onset, c.duration) for c in after
    ]
    assert new.brief.complexity == level


@pytest.mark.parametrize("genre", GENRES)
def test_simpler_has_fewer_tones_and_notes_and_richer_more(genre: str) -> None:
    def measured(level: int) -> tuple[float, float]:
        tones = notes = 0.0
        for seed in range(6):
            made = change_complexity(piece(genre, seed=seed, num_bars=8, complexity=5), level)
            chords = made.arrangement.progression.chords
            tones += sum(len(c.chord.intervals) for c in chords) / len(chords)
            notes += len(made.arrangement.notes)
        return tones, notes

    low, high = measured(1), measured(9)
    assert low[0] < high[0]
    assert low[1] < high[1]


def test_written_chords_keep_their_symbols_at_any_level() -> None:
    for genre in GENRES:
        old = piece(genre, seed=3, progression="Cmaj9 | A7#9#5 | Dm11 | G13b9", complexity=8)
        new = change_complexity(old, 2)
        assert symbols(new.arrangement.progression) == symbols(old.arrangement.progression)


@settings(max_examples=20, deadline=None)
@given(pieces(), st.sampled_from(GENRES))
def test_other_genres_play_the_same_chords(old, genre: str) -> None:  # type: ignore[no-untyped-def]
    style = genres()[genre].style
    if genre == old.brief.genre or str(old.brief.meter) not in style.meters:
        with pytest.raises(BriefError) as caught:
            change_genre(old, genre)
        assert caught.value.field == "genre"
        return
    new = change_genre(old, genre)
    assert symbols(new.arrangement.progression) == symbols(old.arrangement.progression)
    application = style.application(new.brief.application)
    assert application.tempo[0] <= new.brief.tempo <= application.tempo[1]
    check_playable(old, new)


def test_a_genre_that_is_not_there_is_refused() -> None:
    with pytest.raises(BriefError) as caught:
        change_genre(piece("gospel", seed=3, num_bars=4), "polka")
    assert caught.value.field == "genre"
    assert "jazz" in caught.value.allowed
