"""The MIDI file format: what we write we read back, and nothing breaks the reader."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from fractions import Fraction

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.score import smf_view
from gospel_keys.score.smf import (
    KEY_SIGNATURE,
    TEMPO,
    TIME_SIGNATURE,
    ChannelEvent,
    MetaEvent,
    MidiError,
    MidiFile,
    SysexEvent,
    Track,
)
from gospel_keys.score.smf_reader import decode
from gospel_keys.score.smf_writer import encode, variable_length

BYTES7 = st.integers(0, 127)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    """A track of any events the format holds, in order of time."""
    tick, events = 0, []
    for _ in range(draw(st.integers(0, 12))):
        tick += draw(st.integers(0, 300))
        kind = draw(st.sampled_from(["channel", "meta", "sysex"]))
        if kind == "channel":
            status = draw(st.integers(0x80, 0xEF))
            size = 1 if status & 0xF0 in {0xC0, 0xD0} else 2
            events.append(ChannelEvent(tick, status, bytes(draw(BYTES7) for _ in range(size))))
        elif kind == "meta":
            type_ = draw(BYTES7.filter(lambda t: t not in {0x2F, 0x51, 0x58, 0x59}))
            events.append(MetaEvent(tick, type_, draw(st.binary(max_size=200))))
        else:
            status = draw(st.sampled_from([0xF0, 0xF7]))
            events.append(SysexEvent(tick, status, draw(st.binary(max_size=9))))
    return Track(tuple(events), tick + draw(st.integers(0, 300)))


@st.composite
def files(draw: st.DrawFn) -> MidiFile:
    format_ = draw(st.integers(0, 2))
    size = 1 if format_ == 0 else draw(st.integers(1, 4))
    division = draw(st.one_of(st.integers(1, 0x7FFF), st.sampled_from([0xE728, 0xE250])))
    return MidiFile(format_, division, tuple(draw(tracks()) for _ in range(size)))


@given(files())
def test_a_file_reads_back_as_it_was(file: MidiFile) -> None:
    assert decode(encode(file)) == file


@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_a_midi_error(data: bytes) -> None:
    with pytest.raises(MidiError) as caught:
        decode(data)
    assert 0 <= caught.value.offset <= len(data)
    assert caught.value.reason


@settings(max_examples=300)
@given(files(), st.data())
def test_damaged_files_raise_nothing_but_a_midi_error(file: MidiFile, data: st.DataObject) -> None:
    damaged = bytearray(encode(file))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    for candidate in (bytes(damaged), bytes(damaged[:cut]), bytes(damaged) + b"tail"):
        read = outcome(candidate)
        if isinstance(read, MidiError):
            assert 0 <= read.offset <= len(candidate)
        else:
            assert decode(encode(read)) == read
            smf_view.notes(read)
            smf_view.Clock(read).seconds(read.end)
            smf_view.meters(read)
            smf_view.keys(read)


def outcome(data: bytes) -> MidiFile | MidiError:
    try:
        return decode(data)
    except MidiError as error:
        return error


@given(st.integers(0, 0x0FFFFFFF))
def test_variable_length_numbers(value: int) -> None:
    written = variable_length(value)
    track = written + b"\xff\x2f\0"
    data = struct.pack(">4sIHHH4sI", b"MThd", 6, 0, 1, 96, b"MTrk", len(track)) + track
    assert decode(data).tracks[0].end == value


def header(format_: int = 1, count: int = 1, division: int = 96, length: int = 6) -> bytes:
    return struct.pack(">4sIHHH", b"MThd", length, format_, count, division)


def chunk(body: bytes, kind: bytes = b"MTrk") -> bytes:
    return kind + struct.pack(">I", len(body)) + body


END = b"\x00\xff\x2f\x00"


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"", 0, "the header needs 4 bytes, 0 are left"),
        (b"RIFF....", 0, "expected b'MThd'"),
        (header(length=4), 4, "4 bytes, expected at least 6"),
        (header(length=9), 14, "needs 3 bytes"),
        (header(format_=3) + chunk(END), 8, "format 3"),
        (header(format_=0, count=2) + chunk(END) * 2, 10, "2 tracks in a file of format 0"),
        (header(count=0), 10, "0 tracks"),
        (header(division=0) + chunk(END), 12, "division of 0"),
        (header(division=0xE000) + chunk(END), 12, "SMPTE"),
        (header(count=2) + chunk(END), 26, "promises 2 tracks, found 1"),
        (header() + b"MTr", 14, "chunk's type needs 4"),
        (header() + b"MTrk\0\0\0\x09abc", 22, "promises 9 bytes, 3 are left"),
        (header() + chunk(b"\x00\x40\x40"), 23, "data byte 0x40 where a status belongs"),
        (header() + chunk(b"\x00\x90\x40"), 24, "needs 2 bytes, 1 are left"),
        (header() + chunk(b"\x00\x90\x40\xc0"), 25, "data byte 0xC0"),
        (header() + chunk(b"\x00\xf8" + END), 23, "status 0xF8"),
        (header() + chunk(b"\xff\xff\xff\xff\x01" + END), 22, "longer than four bytes"),
        (header() + chunk(b"\x00\xff\x81\x00" + END), 24, "meta type 0x81"),
        (header() + chunk(b"\x00\xff\x01\x09abc"), 26, "needs 9 bytes"),
        (header() + chunk(b"\x00\xf0\x09abc"), 25, "needs 9 bytes"),
        (header() + chunk(b"\x00\xff\x51\x03\0\0\0" + END), 24, "tempo 000000"),
        (header() + chunk(b"\x00\xff\x51\x00" + END), 24, "tempo empty"),
        (header() + chunk(b"\x00\xff\x58\x04\0\2\x18\x08" + END), 24, "time signature"),
        (header() + chunk(b"\x00\xff\x59\x02\x08\0" + END), 24, "key signature"),
        (header() + chunk(b"\xff\xff\xff\x7f\x90\x01\x01" * 9), 78, "is past"),
    ],
)
def test_what_is_wrong_and_where(data: bytes, offset: int, reason: str) -> None:
    with pytest.raises(MidiError, match=r"not a readable MIDI file") as caught:
        decode(data)
    assert reason in caught.value.reason
    assert caught.value.offset == offset


def test_limits() -> None:
    body = b"\x00\x90\x40\x40" + b"\x01\x40\x00" * 9 + END
    data = header() + chunk(body)
    assert len(decode(data, max_bytes=len(data), max_events=11).tracks[0].events) == 10
    with pytest.raises(MidiError, match="more than the 10 events"):
        decode(data, max_events=10)
    with pytest.raises(MidiError, match=f"{len(data)} bytes is more than the 40"):
        decode(data, max_bytes=40)


def test_careless_files_are_read() -> None:
    """Running status over a meta event, an unknown chunk, no end of track, bytes after the end."""
    body = b"\x00\x90\x3c\x40\x00\xff\x01\x02hi\x60\x3c\x00"
    data = header(format_=0) + chunk(b"?", b"XFIH") + chunk(body) + b"tail"
    file = decode(data)
    assert [note.end for note in smf_view.notes(file)] == [96]
    assert file.tracks[0].end == 96


def test_a_long_header_is_skipped() -> None:
    data = struct.pack(">4sIHHH", b"MThd", 8, 1, 1, 96) + b"??" + chunk(END)
    assert decode(data).division == 96


def test_events_must_be_in_order_and_inside_their_track() -> None:
    late, early = ChannelEvent(9, 0x90, b"\x40\x40"), ChannelEvent(3, 0x80, b"\x40\x40")
    with pytest.raises(ValueError, match="tick 3 is not between 9"):
        encode(MidiFile(0, 96, (Track((late, early), 20),)))
    with pytest.raises(ValueError, match="tick 9 is not between 0 and 5"):
        encode(MidiFile(0, 96, (Track((late,), 5),)))
    with pytest.raises(ValueError, match="variable-length"):
        variable_length(1 << 28)


def meta(tick: int, type_: int, *data: int) -> MetaEvent:
    return MetaEvent(tick, type_, bytes(data))


def on(tick: int, pitch: int, velocity: int = 64, channel: int = 0) -> ChannelEvent:
    return ChannelEvent(tick, 0x90 | channel, bytes((pitch, velocity)))


def test_notes_of_every_kind_of_release() -> None:
    events = (
        on(0, 60),
        on(0, 64, channel=3),
        on(10, 60, 0),
        ChannelEvent(20, 0x83, bytes((64, 0))),
        on(30, 67, 5),
        on(40, 99, 0),
    )
    notes = smf_view.notes(MidiFile(0, 96, (Track(events, 50),)))
    assert [(n.pitch, n.onset, n.end, n.velocity, n.channel) for n in notes] == [
        (60, 0, 10, 64, 0),
        (64, 0, 20, 64, 3),
        (67, 30, 50, 5, 0),
    ]


def test_seconds_follow_the_tempo_map() -> None:
    events = (meta(96, TEMPO, 0x0F, 0x42, 0x40), meta(192, TEMPO, 3, 0xD0, 0x90))
    clock = smf_view.Clock(MidiFile(0, 96, (Track(events, 400),)))
    assert [clock.seconds(t) for t in (0, 96, 144, 192, 288)] == pytest.approx(
        [0, 0.5, 1, 1.5, 1.75]
    )
    first = smf_view.Clock(MidiFile(0, 96, (Track((meta(0, TEMPO, 0x0F, 0x42, 0x40),), 9),)))
    assert first.seconds(96) == pytest.approx(1.0)


def test_seconds_of_a_track_of_its_own_and_of_frames() -> None:
    slow = Track((meta(0, TEMPO, 0x0F, 0x42, 0x40),), 96)
    two = MidiFile(2, 96, (slow, Track((), 96)))
    assert smf_view.Clock(two, 0).seconds(96) == pytest.approx(1.0)
    assert smf_view.Clock(two, 1).seconds(96) == pytest.approx(0.5)
    assert smf_view.Clock(MidiFile(1, 0xE728, (slow,))).seconds(1000) == pytest.approx(1.0)
    drop = MidiFile(1, 0xE350, (slow,))
    assert drop.ticks_per_second == pytest.approx(80 * 30 / 1.001)
    assert two.ticks_per_second is None
    with pytest.raises(ValueError, match="no bars"):
        smf_view.bars(drop)


def test_meters_keys_and_bars() -> None:
    events = (
        meta(0, KEY_SIGNATURE, 253, 1),
        meta(0, TIME_SIGNATURE, 3, 2, 24, 8),
        meta(3 * 96 * 2, TIME_SIGNATURE, 6, 3, 36, 8),
    )
    file = MidiFile(1, 96, (Track(events, 3 * 96 * 3), Track((meta(0, KEY_SIGNATURE, 253, 1),), 0)))
    assert [(m.tick, m.numerator, m.denominator) for m in smf_view.meters(file)] == [
        (0, 3, 4),
        (576, 6, 8),
    ]
    assert smf_view.keys(file) == (smf_view.MidiKey(0, -3, minor=True),)
    assert smf_view.bars(file) == 3
    assert smf_view.bars(MidiFile(1, 96, (Track((), 96),))) == Fraction(1, 4)


def test_names_and_texts() -> None:
    track = Track((MetaEvent(0, 3, "Chœur".encode()), MetaEvent(0, 1, b"caf\xe9")), 0)
    file = MidiFile(1, 96, (Track((), 0), track))
    assert file.track("Chœur") is track
    assert track.metas(1)[0].text == "café"
    with pytest.raises(KeyError):
        file.track("Drums")


@given(files().filter(lambda file: file.division < 0x8000))
def test_an_independent_reader_finds_the_same_channel_events(file: MidiFile) -> None:
    file = replace(file, tracks=tuple(map(_known_to_mido, file.tracks)))
    other = mido.MidiFile(file=io.BytesIO(encode(file)))
    assert (other.type, other.ticks_per_beat) == (file.format, file.division)
    for ours, theirs in zip(file.tracks, other.tracks, strict=True):
        tick, found = 0, []
        for message in theirs:
            tick += message.time
            if not message.is_meta and message.type != "sysex":
                found.append((tick, bytes(message.bytes())))
        channel = [e for e in ours.events if isinstance(e, ChannelEvent)]
        assert found == [(e.tick, bytes((e.status,)) + e.data) for e in channel]
        assert tick == ours.end


def _known_to_mido(track: Track) -> Track:
    """It loses the time of meta events it does not know, and refuses binary system exclusives."""
    known = (
        e
        for e in track.events
        if isinstance(e, ChannelEvent) or getattr(e, "type", 0) in range(1, 8)
    )
    return replace(track, events=tuple(known))
