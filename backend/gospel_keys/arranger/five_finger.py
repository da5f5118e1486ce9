"""A beginner's fingers: five keys under five fingers, and the hand stays where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gospel_keys.arranger.bass import position_bass
from gospel_keys.arranger.frame import PhraseFrame
from gospel_keys.arranger.goals import position_tonic
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Hand, Note

_OCTAVES = range(8)


def five_finger(notes: Sequence[Note], frame: PhraseFrame) -> Mapping[str, int]:
    """A finger for each note of the hands that keep to one position, by the notes' ids.

    The right thumb lies on the tonic, and so does the left little finger; the left thumb reaches on
    to the sixth, and either hand's outer finger down to the seventh. A hand that leaves its
    position, or strikes two keys at once, is left out.
    """
    found: dict[str, int] = {}
    for hand, tonic in ((Hand.RIGHT, position_tonic(frame)), (Hand.LEFT, position_bass(frame))):
        own = [note for note in notes if note.hand is hand]
        steps = _steps(own, frame, tonic)
        reach = range(-1, 5) if hand is Hand.RIGHT else range(-1, 6)
        alone = all(one.onset != other.onset for one, other in pairwise(own))
        if alone and all(step in reach for step in steps):
            found |= {n.id: _finger(hand, step) for n, step in zip(own, steps, strict=True)}
    return found


def _steps(notes: Sequence[Note], frame: PhraseFrame, tonic: int) -> list[int]:
    """Each note's place on the staff, counted from the position's tonic."""
    name = frame.key.tonic
    home = next(Pitch(name, o) for o in _OCTAVES if Pitch(name, o).midi == tonic)
    return [note.pitch.staff_step - home.staff_step for note in notes]


def _finger(hand: Hand, step: int) -> int:
    return min(5, max(1, step + 1 if hand is Hand.RIGHT else 5 - step))
