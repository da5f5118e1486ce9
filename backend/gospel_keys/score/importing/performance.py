"""A MIDI file's notes in quarters, and what the file itself says about bars."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score import smf_view
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.smf import (
    KEY_SIGNATURE,
    TEMPO,
    TEXT,
    TIME_SIGNATURE,
    TRACK_NAME,
    MidiFile,
)

DRUMS = 9
MAX_NOTES = 60_000
MAX_QUARTERS = 16_384
"""As far into the music as notes are looked at: 128 of the longest bars."""
_LONGEST = 64.0
"""Quarters a note sounds at most."""
_LEFT = re.compile(r"\b(left|lh|l\.h|bass|lower|sinistra|linke)\b", re.IGNORECASE)
_CHORDS = re.compile(r"\bchords?\b", re.IGNORECASE)
_RIGHT = re.compile(r"\b(right|rh|r\.h|treble|upper|destra|rechte)\b", re.IGNORECASE)
_TUNE = re.compile(r"\b(melody|lead|vocals?|voice|tune|song|solo)\b", re.IGNORECASE)
_BY_SECONDS = 0.5
"""Seconds a quarter lasts where a file counts no beats."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A note as it was played: quarters from the file's start, key, velocity, track."""

    onset: float
    end: float
    pitch: int
    velocity: int
    track: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of itself; None (or nothing) where it does not.

    ``tempos`` are (quarter, quarters a minute), ``chords`` (quarter, chord) as texts of a track for
    them; ``left``, ``right`` and ``tune`` are the tracks named so. ``beats`` is false for a file
    that counts seconds, not quarters.
    """

    title: str
    meter: Meter | None
    meter_changes: bool
    key: Key | None
    tempos: tuple[tuple[float, float], ...]
    chords: tuple[tuple[Fraction, Chord], ...]
    left: frozenset[int]
    right: frozenset[int]
    tune: frozenset[int]
    beats: bool


def heard(file: MidiFile) -> list[Heard]:
    """The pitched notes by onset. Raises ``UnreadableError`` where there are none, or too many."""
    quarter = _ticks_a_quarter(file)
    notes = [
        note for note in smf_view.notes(file) if note.channel != DRUMS and note.end > note.onset
    ]
    if not notes:
        raise UnreadableError("there are no notes in it")
    if len(notes) > MAX_NOTES:
        raise UnreadableError(f"it has {len(notes)} notes, at most {MAX_NOTES} are read")
    last = notes[0].onset / quarter + MAX_QUARTERS
    return [
        Heard(at, min(n.end / quarter, at + _LONGEST), n.pitch, n.velocity, n.track)
        for n in notes
        if (at := n.onset / quarter) <= last
    ]


def _ticks_a_quarter(file: MidiFile) -> float:
    if file.format == 2:
        raise UnreadableError("it holds patterns for a sequencer (format 2); save it as format 1")
    if file.ticks_per_quarter is not None:
        return float(file.ticks_per_quarter)
    return (file.ticks_per_second or 1.0) * _BY_SECONDS


def said(file: MidiFile) -> Said:
    """What the file's meta events say."""
    quarter = _ticks_a_quarter(file)
    read = (Meter.try_parse(f"{m.numerator}/{m.denominator}") for m in smf_view.meters(file))
    meters = [meter for meter in read if meter is not None]
    stated = bool(smf_view.metas(file, TIME_SIGNATURE)) and bool(meters)
    keys = smf_view.keys(file) if smf_view.metas(file, KEY_SIGNATURE) else ()
    tempos = tuple(
        (event.tick / quarter, 60e6 / int.from_bytes(event.data, "big"))
        for event in smf_view.metas(file, TEMPO)
    )
    names = {i: track.name for i, track in enumerate(file.tracks)}
    return Said(
        _title(file),
        meters[0] if stated else None,
        stated and len(set(meters)) > 1,
        _key(keys[0].fifths, minor=keys[0].minor) if keys else None,
        tempos,
        _chord_texts(file),
        frozenset(i for i, name in names.items() if _LEFT.search(name)),
        frozenset(i for i, name in names.items() if _RIGHT.search(name)),
        frozenset(i for i, name in names.items() if _TUNE.search(name)),
        file.ticks_per_quarter is not None,
    )


def _title(file: MidiFile) -> str:
    """The first track's name, as sequencers use it; not the name of a hand or of this product's."""
    name = next((e.text for e in smf_view.metas(file, TRACK_NAME, 0)), "")
    plain = " ".join(name.split())
    dull = plain.lower() in {"conductor", "tempo", "piano", "track 1", "untitled", "midi"}
    return "" if dull or _LEFT.search(plain) or _RIGHT.search(plain) else plain


def _key(fifths: int, *, minor: bool) -> Key:
    return Key(PitchClass.from_fifths(fifths + 3 * minor), "minor" if minor else "major")


def _chord_texts(file: MidiFile) -> tuple[tuple[Fraction, Chord], ...]:
    """The chord symbols written as texts: those of a track called Chords, or of one that has
    nothing but chord symbols for texts."""
    if file.ticks_per_quarter is None:
        return ()
    for track in file.tracks:
        texts = track.metas(TEXT)
        chords = [(event.tick, Chord.try_parse(event.text.strip())) for event in texts]
        read = {tick: chord for tick, chord in chords if chord is not None}
        named = bool(_CHORDS.search(track.name)) and len(read) > 0.5 * len(texts)
        if named or (len(read) > 3 and len(read) == len(texts)):
            return tuple(
                (Fraction(tick, file.ticks_per_quarter), read[tick]) for tick in sorted(read)
            )
    return ()


class Seconds:
    """Quarters to seconds by the file's tempos."""

    __slots__ = ("_quarters", "_rates", "_seconds")

    def __init__(self, tempos: tuple[tuple[float, float], ...]) -> None:
        self._quarters, self._seconds, self._rates = [0.0], [0.0], [_BY_SECONDS]
        for quarter, bpm in tempos:
            at = self.at(quarter)
            if quarter <= self._quarters[-1]:
                self._rates[-1] = 60.0 / bpm
                continue
            self._quarters.append(quarter)
            self._seconds.append(at)
            self._rates.append(60.0 / bpm)

    def at(self, quarter: float) -> float:
        """Seconds from the file's start."""
        place = max(bisect_right(self._quarters, quarter) - 1, 0)
        return self._seconds[place] + (quarter - self._quarters[place]) * self._rates[place]

    def quarter_lasts(self, quarter: float) -> float:
        """Seconds a quarter lasts there."""
        return self._rates[max(bisect_right(self._quarters, quarter) - 1, 0)]
