"""Ornaments: the crushed notes that a voice would slide through."""

from __future__ import annotations

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.score.model import Hand, Role

_MAJOR_THIRD = 4


def graces(part: Part, notes: list[Draft]) -> list[Draft]:
    """Crush some melody notes from a semitone below, where no other finger is in the way.

    The style says which degrees of the chord; a third only where it is major (b3-3).
    """
    draw = rng(part.frame.seed, "grace", part.frame.id)
    setting = part.setting
    chance = setting.level.ornaments * (0.3 + 0.7 * setting.application.improvisation)
    added: list[Draft] = []
    before = part.goal.entry
    for note in (n for n in notes if n.role is Role.MELODY):
        weight = _weight(note, setting.style.melody.graces)
        clear = before not in (note.midi, note.midi - 1) and note.onset > part.frame.start
        long_enough = note.end - note.onset >= part.frame.measure.half
        if draw.random() < chance * weight and clear and long_enough and _free(notes, note):
            added.append(
                Draft(note.midi - 1, note.onset, note.onset, Hand.RIGHT, Role.GRACE, note.span,
                      "grace", accent=-1, upward=True)
            )  # fmt: skip
        before = note.midi
    return notes + added


def _weight(note: Draft, degrees: dict[str, float]) -> float:
    """How welcome a crushed note is before this one, 0..1."""
    sound = note.span.harmony
    for degree, weight in degrees.items():
        if _stands_on(note.midi % 12, int(degree), sound):
            return weight
    return 0.0


def _stands_on(chroma: int, degree: int, sound: Harmony) -> bool:
    if sound.degrees.get(degree) != chroma:
        return False
    return degree != 3 or (chroma - sound.root) % 12 == _MAJOR_THIRD


def _free(notes: list[Draft], main: Draft) -> bool:
    """No other finger is on the crushed key when it is struck."""
    return not any(
        note.midi == main.midi - 1 and note.onset <= main.onset <= note.end for note in notes
    )
