"""The three test pieces of the engine's benchmark, written as MIDI files.

``p30`` and ``p180``: two hands, nine notes a second, pedal changed every two
seconds. ``stress30``: thirty notes a second over a pedal that never comes up.
"""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass, field

TICKS_PER_SECOND = 1920  # 960 a quarter at 120 quarters a minute


@dataclass
class Track:
    """Events as (tick, order within the tick, bytes)."""

    events: list[tuple[int, int, bytes]] = field(default_factory=list)

    def add(self, seconds: float, order: int, *data: int) -> None:
        """Puts a channel message at its time."""
        self.events.append((round(seconds * TICKS_PER_SECOND), order, bytes(data)))

    def file(self, seconds: float) -> bytes:
        """A format 0 file that ends at ``seconds``."""
        body, now = bytearray(), 0
        for tick, _, data in sorted(self.events):
            body += variable(tick - now) + data
            now = tick
        body += variable(max(0, round(seconds * TICKS_PER_SECOND) - now)) + b"\xff\x2f\x00"
        head = b"MThd" + struct.pack(">IHHH", 6, 0, 1, 960)
        return head + b"MTrk" + struct.pack(">I", len(body)) + bytes(body)


def variable(value: int) -> bytes:
    """A variable-length number."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(0x80 | value & 0x7F)
    return bytes(reversed(out))


def piece(seconds: int, notes: int, *, held: bool = False, seed: int = 1) -> bytes:
    """``notes`` a second for ``seconds``, the pedal changed or always ``held``."""
    rng, track = random.Random(seed), Track()
    for index in range(seconds * notes):
        start = index / notes + rng.uniform(0, 0.02)
        key = rng.randint(36, 59) if index % 3 == 0 else rng.randint(60, 88)
        length = rng.uniform(0.15, 0.6)
        track.add(start, 2, 0x90, key, rng.randint(50, 100))
        track.add(min(start + length, seconds), 1, 0x80, key, 0)
    for start in [0] if held else range(0, seconds, 2):
        track.add(start, 0, 0xB0, 64, 127)
        if not held:
            track.add(min(start + 1.9, seconds), 0, 0xB0, 64, 0)
    return track.file(seconds)


def pieces() -> dict[str, tuple[bytes, int]]:
    """Every piece by name: its MIDI file and its length in seconds."""
    return {
        "p30": (piece(30, 9), 30),
        "p180": (piece(180, 9), 180),
        "stress30": (piece(30, 30, held=True), 30),
    }
