"""From an arrangement to paper: bars, voices, and what a performance adds in words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from gospel_keys.music.interval import Interval
from gospel_keys.score.model import Arrangement, Hand, Note, Performance
from gospel_keys.score.musicxml.expression import dynamics, pedal, ritardando, swing
from gospel_keys.score.musicxml.sheet import (
    VOICES_A_STAFF,
    Mark,
    Sheet,
    SheetBar,
    SheetChord,
    SheetNote,
    TempoMark,
    sorted_notes,
)
from gospel_keys.score.musicxml.spelling import readable, turns
from gospel_keys.score.musicxml.tuplets import writable
from gospel_keys.score.musicxml.voices import Placed, place
from gospel_keys.score.timing import Bar, bars, section_onsets, sounding

TITLE_LENGTH = 90
_STAFF = {Hand.RIGHT: 1, Hand.LEFT: 2}
_MARK_ORDER = ("rehearsal", "words", "dynamics", "pedal")


def engrave(
    arrangement: Arrangement,
    performance: Performance | None = None,
    *,
    title: str | None = None,
    composer: str = "Gospel Keys",
    with_pedal: bool = False,
    fingers: Mapping[str, int] | None = None,
) -> Sheet:
    """The arrangement on two staves.

    The performance, where given, adds dynamics, "Swing" where its time swings, "rubato", "rit."
    and, with ``with_pedal``, pedal signs. ``fingers`` by note id stand beside the notes instead of
    the notes' own. The title is the description unless one is given.
    """
    if fingers is not None:
        numbered = (replace(n, finger=fingers.get(n.id)) for n in arrangement.notes)
        arrangement = replace(arrangement, notes=tuple(numbered))
    chords = arrangement.progression.chords
    return Sheet(
        title if title is not None else _title(arrangement.brief.description),
        composer,
        _bars(arrangement),
        _notes(arrangement),
        tuple(SheetChord(c.onset, c.duration, c.chord.simplified(), c.roman) for c in chords),
        _marks(arrangement, performance, with_pedal=with_pedal),
        _tempos(arrangement),
    )


def _notes(arrangement: Arrangement) -> tuple[SheetNote, ...]:
    """Both hands in voices, ties joined, spelled for the eye."""
    grid = bars(arrangement.progression)
    respelled = turns(arrangement.progression.chords)
    chains = sounding(arrangement.notes)
    strokes: dict[int, list[Fraction]] = defaultdict(list)
    for chain in sorted(chains, key=lambda c: c[0].onset):
        strokes[chain[0].pitch.midi].append(chain[0].onset)
    notes = [
        _sheet_note(placed, grid, respelled)
        for hand in Hand
        for placed in place([c for c in chains if c[0].hand is hand], strokes)
    ]
    return sorted_notes(_distinct(notes))


def _sheet_note(
    placed: Placed, grid: Sequence[Bar], respelled: Mapping[str, Interval]
) -> SheetNote:
    note: Note = placed.note
    staff = _STAFF[note.hand]
    onset = writable(placed.onset)
    return SheetNote(
        onset, max(writable(placed.end) - onset, Fraction(0)), readable(note, respelled), staff,
        (staff - 1) * VOICES_A_STAFF + placed.voice, 0, note.id, note.finger,
        _accent(note, grid), note.rolled,
    )  # fmt: skip


def _accent(note: Note, grid: Sequence[Bar]) -> int:
    """What must be written of a note's accent: the first degree of it goes without saying on a
    beat."""
    bar = grid[max(bisect_right(grid, note.onset, key=lambda one: one.onset) - 1, 0)]
    on_beat = bar.section.meter.strength(note.onset - bar.onset) > 0
    return min(max(note.accent - on_beat, 0), 2)


def _distinct(notes: list[SheetNote]) -> list[SheetNote]:
    """Without the second of two notes that one notehead shows; chords share their accent."""
    found: dict[tuple[object, ...], SheetNote] = {}
    accents: dict[tuple[object, ...], int] = {}
    for note in notes:
        chord = (note.onset, note.voice, note.duration > 0)
        found.setdefault((*chord, note.pitch.midi), note)
        accents[chord] = max(accents.get(chord, 0), note.accent)
    return [replace(note, accent=accents[key[:3]]) for key, note in found.items()]


def _title(description: str) -> str:
    words = " ".join(description.split())
    title = words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1].rstrip() + "…"
    return title[:1].upper() + title[1:]


def _bars(arrangement: Arrangement) -> tuple[SheetBar, ...]:
    grid = bars(arrangement.progression)
    found = []
    for index, bar in enumerate(grid):
        last = index + 1 == len(grid)
        closes = last or grid[index + 1].section is not bar.section
        key = bar.section.key.respelled()
        found.append(SheetBar(bar.onset, bar.duration, key, bar.section.meter, closes))
    first = min((note.onset for note in arrangement.notes), default=Fraction(0))
    if first < 0 and found:
        head = found[0]
        length = ceil(-first / head.meter.beat) * head.meter.beat
        found.insert(0, SheetBar(-length, length, head.key, head.meter))
    return tuple(found)


def _tempos(arrangement: Arrangement) -> tuple[TempoMark, ...]:
    progression = arrangement.progression
    found: list[TempoMark] = []
    for onset, section in zip(section_onsets(progression), progression.sections, strict=True):
        mark = (section.meter.beat, section.tempo)
        if not found or (found[-1].beat, found[-1].per_minute) != mark:
            found.append(TempoMark(onset, *mark))
    return tuple(found)


def _marks(
    arrangement: Arrangement, performance: Performance | None, *, with_pedal: bool
) -> tuple[Mark, ...]:
    progression = arrangement.progression
    marks = [
        Mark(onset, "rehearsal", section.label[:1].upper() + section.label[1:])
        for onset, section in zip(section_onsets(progression), progression.sections, strict=True)
    ]
    if performance is not None:
        marks += swing(arrangement, performance)
        marks += ritardando(arrangement, performance)
        marks += dynamics(arrangement, performance)
        marks += pedal(arrangement, performance) if with_pedal else []
    return tuple(sorted(marks, key=lambda m: (m.onset, _MARK_ORDER.index(m.kind))))
