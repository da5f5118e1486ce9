"""A piece that uses what SoundFonts can do, on a grid of 64 frames."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.engine_midi import variable

GRID = 64
RATE = 44_100


@dataclass
class Piece:
    """Events as (grid step, message), and where each named section begins."""

    events: list[tuple[int, tuple[int, int, int]]] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    now: int = 0

    def section(self, name: str) -> None:
        self.sections.append((self.now * GRID, name))

    def send(self, status: int, first: int, second: int = 0) -> None:
        self.events.append((self.now, (status, first, second)))

    def wait(self, seconds: float) -> None:
        self.now += round(seconds * RATE / GRID)

    def note(self, key: int, velocity: int, seconds: float, rest: float = 0.6) -> None:
        self.send(0x90, key, velocity)
        self.wait(seconds)
        self.send(0x80, key)
        self.wait(rest)

    def midi(self) -> bytes:
        """The same as a MIDI file whose tick is a grid step."""
        tempo = round(1e6 * 480 * GRID / RATE)
        body, now = bytearray(b"\0\xff\x51\x03" + tempo.to_bytes(3, "big")), 0
        for step, (status, first, second) in self.events:
            data = (status, first) if status >> 4 in (0xC, 0xD) else (status, first, second)
            body += variable(step - now) + bytes(data)
            now = step
        body += variable(self.now - now) + b"\xff\x2f\0"
        head = b"MThd\0\0\0\x06\0\0\0\x01" + (480).to_bytes(2, "big")
        return head + b"MTrk" + len(body).to_bytes(4, "big") + bytes(body)


PROGRAMS = (0, 4, 6, 11, 16, 24, 25, 33, 38, 40, 42, 46, 48, 52, 56, 60, 65, 71, 73, 80, 89, 105)


def feature_piece() -> Piece:
    """Programs of every family, velocities, controllers, pedals, bends, drums."""
    piece = Piece()
    for program in PROGRAMS:
        piece.section(f"program {program}")
        piece.send(0xC0, program)
        for key, velocity in ((43, 100), (60, 64), (67, 110), (79, 90)):
            piece.note(key, velocity, 0.8)
    piece.send(0xC0, 48)
    piece.section("volume and expression")
    piece.send(0x90, 60, 100)
    for value in (127, 90, 50, 100):
        piece.send(0xB0, 7, value)
        piece.wait(0.4)
    for value in (127, 80, 40, 127):
        piece.send(0xB0, 11, value)
        piece.wait(0.4)
    piece.section("pan")
    for value in (0, 30, 100, 127, 64):
        piece.send(0xB0, 10, value)
        piece.wait(0.4)
    piece.section("wheel and modulation")
    for value in (0, 4096, 12288, 16383, 8192):
        piece.send(0xE0, value & 127, value >> 7)
        piece.wait(0.4)
    piece.send(0xB0, 1, 100)
    piece.wait(2)
    piece.send(0xB0, 1, 0)
    piece.send(0x80, 60)
    piece.wait(1)
    piece.section("pedals")
    piece.send(0xC0, 0)
    for pedal in (64, 66):
        piece.send(0x90, 55, 90)
        piece.wait(0.2)
        piece.send(0xB0, pedal, 127)
        piece.send(0x80, 55)
        piece.wait(1.5)
        piece.send(0xB0, pedal, 0)
        piece.wait(1)
    piece.section("drums")
    for key in (36, 38, 45, 49, 51, 56):
        piece.send(0x99, key, 100)
        piece.wait(0.7)
    piece.wait(1)
    piece.section("exclusive class")
    for key, seconds in ((46, 0.25), (42, 1.0), (46, 0.25), (44, 1.0)):
        piece.send(0x99, key, 110)
        piece.wait(seconds)
    piece.wait(0.5)
    return piece
