"""What a file of somebody else's gives to be arranged: its chords, its tune, and how sure we are.

Whatever the format was, the result has the same shape: whole bars of one meter, chords that tile
them (or none), a melody of one voice (or none).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.model import GivenNote

Format = Literal["midi", "musicxml", "chordpro", "ireal"]
Estimate = Literal["key", "time_signature", "tempo", "chords", "melody", "rhythm", "hands"]

MAX_BARS = 128
"""As many bars as a piece can have; what follows is left out."""
MAX_NOTES = 2_000
"""As many notes as a melody can have."""
TEMPO = (20.0, 400.0)
BAR_FILLERS = "No chord is written at {place}; the one {which} it holds."


@dataclass(frozen=True, slots=True)
class TimedChord:
    """A chord and how long it lasts in quarters; None where nothing is to be played."""

    chord: Chord | None
    duration: Fraction


@dataclass(frozen=True, slots=True)
class Imported:
    """A file understood.

    ``chords`` tile ``bars`` bars of ``meter`` from the first barline, or are empty; so may be
    ``melody``. ``tempo`` counts the meter's beats a minute, None if the file does not say.
    ``confidence`` is 0..1 for each thing that was estimated or read: 1 is written in the file.
    """

    format: Format
    title: str
    composer: str
    key: Key
    meter: Meter
    tempo: float | None
    bars: int
    chords: tuple[TimedChord, ...] = ()
    melody: tuple[GivenNote, ...] = ()
    confidence: Mapping[Estimate, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def settled(found: Imported) -> Imported:
    """The same, ready to be asked for: whole bars, at most 128, no gap between the chords.

    Raises ``UnreadableError`` where there is neither a chord nor a tune.
    """
    notices = list(found.notices)
    melody = tuple(note for note in found.melody if note.duration > 0)
    chords = _without_silence(found.chords, notices)
    if not chords and not melody:
        raise UnreadableError("there are no chords and no melody in it")
    bar = found.meter.bar
    chords = _on_the_grid(chords, found.meter.beat)
    length = sum((item.duration for item in chords), Fraction(0))
    reach = max((note.onset + note.duration for note in melody), default=Fraction(0))
    count = max(1, ceil(max(length, reach) / bar))
    if count > MAX_BARS:
        notices.append(f"It has {count} bars; the first {MAX_BARS} are taken.")
        count = MAX_BARS
    return replace(
        found,
        title=_line(found.title),
        composer=_line(found.composer),
        key=_practical(found.key, notices),
        tempo=_tempo(found.tempo, notices),
        bars=count,
        chords=_tiling(chords, count * bar),
        melody=_inside(melody, bar, count * bar, notices),
        notices=tuple(dict.fromkeys(notices)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _practical(key: Key, notices: list[str]) -> Key:
    if not key.is_practical:
        notices.append(f"{key} is written as {key.respelled()}.")
    return key.respelled()


def _tempo(tempo: float | None, notices: list[str]) -> float | None:
    if tempo is None or TEMPO[0] <= tempo <= TEMPO[1]:
        return tempo
    notices.append(f"Its tempo of {tempo:g} is not {TEMPO[0]:g} to {TEMPO[1]:g} and is left open.")
    return None


def _without_silence(chords: Iterable[TimedChord], notices: list[str]) -> tuple[TimedChord, ...]:
    """Every chord held until the next one; at the start the first one comes earlier."""
    found: list[TimedChord] = []
    early = Fraction(0)
    for item in chords:
        if item.chord is None:
            notices.append("Where no chord is to be played, the one beside it is held.")
            if found:
                found[-1] = replace(found[-1], duration=found[-1].duration + item.duration)
            else:
                early += item.duration
        elif found and found[-1].chord == item.chord:
            found[-1] = replace(found[-1], duration=found[-1].duration + item.duration)
        else:
            found.append(TimedChord(item.chord, item.duration + early))
            early = Fraction(0)
    return tuple(item for item in found if item.duration > 0)


def _on_the_grid(chords: Sequence[TimedChord], beat: Fraction) -> tuple[TimedChord, ...]:
    """The chords beginning on twelfths of a beat; of two that fall nearly together, a quarter of a
    beat or less, the later stays, for a shorter one cannot be asked for."""
    unit, least = beat / 12, beat / 4
    found: list[tuple[Fraction, TimedChord]] = []
    at = Fraction(0)
    for item in chords:
        place = round(at / unit) * unit
        if found and place - found[-1][0] < least:
            place = found.pop()[0]
        found.append((place, item))
        at += item.duration
    stops = [*(place for place, _ in found[1:]), round(at / unit) * unit]
    return tuple(
        replace(item, duration=max(stop - place, least))
        for (place, item), stop in zip(found, stops, strict=True)
    )


def _tiling(chords: Sequence[TimedChord], length: Fraction) -> tuple[TimedChord, ...]:
    """The chords cut, or the last one held, to fill exactly ``length`` quarters."""
    found: list[TimedChord] = []
    at = Fraction(0)
    for item in chords:
        if at >= length:
            break
        found.append(replace(item, duration=min(item.duration, length - at)))
        at += item.duration
    if found and at < length:
        found[-1] = replace(found[-1], duration=found[-1].duration + length - at)
    return tuple(found)


def _inside(
    melody: Sequence[GivenNote], bar: Fraction, length: Fraction, notices: list[str]
) -> tuple[GivenNote, ...]:
    """The tune from a bar before the first barline to the last one, one note at a time."""
    ordered = sorted(melody, key=lambda note: (note.onset, -note.pitch.midi))
    found: list[GivenNote] = []
    for note in ordered:
        if not -bar < note.onset < length or (found and found[-1].onset == note.onset):
            continue
        if found and found[-1].onset + found[-1].duration > note.onset:
            found[-1] = replace(found[-1], duration=note.onset - found[-1].onset)
        found.append(replace(note, duration=min(note.duration, length - note.onset)))
    if len(found) > MAX_NOTES:
        notices.append(f"The tune has {len(found)} notes; the first {MAX_NOTES} are taken.")
    return tuple(found[:MAX_NOTES])
