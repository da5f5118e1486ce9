"""The chart of a score: what a MusicXML file says in chord symbols, bar by bar."""

from __future__ import annotations

from gospel_keys.music.chord import Chord
from gospel_keys.score.lead_sheet.sheet import LeadBar, LeadChord, LeadSheet, LeadSheetError
from gospel_keys.score.musicxml.sheet import Sheet, SheetBar


def of_score(sheet: Sheet) -> LeadSheet:
    """The chord symbols of a score as a chart, a pickup left out, sections by rehearsal marks.

    Before the first symbol no chord is played. LeadSheetError where the score has no symbols.
    """
    if not sheet.chords:
        raise LeadSheetError("the score has no chord symbols")
    labels = {mark.onset: mark.text for mark in sheet.marks if mark.kind == "rehearsal"}
    bars = [bar for bar in sheet.bars if bar.onset >= 0]
    tempo = next((t for t in sheet.tempos if bars and t.beat == bars[0].meter.beat), None)
    return LeadSheet(
        sheet.title,
        sheet.composer,
        "",
        bars[0].key if bars else sheet.bars[0].key,
        tuple(LeadBar(bar.meter, _chords(sheet, bar), labels.get(bar.onset, "")) for bar in bars),
        tempo.per_minute if tempo else None,
        sheet.notices,
    )


def _chords(sheet: Sheet, bar: SheetBar) -> tuple[LeadChord, ...]:
    """The chords that sound in a bar; a bar of another length is stretched to its meter."""
    scale = bar.meter.bar / bar.duration
    inside = [c for c in sheet.chords if c.onset < bar.end and c.onset + c.duration > bar.onset]
    found: list[LeadChord] = []
    at = bar.onset
    for item in inside:
        start = max(item.onset, bar.onset)
        if start > at:
            found.append(LeadChord(None, (start - at) * scale))
        at = min(item.onset + item.duration, bar.end)
        chord: Chord | None = item.chord
        found.append(LeadChord(chord, (at - start) * scale))
    if at < bar.end:
        found.append(LeadChord(None, (bar.end - at) * scale))
    return tuple(found)
