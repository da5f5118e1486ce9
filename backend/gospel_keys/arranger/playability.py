"""Two real hands: what cannot be played is mended, and what is left is checked.

``mend`` makes the rules hold by letting go earlier, and only where that is not enough by leaving a
note out, the least important first. ``problems`` is the independent check the tests use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from gospel_keys.arranger.draft import Draft, in_time
from gospel_keys.score.model import Hand, Note, Role

FINGERS = 5
OCTAVE = 12
_REPEAT = 0.165
LOWEST, HIGHEST = 21, 108
_IMPORTANCE = {
    Role.MELODY: 0, Role.BASS: 1, Role.PART: 2, Role.FILL: 2, Role.COMP: 3, Role.INNER: 4,
    Role.GRACE: 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What the hands can do: semitones of reach, and the shortest time between two strokes of one
    key (``repeat``, in ticks). Of two such strokes the one on a ``beat`` (in ticks) stays."""

    reach: int
    rolled: int
    repeat: int = 0
    beat: int = 0


def repeat_ticks(seconds: float) -> int:
    """The ticks a finger needs before it strikes the same key again; ``seconds`` a tick."""
    return int(_REPEAT / seconds)


def reachable(notes: list[Draft], reach: int, seconds: float) -> list[Draft]:
    """One hand's notes without jumps it has no time for. ``seconds`` is what a tick lasts.

    Where two attacks in a row span more than the hand can cover in the time, their outermost
    accompanying note goes, and failing that a whole accompanying attack comes an octave nearer.
    """
    ordered = in_time(note for note in notes if note.role is not Role.GRACE)
    attacks = [list(group) for _, group in groupby(ordered, key=lambda n: n.onset)]
    for index in range(1, len(attacks)):
        one, other = attacks[index - 1], attacks[index]
        while one and other and too_far(one, other, reach, seconds) and _thinned(one, other):
            pass
        if one and other and too_far(one, other, reach, seconds):
            moved(one, other)
        if not other:
            attacks[index] = one
    kept = {id(note) for attack in attacks for note in attack}
    return [note for note in notes if note.role is Role.GRACE or id(note) in kept]


def too_far(one: list[Draft], other: list[Draft], reach: int, seconds: float) -> bool:
    """Whether a hand cannot come from one attack to the next in their time."""
    pitches = [note.midi for note in one + other]
    time = (other[0].onset - one[0].onset) * seconds
    return max(pitches) - min(pitches) > travel(reach, time)


def travel(reach: int, seconds: float) -> int:
    """The semitones two attacks may span: the hand's reach, and a semitone more for every 15 ms
    after the 90 that a move takes at least."""
    return reach + max(0, int((seconds - 0.09) / 0.015))


def _thinned(one: list[Draft], other: list[Draft]) -> bool:
    """Leave out the highest or lowest note of the two attacks if it only accompanies."""
    both = one + other
    for note in (max(both, key=_height), min(both, key=_height)):
        if note.role in (Role.COMP, Role.INNER):
            (one if note in one else other).remove(note)
            return True
    return False


def moved(one: list[Draft], other: list[Draft]) -> None:
    """Bring the attack that does not lead an octave nearer to the one that does."""
    victim, fixed = (other, one) if leads(one) else (one, other)
    if not leads(victim):
        for note in victim:
            note.midi += OCTAVE if _middle(victim) < _middle(fixed) else -OCTAVE


def _height(note: Draft) -> int:
    return note.midi


def leads(attack: list[Draft]) -> bool:
    """Whether the attack carries the melody, a fill, or the bass of a chord."""
    return any(
        note.role in (Role.MELODY, Role.FILL)
        or (note.role is Role.BASS and note.onset == note.span.start)
        for note in attack
    )


def _middle(attack: list[Draft]) -> float:
    return (attack[0].midi + attack[-1].midi) / 2


def least_gap(higher: int) -> int:
    """How far apart two simultaneous low notes must be, by the higher of them."""
    return 7 if higher < 43 else 5 if higher < 48 else 1


def mend(notes: Iterable[Draft], start: int, end: int, limits: Limits) -> list[Draft]:
    """The phrase ``[start, end)`` made playable. Notes are changed in place; some are left out."""
    kept: list[Draft] = []
    held: list[Draft] = []
    struck: dict[int, Draft] = {}
    ordered = in_time(n for n in notes if start <= n.onset < end and LOWEST <= n.midi <= HIGHEST)
    for onset, group in groupby(ordered, key=lambda note: note.onset):
        held = [note for note in held if note.end > onset]
        for note in sorted(group, key=_importance):
            note.end = min(note.end, end)
            before = struck.get(note.midi)
            soon = before is not None and onset - before.onset < limits.repeat
            beat = limits.beat > 0 and (onset - start) % limits.beat == 0
            if soon and before and _joined(before, note, kept, opens=beat):
                _keep_holding(before, onset, held, limits)
                continue
            if _seat(note, held, limits):
                struck[note.midi] = note
                kept.append(note)
                if note.end > onset:
                    held.append(note)
    return [note for note in kept if note.end > note.onset or note.role is Role.GRACE]


def _joined(before: Draft, note: Draft, kept: list[Draft], *, opens: bool) -> bool:
    """Settle a key struck again too soon: True when the later stroke is left out.

    A melody note goes on instead of being said twice. It takes the key from another voice, and so
    does what opens a chord or a beat.
    """
    if before.given is not None and note.given is not None:
        before.end = min(before.end, note.onset)
        return False
    if before.role is Role.MELODY and note.role is Role.MELODY:
        before.end = max(before.end, note.end) if before.end >= note.onset else before.end
        return True
    opens = opens or note.onset == note.span.start
    leading = before.role in (Role.MELODY, Role.FILL)
    if note.role is not Role.MELODY and (leading or not opens):
        return True
    if before in kept:
        kept.remove(before)
    before.end = min(before.end, note.onset)
    return False


def _keep_holding(note: Draft, onset: int, held: list[Draft], limits: Limits) -> None:
    """Hold on to a note that was about to be let go at ``onset``, if there is room for it."""
    if note.end > onset and all(note is not other for other in held):
        if _seat(note, held, limits):
            held.append(note)
        else:
            note.end = onset


def _importance(note: Draft) -> tuple[int, int, int]:
    """Melody and bass first; of the others the lower left-hand and the higher right-hand notes."""
    outward = note.midi if note.hand is Hand.LEFT else -note.midi
    return _IMPORTANCE[note.role], outward, note.midi


def _seat(note: Draft, held: list[Draft], limits: Limits) -> bool:
    """Make room for a note among those held, by releasing older ones; False if it cannot be."""
    rivals = [other for other in held if conflict(note, other, limits)]
    if any(other.onset == note.onset or other.given is not None for other in rivals):
        return False
    for other in rivals:
        other.end = note.onset
        held.remove(other)
    mine = [other for other in held if other.hand is note.hand]
    if len(mine) < FINGERS:
        return True
    oldest = min(
        mine,
        key=lambda other: (other.given is not None, other.onset, -_IMPORTANCE[other.role]),
    )
    if oldest.onset == note.onset or oldest.given is not None:
        return False
    oldest.end = note.onset
    held.remove(oldest)
    return True


def conflict(note: Draft, other: Draft, limits: Limits) -> bool:
    """Whether two notes cannot be held together."""
    low, high = (note, other) if note.midi < other.midi else (other, note)
    distance = high.midi - low.midi
    if distance < least_gap(high.midi):
        return True
    if note.hand is not other.hand:
        return low.hand is Hand.RIGHT
    return distance > (limits.rolled if low.rolled and high.rolled else limits.reach)


def problems(notes: Iterable[Note], *, reach: int = 14, rolled: int = 16) -> list[str]:
    """Everything two hands could not do in a written piece, in words; empty when it is playable."""
    sounding = sorted(notes, key=lambda note: (note.onset, note.pitch.midi))
    found = [
        f"{n.id} is off the keyboard" for n in sounding if not LOWEST <= n.pitch.midi <= HIGHEST
    ]
    held: list[Note] = []
    for onset, group in groupby(sounding, key=lambda note: note.onset):
        held = [note for note in held if note.end > onset]
        fresh = list(group)
        for note in fresh:
            if any(other.pitch.midi == note.pitch.midi for other in held):
                found.append(f"{note.id} strikes a key that is held")
            held.append(note)
        found += _together([n for n in held if n.duration or n in fresh], reach, rolled)
    return found


def _together(held: list[Note], reach: int, rolled: int) -> Iterator[str]:
    """What is wrong with the keys down at one moment."""
    left = sorted((n for n in held if n.hand is Hand.LEFT and n.duration), key=_midi)
    right = sorted((n for n in held if n.hand is Hand.RIGHT and n.duration), key=_midi)
    for hand in (left, right):
        if len(hand) > FINGERS:
            yield f"{len(hand)} notes in one hand at {hand[0].id}"
        if hand:
            span = _midi(hand[-1]) - _midi(hand[0])
            if span > (rolled if any(note.rolled for note in hand) else reach):
                yield f"a span of {span} at {hand[-1].id}"
    if left and right and _midi(left[-1]) >= _midi(right[0]):
        yield f"hands meet at {right[0].id}"
    for low, high in pairwise([*left, *right]):
        if 0 < _midi(high) - _midi(low) < least_gap(_midi(high)):
            yield f"{low.id} and {high.id} are muddy together"


def _midi(note: Note) -> int:
    return note.pitch.midi
