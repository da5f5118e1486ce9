"""Where one phrase ends and the next begins: a hand has time to get from one to the other.

Phrases are written by themselves, each toward the goals its neighbours start from. What lies beside
those goals, a chord's lower notes or a figure's last stroke, meets its neighbour only here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.playability import OCTAVE, leads, moved, repeat_ticks, too_far
from gospel_keys.score.model import Hand, Role

_LED = frozenset({Role.MELODY, Role.FILL, Role.PART})


@dataclass(frozen=True, slots=True)
class Seam:
    """Two phrases in a row, and what the hands can do: semitones of reach, seconds a tick lasts.

    ``free`` says which of the two (the one before, the one after) may still change.
    """

    before: list[Draft]
    after: list[Draft]
    reach: int
    seconds: float
    free: tuple[bool, bool] = (True, True)

    def close(self) -> None:
        """Leave out what cannot be played across the barline, accompanying notes alone."""
        for hand in Hand:
            while self._bridged(hand):
                pass
        self._spare_keys()

    def _bridged(self, hand: Hand) -> bool:
        """Whether the attacks at the seam came nearer to each other by one step, as they had to."""
        one, other = _attack(self.before, hand, -1), _attack(self.after, hand, 0)
        if not one or not other or one[0].onset >= other[0].onset:
            return False
        if not too_far(one, other, self.reach, self.seconds):
            return False
        both = sorted((*one, *other), key=lambda note: note.midi)
        for note in (both[-1], both[0]):
            mine = any(note is own for own in one)
            if note.role in (Role.COMP, Role.INNER) and self.free[0 if mine else 1]:
                side = self.before if mine else self.after
                inward = note.midi + (OCTAVE if note is both[0] else -OCTAVE)
                if not _turned(side, note, inward, both):
                    _leave_out(side, note)
                return True
        return self._stepped_back(one, other)

    def _stepped_back(self, one: list[Draft], other: list[Draft]) -> bool:
        """A last attack that leads nothing: the bass comes an octave down, the right hand lets it
        be."""
        if not self.free[0] or leads(one):
            return False
        if one[0].hand is Hand.LEFT and one[0].midi > other[0].midi:
            moved(one, other)
            return False
        for note in one:
            _leave_out(self.before, note)
        return True

    def _spare_keys(self) -> None:
        """No key is struck at the end of a phrase and again at once in the next."""
        repeat = repeat_ticks(self.seconds)
        start = min((note.onset for note in self.after), default=0)
        late = [n for n in self.before if n.onset > start - repeat and n.role is not Role.GRACE]
        for note in [
            n for n in self.after if n.onset < start + repeat and n.role is not Role.GRACE
        ]:
            for old in late:
                if old.midi == note.midi and 0 < note.onset - old.onset < repeat:
                    self._settle(old, note)

    def _settle(self, old: Draft, note: Draft) -> None:
        if old.role not in _LED and self.free[0]:
            _leave_out(self.before, old)
        elif note.role in (Role.INNER, Role.COMP) and self.free[1]:
            _leave_out(self.after, note)


def _turned(side: Sequence[Draft], note: Draft, midi: int, both: Sequence[Draft]) -> bool:
    """Take a third or seventh an octave inward instead, if there is a place for it: no more than
    the chord's name hangs on it."""
    own = [other for other in both if other is not note and other.onset == note.onset]
    top = min((n.midi for n in own if n.role is Role.MELODY), default=both[-1].midi)
    end = min([note.end, *(n.onset for n in side if n.hand is note.hand and n.onset > note.onset)])
    held = [n.midi for n in side if n.onset < end and n.end > note.onset and n is not note]
    clear = all(abs(midi - other) > 1 for other in held) and both[0].midi < midi < top
    if note.midi % OCTAVE not in note.span.harmony.guides or not clear:
        return False
    note.midi, note.end = midi, end
    return True


def _attack(notes: Sequence[Draft], hand: Hand, place: int) -> list[Draft]:
    """A hand's first (0) or last (-1) attack."""
    own = [note for note in notes if note.hand is hand and note.role is not Role.GRACE]
    if not own:
        return []
    onset = sorted(note.onset for note in own)[place]
    return sorted((note for note in own if note.onset == onset), key=lambda note: note.midi)


def _leave_out(notes: list[Draft], gone: Draft) -> None:
    """Take a note away, and the grace that slides into it."""
    notes[:] = [note for note in notes if note is not gone and not _slides_into(note, gone)]


def _slides_into(grace: Draft, main: Draft) -> bool:
    near = grace.onset == main.onset and abs(grace.midi - main.midi) <= 1
    return grace.role is Role.GRACE and grace.hand is main.hand and near
