"""Ornaments: the crushed notes that a voice would slide through."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.score.model import Hand, Role


def graces(part: Part, notes: list[Draft]) -> list[Draft]:
    """Crushed notes a semitone under a melody's major third, when nothing else is in the way."""
    draw = rng(part.frame.seed, "grace", part.frame.id)
    chance = part.setting.level.ornaments * (0.15 + 0.6 * part.setting.application.improvisation)
    added: list[Draft] = []
    before = part.goal.entry
    for note in (n for n in notes if n.role is Role.MELODY):
        third = note.span.harmony.degree(3)
        apt = note.midi % 12 == third and (third - note.span.harmony.root) % 12 == 4
        clear = before not in (note.midi, note.midi - 1) and note.onset > part.frame.start
        long_enough = note.end - note.onset >= part.frame.measure.half
        if apt and clear and long_enough and draw.random() < chance and _free(notes, note):
            added.append(
                Draft(note.midi - 1, note.onset, note.onset, Hand.RIGHT, Role.GRACE, note.span,
                      "grace", accent=-1, upward=True)
            )  # fmt: skip
        before = note.midi
    return notes + added


def _free(notes: list[Draft], main: Draft) -> bool:
    """No other finger is on the crushed key when it is struck."""
    return not any(
        note.midi == main.midi - 1 and note.onset <= main.onset <= note.end for note in notes
    )
