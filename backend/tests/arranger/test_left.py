"""The left hand's generators."""

from __future__ import annotations

import itertools

import pytest

from gospel_keys.arranger.left import figure, target_of, walk
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.style import Texture
from gospel_keys.arranger.texture import ceilings
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Role
from tests.arranger.pieces import HYMN, RICH, brief, part


def texture(cells: dict[int, list[str]], **changes: object) -> Texture:
    values = {"id": "t", "label": "t", "why": "t", "generator": "figure", **changes}
    rows = {str(length): steps for length, steps in cells.items()}
    return Texture.model_validate({**values, "cells": rows})


def of(cells: dict[int, list[str]], chart: str = HYMN, **changes: object) -> Part:
    return part(chart=chart, texture=texture(cells, **changes))


def test_every_chord_starts_on_its_bass() -> None:
    ready = of({2: ["0 1 bass:1", "1 1 chord:5"]}, RICH)
    drafts = figure(ready)
    for span in ready.frame.spans:
        lowest = min((n for n in drafts if n.onset == span.start), key=lambda n: n.midi)
        assert lowest.midi % 12 == span.harmony.bass
        assert lowest.role is Role.BASS


def test_cells_fill_a_chord_and_stop_with_it() -> None:
    """A chord of four beats takes the cell of two twice; one of three takes it once and a half."""
    ready = of({2: ["0 1 bass:1", "1 1 chord:5"]}, "C")
    beat = ready.frame.measure.beat
    onsets = [n.onset // beat for n in figure(ready)]
    assert onsets[:4] == [0, 1, 2, 3]
    waltz = part(brief(meter=Meter.parse("3/4")), "C", texture=ready.texture)
    drafts = figure(waltz)
    assert [n.onset // beat for n in drafts][:4] == [0, 1, 2, 3]
    assert all(n.end <= n.span.end for n in drafts)


def test_degrees_stand_above_the_bass() -> None:
    ready = of({4: ["0 4 bass:1 chord:3 chord:5 chord:7 bass:8"]}, "C7")
    low, *rest = [n.midi - ready.bass[n.span] for n in figure(ready)[:5]]
    assert low == 0
    assert rest == [4, 7, 10, 12]


def test_a_tenth_is_rolled_or_comes_down() -> None:
    plain = figure(of({4: ["0 4 bass:1 chord:10"]}, "C"))[:2]
    rolled = figure(of({4: ["0 4 bass:1 chord:10 ~"]}, "C"))[:2]
    assert plain[1].midi - plain[0].midi == 4
    assert rolled[1].midi - rolled[0].midi == 16
    assert all(n.rolled for n in rolled)


def test_frames_of_key_and_approach() -> None:
    ready = of({4: ["0 1 bass:1", "1 1 key:6", "2 1 step:-2", "3 1 approach:-1"]}, "C | G")
    first = figure(ready)[:4]
    target = target_of(ready, ready.frame.spans[0])
    assert target % 12 == 7
    assert [n.midi % 12 for n in first[1:]] == [9, 4, 6]
    assert first[3].midi == target - 1


def test_the_right_hand_is_not_disturbed() -> None:
    ready = of({1: ["0 1 bass:1 comp:3"]}, RICH)
    for span in ready.frame.spans:
        ready.ceiling[span] = 55
    assert max(n.midi for n in figure(ready)) <= 55


def test_a_comping_voicing_gives_way_where_there_is_no_room() -> None:
    ready = of({4: ["0 4 comp:3"]}, "C")
    for span in ready.frame.spans:
        ready.ceiling[span] = 40
    assert {n.midi for n in figure(ready)} == {ready.bass[ready.frame.spans[0]]}


def test_variants_replace_cells_where_they_fit() -> None:
    other = {"when": {"position": ["cadence"]}, "cells": {"4": ["0 4 bass:8"]}}
    ready = of({4: ["0 4 bass:1"]}, "C", variants=[other])
    above = [n.midi - ready.bass[n.span] for n in figure(ready)]
    assert above == [0, 0, 0, 12]


def test_a_walk_has_a_note_a_beat_and_arrives_by_step() -> None:
    ready = part(chart=HYMN, texture=texture({}, generator="walk"))
    drafts = walk(ready)
    assert len(drafts) == ready.frame.beats
    for span in ready.frame.spans:
        if span.changes and span.here.beats > 1:
            last = [n for n in drafts if n.span is span][-1]
            assert 1 <= abs(last.midi - target_of(ready, span)) <= 2
    moves = [abs(b.midi - a.midi) for a, b in itertools.pairwise(drafts)]
    assert max(moves) <= 12
    assert sum(move <= 4 for move in moves) >= 0.6 * len(moves)


def test_walks_can_skip_and_double() -> None:
    plain = len(walk(part(chart=HYMN, texture=texture({}))))
    assert len(walk(part(chart=HYMN, texture=texture({})), skip=1.0)) > 1.5 * plain
    doubled = walk(part(chart=HYMN, texture=texture({})), octaves=True)
    assert len(doubled) == 2 * plain


def test_ceilings_are_a_semitone_under_the_right_hand() -> None:
    ready = part(chart=HYMN)
    low = figure(of({4: ["0 4 bass:1"]}, HYMN))
    tops = ceilings(ready, [])
    assert set(tops.values()) == {62}
    assert all(value < 50 for value in ceilings(ready, low).values())


@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_there_is_time_for_every_jump(seconds: float) -> None:
    ready = of({1: ["0 1/2 bass:1", "1/2 1/2 chord:10"]}, "C")
    ready.tick_seconds = seconds / (ready.frame.measure.beat // 2)
    jumps = {n.midi - ready.bass[n.span] for n in figure(ready)}
    assert jumps == ({0, 4} if seconds < 0.1 else {0, 16})
