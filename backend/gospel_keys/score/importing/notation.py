"""MusicXML to be arranged: the chord symbols, and the top voice as the melody."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.importing.chart import main_meter
from gospel_keys.score.importing.chord_finding import find_chords
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.importing.imported import Estimate, Imported, TimedChord
from gospel_keys.score.importing.performance import Heard
from gospel_keys.score.importing.rhythm import Written
from gospel_keys.score.importing.tonality import find_key
from gospel_keys.score.model import GivenNote, Hand
from gospel_keys.score.musicxml import MusicXmlError, Sheet, read

_VELOCITY = 80
_MIDDLE = 60


def of_musicxml(data: bytes) -> Imported:
    """A MusicXML score, plain or compressed. Raises ``UnreadableError`` naming the measure."""
    try:
        sheet = read(data)
    except MusicXmlError as error:
        place = [f"measure {error.measure}"] if error.measure else []
        place += [f"<{error.element}>"] if error.element else []
        place += [f"line {error.line}"] if error.line else []
        raise UnreadableError(error.reason, ", ".join(place)) from None
    return of_sheet(sheet)


def of_sheet(sheet: Sheet) -> Imported:
    """A score on paper; its chords are estimated from its notes where it has no symbols."""
    bars = [bar for bar in sheet.bars if bar.onset >= 0] or list(sheet.bars)
    meter, notices = main_meter([bar.meter for bar in bars])
    key, key_sure = _key(sheet, bars[0].key)
    chords, chords_sure = _chords(sheet, key, meter, len(bars))
    melody = tuple(GivenNote(n.pitch, n.onset, n.duration) for n in sheet.melody())
    sure: dict[Estimate, float] = {"key": key_sure, "time_signature": 1.0}
    if chords:
        sure["chords"] = round(chords_sure, 2)
    if not sheet.chords and chords:
        notices.append("It has no chord symbols: its chords were found from its notes.")
    if melody:
        sure["melody"] = 1.0 if len(melody) == len(sheet.notes) else 0.8
    tempo = _tempo(sheet, meter)
    if tempo is not None:
        sure["tempo"] = 1.0
    return Imported(
        "musicxml", sheet.title, sheet.composer, key, meter, tempo, len(bars), tuple(chords),
        melody, sure, (*sheet.notices, *notices),
    )  # fmt: skip


def _key(sheet: Sheet, stated: Key) -> tuple[Key, float]:
    """The key as stated; a major one gives way to its relative where the notes clearly say so,
    since many programs write no mode."""
    weights = [0.0] * 12
    for note in sheet.notes:
        weights[note.pitch.midi % 12] += float(min(note.duration, Fraction(4)))
    if not any(weights) or stated.is_minor:
        return stated, 1.0
    first, last = _lowest(sheet, first=True), _lowest(sheet, first=False)
    if sheet.chords:
        roots = [item.chord.root.chroma for item in sheet.chords if item.chord]
        first, last = (roots[0], roots[-1]) if roots else (first, last)
    found, sure = find_key(weights, first=first, last=last)
    if found == stated.relative and last == found.tonic.chroma and sure > 0.6:
        return found, round(sure, 2)
    return stated, 1.0


def _lowest(sheet: Sheet, *, first: bool) -> int:
    onsets = [note.onset for note in sheet.notes if note.duration]
    at = min(onsets) if first else max(onsets)
    sounding = [n.pitch.midi for n in sheet.notes if n.onset <= at < n.end]
    return min(sounding) % 12 if sounding else -1


def _chords(sheet: Sheet, key: Key, meter: Meter, bars: int) -> tuple[Sequence[TimedChord], float]:
    """The chord symbols from the first barline on, else the chords of the notes."""
    if not sheet.chords:
        return _from_notes(sheet, key, meter, bars)
    found: list[TimedChord] = []
    start = max(sheet.chords[0].onset, Fraction(0))
    if start:
        found.append(TimedChord(None, start))
    for item in sheet.chords:
        length = item.onset + item.duration - max(item.onset, Fraction(0))
        if length > 0:
            found.append(TimedChord(item.chord, length))
    return found, 1.0


def _from_notes(
    sheet: Sheet, key: Key, meter: Meter, bars: int
) -> tuple[Sequence[TimedChord], float]:
    """Chords from more than one voice; a tune alone has none."""
    sounding = [note for note in sheet.notes if note.duration > 0]
    if len({(note.part, note.staff, note.voice) for note in sounding}) < 2 and len(
        {note.onset for note in sounding}
    ) == len(sounding):
        return [], 0.0
    notes = [
        Written(n.onset, n.end, Heard(float(n.onset), float(n.end), n.pitch.midi, _VELOCITY, 0))
        for n in sorted(sounding, key=lambda n: (n.onset, n.pitch.midi))
    ]
    hands = [Hand.RIGHT if w.note.pitch >= _MIDDLE else Hand.LEFT for w in notes]
    return find_chords(notes, hands, key, meter, bars)


def _tempo(sheet: Sheet, meter: Meter) -> float | None:
    """The first tempo, in the meter's beats a minute."""
    if not sheet.tempos:
        return None
    mark = sheet.tempos[0]
    return round(mark.per_minute * float(mark.beat / meter.beat), 3)
