"""Charts (ChordPro, iReal, the chord symbols of a score) to be arranged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.importing.imported import Estimate, Format, Imported, TimedChord
from gospel_keys.score.importing.tonality import find_key
from gospel_keys.score.lead_sheet import LeadSheet, LeadSheetError, read_chordpro, read_ireal

_KEY = re.compile(r"\{\s*(?:meta\s*:\s*)?key\b", re.IGNORECASE)


def of_chordpro(text: str) -> Imported:
    """A ChordPro song. Raises ``UnreadableError`` naming the line."""
    try:
        sheet = read_chordpro(text)
    except LeadSheetError as error:
        raise _unreadable(error) from None
    return of_lead_sheet(sheet, "chordpro", keyed=_KEY.search(text) is not None)


def of_ireal(text: str) -> Imported:
    """The first chart of iReal links. Raises ``UnreadableError`` naming the bar."""
    try:
        sheets = read_ireal(text)
    except LeadSheetError as error:
        raise _unreadable(error) from None
    found = of_lead_sheet(sheets[0], "ireal")
    if len(sheets) == 1:
        return found
    notice = f"There are {len(sheets)} charts in it; the first, {sheets[0].title!r}, is taken."
    return replace(found, notices=(*found.notices, notice))


def of_lead_sheet(sheet: LeadSheet, format_: Format, *, keyed: bool = True) -> Imported:
    """A chart with its bars counted in one meter; without a key of its own one is found.

    Raises ``UnreadableError`` where it has no bar.
    """
    if not sheet.bars:
        raise UnreadableError("there are no chords in it")
    meter, notices = main_meter([bar.meter for bar in sheet.bars])
    chords = tuple(
        TimedChord(item.chord, item.duration) for bar in sheet.bars for item in bar.chords
    )
    key, sure = (sheet.key, 1.0) if keyed else key_of_chords(chords)
    known: dict[Estimate, float] = {"key": round(sure, 2), "time_signature": 1.0, "chords": 1.0}
    if sheet.tempo is not None:
        known["tempo"] = 1.0
    return Imported(
        format_,
        sheet.title,
        sheet.composer,
        key,
        meter,
        sheet.tempo,
        len(sheet.bars),
        chords,
        (),
        known,
        (*sheet.notices, *notices),
    )


def key_of_chords(chords: Iterable[TimedChord]) -> tuple[Key, float]:
    """The key that chords are in, and how sure that is."""
    weights = [0.0] * 12
    played = [item for item in chords if item.chord is not None]
    for item in played:
        for tone in item.chord.notes if item.chord else ():
            weights[tone.chroma] += float(item.duration)
    ends = [item.chord.root.chroma for item in (played[0], played[-1]) if item.chord]
    return find_key(weights, first=ends[0], last=ends[-1]) if ends else (Key(PitchClass("C")), 0.0)


def main_meter(meters: list[Meter]) -> tuple[Meter, list[str]]:
    """The meter most bars have, and what to say where they do not all have it."""
    counts = Counter(meters)
    meter = max(counts, key=lambda one: (counts[one], -meters.index(one)))
    if len(counts) == 1:
        return meter, []
    first = next(i for i, one in enumerate(meters) if one != meters[0])
    notice = (
        f"The meter changes at bar {first + 1}; all of it is counted in {meter} here, "
        "and barlines after the change may lie elsewhere."
    )
    return meter, [notice]


def _unreadable(error: LeadSheetError) -> UnreadableError:
    place = [f"line {error.line}"] if error.line else []
    place += [f"bar {error.bar}"] if error.bar else []
    reason = str(error).removeprefix(", ".join(place) + ": ") if place else str(error)
    return UnreadableError(reason, ", ".join(place))
