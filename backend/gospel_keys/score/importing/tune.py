"""The melody of a played piece: what is on top and leads, not what is struck under it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.importing.performance import Said
from gospel_keys.score.importing.rhythm import Written
from gospel_keys.score.model import GivenNote, Hand

_ALONE = 0.9
_SKYLINE = 0.6
_FAR = 12
"""A note so far under the tune that just sounded accompanies."""
_SOON = Fraction(1)


def tune_of(
    notes: Sequence[Written], hands: Sequence[Hand], told: Said
) -> tuple[list[Written], float]:
    """The notes of the melody, one at a time, and how sure that is (0..1).

    A track called melody is believed; else it is the upper line of the right hand.
    """
    named = [w for w in notes if w.note.track in told.tune]
    upper = [w for w, hand in zip(notes, hands, strict=True) if hand is Hand.RIGHT]
    pool = named or upper
    if not pool:
        return [], 0.0
    line = _top(pool)
    alone = len(line) / len({w.onset for w in pool})
    single = len(pool) == len({w.onset for w in pool})
    sure = _ALONE if single or named else _SKYLINE + 0.2 * alone
    return line, min(sure, 1.0)


def _top(notes: Sequence[Written]) -> list[Written]:
    """The highest note of each attack, less what is struck under a note that still sounds."""
    found: list[Written] = []
    for _, group in groupby(notes, key=lambda w: w.onset):
        top = max(group, key=lambda w: w.note.pitch)
        before = found[-1] if found else None
        if before is not None and top.note.pitch < before.note.pitch:
            held = before.note.end - top.note.onset > 0.3 * (top.note.end - top.note.onset)
            dropped = before.note.pitch - top.note.pitch >= _FAR
            if (held and before.end > top.onset) or (dropped and top.onset - before.end < _SOON):
                continue
        found.append(top)
    return found


def spelled_tune(
    line: Sequence[Written], key: Key, chords: Sequence[tuple[Fraction, Chord]]
) -> list[GivenNote]:
    """The melody's notes named by the chord they sound over, else by the key and their way on."""
    found: list[GivenNote] = []
    onsets = [onset for onset, _ in chords]
    for index, one in enumerate(line):
        chroma = one.note.pitch % 12
        after = line[index + 1].note.pitch if index + 1 < len(line) else one.note.pitch
        direction = after - one.note.pitch
        place = bisect_right(onsets, one.onset) - 1
        chord = chords[place][1] if place >= 0 else None
        own = {name.chroma: name for name in chord.notes} if chord else {}
        name = own.get(chroma) or key.spell(chroma, direction)
        stop = line[index + 1].onset if index + 1 < len(line) else one.end
        end = stop if one.end > stop or stop - one.end < Fraction(1, 3) else one.end
        found.append(GivenNote(Pitch.from_midi(one.note.pitch, name), one.onset, end - one.onset))
    return found
