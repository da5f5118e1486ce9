"""Some bars of a piece written anew: new notes between old ones that stay exactly as they are.

The old notes are fixed. A new note that two hands could not play beside them ends earlier, or is
left out, the least important first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from gospel_keys.arranger.playability import FINGERS, least_gap, travel
from gospel_keys.score.model import Arrangement, Hand, Note, Role
from gospel_keys.score.timeline import Timeline

_IMPORTANCE = {
    Role.MELODY: 0, Role.BASS: 1, Role.PART: 2, Role.FILL: 2, Role.COMP: 3, Role.INNER: 4,
    Role.GRACE: 5,
}  # fmt: skip
_HANDS = {Hand.RIGHT: 0, Hand.LEFT: 1}
_MARK = re.compile(r"\.e(\d+)")
_REPEAT = 0.165
"""Seconds a finger needs before it strikes the same key again."""
_SOON = 2
"""Quarters that last longer than that at any tempo."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Written time ``[start, end)`` in quarters."""

    start: Fraction
    end: Fraction

    def __contains__(self, onset: Fraction) -> bool:
        return self.start <= onset < self.end


@dataclass(frozen=True, slots=True)
class Hands:
    """What the hands can do: semitones of reach, and the seconds a quarter lasts at the least."""

    reach: int
    rolled: int
    quarter: float


def within(where: Sequence[Stretch], onset: Fraction) -> bool:
    """Whether a written time lies in one of the stretches, which are in order and apart."""
    place = bisect_right(where, onset, key=lambda stretch: stretch.start) - 1
    return place >= 0 and onset < where[place].end


def spliced(
    old: Arrangement, new: Arrangement, where: Sequence[Stretch], hands: Hands, *, tune: bool
) -> tuple[tuple[Note, ...], frozenset[str]]:
    """The old piece's notes outside ``where``, the new one's inside; the ids of the new ones.

    With ``tune`` the old melody stays inside too, without graces, and the new notes go under it.
    Old notes keep every field, but for the chord of a melody note whose chord is no more.
    """
    kept = [n for n in old.notes if not within(where, n.onset) or (tune and n.role is Role.MELODY)]
    kept = _rehung(kept, new)
    drawn = [
        note
        for note in new.notes
        if within(where, note.onset) and not (tune and note.role in (Role.MELODY, Role.GRACE))
    ]
    if tune:
        drawn = _under(drawn, [note for note in kept if note.role is Role.MELODY])
    seated = _seated(kept, drawn, hands)
    for hand in Hand:
        seated = _reachable(kept, seated, hand, hands)
    fresh = _named(_with_graces(kept, seated), old)
    order = {phrase.id: index for index, phrase in enumerate(new.progression.phrases)}
    notes = sorted([*kept, *fresh], key=lambda note: _place(note, order))
    return tuple(notes), frozenset(note.id for note in fresh)


def _under(drawn: Sequence[Note], tune: Sequence[Note]) -> list[Note]:
    """The notes that begin under the tune, let go before it would come to them or pass them."""
    sung = Timeline(tune)
    found: list[Note] = []
    for note in drawn:
        near = (one for one in sung.around(note.onset, note.end) if _overlap(note, one))
        over = [one.onset for one in near if note.pitch.midi >= one.pitch.midi]
        end = min(over, default=note.end)
        if end > note.onset:
            found.append(replace(note, duration=end - note.onset))
    return found


def _rehung(notes: Iterable[Note], new: Arrangement) -> list[Note]:
    """The notes, each under the chord that sounds with it now where its own is gone."""
    chords = new.progression.chords
    known = {chord.id for chord in chords}
    onsets = [chord.onset for chord in chords]

    def here(note: Note) -> Note:
        if note.chord_id in known:
            return note
        return replace(note, chord_id=chords[bisect_right(onsets, note.onset) - 1].id)

    return [here(note) for note in notes]


def _place(note: Note, order: dict[str, int]) -> tuple[int, Fraction, int, Fraction, int]:
    phrase = order[note.id.partition(".")[0]]
    return phrase, note.onset, _HANDS[note.hand], note.duration, note.pitch.midi


def _seated(kept: Sequence[Note], drawn: Sequence[Note], hands: Hands) -> list[Note]:
    """The new notes that can be held and struck beside the kept ones."""
    seated: list[Note] = []
    others = Timeline(kept)
    for note in sorted(drawn, key=_rank):
        fitting: Note | None = note
        if note.role is not Role.GRACE:
            fitting = _fitted(note, _near(others, note), hands)
        if fitting is not None:
            seated.append(fitting)
            others.add(fitting)
    return sorted(seated, key=lambda note: (note.onset, note.pitch.midi))


def _rank(note: Note) -> tuple[Fraction, int, int]:
    outward = note.pitch.midi if note.hand is Hand.LEFT else -note.pitch.midi
    return note.onset, _IMPORTANCE[note.role], outward


def _near(others: Timeline, note: Note) -> list[Note]:
    """The notes that sound with a note, or strike its key shortly before or after."""
    return [
        other
        for other in others.around(note.onset, note.end, _SOON)
        if other.role is not Role.GRACE
        and (other.pitch.midi == note.pitch.midi or _overlap(note, other))
    ]


def _overlap(one: Note, other: Note) -> bool:
    return one.onset < other.end and other.onset < one.end


def _fitted(note: Note, others: Sequence[Note], hands: Hands) -> Note | None:
    """The note as it can be played beside the others: whole, shorter, or not at all."""
    end = note.end
    for other in others:
        if other.pitch.midi == note.pitch.midi and _too_soon(note, other, hands):
            return None
        if other.onset >= end or other.end <= note.onset or not _rubs(note, other, hands):
            continue
        if other.onset <= note.onset:
            return None
        end = other.onset
    mine = [o for o in others if o.hand is note.hand and o.onset < end and o.end > note.onset]
    for other in sorted(mine, key=lambda o: o.onset):
        moment = max(other.onset, note.onset)
        if sum(o.onset <= moment < o.end for o in mine) >= FINGERS:
            if moment <= note.onset:
                return None
            end = min(end, moment)
    return replace(note, duration=end - note.onset)


def _too_soon(note: Note, other: Note, hands: Hands) -> bool:
    return abs(float(note.onset - other.onset)) * hands.quarter < _REPEAT


def _rubs(note: Note, other: Note, hands: Hands) -> bool:
    """Whether two notes cannot be held together."""
    low, high = (note, other) if note.pitch.midi <= other.pitch.midi else (other, note)
    distance = high.pitch.midi - low.pitch.midi
    if distance < least_gap(high.pitch.midi):
        return True
    if low.hand is not high.hand:
        return low.hand is Hand.RIGHT
    return distance > (hands.rolled if low.rolled and high.rolled else hands.reach)


Attack = list[tuple[Note, bool]]
"""What one hand strikes together, each note with whether it is new."""


def _reachable(
    kept: Sequence[Note], seated: Sequence[Note], hand: Hand, hands: Hands
) -> list[Note]:
    """The new notes without those that a hand could not come to, or go on from, in time."""
    both = [(n, False) for n in kept if n.hand is hand] + [
        (n, True) for n in seated if n.hand is hand
    ]
    both = [item for item in both if item[0].role is not Role.GRACE]
    attacks = _attacks(both)
    gone: set[str] = set()
    index = 1
    while index < len(attacks):
        victim = _victim(attacks[index - 1], attacks[index], hands)
        if victim is None:
            index += 1
            continue
        gone.add(victim.id)
        attacks = _attacks([item for attack in attacks for item in attack if item[0] is not victim])
        index = max(1, index - 1)
    return [note for note in seated if note.hand is not hand or note.id not in gone]


def _attacks(notes: Sequence[tuple[Note, bool]]) -> list[Attack]:
    ordered = sorted(notes, key=lambda item: (item[0].onset, item[0].pitch.midi))
    return [list(group) for _, group in groupby(ordered, key=lambda item: item[0].onset)]


def _victim(one: Attack, other: Attack, hands: Hands) -> Note | None:
    """The new note to leave out where two attacks are too far apart for the time between them."""
    both = [*one, *other]
    if not any(new for _, new in both):
        return None
    pitches = [note.pitch.midi for note, _ in both]
    time = float(other[0][0].onset - one[0][0].onset) * hands.quarter
    if max(pitches) - min(pitches) <= travel(hands.reach, time):
        return None
    middle = (max(pitches) + min(pitches)) / 2
    new = [note for note, is_new in both if is_new]
    return max(new, key=lambda n: (abs(n.pitch.midi - middle) > hands.reach / 2 - 1,
                                   _IMPORTANCE[n.role], abs(n.pitch.midi - middle)))  # fmt: skip


def _with_graces(kept: Sequence[Note], seated: Sequence[Note]) -> Iterator[Note]:
    """The new notes; a grace only where the note it leans on is there, and its key is free."""
    mains = {(n.onset, n.hand) for n in (*kept, *seated) if n.role is not Role.GRACE}
    for note in seated:
        if note.role is not Role.GRACE:
            yield note
            continue
        held = any(
            other.pitch.midi == note.pitch.midi and other.onset <= note.onset <= other.end
            for other in kept
        )
        if (note.onset, note.hand) in mains and not held:
            yield note


def _named(notes: Iterable[Note], old: Arrangement) -> list[Note]:
    """New notes under names of their own: "p3.e1r0", the first of an edit's."""
    mark = edits(note.id for note in old.notes) + 1
    numbers: dict[tuple[str, Hand], int] = {}
    found: list[Note] = []
    for note in notes:
        phrase = note.id.partition(".")[0]
        number = numbers.get((phrase, note.hand), 0)
        numbers[phrase, note.hand] = number + 1
        found.append(replace(note, id=f"{phrase}.e{mark}{note.hand.value[0]}{number}"))
    return found


def edits(ids: Iterable[str]) -> int:
    """How often a piece was edited, by the marks in its ids ("p3.e2r0", "p3.e2c1")."""
    found = (_MARK.search(id_) for id_ in ids)
    return max((int(match[1]) for match in found if match), default=0)
