"""MIDI values to bytes."""

from __future__ import annotations

import struct

from gospel_keys.score.smf import (
    END_OF_TRACK,
    MAX_TICK,
    ChannelEvent,
    Event,
    MetaEvent,
    MidiFile,
    Track,
)


def encode(file: MidiFile) -> bytes:
    """The file's bytes. Every status byte is written out: readers that forget running status
    exist. Raises ``ValueError`` for events that go back in time or lie past the track's end.
    """
    header = struct.pack(">4sIHHH", b"MThd", 6, file.format, len(file.tracks), file.division)
    return header + b"".join(map(_track, file.tracks))


def _track(track: Track) -> bytes:
    parts: list[bytes] = []
    now = 0
    for event in track.events:
        if not now <= event.tick <= min(track.end, MAX_TICK):
            raise ValueError(f"event at tick {event.tick} is not between {now} and {track.end}")
        parts.append(variable_length(event.tick - now))
        parts.append(_event(event))
        now = event.tick
    parts.append(variable_length(track.end - now) + bytes((0xFF, END_OF_TRACK, 0)))
    body = b"".join(parts)
    return struct.pack(">4sI", b"MTrk", len(body)) + body


def _event(event: Event) -> bytes:
    if isinstance(event, ChannelEvent):
        return bytes((event.status,)) + event.data
    if isinstance(event, MetaEvent):
        return bytes((0xFF, event.type)) + variable_length(len(event.data)) + event.data
    return bytes((event.status,)) + variable_length(len(event.data)) + event.data


def variable_length(value: int) -> bytes:
    """A number 0..0x0FFFFFFF in the format's seven-bit groups, most significant first."""
    if not 0 <= value <= 0x0FFFFFFF:
        raise ValueError(f"{value} is not in 0..{0x0FFFFFFF}, what a variable-length number holds")
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F | 0x80)
    return bytes(reversed(groups))
