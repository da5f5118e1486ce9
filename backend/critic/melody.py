"""Does the tune sing?"""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from critic.finding import Finding
from critic.piece import Piece


def melody_line(
    piece: Piece, *, leaps: float = 0.2, widest: int = 16, narrowest: int = 5, fewest: int = 16
) -> list[Finding]:
    """The tune sings: at most 20 % of its intervals are wider than a fifth, none than a tenth
    unless it rests a beat before; it uses at least a fourth of range; and it is not one note said
    over and over (at most half of its intervals are unisons)."""
    tune = piece.melody
    if len(tune) < fewest:
        return []
    found = []
    moves = [(one, other, abs(other.midi - one.midi)) for one, other in pairwise(tune)]
    wide = sum(size > 7 for *_, size in moves) / len(moves)
    if wide > leaps:
        message = f"{wide:.0%} of its intervals are wider than a fifth"
        found.append(Finding("melody_line", message, value=wide))
    found += [
        Finding("melody_line", f"a leap of {size} semitones", piece.bar(other.onset), size)
        for one, other, size in moves
        if size > widest and other.onset - one.end < 1
    ]
    used = max(key.midi for key in tune) - min(key.midi for key in tune)
    if used < narrowest:
        found.append(Finding("melody_line", f"it moves within {used} semitones", value=used))
    same = sum(size == 0 for *_, size in moves) / len(moves)
    if same > 0.5:
        found.append(Finding("melody_line", f"{same:.0%} of its intervals are unisons", value=same))
    return found


def register(
    piece: Piece, *, tune_lowest: int = 60, bass_highest: int = 55, fewest: int = 4
) -> list[Finding]:
    """Each hand lies where it is heard and read: the tune's median is middle C (MIDI 60) or above,
    the median of the left hand's lowest keys G3 (55) or below."""
    tune = median([key.midi for key in piece.melody] or [tune_lowest])
    bass = median([key.midi for key in piece.bass] or [bass_highest])
    found = []
    if len(piece.melody) >= fewest and tune < tune_lowest:
        found.append(Finding("register", f"the tune's median is MIDI {tune:g}", value=tune))
    if len(piece.bass) >= fewest and bass > bass_highest:
        found.append(Finding("register", f"the bass's median is MIDI {bass:g}", value=bass))
    return found
