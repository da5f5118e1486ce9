"""MusicXML read: every part's notes, the chord symbols, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from xml.etree.ElementTree import Element

from gospel_keys.score.musicxml.document import Node, parse
from gospel_keys.score.musicxml.errors import MusicXmlError
from gospel_keys.score.musicxml.measure_reader import MeasureReader, RawMeasure, RawNote
from gospel_keys.score.musicxml.sheet import (
    Mark,
    Sheet,
    SheetBar,
    SheetChord,
    SheetNote,
    TempoMark,
    sorted_notes,
)

MAX_MEASURES = 5_000
_MARK_ORDER = ("rehearsal", "words", "dynamics", "pedal")


def read(data: bytes) -> Sheet:
    """A MusicXML file, ``.musicxml`` or compressed ``.mxl``, as a sheet.

    Chords, marks, keys and meters are those of the first part that has them. Repeats are read
    once. Raises ``MusicXmlError`` naming the element and the measure that cannot be understood.
    """
    root = parse(data)
    if root.tag == "score-timewise":
        raise MusicXmlError("the score is written timewise; save it partwise", root.tag)
    if root.tag != "score-partwise":
        raise MusicXmlError("this is not a MusicXML score", root.tag[:40], line=root.line)
    notices: list[str] = []
    parts = [_measures(part, notices) for part in root.findall("part")]
    if not parts or not parts[0]:
        raise MusicXmlError("the score has no measures", "part")
    bars = _bars(parts)
    return Sheet(
        _title(root),
        _composer(root),
        bars,
        _notes(parts, bars),
        _chords(parts, bars),
        _marks(parts, bars),
        _tempos(parts, bars),
        tuple(dict.fromkeys(notices)),
    )


def _measures(part: Element, notices: list[str]) -> list[RawMeasure]:
    measures = part.findall("measure")
    if len(measures) > MAX_MEASURES:
        raise MusicXmlError(f"there are more than {MAX_MEASURES} measures", "part")
    reader = MeasureReader(notices)
    return [reader.read(measure) for measure in measures]


def _bars(parts: Sequence[Sequence[RawMeasure]]) -> tuple[SheetBar, ...]:
    """The bars of the first part, each as long as its longest part."""
    lengths = [
        max((m.length for m in row if m is not None), default=Fraction(0))
        for row in zip_longest(*parts)
    ]
    found: list[SheetBar] = []
    at = Fraction(0)
    for index, (measure, length) in enumerate(zip(parts[0], lengths, strict=False)):
        long = length or measure.meter.bar
        if index == 0 and long < measure.meter.bar:
            at = -long
        found.append(SheetBar(at, long, measure.key, measure.meter, measure.closes))
        at += long
    return tuple(found)


@dataclass(slots=True)
class _Open:
    """A note whose tie waits for its other half."""

    index: int
    end: Fraction


def _notes(
    parts: Sequence[Sequence[RawMeasure]], bars: Sequence[SheetBar]
) -> tuple[SheetNote, ...]:
    """All notes at their places, tied ones joined."""
    found: list[SheetNote] = []
    for part, measures in enumerate(parts):
        waiting: dict[tuple[object, ...], _Open] = {}
        for bar, measure in zip(bars, measures, strict=False):
            for raw in measure.notes:
                _take(
                    found,
                    waiting,
                    replace(raw.note, onset=bar.onset + raw.note.onset, part=part),
                    raw,
                )
    return sorted_notes(found)


def _take(
    found: list[SheetNote], waiting: dict[tuple[object, ...], _Open], note: SheetNote, raw: RawNote
) -> None:
    place = (note.staff, note.voice, note.pitch)
    tied = waiting.pop(place, None) if raw.tied_from else None
    if tied is not None and tied.end == note.onset:
        head = found[tied.index]
        found[tied.index] = replace(head, duration=head.duration + note.duration)
        index = tied.index
    else:
        found.append(note)
        index = len(found) - 1
    if raw.tied_to:
        waiting[place] = _Open(index, note.end)


def _chords(
    parts: Sequence[Sequence[RawMeasure]], bars: Sequence[SheetBar]
) -> tuple[SheetChord, ...]:
    """The chord symbols of the first part that has any; each holds until the next."""
    for measures in parts:
        placed = {
            bar.onset + onset: chord
            for bar, measure in zip(bars, measures, strict=False)
            for onset, chord in measure.chords
        }
        if placed:
            onsets = sorted(placed)
            ends = [*onsets[1:], max(bars[-1].end, onsets[-1])]
            return tuple(
                SheetChord(onset, end - onset, placed[onset])
                for onset, end in zip(onsets, ends, strict=True)
            )
    return ()


def _marks(parts: Sequence[Sequence[RawMeasure]], bars: Sequence[SheetBar]) -> tuple[Mark, ...]:
    found = [
        replace(mark, onset=bar.onset + mark.onset)
        for bar, measure in zip(bars, parts[0], strict=False)
        for mark in measure.marks
    ]
    return tuple(sorted(found, key=lambda m: (m.onset, _MARK_ORDER.index(m.kind))))


def _tempos(
    parts: Sequence[Sequence[RawMeasure]], bars: Sequence[SheetBar]
) -> tuple[TempoMark, ...]:
    for measures in parts:
        found = [
            replace(tempo, onset=bar.onset + tempo.onset)
            for bar, measure in zip(bars, measures, strict=False)
            for tempo in measure.tempos
        ]
        if found:
            return tuple(sorted(found, key=lambda tempo: tempo.onset))
    return ()


def _title(root: Node) -> str:
    for path in ("work/work-title", "movement-title"):
        text = " ".join((root.findtext(path) or "").split())
        if text:
            return text
    return _credit(root, "title")


def _composer(root: Node) -> str:
    for creator in root.findall("identification/creator"):
        if creator.get("type") == "composer" and creator.text:
            return " ".join(creator.text.split())
    return _credit(root, "composer")


def _credit(root: Node, kind: str) -> str:
    for credit in root.findall("credit"):
        if credit.findtext("credit-type") == kind:
            return " ".join(" ".join(w.text or "" for w in credit.findall("credit-words")).split())
    return ""
