"""MIDI bytes to values, for files from anywhere.

Forgiving where real files are careless (running status carried over a meta event, unknown chunks,
a track without its end, bytes after the last track), strict where guessing would be wrong. Whatever
the bytes are, the only exception is ``MidiError``.
"""

from __future__ import annotations

from gospel_keys.score.smf import (
    END_OF_TRACK,
    KEY_SIGNATURE,
    MAX_BYTES,
    MAX_EVENTS,
    MAX_TICK,
    TEMPO,
    TIME_SIGNATURE,
    ChannelEvent,
    Event,
    MetaEvent,
    MidiError,
    MidiFile,
    SysexEvent,
    Track,
)


def decode(data: bytes, *, max_bytes: int = MAX_BYTES, max_events: int = MAX_EVENTS) -> MidiFile:
    """Read a Standard MIDI File of format 0, 1 or 2.

    Raises ``MidiError`` with the byte offset and the reason for anything that is not one, is
    longer than ``max_bytes`` or holds more than ``max_events`` events.
    """
    if len(data) > max_bytes:
        raise MidiError(max_bytes, f"{len(data)} bytes is more than the {max_bytes} allowed")
    cursor = _Cursor(bytes(data), max_events)
    format_, count, division = _header(cursor)
    tracks: list[Track] = []
    while len(tracks) < count:
        if cursor.at == len(data):
            raise MidiError(cursor.at, f"the header promises {count} tracks, found {len(tracks)}")
        kind, end = _chunk(cursor)
        if kind == b"MTrk":
            tracks.append(_track(cursor, end))
        cursor.at = end
    return MidiFile(format_, division, tuple(tracks))


class _Cursor:
    """Where reading is; every read is checked against the end of what it may read."""

    __slots__ = ("at", "data", "events_left", "max_events")

    def __init__(self, data: bytes, max_events: int) -> None:
        self.data = data
        self.at = 0
        self.max_events = self.events_left = max_events

    def take(self, count: int, end: int, what: str) -> bytes:
        if self.at + count > end:
            raise MidiError(self.at, f"{what} needs {count} bytes, {end - self.at} are left")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size: int, end: int, what: str) -> int:
        return int.from_bytes(self.take(size, end, what), "big")

    def variable(self, end: int, what: str) -> int:
        start, value = self.at, 0
        for _ in range(4):
            byte = self.take(1, end, what)[0]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value
        raise MidiError(start, f"{what} is longer than four bytes")


def _header(cursor: _Cursor) -> tuple[int, int, int]:
    size = len(cursor.data)
    kind = cursor.take(4, size, "the header")
    if kind != b"MThd":
        raise MidiError(0, f"it starts with {kind!r}, expected b'MThd'")
    length = cursor.number(4, size, "the header's length")
    if length < 6:
        raise MidiError(4, f"the header has {length} bytes, expected at least 6")
    end = cursor.at + length
    format_ = cursor.number(2, size, "the header")
    if format_ > 2:
        raise MidiError(8, f"format {format_} is not 0, 1 or 2")
    count = cursor.number(2, size, "the header")
    if count == 0 or (format_ == 0 and count != 1):
        raise MidiError(10, f"{count} tracks in a file of format {format_}")
    division = cursor.number(2, size, "the header")
    _check_division(division)
    cursor.take(end - cursor.at, size, "the header")
    return format_, count, division


def _check_division(division: int) -> None:
    if division & 0x8000:
        frames = 256 - (division >> 8)
        if frames not in {24, 25, 29, 30} or division & 0xFF == 0:
            raise MidiError(12, f"{frames} frames of {division & 0xFF} ticks is no SMPTE division")
    elif division == 0:
        raise MidiError(12, "a division of 0 ticks a quarter")


def _chunk(cursor: _Cursor) -> tuple[bytes, int]:
    size = len(cursor.data)
    kind = cursor.take(4, size, "a chunk's type")
    length = cursor.number(4, size, "a chunk's length")
    if cursor.at + length > size:
        left = size - cursor.at
        raise MidiError(
            cursor.at,
            f"chunk {kind.decode('ascii', 'replace')} promises {length} bytes, {left} are left",
        )
    return kind, cursor.at + length


def _track(cursor: _Cursor, end: int) -> Track:
    events: list[Event] = []
    tick = running = 0
    while cursor.at < end:
        start = cursor.at
        tick += cursor.variable(end, "a delta time")
        if tick > MAX_TICK:
            raise MidiError(start, f"tick {tick} is past {MAX_TICK}")
        if cursor.events_left == 0:
            raise MidiError(start, f"more than the {cursor.max_events} events allowed")
        cursor.events_left -= 1
        status = cursor.take(1, end, "an event")[0]
        if status < 0x80:
            cursor.at -= 1
            if not running:
                raise MidiError(cursor.at, f"data byte 0x{status:02X} where a status belongs")
            status = running
        if status < 0xF0:
            running = status
            events.append(_channel_event(cursor, end, tick, status))
        elif status == 0xFF:
            meta = _meta_event(cursor, end, tick)
            if meta.type == END_OF_TRACK:
                break
            events.append(meta)
        else:
            events.append(_sysex_event(cursor, end, tick, status))
    return Track(tuple(events), tick)


def _channel_event(cursor: _Cursor, end: int, tick: int, status: int) -> ChannelEvent:
    count = 1 if status & 0xF0 in {0xC0, 0xD0} else 2
    data = cursor.take(count, end, f"message 0x{status:02X}")
    for place, byte in enumerate(data):
        if byte > 127:
            at = cursor.at - count + place
            raise MidiError(at, f"data byte 0x{byte:02X} of message 0x{status:02X} is past 127")
    return ChannelEvent(tick, status, data)


def _sysex_event(cursor: _Cursor, end: int, tick: int, status: int) -> SysexEvent:
    if status not in {0xF0, 0xF7}:
        raise MidiError(cursor.at - 1, f"status 0x{status:02X} has no place in a file")
    length = cursor.variable(end, "a system exclusive length")
    return SysexEvent(tick, status, cursor.take(length, end, "a system exclusive message"))


def _meta_event(cursor: _Cursor, end: int, tick: int) -> MetaEvent:
    start = cursor.at
    type_ = cursor.take(1, end, "a meta event")[0]
    if type_ > 127:
        raise MidiError(start, f"meta type 0x{type_:02X} is past 127")
    length = cursor.variable(end, "a meta event's length")
    data = cursor.take(length, end, f"meta event 0x{type_:02X}")
    if problem := _meta_problem(type_, data):
        raise MidiError(start, problem)
    return MetaEvent(tick, type_, data)


def _meta_problem(type_: int, data: bytes) -> str | None:
    """What is wrong with a meta event whose numbers the music depends on."""
    if type_ == TEMPO and (len(data) != 3 or not any(data)):
        return f"tempo {data.hex() or 'empty'} is not three bytes above zero"
    if type_ == TIME_SIGNATURE and (len(data) != 4 or data[0] == 0 or data[1] > 7):
        return f"time signature {data.hex() or 'empty'} is not a meter"
    if type_ == KEY_SIGNATURE and not (
        len(data) == 2 and (data[0] <= 7 or data[0] >= 249) and data[1] <= 1
    ):
        return f"key signature {data.hex() or 'empty'} is not 7 flats to 7 sharps, major or minor"
    return None
