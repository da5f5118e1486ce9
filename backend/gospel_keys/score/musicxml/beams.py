"""Beams: which short notes hang together, by the meter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from gospel_keys.music.meter import Meter
from gospel_keys.score.musicxml.measures import Piece
from gospel_keys.score.musicxml.values import TYPES

_EIGHTH = TYPES["eighth"]


def beam(meter: Meter, found: Sequence[Piece]) -> None:
    """Set the beams of one voice in one bar; rests, longer notes and beats part the groups."""
    for group in _groups(meter, found):
        levels = [_flags(piece) for piece in group]
        for index, piece in enumerate(group):
            piece.beams = tuple(
                _sign(meter, group, levels, index, level) for level in range(1, levels[index] + 1)
            )


def _flags(piece: Piece) -> int:
    """How many beams a sign has: 1 for an eighth, 2 for a sixteenth."""
    length = TYPES[piece.value[0]]
    return max(0, (_EIGHTH / length).numerator.bit_length()) if length <= _EIGHTH else 0


def _groups(meter: Meter, found: Sequence[Piece]) -> list[list[Piece]]:
    spans = _spans(meter, found)
    groups: list[list[Piece]] = []
    for (_, flagged), members in groupby(found, key=lambda p: (_span(spans, p), _beamable(p))):
        group = list(members)
        if flagged and len(group) > 1:
            groups.append(group)
    return groups


def _beamable(piece: Piece) -> bool:
    return bool(piece.notes) and _flags(piece) > 0


def _span(spans: Sequence[Fraction], piece: Piece) -> int:
    return sum(1 for start in spans if start <= piece.start)


def _spans(meter: Meter, found: Sequence[Piece]) -> list[Fraction]:
    """Where groups start: at beats, but at half bars where those hold nothing but eighths."""
    wide = _wide(meter)
    starts: list[Fraction] = []
    for index in range(int(meter.bar / wide) + 1):
        start, end = index * wide, min((index + 1) * wide, meter.bar)
        starts.append(start)
        inside = [p for p in found if start <= p.start < end]
        even = all(p.notes and p.duration == _EIGHTH and p.tuplet is None for p in inside)
        if not even:
            beats = int((end - start) / meter.beat)
            starts += [start + k * meter.beat for k in range(1, beats)]
    return starts


def _wide(meter: Meter) -> Fraction:
    """The longest stretch that even eighths may be beamed over: two beats where beats pair up."""
    pairs = not meter.is_compound and meter.beats % 2 == 0 and meter.beat == 1
    return meter.beat * (2 if pairs else 1)


def _sign(
    meter: Meter, group: Sequence[Piece], levels: Sequence[int], index: int, level: int
) -> str:
    """``begin``, ``continue``, ``end`` or a hook, for one beam of one note."""
    before = index > 0 and levels[index - 1] >= level and _joined(meter, group, index, level)
    after = (
        index + 1 < len(group)
        and levels[index + 1] >= level
        and _joined(meter, group, index + 1, level)
    )
    if before and after:
        return "continue"
    if before:
        return "end"
    if after:
        return "begin"
    if index == 0:
        return "forward hook"
    on_beat = (group[index].start / (meter.division / 2)).numerator % 2 == 0
    last = index == len(group) - 1
    return "forward hook" if on_beat and not last else "backward hook"


def _joined(meter: Meter, group: Sequence[Piece], index: int, level: int) -> bool:
    """Whether beam ``level`` goes on from the note before: second beams stop at each beat."""
    return level == 1 or (group[index].start / meter.beat).denominator != 1
