"""Trills at cadences, turns on long notes, short notes from above."""

from __future__ import annotations

from collections import Counter
from functools import cache

from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.score.model import Note, Role


@cache
def pieces(level: int) -> tuple[Composition, ...]:
    return tuple(
        compose(
            "classical", "A song", key="C major", seed=seed, num_bars=8, complexity=level,
            application="CLASSICAL", time_signature="4/4", tempo=92,
        )
        for seed in range(24)
    )  # fmt: skip


def tune(made: Composition) -> list[Note]:
    return [n for n in made.arrangement.notes if n.role is Role.MELODY]


def trills(made: Composition) -> list[list[Note]]:
    """Runs of six notes or more that go to and fro between two neighbours."""
    notes, found, run = tune(made), [], list[Note]()
    for note in notes:
        pitches = {n.pitch.midi for n in run[-2:]} | {note.pitch.midi}
        if run and note.duration == run[-1].duration <= 0.25 and len(pitches) == 2:
            run.append(note)
        else:
            found, run = ([*found, run] if len(run) > 5 else found), [note]
    return found


def test_some_cadences_are_trilled_and_the_trill_comes_home() -> None:
    found = [trill for made in pieces(8) for trill in trills(made)]
    assert found
    for trill in found:
        low, high = sorted({n.pitch.midi for n in trill})
        assert high - low in (1, 2)
        assert trill[0].pitch.midi == high


def test_a_beginner_plays_plain() -> None:
    for made in pieces(2):
        assert not trills(made)
        assert not [n for n in made.arrangement.notes if n.role is Role.GRACE]


def test_short_notes_lean_from_the_step_above() -> None:
    graces = [
        (note, made) for made in pieces(8) for note in made.arrangement.notes
        if note.role is Role.GRACE
    ]  # fmt: skip
    assert graces
    for grace, made in graces:
        main = next(
            n for n in tune(made) if n.onset == grace.onset and n.pitch.midi < grace.pitch.midi
        )
        assert grace.pitch.midi - main.pitch.midi in (1, 2)


def test_ornaments_grow_with_the_level() -> None:
    counts = Counter(
        {
            level: sum(
                n.role is Role.GRACE for made in pieces(level) for n in made.arrangement.notes
            )
            for level in (4, 9)
        }
    )
    assert counts[4] < counts[9]
