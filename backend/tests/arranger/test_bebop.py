"""Improvised lines in eighths."""

from __future__ import annotations

from itertools import pairwise

from gospel_keys.arranger.bebop import line
from gospel_keys.arranger.part import Part
from gospel_keys.score.model import Role
from tests.arranger.pieces import brief, part

CHART = "Dm7 | G7 | Cmaj7 | A7"


def lines(**given: float) -> list[tuple[Part, list[tuple[int, int]]]]:
    """Parts with their line as (onset, pitch)."""
    found = []
    for seed in range(12):
        ready = part(brief(seed=seed, complexity=8, tempo=200.0, application="UPTEMPO"), CHART)
        notes = [n for n in line(ready, **given) if n.role is Role.MELODY]
        found.append((ready, [(n.onset, n.midi) for n in notes]))
    return found


def test_changes_are_hit_on_guide_tones() -> None:
    hits = []
    for ready, notes in lines():
        at = dict(notes)
        for span in ready.frame.spans[:-1]:
            if span.start in at:
                sound = span.harmony
                hits.append(
                    at[span.start] % 12 in {*sound.guides, sound.degree(5), sound.degree(9)}
                )
    assert len(hits) > 20
    assert sum(hits) / len(hits) > 0.9


def test_beats_hold_chord_tones_and_the_line_mostly_steps() -> None:
    inside, steps = [], []
    for ready, notes in lines():
        spans = ready.frame.spans
        for onset, midi in notes:
            if (onset - ready.frame.start) % ready.frame.measure.beat == 0:
                span = next(s for s in spans if onset < s.end)
                inside.append(midi % 12 in span.harmony.tones)
        steps += [abs(b[1] - a[1]) for a, b in pairwise(notes)]
    assert sum(inside) / len(inside) > 0.8
    assert sum(1 <= step <= 4 for step in steps) / len(steps) > 0.75
    assert max(steps) <= 12


def test_enclosures_come_from_both_sides() -> None:
    """Always asked for, they are heard before most changes that have room; never, hardly ever."""

    def share(chance: float) -> float:
        found = []
        for ready, notes in lines(enclosures=chance, breath=0.0):
            at = dict(notes)
            half = ready.frame.measure.half
            for span in ready.frame.spans[1:-1]:
                three = [at.get(span.start - n * half) for n in (2, 1, 0)]
                if None not in three:
                    one, two, goal = three
                    found.append((one - goal) * (two - goal) < 0 and abs(two - one) <= 4)
        return sum(found) / max(1, len(found))

    assert share(1.0) > share(0.0) + 0.3


def test_it_breathes() -> None:
    without = sum(len(notes) for _, notes in lines(breath=0.0))
    with_rests = sum(len(notes) for _, notes in lines(breath=0.8))
    assert with_rests < 0.85 * without


def test_it_rests_where_the_phrase_was_going() -> None:
    for ready, notes in lines():
        assert notes[-1] == (ready.goal.arrive, ready.goal.arrival)
