"""The melody: a shape, chord tones where it counts, arrival, breath, motif."""

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.arranger.frame import layout, setting
from gospel_keys.arranger.goals import band, goals, nearest
from gospel_keys.arranger.melody import compose_melody
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Brief
from tests.arranger.pieces import HYMN, RICH, brief, progression, style
from tests.arranger.strategies import pieces


def tunes(asked: Brief, chart: str = RICH, feel: str = "straight") -> list[list[Tune]]:
    place = setting(asked, style(), style().feel(feel))
    frames = layout(progression(asked, chart), place)
    return [
        compose_melody(frame, goal, place, frame.end)
        for frame, goal in zip(frames, goals(frames, place), strict=True)
    ]


@given(pieces())
@settings(max_examples=60, deadline=None)
def test_every_phrase_keeps_to_its_goals(piece) -> None:
    """In range, in order, no overlaps; it arrives in time and moves on only with the chords."""
    asked, plan = piece
    feel = style().feel("ballad" if asked.meter.is_compound else "straight")
    place = setting(asked, style(), feel)
    frames = layout(plan, place)
    for frame, goal in zip(frames, goals(frames, place), strict=True):
        tune = compose_melody(frame, goal, place, frame.end)
        low, high = band(frame, place)
        assert all(low <= note.midi <= high for note in tune)
        assert all(a.onset < a.end <= b.onset for a, b in itertools.pairwise(tune))
        assert frame.start <= tune[0].onset
        assert tune[-1].end <= frame.end
        assert (goal.arrival, goal.arrive) in {(note.midi, note.onset) for note in tune}
        for note in tune:
            if note.onset > goal.arrive:
                assert note.midi % 12 in note.span.harmony.tones


def test_strong_beats_have_chord_tones() -> None:
    strong = inside = 0
    for seed in range(30):
        for tune in tunes(brief(seed=seed, complexity=7)):
            for note in tune:
                if note.weight > 0.8:
                    strong += 1
                    inside += note.midi % 12 in note.span.harmony.tones
    assert inside >= 0.95 * strong


def test_the_line_sings() -> None:
    """Mostly steps, some leaps, few repeated notes, and a range worth hearing."""
    moves: Counter[str] = Counter()
    ranges = []
    for seed in range(30):
        for tune in tunes(brief(seed=seed, complexity=6)):
            pitches = [note.midi for note in tune]
            ranges.append(max(pitches) - min(pitches))
            for a, b in itertools.pairwise(pitches):
                size = abs(b - a)
                moves[
                    "same" if not size else "step" if size <= 2 else "skip" if size <= 7 else "leap"
                ] += 1
    total = sum(moves.values())
    assert moves["step"] / total > 0.45
    assert moves["leap"] / total < 0.05
    assert moves["same"] / total < 0.25
    assert 7 <= sum(ranges) / len(ranges) <= 15


def test_a_leap_is_usually_answered_by_a_step_or_a_turn() -> None:
    leaps = answered = 0
    for seed in range(60):
        for tune in tunes(brief(seed=seed, complexity=7)):
            pitches = [note.midi for note in tune]
            for a, b, c in zip(pitches, pitches[1:], pitches[2:], strict=False):
                if abs(b - a) >= 5:
                    leaps += 1
                    answered += abs(c - b) <= 4 or (c - b) * (b - a) < 0
    assert leaps > 20
    assert answered >= 0.9 * leaps


def test_a_motif_comes_back() -> None:
    """The phrases of a section share rhythms: some bar of one is a bar of the other."""
    shared = 0
    for seed in range(20):
        one, other = tunes(brief(seed=seed, complexity=6))
        bar = 4 * 10080
        rows = [
            {tuple(n.onset % bar for n in tune if n.onset // bar == i) for i in range(8)} - {()}
            for tune in (one, other)
        ]
        shared += bool(rows[0] & rows[1])
    assert shared >= 14


def test_seeds_make_different_melodies() -> None:
    lines = {tuple(n.midi for n in tunes(brief(seed=seed))[0]) for seed in range(20)}
    assert len(lines) >= 18


def test_a_beginner_has_five_notes_of_the_key() -> None:
    for seed in range(10):
        asked = brief(seed=seed, complexity=1)
        pitches = [note.midi for tune in tunes(asked, HYMN) for note in tune]
        assert max(pitches) - min(pitches) <= 7
        assert all(pitch % 12 in {0, 2, 4, 5, 7} for pitch in pitches)


def test_compound_melodies_move_in_thirds_of_a_beat() -> None:
    asked = brief(meter=Meter.parse("12/8"), complexity=8)
    onsets = {n.onset % 5040 for tune in tunes(asked, feel="ballad") for n in tune}
    assert onsets == {0}


def test_pushed_notes_belong_to_the_chord_they_announce() -> None:
    early = 0
    for seed in range(20):
        for tune in tunes(brief(seed=seed, complexity=8), feel="offbeat"):
            for note in tune:
                if note.onset < note.span.start:
                    early += 1
                    assert note.span.start < note.end
                    assert note.span.start - note.onset <= 5040
    assert early > 10


@given(st.integers(0, 11), st.floats(55, 85))
def test_nearest_is_in_range(chroma: int, target: float) -> None:
    pitch = nearest(chroma, target, 60, 75)
    assert pitch % 12 == chroma
    assert 60 <= pitch <= 75
