"""Fills, walk-ups, grace notes, and the coming to rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from gospel_keys.arranger import arrange
from gospel_keys.arranger.closing import close
from gospel_keys.arranger.completing import complete
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.fills import plan_fill
from gospel_keys.arranger.frame import layout, setting
from gospel_keys.arranger.goals import goals
from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.ornaments import graces
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.walkups import walk_ups
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Hand, Role
from gospel_keys.score.timing import bars
from tests.arranger.pieces import HYMN, RICH, brief, part, progression, style
from tests.arranger.strategies import pieces

CONCERT = {"application": "CONCERT", "complexity": 9, "tempo": 90.0}


@given(pieces())
@settings(max_examples=60, deadline=None)
def test_fills_stand_in_the_last_two_beats_of_a_phrase(piece) -> None:
    asked, plan = piece
    arrangement = arrange(asked, plan, style())
    grid = bars(plan)
    ends = {p.id: grid[p.start_bar + p.bars - 1].end for p in plan.phrases}
    for note in arrangement.notes:
        if note.role is Role.FILL:
            end = ends[note.id.partition(".")[0]]
            assert 0 < end - note.onset <= 2 * asked.meter.beat
    last = plan.phrases[-1].id
    assert not any(n.role is Role.FILL for n in arrangement.notes if n.id.startswith(f"{last}."))


def fill_share(application: str) -> float:
    filled = total = 0
    for seed in range(60):
        asked = brief(seed=seed, complexity=7, application=application, bars=16)
        plan = progression(asked)
        place = setting(asked, style(), style().feel("straight"))
        frames = layout(plan, place)
        for frame, goal in zip(frames[:-1], goals(frames, place)[:-1], strict=True):
            total += 1
            filled += plan_fill(frame, goal, place, 0.75 / TICKS) is not None
    return filled / total


def test_the_application_says_how_often() -> None:
    shares = [fill_share(name) for name in ("PRACTICE", "WORSHIP", "UPTEMPO", "CONCERT")]
    assert shares == sorted(shares)
    assert 0.2 <= shares[1] <= 0.5, "about three in ten in worship"


def test_a_fill_lands_near_the_next_phrase() -> None:
    for seed in range(40):
        asked = brief(seed=seed, bars=16, **CONCERT)
        place = setting(asked, style(), style().feel("straight"))
        frames = layout(progression(asked), place)
        for frame, goal in zip(frames, goals(frames, place), strict=True):
            fill = plan_fill(frame, goal, place, 0.75 / TICKS)
            if fill:
                assert abs(fill.notes[-1].midi - goal.next_entry) <= 14
                assert fill.notes[-1].end == frame.end


def test_walk_ups_step_into_the_next_chord_and_replace_what_was_there() -> None:
    for seed in range(30):
        ready = part(brief(seed=seed, **CONCERT), RICH)
        ready.frame = ready.frame
        low = [
            Draft(ready.bass[s], s.start, s.end, Hand.LEFT, Role.BASS, s, "held")
            for s in ready.frame.spans
        ]
        notes = walk_ups(ready, low)
        walked = [n for n in notes if n.pattern != "held"]
        assert walked, "a phrase of four bars has at least one"
        for note in walked:
            target = target_of(ready, note.span)
            assert min(abs(note.midi - target), abs(note.midi - 12 - target)) <= 5
            others = [n for n in notes if n.pattern == "held" and n.onset < note.onset < n.end]
            assert not others


def test_beginners_do_not_walk() -> None:
    ready = part(brief(complexity=1), HYMN)
    low = [Draft(40, 0, 100, Hand.LEFT, Role.BASS, ready.frame.spans[0], "held")]
    assert walk_ups(ready, low) == low


@pytest.mark.parametrize("meter", ["4/4", "3/4", "2/4", "6/8", "9/8", "12/8"])
def test_eight_bars_have_a_three_note_approach(meter: str) -> None:
    """Three bass notes in a row by step, the last of them the bass of a new chord."""
    for seed in range(8):
        asked = brief(seed=seed, complexity=4 + seed % 7, meter=Meter.parse(meter), bars=8)
        plan = progression(asked)
        arrangement = arrange(asked, plan, style())
        starts = {chord.onset for chord in plan.chords}
        lows: dict[object, int] = {}
        for n in arrangement.notes:
            if n.hand is Hand.LEFT:
                lows[n.onset] = min(n.pitch.midi, lows.get(n.onset, 127))
        line = sorted(lows.items())
        steps = [
            c[0] in starts
            and {b[1] - a[1], c[1] - b[1]} in ({1}, {2}, {1, 2}, {-1}, {-2}, {-1, -2})
            for a, b, c in zip(line, line[1:], line[2:], strict=False)
        ]
        assert any(steps)


def test_graces_crush_into_thirds_and_fifths() -> None:
    found = 0
    for seed in range(40):
        ready = part(brief(seed=seed, **CONCERT), HYMN)
        notes = [
            Draft(t.midi, t.onset, t.end, Hand.RIGHT, Role.MELODY, t.span, "m") for t in ready.tune
        ]
        for grace in graces(ready, notes):
            if grace.role is Role.GRACE:
                found += 1
                main = next(n for n in notes if n.onset == grace.onset)
                assert main.midi - grace.midi == 1
                assert grace.end == grace.onset > ready.frame.start
                assert (main.midi - main.span.harmony.root) % 12 in (4, 6, 7, 8)
    assert found > 5


def test_a_grace_needs_a_free_key() -> None:
    ready = part(brief(**CONCERT), "C")
    span = ready.frame.spans[1]
    third = Draft(76, span.start, span.end, Hand.RIGHT, Role.MELODY, span, "m")
    blocked = Draft(75, span.start, span.end, Hand.RIGHT, Role.INNER, span, "m")
    assert all(n.role is not Role.GRACE for n in graces(ready, [third, blocked]))


@pytest.mark.parametrize("way", ["held", "rolled", "short", "octaves"])
@pytest.mark.parametrize("complexity", [1, 3, 5, 9])
def test_the_piece_comes_to_rest(way: str, complexity: int) -> None:
    ready = part(brief(complexity=complexity, bars=4), HYMN)
    ending = style().endings[0].model_copy(update={"last": way})
    span = ready.frame.spans[-1]
    noise = [Draft(60, span.start - 100, span.end, Hand.RIGHT, Role.INNER, span, "t")]
    upper, lower = close(ready, noise, list(noise), ending)
    assert noise[0].end == span.start
    assert min(n.midi for n in lower if n.onset >= span.start) % 12 == span.harmony.bass
    assert {n.end for n in upper + lower} >= {span.end}
    assert len({n.onset for n in lower if n.pattern == "ending"}) == (2 if way == "short" else 1)
    rolled = any(n.rolled for n in upper)
    assert rolled == (way == "rolled" and complexity > 4)


def test_named_chords_get_their_third_and_seventh() -> None:
    ready = part(brief(complexity=6), "C7")
    span = ready.frame.spans[0]
    top = Draft(79, span.start, span.end, Hand.RIGHT, Role.MELODY, span, "t")
    upper, lower = [top], []
    complete(ready, upper, lower)
    assert {n.midi % 12 for n in upper if n.span is span} == {7, 4, 10}


def test_a_full_hand_trades_a_note_for_the_one_it_lacks() -> None:
    ready = part(brief(complexity=8), "C7")
    span = ready.frame.spans[0]
    hand = [
        Draft(m, span.start, span.end, Hand.RIGHT, role, span, "t")
        for m, role in ((67, Role.INNER), (70, Role.INNER), (72, Role.INNER), (79, Role.MELODY))
    ]
    upper = list(hand)
    complete(ready, upper, [])
    inside = {n.midi % 12 for n in upper if n.span is span}
    assert {4, 10} <= inside
    assert len([n for n in upper if n.span is span]) == 4


def test_the_left_hand_helps_where_the_right_cannot() -> None:
    """A major seventh under its own root would rub: the left hand takes it."""
    ready = part(brief(complexity=6), "Cmaj7")
    span = ready.frame.spans[0]
    upper = [Draft(m, span.start, span.end, Hand.RIGHT, Role.MELODY, span, "t") for m in (64, 72)]
    lower = [Draft(36, span.start, span.end, Hand.LEFT, Role.BASS, span, "t")]
    complete(ready, upper, lower)
    assert 47 in {n.midi for n in lower}
