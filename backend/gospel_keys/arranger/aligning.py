"""Triplets over swung halves: in one hand they meet, for they are nearly one moment."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.score.model import Role


def aligned(part: Part, notes: Sequence[Draft]) -> list[Draft]:
    """The hand's notes; what accompanies on a half beat moves to the tune's third third.

    Only where the beat is simple and swings: the half is played so late there that the two would
    come in the wrong order.
    """
    measure, start = part.frame.measure, part.frame.start
    swings = part.setting.feel.swing * part.setting.application.swing > 0
    if measure.compound or not swings:
        return list(notes)
    late = 2 * measure.beat // 3
    tune = {n.onset for n in notes if n.role in (Role.MELODY, Role.FILL)}
    for note in notes:
        onset = note.onset - measure.half + late
        on_half = (note.onset - start) % measure.beat == measure.half
        if on_half and note.role is Role.INNER and onset in tune and note.end > onset:
            note.onset = onset
    return list(notes)
