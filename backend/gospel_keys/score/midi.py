"""A performance as a Standard MIDI File, and MIDI files read.

What is written: format 1, 960 ticks a quarter, four tracks. *Conductor* holds tempo, meter, key
and section markers; *Right Hand* and *Left Hand* share channel 1, so that one pedal stream damps
both; it stands in the left hand's track, since pianists read it under the lower staff. Both repeat
the key, since MuseScore guesses a staff's key unless its own track states it. *Chords* holds chord
symbols as text. The file ends on the last barline, so its length in bars is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Arrangement, Hand, Performance, Progression
from gospel_keys.score.smf import (
    CONTROL,
    KEY_SIGNATURE,
    MARKER,
    NOTE_OFF,
    NOTE_ON,
    PROGRAM,
    SUSTAIN,
    TEMPO,
    TEXT,
    TIME_SIGNATURE,
    TRACK_NAME,
    ChannelEvent,
    Event,
    MetaEvent,
    MidiError,
    MidiFile,
    Track,
)
from gospel_keys.score.smf_reader import decode as read
from gospel_keys.score.smf_writer import encode
from gospel_keys.score.timing import TempoMap, length, section_onsets, sounding

__all__ = ["TICKS", "MidiError", "MidiFile", "midi_file", "read", "write"]

TICKS = 960
"""Ticks a quarter note."""

ACOUSTIC_GRAND = 0
RELEASE_VELOCITY = 64
TRACK_NAMES = {Hand.RIGHT: "Right Hand", Hand.LEFT: "Left Hand"}


def write(arrangement: Arrangement, performance: Performance) -> bytes:
    """The performance as a MIDI file's bytes; the same values give the same bytes."""
    return encode(midi_file(arrangement, performance))


def midi_file(arrangement: Arrangement, performance: Performance) -> MidiFile:
    """The performance as MIDI values.

    Seconds become ticks by the performance's own tempo map. Nothing starts before tick 0 or at the
    last barline or later. A pickup is led in by whole bars of rest before the first barline.
    """
    grid = _Grid.of(arrangement, performance)
    hands = _separate(_strikes(arrangement, performance, grid))
    pedal = _pedal(performance, grid)
    keys = _keys(arrangement.progression, grid)
    tracks = (
        _conductor(arrangement.progression, performance, keys, grid),
        _hand_track(Hand.RIGHT, hands[Hand.RIGHT], keys, grid.end),
        _hand_track(Hand.LEFT, hands[Hand.LEFT], [*keys, *pedal], grid.end),
        _chord_track(arrangement.progression, grid),
    )
    return MidiFile(1, TICKS, tracks)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where quarters and seconds fall in ticks; ``lead`` ticks come before the first barline."""

    lead: int
    end: int
    tempo: TempoMap

    @classmethod
    def of(cls, arrangement: Arrangement, performance: Performance) -> _Grid:
        bar = arrangement.progression.sections[0].meter.bar
        first = min((note.onset for note in arrangement.notes), default=Fraction(0))
        lead = int(max(ceil(-first / bar), 0) * bar * TICKS)
        end = lead + int(length(arrangement.progression) * TICKS)
        return cls(lead, end, TempoMap(performance.tempo_map))

    def at_quarter(self, quarter: Fraction) -> int:
        return max(round(quarter * TICKS) + self.lead, 0)

    def at_second(self, seconds: float) -> int:
        tick = round(self.tempo.quarters(seconds) * TICKS) + self.lead
        return min(max(tick, 0), self.end)


@dataclass(slots=True)
class _Strike:
    """A key on its way into a track: ticks from ``onset`` up to ``end``."""

    onset: int
    end: int
    pitch: int
    velocity: int
    hand: Hand


def _strikes(arrangement: Arrangement, performance: Performance, grid: _Grid) -> list[_Strike]:
    """One strike per key pressed: tied notes sound on, they are not struck again."""
    performed = {note.note_id: note for note in performance.notes}
    strikes = []
    for chain in sounding(arrangement.notes):
        head = performed[chain[0].id]
        last = max(performed[note.id].onset + performed[note.id].duration for note in chain)
        onset = min(grid.at_second(head.onset), grid.end - 1)
        end = max(grid.at_second(last), onset + 1)
        pitch = chain[0].pitch.midi
        strikes.append(_Strike(onset, end, pitch, head.velocity, chain[0].hand))
    return strikes


def _separate(strikes: Iterable[_Strike]) -> dict[Hand, list[_Strike]]:
    """By hand, with every key released before it is struck again, by either hand.

    Both hands share a channel, and readers merge tracks in their order: a release by one hand at
    the very tick of the other's strike could silence it, so it comes a tick earlier. Two strikes
    of one key at one tick are one: the louder, as long as the longer.
    """
    keys: dict[int, list[_Strike]] = defaultdict(list)
    for strike in sorted(strikes, key=lambda s: (s.onset, s.pitch, s.hand.value)):
        before = keys[strike.pitch][-1] if keys[strike.pitch] else None
        if before is not None and before.onset == strike.onset:
            before.end = max(before.end, strike.end)
            before.velocity = max(before.velocity, strike.velocity)
            continue
        if before is not None:
            gap = before.hand != strike.hand and strike.onset - before.onset > 1
            before.end = min(before.end, strike.onset - gap)
        keys[strike.pitch].append(strike)
    hands: dict[Hand, list[_Strike]] = {hand: [] for hand in Hand}
    for strike in (strike for same in keys.values() for strike in same):
        hands[strike.hand].append(strike)
    return hands


def _pedal(performance: Performance, grid: _Grid) -> list[Event]:
    """The one pedal stream: the last value of each tick, changes only, up at the end."""
    by_tick: dict[int, int] = {}
    for event in sorted(performance.pedal, key=lambda e: e.onset):
        by_tick[grid.at_second(event.onset)] = event.value
    by_tick[grid.end] = 0
    events: list[Event] = []
    last = 0
    for tick, value in sorted(by_tick.items()):
        if value != last:
            events.append(ChannelEvent(tick, CONTROL, bytes((SUSTAIN, value))))
        last = value
    return events


def _hand_track(hand: Hand, strikes: Iterable[_Strike], others: list[Event], end: int) -> Track:
    """Name, program, then at each tick: releases, key and pedal, strikes from low to high."""
    ranked: list[tuple[int, int, int, Event]] = [(e.tick, 1, 0, e) for e in others]
    for s in strikes:
        off = ChannelEvent(s.end, NOTE_OFF, bytes((s.pitch, RELEASE_VELOCITY)))
        on = ChannelEvent(s.onset, NOTE_ON, bytes((s.pitch, s.velocity)))
        ranked += [(s.end, 0, s.pitch, off), (s.onset, 2, s.pitch, on)]
    ranked.sort(key=lambda item: item[:3])
    head: list[Event] = [
        _text(0, TRACK_NAME, TRACK_NAMES[hand]),
        ChannelEvent(0, PROGRAM, bytes((ACOUSTIC_GRAND,))),
    ]
    return Track((*head, *(item[3] for item in ranked)), end)


def _conductor(
    progression: Progression, performance: Performance, keys: list[Event], grid: _Grid
) -> Track:
    """Tempo map, meters, keys and markers, each where it changes; the first stand at tick 0."""
    events = list(keys)
    meter: Meter | None = None
    for onset, section in zip(section_onsets(progression), progression.sections, strict=True):
        tick = grid.at_quarter(onset)
        if section.meter != meter:
            events.append(_meter(tick if meter else 0, section.meter))
        events.append(_text(tick, MARKER, section.label))
        meter = section.meter
    for i, change in enumerate(performance.tempo_map):
        tick = grid.at_quarter(change.onset) if i else 0
        microseconds = min(max(round(60e6 / change.quarter_bpm), 1), 0xFFFFFF)
        events.append(MetaEvent(tick, TEMPO, microseconds.to_bytes(3, "big")))
    events.sort(key=lambda event: event.tick)
    return Track((_text(0, TRACK_NAME, "Conductor"), *events), grid.end)


def _keys(progression: Progression, grid: _Grid) -> list[Event]:
    """A key signature where the key changes."""
    events: list[Event] = []
    key: Key | None = None
    for onset, section in zip(section_onsets(progression), progression.sections, strict=True):
        if section.key != key:
            tick = grid.at_quarter(onset) if key else 0
            written = section.key.respelled()
            data = bytes((written.fifths % 256, int(written.is_minor)))
            events.append(MetaEvent(tick, KEY_SIGNATURE, data))
        key = section.key
    return events


def _chord_track(progression: Progression, grid: _Grid) -> Track:
    symbols = [_text(grid.at_quarter(c.onset), TEXT, str(c.chord)) for c in progression.chords]
    return Track((_text(0, TRACK_NAME, "Chords"), *symbols), grid.end)


def _text(tick: int, type_: int, text: str) -> MetaEvent:
    return MetaEvent(tick, type_, text.encode())


def _meter(tick: int, meter: Meter) -> MetaEvent:
    """Numerator, power of two, MIDI clocks (24 a quarter) a beat, 32nds a quarter."""
    clocks = min(max(int(24 * meter.beat), 1), 255)
    power = meter.denominator.bit_length() - 1
    return MetaEvent(tick, TIME_SIGNATURE, bytes((meter.numerator, power, clocks, 8)))
