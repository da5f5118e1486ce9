"""A SoundFont written on the spot: one looped sine at a stated level."""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np
import pytest

RATE = 44_100
HERTZ = 441.0

Song = Callable[..., bytes]


def chunk(tag: bytes, body: bytes) -> bytes:
    return tag + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def sine_font(amplitude: float = 0.5) -> bytes:
    """Bank 0, program 0, "Sine": 441 Hz at key 60."""
    time = np.arange(RATE) / RATE
    points = np.round(32768 * amplitude * np.sin(2 * np.pi * HERTZ * time)).astype("<i2").tobytes()
    name = lambda text: text.encode().ljust(20, b"\0")  # noqa: E731
    words = lambda *values: struct.pack(f"<{len(values)}H", *values)  # noqa: E731
    end = bytes(12)
    header = struct.pack("<IIIIIBbHH", 0, RATE, 0, RATE, RATE, 60, 0, 0, 1)
    hydra = (
        chunk(b"phdr", name("Sine") + words(0, 0, 0) + end + name("EOP") + words(0, 0, 1) + end)
        + chunk(b"pbag", words(0, 0, 1, 0))
        + chunk(b"pmod", bytes(10))
        + chunk(b"pgen", words(41, 0, 0, 0))
        + chunk(b"inst", name("Sine") + words(0) + name("EOI") + words(1))
        + chunk(b"ibag", words(0, 0, 2, 0))
        + chunk(b"imod", bytes(10))
        + chunk(b"igen", words(54, 1, 53, 0, 0, 0))
        + chunk(b"shdr", name("Sine") + header + name("EOS") + bytes(26))
    )
    lists = (
        chunk(b"LIST", b"INFO" + chunk(b"ifil", words(2, 4)))
        + chunk(b"LIST", b"sdta" + chunk(b"smpl", points + bytes(92)))
        + chunk(b"LIST", b"pdta" + hydra)
    )
    return chunk(b"RIFF", b"sfbk" + lists)


def song(seconds: float = 1.0, key: int = 60) -> bytes:
    """One note at full volume and velocity, 1000 ticks a second."""
    ticks = round(seconds * 1000)
    length = bytes([0x80 | ticks >> 7 & 0x7F, ticks & 0x7F])
    body = b"\0\xb0\x07\x7f\0\x90" + bytes([key, 127]) + length + bytes([0x80, key, 0])
    body += b"\0\xff\x2f\0"
    head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500)
    return head + b"MTrk" + struct.pack(">I", len(body)) + body


@pytest.fixture(name="song")
def song_fixture() -> Song:
    """Writes a one-note MIDI file: ``song(seconds, key)``."""
    return song


@pytest.fixture(name="font_bytes", scope="session")
def font_bytes_fixture() -> bytes:
    """The sine font."""
    return sine_font()
