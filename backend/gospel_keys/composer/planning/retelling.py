"""A progression that is there, with some of its chords changed: what stayed is told as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.composer.planning.events import Placed, event, surroundings
from gospel_keys.music.figured import has_figures
from gospel_keys.score.model import Progression

BROUGHT = "user"
"""The origin of chords that somebody wrote."""


def placed_of(progression: Progression) -> list[Placed]:
    """The chords of a progression, free to change."""
    sections = {section.id: section for section in progression.sections}
    phrases = {phrase.id: phrase for phrase in progression.phrases}
    return [
        Placed(
            chord.id, chord.onset, chord.duration, chord.chord, sections[chord.section_id],
            phrases[chord.phrase_id], written=str(chord.chord) if chord.origin == BROUGHT else "",
            origin=chord.origin, locked=chord.locked, figured=has_figures(chord.roman),
        )
        for chord in progression.chords
    ]  # fmt: skip


def retold(progression: Progression, placed: Sequence[Placed]) -> Progression:
    """The progression with other chords. A chord whose neighbours are as they were keeps its
    numeral, function and reason; the others are read anew."""
    known = {chord.id: chord for chord in progression.chords}
    before = surroundings(placed_of(progression))
    after = surroundings(placed)
    chords = []
    for index, one in enumerate(placed):
        old = known.get(one.id)
        if old and not one.lead and before[one.id] == after[one.id] and old.origin == one.origin:
            chords.append(replace(old, locked=one.locked))
        else:
            chords.append(event(placed, index))
    return replace(progression, chords=tuple(chords))
