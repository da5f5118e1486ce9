"""Does the tune sing?"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from statistics import median

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.score.model import Phrase, Role


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


def goals(piece: Piece) -> list[tuple[Phrase, Key]]:
    """Each phrase with the note its tune comes to rest on: the longest of its last two beats, the
    later of two alike; what follows it only leads on, as fills do. A note that shakes with
    another lasts as long as the shake."""
    tune = [key for key in piece.melody if key.note.role is not Role.FILL]
    found = []
    for phrase in piece.arrangement.progression.phrases:
        start = piece.bars[phrase.start_bar].onset
        end = piece.bars[phrase.start_bar + phrase.bars - 1].end
        inside = [key for key in tune if start <= key.onset < end]
        beats = 2 * piece.bars[phrase.start_bar].section.meter.beat
        last = [key for key in inside if key.onset > inside[-1].onset - beats]
        if last:
            found.append(
                (phrase, max(last, key=lambda key: (_until(piece, key) - key.onset, key.onset)))
            )
    return found


def _until(piece: Piece, key: Key) -> Fraction:
    """When a key is let go; where it shakes with another, after its last stroke (each comes within
    a stroke's length of the one before)."""
    end, stroke = key.end, key.end - key.onset
    for other in piece.of(key.hand):
        again = other.midi == key.midi and other.note.role is Role.INNER
        if again and 0 <= other.onset - end <= stroke == other.end - other.onset:
            end = other.end
    return end


def phrase_goals(piece: Piece, *, least: float = 0.75, home: bool = False) -> list[Finding]:
    """A phrase ends on its goal: the tune rests on a note of the chord in at least 75 % of the
    phrases; one may always stay open. With ``home`` the key's first and fifth degrees are goals
    over every chord, as where a riff stays while the harmony moves."""
    ends = goals(piece)
    missed = [key for _, key in ends if not _arrives(piece, key, home=home)]
    if len(missed) <= max(1, (1 - least) * len(ends)):
        return []
    message = f"{len(missed)} of {len(ends)} phrases end off their chord, such as on"
    pitch = missed[0].note.pitch
    return [Finding("phrase_goals", f"{message} {pitch}", piece.bar(missed[0].onset))]


def _arrives(piece: Piece, key: Key, *, home: bool) -> bool:
    tonic = piece.bars[piece.bar_index(key.onset)].section.key.tonic.chroma
    at_home = home and (key.midi - tonic) % 12 in (0, 7)
    return at_home or key.midi % 12 in piece.chord_of(key).chord.chromas
