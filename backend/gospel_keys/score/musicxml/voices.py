"""From a hand's notes to the one or two voices a reader can follow on its staff.

Notes that never overlap share one voice. Where they do, the higher line takes the first voice and
the lower the second, only for as long as needed. Within a line a chord has one length, and gives
way to the next: what the pedal holds on is not written as a third voice. Parts of a part-writing
keep their stems also where they move together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from gospel_keys.score.model import Hand, Note, Role

Strokes = Mapping[int, Sequence[Fraction]]
"""When each key (MIDI number) is struck, in order."""

FOREVER = Fraction(10**9)


@dataclass(slots=True)
class Placed:
    """A note with the length and voice (1 or 2) it is written with."""

    note: Note
    onset: Fraction
    duration: Fraction
    line: tuple[int, bool]
    voice: int = 1

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


def place(chains: Iterable[Sequence[Note]], strokes: Strokes) -> list[Placed]:
    """The notes of one hand in voices. Each chain is a note and those tied to it.

    ``strokes`` are those of both hands: no key is written as held when it is struck again.
    """
    placed = [
        Placed(chain[0], chain[0].onset, chain[-1].end - chain[0].onset, _line(chain[0]))
        for chain in chains
    ]
    sounding = sorted((p for p in placed if p.duration > 0), key=lambda p: p.onset)
    for line in {p.line for p in sounding}:
        _one_length([p for p in sounding if p.line == line], strokes)
    for cluster in _clusters(sounding):
        _divide(cluster, strokes)
    for grace in (p for p in placed if p.duration == 0):
        _lean(grace, sounding)
    return placed


def _line(note: Note) -> tuple[int, bool]:
    """What moves together: the arranger's voice, and in the left hand the bass apart from it."""
    return note.voice, note.hand is Hand.LEFT and note.role is Role.BASS


def _one_length(line: Sequence[Placed], strokes: Strokes) -> None:
    """One length for the notes of a chord, at most up to the line's next chord.

    The length most of them have, the longest of several such, and no longer than each key is free.
    """
    chords = [list(group) for _, group in groupby(line, key=lambda p: p.onset)]
    for index, chord in enumerate(chords):
        counts = Counter(p.duration for p in chord)
        length = max(counts, key=lambda duration: (counts[duration], duration))
        if index + 1 < len(chords):
            length = min(length, chords[index + 1][0].onset - chord[0].onset)
        free = min(_struck_again(p, strokes) for p in chord) - chord[0].onset
        for p in chord:
            p.duration = min(length, free)


def _struck_again(placed: Placed, strokes: Strokes) -> Fraction:
    """When the key is struck next; FOREVER where it never is."""
    onsets = strokes.get(placed.note.pitch.midi, ())
    after = bisect_right(onsets, placed.onset)
    return onsets[after] if after < len(onsets) else FOREVER


def _clusters(sounding: Iterable[Placed]) -> list[list[Placed]]:
    """Stretches of notes that overlap; between two of them nothing sounds on."""
    found: list[list[Placed]] = []
    end = Fraction(0)
    for p in sounding:
        if not found or p.onset >= end:
            found.append([])
            end = p.onset
        found[-1].append(p)
        end = max(end, p.end)
    return found


def _divide(cluster: list[Placed], strokes: Strokes) -> None:
    """One voice for a single chord, else the highest line above and the others below."""
    alike = len({(p.onset, p.duration) for p in cluster}) == 1
    if alike and all(p.note.role is not Role.PART for p in cluster):
        return
    lines: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for p in cluster:
        lines[p.line].append(p.note.pitch.midi)
    if len(lines) < 2:
        return
    order = sorted(lines, key=lambda line: -sum(lines[line]) / len(lines[line]))
    lower = [p for p in cluster if p.line != order[0]]
    for p in lower:
        p.voice = 2
    if len(order) > 2:
        _one_length(lower, strokes)


def _lean(grace: Placed, sounding: Iterable[Placed]) -> None:
    """A grace note belongs to the voice of the nearest note it can lean on."""
    near = [p for p in sounding if p.onset == grace.onset]
    if near:
        pitch = grace.note.pitch.midi
        grace.voice = min(near, key=lambda p: (abs(p.note.pitch.midi - pitch), p.voice)).voice
