"""Can two hands play it? Written notes and, where keys are really pressed, the performance."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score.model import Hand


def notes_per_hand(piece: Piece, *, most: int = 5) -> list[Finding]:
    """At most five keys are down in a hand at any written moment."""
    return [
        Finding(
            "notes_per_hand", f"the {hand} hand holds {len(keys)} keys", piece.bar(at), len(keys)
        )
        for hand in Hand
        for at, keys in piece.sounding(hand)
        if len(keys) > most
    ]


def span(piece: Piece, *, normal: int = 14, rolled: int = 16, small: int = 12) -> list[Finding]:
    """The keys a hand holds at once span at most 14 semitones, 16 where one of them is rolled,
    12 for small hands."""
    found = []
    for hand in Hand:
        for at, keys in piece.sounding(hand):
            reach = keys[-1].midi - keys[0].midi
            most = rolled if any(key.note.rolled for key in keys) else normal
            if piece.arrangement.brief.hand_size == "small":
                most = small
            if reach > most:
                message = f"the {hand} hand spans {reach} semitones, {most} is the most"
                found.append(Finding("span", message, piece.bar(at), reach))
    return found


def struck_while_held(piece: Piece) -> list[Finding]:
    """No key is struck, by either hand, while it is down: neither as written nor as performed."""
    by_pitch: dict[int, list[Key]] = defaultdict(list)
    for key in piece.keys:
        by_pitch[key.midi].append(key)
    found = []
    for keys in by_pitch.values():
        for one, other in pairwise(keys):
            if other.onset < one.end or (other.onset == one.onset and not one.grace):
                message = f"{other.note.pitch} is struck while it is written as held"
                found.append(Finding("struck_while_held", message, piece.bar(other.onset)))
        for one, other in pairwise(sorted(keys, key=lambda k: k.start)):
            if other.start < one.stop - 1e-4:
                late = 1000 * (one.stop - other.start)
                message = f"{other.note.pitch} is performed {late:.0f} ms before its release"
                found.append(Finding("struck_while_held", message, piece.bar(other.onset), late))
    return found


def hands_collide(piece: Piece) -> list[Finding]:
    """The left hand's highest held key lies below the right hand's lowest."""
    found = []
    for at, keys in piece.sounding():
        left = [key for key in keys if key.hand is Hand.LEFT]
        right = [key for key in keys if key.hand is Hand.RIGHT]
        if left and right and left[-1].midi >= right[0].midi:
            message = f"left {left[-1].note.pitch} meets right {right[0].note.pitch}"
            value = left[-1].midi - right[0].midi
            found.append(Finding("hands_collide", message, piece.bar(at), value))
    return found


def spacing(piece: Piece) -> list[Finding]:
    """Neighbouring keys held at once are a fourth or more apart where both lie below C3, a fifth
    or more where both lie below G2 (MIDI 48 and 43)."""
    found = []
    for at, keys in piece.sounding():
        for low, high in pairwise(keys):
            least = 7 if high.midi < 43 else 5 if high.midi < 48 else 0
            if 0 < high.midi - low.midi < least:
                message = f"{low.note.pitch} and {high.note.pitch} are muddy together"
                found.append(Finding("spacing", message, piece.bar(at), high.midi - low.midi))
    return found


def ranges(
    piece: Piece,
    *,
    lowest: int = 21,
    highest: int = 108,
    left_highest: int = 72,
    right_lowest: int = 48,
) -> list[Finding]:
    """Every key is within the piano and its hand within its half of it (MIDI numbers)."""
    limits = {Hand.LEFT: (lowest, left_highest), Hand.RIGHT: (right_lowest, highest)}
    return [
        Finding(
            "ranges", f"{key.note.pitch} in the {key.hand} hand", piece.bar(key.onset), key.midi
        )
        for key in piece.keys
        if not limits[key.hand][0] <= key.midi <= limits[key.hand][1]
    ]


def jumps(
    piece: Piece, *, reach: int = 14, start: float = 0.06, seconds_per_semitone: float = 0.015
) -> list[Finding]:
    """A hand has time to travel. What two attacks in a row span beyond a hand's reach (14
    semitones, 12 for small hands) it must move: that takes 60 ms and 15 ms a semitone."""
    if piece.arrangement.brief.hand_size == "small":
        reach -= 2
    found = []
    for hand in Hand:
        for one, other in pairwise(piece.attacks(hand)):
            pitches = [key.midi for key in one + other]
            travel = max(pitches) - min(pitches) - reach
            time = min(key.start for key in other) - min(key.start for key in one)
            if travel > 0 and time < start + travel * seconds_per_semitone:
                distance = max(pitches) - min(pitches)
                message = f"the {hand} hand covers {distance} semitones in {1000 * time:.0f} ms"
                found.append(Finding("jumps", message, piece.bar(other[0].onset), distance))
    return found


def speed(piece: Piece, *, attacks: int = 12, repeats: float = 8.0) -> list[Finding]:
    """A hand makes at most 12 attacks in any second and repeats a key at most 8 times a second."""
    found = []
    for hand in Hand:
        groups = piece.attacks(hand)
        starts = [min(key.start for key in group) for group in groups]
        for i, start in enumerate(starts[attacks:]):
            if start - starts[i] < 1:
                message = f"the {hand} hand attacks more than {attacks} times in a second"
                found.append(Finding("speed", message, piece.bar(groups[i][0].onset), attacks))
    last: dict[int, Key] = {}
    for key in sorted(piece.keys, key=lambda k: k.start):
        before = last.get(key.midi)
        if before and not before.grace and key.start - before.start < 1 / repeats:
            message = f"{key.note.pitch} comes again after {key.start - before.start:.3f} s"
            found.append(Finding("speed", message, piece.bar(key.onset)))
        last[key.midi] = key
    return found
