"""Bars drawn anew: all else stays to the byte, locked chords too, and hands can play it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.errors import BriefError
from gospel_keys.editing.regenerating import regenerate
from gospel_keys.score.model import Progression
from tests.editing.strategies import (
    GENRES,
    check_outside,
    check_playable,
    piece,
    pieces,
    stretch,
)


def timed(progression: Progression) -> dict[str, tuple[object, ...]]:
    return {c.id: (c.onset, c.duration, str(c.chord)) for c in progression.chords}


@settings(max_examples=40, deadline=None)
@given(pieces(), st.data())
def test_only_the_bars_asked_change(old, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    """Also where they cut phrases and chords, and when an edited piece is edited again."""
    count = old.brief.bars
    for seed in (3, 4):
        first = data.draw(st.integers(1, count))
        last = data.draw(st.integers(first, min(count, first + 5)))
        names = [chord.id for chord in old.arrangement.progression.chords]
        locked = data.draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
        new = regenerate(old, (first, last), locked, seed)
        check_outside(old, new, stretch(old, first, last))
        check_playable(old, new)
        before, after = timed(old.arrangement.progression), timed(new.arrangement.progression)
        assert all(before[name] == after[name] for name in locked)
        marked = {c.id for c in new.arrangement.progression.chords if c.locked}
        assert marked == set(locked)
        check_chords_outside(old.arrangement.progression, new.arrangement.progression, first, last)
        old = new


def check_chords_outside(old: Progression, new: Progression, first: int, last: int) -> None:
    """At every beat outside the bars the same chord sounds, under the same name."""
    bar = old.sections[0].meter.bar
    ends = [(0, (first - 1) * bar), (last * bar, sum(s.bars for s in old.sections) * bar)]
    for start, end in ends:
        for chord in old.chords:
            at = max(chord.onset, start)
            if at < min(chord.end, end):
                same = next(c for c in new.chords if c.onset <= at < c.end)
                assert (same.id, same.chord) == (chord.id, chord.chord)


@pytest.mark.parametrize("genre", GENRES)
def test_bars_change_and_seeds_differ(genre: str) -> None:
    old = piece(genre, seed=5, num_bars=16, complexity=6)
    where = stretch(old, 5, 8)
    notes = set()
    chords = set()
    for seed in range(6):
        new = regenerate(old, (5, 8), (), seed)
        notes.add(tuple((n.pitch.midi, n.onset) for n in new.arrangement.notes if n.onset in where))
        chords.add(tuple(str(c.chord) for c in new.arrangement.progression.chords))
    assert len(notes) == 6
    assert len(chords) >= 3


@pytest.mark.parametrize("genre", GENRES)
def test_with_all_chords_locked_only_the_notes_are_new(genre: str) -> None:
    old = piece(genre, seed=6, num_bars=8, complexity=6)
    names = [chord.id for chord in old.arrangement.progression.chords]
    new = regenerate(old, (3, 3), names, 1)
    assert timed(new.arrangement.progression) == timed(old.arrangement.progression)
    check_outside(old, new, stretch(old, 3, 3))
    assert new.arrangement.notes != old.arrangement.notes


@pytest.mark.parametrize("genre", GENRES)
def test_the_same_edit_gives_the_same_bytes(genre: str) -> None:
    old = piece(genre, seed=7, num_bars=8, complexity=5)
    assert regenerate(old, (2, 5), (), 9).midi() == regenerate(old, (2, 5), (), 9).midi()


def test_a_piece_of_ones_own_chords_is_drawn_anew_too() -> None:
    for genre in GENRES:
        old = piece(genre, progression="C | Am7 D7 | G7 . . E7 | Am | F", seed=2, num_bars=10)
        new = regenerate(old, (2, 8), [old.arrangement.progression.chords[2].id], 3)
        check_outside(old, new, stretch(old, 2, 8))
        check_playable(old, new)
        kept = new.arrangement.progression.chords[2]
        assert (str(kept.chord), kept.origin, kept.locked) == ("D7", "user", True)


def test_reasons_tell_of_the_new_neighbours() -> None:
    old = piece(GENRES[0], seed=8, num_bars=8, complexity=6)
    new = regenerate(old, (3, 4), (), 2)
    made = new.arrangement.progression
    for chord in made.chords:
        assert str(chord.chord) in chord.comment
    assert new.brief.chords
    assert [c.chord for c in new.brief.chords] == [c.chord for c in made.chords]


@pytest.mark.parametrize(
    ("bars", "locked", "field"),
    [
        ((0, 2), (), "bars"),
        ((3, 2), (), "bars"),
        ((1, 9), (), "bars"),
        ((1, 2), ("p9.c9",), "locked"),
    ],
)
def test_what_is_not_there_is_refused(
    bars: tuple[int, int], locked: tuple[str, ...], field: str
) -> None:
    with pytest.raises(BriefError) as caught:
        regenerate(piece(GENRES[0], seed=1, num_bars=8), bars, locked)
    assert caught.value.field == field
    assert caught.value.allowed
