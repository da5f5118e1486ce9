"""A Standard MIDI File as values: what the reader gives and the writer takes.

Source: *Standard MIDI Files 1.0* (MIDI Manufacturers Association, RP-001). Times are ticks from
the start of the track (of the file in formats 0 and 1), never deltas.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT, TRACK_NAME, LYRIC, MARKER = 0x01, 0x03, 0x05, 0x06
END_OF_TRACK, TEMPO, TIME_SIGNATURE, KEY_SIGNATURE = 0x2F, 0x51, 0x58, 0x59
NOTE_OFF, NOTE_ON, CONTROL, PROGRAM = 0x80, 0x90, 0xB0, 0xC0
SUSTAIN = 64

MAX_BYTES = 10 * 1024 * 1024
MAX_EVENTS = 500_000
MAX_TICK = 2**31 - 1


class MidiError(ValueError):
    """The bytes are not a MIDI file we can read.

    ``offset`` is the place in bytes where reading stopped, ``reason`` says why.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"not a readable MIDI file: {reason} (at byte {offset})")
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ChannelEvent:
    """A channel message: ``status`` 0x80..0xEF with its channel, one or two data bytes 0..127."""

    tick: int
    status: int
    data: bytes

    @property
    def kind(self) -> int:
        """The status without its channel: ``NOTE_ON``, ``CONTROL``..."""
        return self.status & 0xF0

    @property
    def channel(self) -> int:
        """0..15."""
        return self.status & 0x0F


@dataclass(frozen=True, slots=True)
class MetaEvent:
    """A meta event (FF): ``type`` 0..127 and its payload. The end of a track is not one of them."""

    tick: int
    type: int
    data: bytes

    @property
    def text(self) -> str:
        """The payload as text: UTF-8 where it is that, otherwise Latin-1, which never fails."""
        try:
            return self.data.decode("utf-8")
        except UnicodeDecodeError:
            return self.data.decode("latin-1")


@dataclass(frozen=True, slots=True)
class SysexEvent:
    """A system exclusive message: ``status`` is 0xF0, or 0xF7 for a continuation."""

    tick: int
    status: int
    data: bytes


Event = ChannelEvent | MetaEvent | SysexEvent


@dataclass(frozen=True, slots=True)
class Track:
    """Events in the order of the file; ``end`` is the tick of the end-of-track event."""

    events: tuple[Event, ...]
    end: int

    @property
    def name(self) -> str:
        """The first track name (FF 03), or an empty string."""
        return next((event.text for event in self.metas(TRACK_NAME)), "")

    def metas(self, type_: int) -> tuple[MetaEvent, ...]:
        """The track's meta events of one type, in order."""
        return tuple(e for e in self.events if isinstance(e, MetaEvent) and e.type == type_)


@dataclass(frozen=True, slots=True)
class MidiFile:
    """``format`` 0, 1 or 2. ``division`` as the header has it: ticks a quarter where the top bit
    is clear, otherwise minus the frames a second in the high byte and ticks a frame in the low.
    """

    format: int
    division: int
    tracks: tuple[Track, ...]

    @property
    def ticks_per_quarter(self) -> int | None:
        """Ticks a quarter note, or None where the file counts in SMPTE frames."""
        return None if self.division & 0x8000 else self.division

    @property
    def ticks_per_second(self) -> float | None:
        """Ticks a second in an SMPTE file (29 means 30/1.001 frames), otherwise None."""
        if not self.division & 0x8000:
            return None
        frames = 256 - (self.division >> 8)
        return (30 / 1.001 if frames == 29 else float(frames)) * (self.division & 0xFF)

    @property
    def end(self) -> int:
        """The last tick of the longest track."""
        return max((track.end for track in self.tracks), default=0)

    def track(self, name: str) -> Track:
        """The first track of that name. Raises ``KeyError``."""
        for track in self.tracks:
            if track.name == name:
                return track
        raise KeyError(name)
