"""The right hand's generators: the melody on top, the other fingers under it."""

from __future__ import annotations

import itertools

import pytest

from gospel_keys.arranger.right import block, figure, melody
from gospel_keys.arranger.style import Texture
from gospel_keys.score.model import Role
from tests.arranger.pieces import RICH, brief, part


def texture(generator: str, cells: dict[str, list[str]] | None = None) -> Texture:
    row = {"id": "t", "label": "t", "why": "t", "generator": generator, "cells": cells or {}}
    return Texture.model_validate(row)


def at(drafts, role: Role) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for note in drafts:
        if note.role is role:
            found.setdefault(note.onset, []).append(note.midi)
    return found


def test_the_melody_alone_and_in_octaves() -> None:
    ready = part(brief(complexity=8))
    alone = melody(ready)
    assert [n.midi for n in alone] == [n.midi for n in ready.tune]
    doubled = melody(ready, doubling="octave")
    assert len(doubled) == 2 * len(alone) - sum(n.midi - 12 < 53 for n in ready.tune)


@pytest.mark.parametrize("support", ["changes", "strong", "beats", "all"])
def test_blocks_lie_under_the_melody(support: str) -> None:
    ready = part(brief(complexity=8))
    drafts = block(ready, support=support)
    tops = at(drafts, Role.MELODY)
    for onset, voices in at(drafts, Role.INNER).items():
        sung = [n.midi for n in ready.tune if n.onset <= onset]
        assert max(voices) < (tops.get(onset) or [sung[-1] if sung else 127])[0]
    assert all(
        note.midi % 12 in note.span.harmony.tones for note in drafts if note.role is Role.INNER
    )


def test_more_support_means_more_chords() -> None:
    counts = [
        len(at(block(part(brief(complexity=8)), support=s), Role.INNER))
        for s in ("changes", "strong", "all")
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_every_chord_change_is_heard() -> None:
    ready = part(brief(complexity=6))
    drafts = block(ready, support="changes")
    struck = {note.span for note in drafts if note.role is Role.INNER}
    assert struck == set(ready.frame.spans)


def test_a_level_of_one_voice_has_no_chords() -> None:
    assert not at(block(part(brief(complexity=1)), support="all"), Role.INNER)


def test_cells_are_struck_under_the_held_melody() -> None:
    ready = part(brief(complexity=7), texture=texture("figure", {"1": ["1/2 1/2 voice:all >"]}))
    drafts = figure(ready)
    half = ready.frame.measure.half
    inner = at(drafts, Role.INNER)
    assert inner
    assert all(onset % (2 * half) == half for onset in inner)
    assert all(note.accent == 1 for note in drafts if note.role is Role.INNER)


def test_broken_chords_pick_one_voice_at_a_time() -> None:
    cells = {"2": ["0 1/2 voice:3", "1/2 1/2 voice:2", "1 1/2 voice:1", "3/2 1/2 voice:2"]}
    ready = part(brief(complexity=7), texture=texture("figure", cells))
    inner = at(figure(ready), Role.INNER)
    assert {len(voices) for voices in inner.values()} == {1}
    bar = [inner[onset][0] for onset in sorted(inner) if onset < 4 * 10080]
    assert len(set(bar)) >= 3, "it ripples, it does not repeat one key"


def test_nothing_is_struck_after_the_hand_is_needed_for_a_fill() -> None:
    ready = part(brief(complexity=7), texture=texture("figure", {"1": ["0 1 voice:all"]}))
    ready.free = ready.frame.end - 2 * ready.frame.measure.beat
    inner = [note for note in figure(ready) if note.role is Role.INNER]
    assert inner
    assert all(note.onset < ready.free and note.end <= ready.free for note in inner)


def test_inner_voices_move_little() -> None:
    """From chord to chord the inner voices of a block texture move about a tone on average."""
    moves = []
    for seed in range(10):
        inner = at(block(part(brief(complexity=8, seed=seed), RICH), support="beats"), Role.INNER)
        chords = [sorted(inner[onset]) for onset in sorted(inner)]
        for one, other in itertools.pairwise(chords):
            if len(one) == len(other):
                moves.append(sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one))
    assert sum(moves) / len(moves) < 3.0
