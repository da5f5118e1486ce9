"""One voice in one bar: chords, rests and gaps, each of a length that one sign can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from gospel_keys.score.musicxml.sheet import VOICES_A_STAFF, SheetBar, SheetNote
from gospel_keys.score.musicxml.tuplets import Tuplet, find
from gospel_keys.score.musicxml.values import note_value, split, split_plain


@dataclass(slots=True)
class Piece:
    """A sign: a chord (``notes`` low to high), a rest, or a gap that only passes time.

    ``start`` counts quarters from the barline that the meter counts from (a pickup ends its bar).
    ``tied_from`` and ``tied_to`` join it to the signs before and after.
    """

    start: Fraction
    end: Fraction
    notes: tuple[SheetNote, ...] = ()
    gap: bool = False
    whole_bar: bool = False
    tied_from: bool = False
    tied_to: bool = False
    tuplet: Tuplet | None = None
    beams: tuple[str, ...] = ()
    graces: tuple[SheetNote, ...] = ()
    bracket: list[str] = field(default_factory=list)

    @property
    def duration(self) -> Fraction:
        return self.end - self.start

    @property
    def written(self) -> Fraction:
        """Its length by its sign: longer than it lasts inside a tuplet."""
        return self.duration * (self.tuplet.ratio if self.tuplet else 1)

    @property
    def value(self) -> tuple[str, int]:
        """Its sign: type and dots."""
        return note_value(self.written) or ("256th", 0)

    @property
    def is_rest(self) -> bool:
        return not self.notes and not self.gap


def offset_of(bar: SheetBar) -> Fraction:
    """The time from which places in a bar count; a pickup is the end of a whole bar."""
    return bar.end - bar.meter.bar if bar.duration < bar.meter.bar else bar.onset


def pieces(bar: SheetBar, notes: Sequence[SheetNote], voice: int) -> list[Piece]:
    """The signs of one voice in a bar. ``notes`` are those of the voice that sound in it.

    The first voice of a staff rests wherever it does not sound; further ones only pass the time,
    but for rests of up to a beat between two of their notes.
    """
    offset = offset_of(bar)
    first = bar.onset - offset
    last = bar.end - offset
    sounding = [note for note in notes if note.duration > 0]
    graces = [note for note in notes if note.duration == 0]
    main = (voice - 1) % VOICES_A_STAFF == 0
    if not sounding and not graces and main:
        return [Piece(first, last, whole_bar=True)]
    found = _filled(_chords(sounding, offset, first, last), first, last)
    if not main:
        _open_gaps(found, bar)
    found = [part for piece in found for part in _written(bar, piece, _tuplets(bar, found))]
    _bracket(found)
    _lean(found, graces, offset)
    return found


def _chords(
    notes: Sequence[SheetNote], offset: Fraction, first: Fraction, last: Fraction
) -> list[Piece]:
    """The chords of the bar, cut at its barlines."""
    found: list[Piece] = []
    for onset, group in groupby(notes, key=lambda note: note.onset):
        members = tuple(sorted(group, key=lambda note: note.pitch))
        start, end = onset - offset, members[0].end - offset
        if any(note.end != members[0].end for note in members):
            raise ValueError(f"notes of one voice at quarter {onset} differ in length")
        if found and found[-1].end > max(start, first):
            raise ValueError(f"notes of one voice overlap at quarter {onset}")
        found.append(
            Piece(
                max(start, first), min(end, last), members,
                tied_from=start < first, tied_to=end > last,
            )
        )  # fmt: skip
    return found


def _filled(chords: Iterable[Piece], first: Fraction, last: Fraction) -> list[Piece]:
    """With rests before, between and after the chords."""
    found: list[Piece] = []
    at = first
    for chord in chords:
        if chord.start > at:
            found.append(Piece(at, chord.start))
        found.append(chord)
        at = chord.end
    if at < last:
        found.append(Piece(at, last))
    return found


def _open_gaps(found: list[Piece], bar: SheetBar) -> None:
    """In a second voice, rests at the bar's edges and long ones are not written."""
    for index, piece in enumerate(found):
        between = 0 < index < len(found) - 1
        piece.gap = piece.is_rest and not (between and piece.duration <= bar.meter.beat)


def _tuplets(bar: SheetBar, found: Iterable[Piece]) -> tuple[Tuplet, ...]:
    return find(bar.meter, {edge for piece in found for edge in (piece.start, piece.end)})


def _written(bar: SheetBar, piece: Piece, tuplets: Iterable[Tuplet]) -> list[Piece]:
    """A piece cut at tuplets' edges, then into lengths that one sign each shows."""
    parts: list[tuple[Fraction, Fraction, Tuplet | None]] = []
    at = piece.start
    for one in tuplets:
        if one.end <= at or one.start >= piece.end:
            continue
        if one.start > at:
            parts += _plain(bar, piece, at, one.start)
            at = one.start
        end = min(one.end, piece.end)
        for length in split_plain((end - at) * one.ratio):
            parts.append((at, at + length / one.ratio, one))
            at += length / one.ratio
    if at < piece.end:
        parts += _plain(bar, piece, at, piece.end)
    return [
        Piece(
            start, end, piece.notes, piece.gap and tuplet is None, piece.whole_bar,
            piece.tied_from if start == piece.start else bool(piece.notes),
            piece.tied_to if end == piece.end else bool(piece.notes),
            tuplet,
        )
        for start, end, tuplet in parts
    ]  # fmt: skip


def _plain(
    bar: SheetBar, piece: Piece, start: Fraction, end: Fraction
) -> list[tuple[Fraction, Fraction, Tuplet | None]]:
    if piece.gap:
        return [(start, end, None)]
    if start == 0 and end == bar.meter.bar and not piece.notes:
        piece.whole_bar = True
        return [(start, end, None)]
    cuts = split(bar.meter, start, end, rest=not piece.notes)
    return [(one, other, None) for one, other in cuts]


def _bracket(found: list[Piece]) -> None:
    """Say where each tuplet starts and stops."""
    for tuplet, group in groupby(found, key=lambda piece: piece.tuplet):
        if tuplet is not None:
            members = list(group)
            members[0].bracket.append("start")
            members[-1].bracket.append("stop")


def _lean(found: list[Piece], graces: Sequence[SheetNote], offset: Fraction) -> None:
    """Hang grace notes on the sign they lean on."""
    for piece in found:
        own = [note for note in graces if piece.start <= note.onset - offset < piece.end]
        piece.graces = tuple(sorted(own, key=lambda note: note.onset))
