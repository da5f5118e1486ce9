"""Pieces to edit, and what an edit must leave alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from critic import corpus, playing
from critic.finding import Finding
from gospel_keys import compose
from gospel_keys.arranger.splicing import Stretch
from gospel_keys.compose import Composition
from gospel_keys.genres.registry import genres
from gospel_keys.score.timing import TempoMap
from gospel_keys.score.timing import bars as bars_of
from gospel_keys.score.validate import check

GENRES = sorted(genres())
_CHECKS = (
    playing.notes_per_hand,
    playing.span,
    playing.struck_while_held,
    playing.hands_collide,
    playing.spacing,
    playing.ranges,
    playing.jumps,
)


@lru_cache(maxsize=256)
def piece(genre: str, **fields: Any) -> Composition:
    """A piece that was made from words."""
    return compose(genre, "a song", **fields)


@st.composite
def pieces(draw: st.DrawFn) -> Composition:
    """A piece of any genre, meter, application, level, length and kind of hand."""
    genre = draw(st.sampled_from(GENRES))
    style = genres()[genre].style
    return piece(
        genre,
        seed=draw(st.integers(0, 99)),
        complexity=draw(st.integers(1, 10)),
        time_signature=draw(st.sampled_from(style.meters)),
        application=draw(st.sampled_from([row.id for row in style.applications])),
        num_bars=draw(st.sampled_from([1, 2, 4, 5, 7, 8, 12, 16])),
        hand_size=draw(st.sampled_from([None, "small"])),
    )


def stretch(of: Composition, first: int, last: int) -> Stretch:
    """Bars ``first`` to ``last``, from 1, as written time."""
    grid = bars_of(of.arrangement.progression)
    return Stretch(grid[first - 1].onset, grid[last - 1].end)


def check_outside(old: Composition, new: Composition, where: Stretch) -> None:
    """Every note outside is the same in every field, and sounds the same; so does the pedal."""
    before = [note for note in old.arrangement.notes if note.onset not in where]
    after = [note for note in new.arrangement.notes if note.onset not in where]
    assert before == after
    sounded = {note.note_id: note for note in old.performance.notes}
    sounds = {note.note_id: note for note in new.performance.notes}
    assert all(sounded[note.id] == sounds[note.id] for note in before)
    clock = TempoMap(old.performance.tempo_map)
    start, end = clock.seconds(where.start), clock.seconds(where.end)
    pedals = [
        [e for e in one.performance.pedal if not start <= e.onset < end] for one in (old, new)
    ]
    assert pedals[0] == pedals[1]
    assert old.performance.tempo_map == new.performance.tempo_map


def check_playable(old: Composition, new: Composition) -> None:
    """The new piece is whole, and two hands can play it as well as the old one."""
    check(new.arrangement, new.performance)
    assert [str(one) for one in trouble(new)] == [] or len(trouble(new)) <= len(trouble(old))


def trouble(of: Composition) -> list[Finding]:
    """What two hands could not do."""
    made = corpus.piece_of(of)
    return [finding for one in _CHECKS for finding in one(made)]
