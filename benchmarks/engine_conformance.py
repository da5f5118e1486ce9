"""Levels against FluidSynth, over a piece that uses what SoundFonts can do.

Both play the same events on the same 64-frame grid, dry. Levels of 50 ms frames
are compared after the median gain is removed. Two shares are given: the engine
reading the font as SF2.04 has it, and reading it as FluidSynth does. A frame
that only the second matches is one where FluidSynth departs from the
specification; those are listed by the section of the piece they fall in.

    python -m benchmarks.engine_conformance FONT.sf2...
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import rust_audio_engine as engine
from benchmarks.engine_fluidsynth import FluidSynth
from benchmarks.engine_midi import variable

GRID = 64
RATE = 44_100
FRAME = RATE // 20
AUDIBLE_DB = -70.0
WITHIN_DB = 0.5


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
    return piece


def by_fluidsynth(piece: Piece, font: Path) -> NDArray[np.float32]:
    """The piece as FluidSynth's library plays it."""
    synth, parts, now = FluidSynth(font), [], 0
    for step, message in piece.events:
        if step > now:
            parts.append(synth.frames((step - now) * GRID))
            now = step
        synth.message(*message)
    parts.append(synth.frames((piece.now - now) * GRID))
    synth.close()
    return np.concatenate(parts)


def levels(sound: NDArray[np.float32]) -> NDArray[np.float64]:
    """Decibels of each 50 ms frame."""
    count = len(sound) // FRAME
    power = np.square(sound[: count * FRAME].reshape(count, -1), dtype=np.float64).mean(1)
    return 10 * np.log10(power + 1e-15)


def differences(
    ours: NDArray[np.float32], theirs: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Decibels by which each frame differs, median removed, and which are audible."""
    frames = min(len(ours), len(theirs))
    a, b = levels(ours[:frames]), levels(theirs[:frames])
    heard = (a > AUDIBLE_DB) | (b > AUDIBLE_DB)
    return a - b - np.median((a - b)[heard]), heard


@dataclass(frozen=True, slots=True)
class Departure:
    """Frames of one section that part by more than 0.5 dB in one reading of the font.

    ``first`` is in seconds from the section's start; levels are of that frame, in dB,
    the median gain removed from ours.
    """

    section: str
    reading: str
    frames: int
    heard: int
    first: float
    ours: float
    theirs: float

    @property
    def why(self) -> str:
        """Where the two readings are known to part, with the specification's section."""
        return STRICT if self.reading == "sf2" else BLOCKS


STRICT = "attenuation counts in full, falls are of 100 dB (8.1.2); FluidSynth: 0.4 and 96 dB"
BLOCKS = "LFOs and levels move all the time (8.1.2); FluidSynth's step every 64 frames"


@dataclass(frozen=True, slots=True)
class Conformance:
    """Shares of audible frames within 0.5 dB by reading, and where the others are."""

    shares: dict[str, float]
    departures: list[Departure]


def conformance(font: Path) -> Conformance:
    """Compares the engine with FluidSynth over the feature piece, in both readings."""
    piece = feature_piece()
    theirs, midi = by_fluidsynth(piece, font), piece.midi()
    shares: dict[str, float] = {}
    departures: list[Departure] = []
    for reading in ("sf2", "fluidsynth"):
        ours = engine.render(midi, font, gain=0.5, dialect=reading)
        error, heard = differences(ours, theirs)
        shares[reading] = float(np.mean(np.abs(error[heard]) <= WITHIN_DB))
        departures += _departures(piece, reading, error, heard, levels(theirs))
    return Conformance(shares, departures)


def _departures(
    piece: Piece,
    reading: str,
    error: NDArray[np.float64],
    heard: NDArray[np.bool_],
    theirs: NDArray[np.float64],
) -> list[Departure]:
    """The sections with frames that part, in their order."""
    starts = [start for start, _ in piece.sections] + [piece.now * GRID]
    out = []
    for index, (start, name) in enumerate(piece.sections):
        part = slice(start // FRAME, starts[index + 1] // FRAME)
        missed = np.flatnonzero(heard[part] & (np.abs(error[part]) > WITHIN_DB))
        if len(missed):
            at = part.start + int(missed[0])
            first = max(0.0, (at * FRAME - start) / RATE)
            level = float(theirs[at])
            count = int(heard[part].sum())
            out.append(
                Departure(name, reading, len(missed), count, first, level + float(error[at]), level)
            )
    return out


def report(font: Path) -> str:
    """The comparison as Markdown: both shares, then every section that parts."""
    made = conformance(font)
    shares = {name: f"{100 * share:.1f} %" for name, share in made.shares.items()}
    head = (
        f"{font.stem}: {shares['fluidsynth']} of the audible 50 ms frames lie within {WITHIN_DB} dB"
        f" of FluidSynth where fonts are read as it reads them, {shares['sf2']} as SF2.04 has it."
    )
    columns = "section, reading, frames that part, first at (s), ours (dB), FluidSynth (dB)"
    titles = [*columns.split(", "), "the specification"]
    lines = [head, "", f"| {' | '.join(titles)} |", "| --- " * len(titles) + "|"]
    lines += [
        f"| {d.section} | {d.reading} | {d.frames} of {d.heard} | {d.first:.2f} | {d.ours:.1f}"
        f" | {d.theirs:.1f} | {d.why} |"
        for d in made.departures
    ]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Prints the report for each font named."""
    for word in words:
        print(report(Path(word)), end="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
