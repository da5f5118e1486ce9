"""What a MIDI file says, read from its events: notes, seconds, meters, bars."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from gospel_keys.score.smf import (
    KEY_SIGNATURE,
    NOTE_OFF,
    NOTE_ON,
    TEMPO,
    TIME_SIGNATURE,
    ChannelEvent,
    MetaEvent,
    MidiFile,
    Track,
)

DEFAULT_MICROSECONDS = 500_000


@dataclass(frozen=True, slots=True)
class MidiNote:
    """A sounding key: ticks, pitch 0..127, velocity 1..127, channel 0..15, index of its track."""

    onset: int
    end: int
    pitch: int
    velocity: int
    channel: int
    track: int


@dataclass(frozen=True, slots=True)
class MidiMeter:
    """A time signature from ``tick`` on."""

    tick: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class MidiKey:
    """A key signature from ``tick`` on: ``fifths`` -7..7 (minus = flats)."""

    tick: int
    fifths: int
    minor: bool


def notes(file: MidiFile) -> tuple[MidiNote, ...]:
    """Every note, by onset then pitch. A note never released lasts to its track's end."""
    found = [note for i, track in enumerate(file.tracks) for note in _track_notes(track, i)]
    return tuple(sorted(found, key=attrgetter("onset", "pitch", "channel", "track")))


def _track_notes(track: Track, index: int) -> list[MidiNote]:
    held: dict[tuple[int, int], deque[tuple[int, int]]] = defaultdict(deque)
    found: list[MidiNote] = []
    for event in track.events:
        if not isinstance(event, ChannelEvent) or event.kind not in {NOTE_OFF, NOTE_ON}:
            continue
        key = (event.channel, event.data[0])
        if event.kind == NOTE_ON and event.data[1]:
            held[key].append((event.tick, event.data[1]))
        elif held[key]:
            onset, velocity = held[key].popleft()
            found.append(MidiNote(onset, event.tick, key[1], velocity, key[0], index))
    for (channel, pitch), starts in held.items():
        found += [MidiNote(t, track.end, pitch, v, channel, index) for t, v in starts]
    return found


def metas(file: MidiFile, type_: int, track: int | None = None) -> list[MetaEvent]:
    """The meta events of one type by tick: of one track, or of the whole file."""
    tracks = file.tracks if track is None else file.tracks[track : track + 1]
    return sorted((e for t in tracks for e in t.metas(type_)), key=attrgetter("tick"))


class Clock:
    """Ticks to seconds by the file's tempo events.

    In format 2 each track is a sequence of its own: pass its index as ``track``.
    """

    def __init__(self, file: MidiFile, track: int | None = None) -> None:
        self._ticks, self._seconds, self._rates = [0], [0.0], [0.0]
        if file.ticks_per_second is not None:
            self._rates[0] = 1 / file.ticks_per_second
            return
        scale = 1e-6 / file.division
        self._rates[0] = DEFAULT_MICROSECONDS * scale
        for event in metas(file, TEMPO, track):
            seconds = self.seconds(event.tick)
            rate = int.from_bytes(event.data, "big") * scale
            if event.tick == self._ticks[-1]:
                self._rates[-1] = rate
            else:
                self._ticks.append(event.tick)
                self._seconds.append(seconds)
                self._rates.append(rate)

    def seconds(self, tick: int) -> float:
        """Seconds from the start to ``tick``."""
        place = bisect_right(self._ticks, tick) - 1
        return self._seconds[place] + (tick - self._ticks[place]) * self._rates[place]


def meters(file: MidiFile) -> tuple[MidiMeter, ...]:
    """The time signatures; 4/4 from the start where the file does not say (RP-001)."""
    found = [
        MidiMeter(event.tick, event.data[0], 1 << event.data[1])
        for event in metas(file, TIME_SIGNATURE)
    ]
    if not found or found[0].tick > 0:
        found.insert(0, MidiMeter(0, 4, 4))
    return tuple(found)


def keys(file: MidiFile) -> tuple[MidiKey, ...]:
    """The key signatures the file states (often none), each once where tracks repeat it."""
    found = [
        MidiKey(event.tick, (event.data[0] ^ 0x80) - 0x80, event.data[1] == 1)
        for event in metas(file, KEY_SIGNATURE)
    ]
    return tuple(dict.fromkeys(found))


def bars(file: MidiFile) -> Fraction:
    """How many bars the file lasts by its meters; a fraction where it stops inside one.

    Raises ``ValueError`` for an SMPTE file, which has no bars.
    """
    quarter = file.ticks_per_quarter
    if quarter is None:
        raise ValueError("a file that counts in SMPTE frames has no bars")
    changes = meters(file)
    ends = [change.tick for change in changes[1:]] + [file.end]
    return sum(
        (
            Fraction((end - change.tick) * change.denominator, 4 * quarter * change.numerator)
            for change, end in zip(changes, ends, strict=True)
        ),
        Fraction(0),
    )
