"""A MIDI file to be arranged: bars, rhythm, hands, key, chords and melody, and how sure each is.

Chord symbols written in the file (as this product's own files have them) are taken as they are;
all else is estimated from the notes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score import midi
from gospel_keys.score.importing.bars import meter_of, origin_of
from gospel_keys.score.importing.chord_finding import find_chords
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.importing.hands import hands_of
from gospel_keys.score.importing.imported import MAX_BARS, Estimate, Imported, TimedChord
from gospel_keys.score.importing.performance import Said, Seconds, heard, said
from gospel_keys.score.importing.rhythm import (
    Grid,
    Written,
    struck_together,
    swing_of,
    unit_of,
    written,
)
from gospel_keys.score.importing.tonality import find_key
from gospel_keys.score.importing.tune import spelled_tune, tune_of
from gospel_keys.score.model import Hand

_RIFF_HEAD = 20
_TEMPO_DIGITS = 3
_BELIEVED = 0.8
_DOUBTED = 0.45


def of_midi(data: bytes) -> Imported:
    """A standard MIDI file of format 0 or 1. Raises ``UnreadableError`` naming the byte."""
    try:
        file = midi.read(data[_RIFF_HEAD:] if data.startswith(b"RIFF") else data)
    except midi.MidiError as error:
        raise UnreadableError(error.reason, f"byte {error.offset}") from None
    told = said(file)
    notes = heard(file)
    meter, meter_sure = meter_of(notes, told)
    origin = origin_of(notes, told, meter)
    seconds = Seconds(told.tempos)
    struck = struck_together(notes, seconds)
    unit = unit_of(meter)
    swing = 0.5 if meter.is_compound else swing_of(struck, origin, unit)
    grid = Grid(origin, meter, unit, swing)
    score, rhythm_sure = written(struck, grid, seconds)
    score = [w for w in score if -meter.bar < w.onset < MAX_BARS * meter.bar]
    return _understood(told, score, meter, grid, rhythm_sure, meter_sure)


def _understood(
    told: Said,
    score: list[Written],
    meter: Meter,
    grid: Grid,
    rhythm_sure: float,
    meter_sure: float,
) -> Imported:
    if not score:
        raise UnreadableError("there are no notes in its bars")
    hands, hands_sure = hands_of(score, told)
    key, key_sure = _key(told, score)
    bars = max(1, ceil(max(w.onset for w in score) / meter.bar + Fraction(1, 10_000)))
    chords, chords_sure = _chords(told, score, hands, key, meter, bars, grid)
    line, tune_sure = tune_of(score, hands, told)
    melody = spelled_tune(line, key, _onsets(chords))
    tempo = _tempo(told, grid, meter, max(w.note.end for w in score))
    sure: dict[Estimate, float] = {
        "key": key_sure,
        "time_signature": meter_sure if told.beats else 0.2,
        "rhythm": rhythm_sure if told.beats else 0.2,
        "hands": hands_sure,
        "chords": chords_sure,
        "melody": tune_sure * rhythm_sure,
    }
    if tempo is not None:
        sure["tempo"] = 1.0
    rounded = {name: round(value, 2) for name, value in sure.items()}
    return Imported(
        "midi", told.title, "", key, meter, tempo, bars, tuple(chords), tuple(melody), rounded,
        tuple(_notices(told, grid, sure, meter)),
    )  # fmt: skip


def _key(told: Said, score: Sequence[Written]) -> tuple[Key, float]:
    """The key that the file states where its notes agree, else the one they are in.

    Many programs state C major when nobody said anything.
    """
    weights = [0.0] * 12
    for one in score:
        weights[one.note.pitch % 12] += float(min(one.end - one.onset, Fraction(4)))
    first = _lowest(score, min(w.onset for w in score if w.onset >= 0 or w is score[-1]))
    last = _lowest(score, max(w.onset for w in score))
    found, sure = find_key(weights, first=first, last=last)
    if told.key is None or told.key == found:
        return found, 1.0 if told.key else sure
    unsaid = told.key == Key.parse("C")
    if unsaid and sure > _BELIEVED and found.fifths:
        return found, sure
    return told.key, _DOUBTED if unsaid else 0.95


def _lowest(score: Sequence[Written], onset: Fraction) -> int:
    """The chroma of the lowest note that sounds when ``onset`` is struck."""
    sounding = [w.note.pitch for w in score if w.onset <= onset < w.end]
    return min(sounding) % 12 if sounding else -1


def _chords(
    told: Said,
    score: Sequence[Written],
    hands: Sequence[Hand],
    key: Key,
    meter: Meter,
    bars: int,
    grid: Grid,
) -> tuple[list[TimedChord], float]:
    """The chords that are written in the file, else those that are played."""
    if not told.chords:
        return find_chords(score, hands, key, meter, bars)
    origin = Fraction(grid.origin).limit_denominator(10080)
    onsets = [onset - origin for onset, _ in told.chords]
    end = max(bars * meter.bar, onsets[-1] + meter.beat)
    ends = [*onsets[1:], end]
    chords = [
        TimedChord(chord, stop - onset)
        for (_, chord), onset, stop in zip(told.chords, onsets, ends, strict=True)
    ]
    return chords, 1.0


def _onsets(chords: Sequence[TimedChord]) -> list[tuple[Fraction, Chord]]:
    found: list[tuple[Fraction, Chord]] = []
    at = Fraction(0)
    for item in chords:
        if item.chord is not None:
            found.append((at, item.chord))
        at += item.duration
    return found


def _tempo(told: Said, grid: Grid, meter: Meter, end: float) -> float | None:
    """The tempo in the meter's beats, None where the file has none.

    Of several the middle one, each counted as long as it lasts: people breathe and slow down.
    """
    if not told.tempos or not told.beats:
        return None
    starts = [max(quarter, grid.origin) for quarter, _ in told.tempos]
    stops = [*starts[1:], max(end, starts[-1] + 1.0)]
    lengths = sorted(
        (bpm, stop - start)
        for (_, bpm), start, stop in zip(told.tempos, starts, stops, strict=True)
    )
    sums = list(accumulate(length for _, length in lengths))
    middle = lengths[bisect_left(sums, sums[-1] / 2)][0]
    bpm = middle / float(meter.beat)
    return round(bpm) if abs(bpm - round(bpm)) < 0.01 else round(bpm, _TEMPO_DIGITS)


def _notices(told: Said, grid: Grid, sure: dict[Estimate, float], meter: Meter) -> list[str]:
    """What the user should know."""
    found = []
    if told.meter_changes:
        found.append(f"The meter changes; all of it is counted in {meter} here.")
    if not told.beats:
        found.append("The file counts seconds, not beats: bars and rhythm are a guess.")
    elif sure["rhythm"] < _DOUBTED:
        found.append("The notes do not lie on the file's beats: bars and rhythm are a guess.")
    if grid.swing > 0.5:
        found.append("Its swung notes are written even.")
    if not told.chords:
        found.append("The chords were found by listening: look at them before you arrange.")
    return found
