"""Levels against FluidSynth, over a piece that uses what SoundFonts can do.

Both play the same events on the same 64-frame grid, dry. Levels of 50 ms frames
are compared after the median gain is removed. Two shares are given: the engine
reading the font as SF2.04 has it, and reading it as FluidSynth does.

Each frame that parts is listed with its likely cause. The engine knows FluidSynth's
departures from the specification one by one, so the piece is also played with each of
them alone left out of FluidSynth's reading: the departure that moves a frame most is
what it parts by. A frame that none of them moves is said to be unexplained.

    python -m benchmarks.engine_conformance FONT.sf2...
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import rust_audio_engine as engine
from benchmarks.engine_features import GRID, RATE, Piece, feature_piece
from benchmarks.engine_fluidsynth import FluidSynth

FRAME = RATE // 20
AUDIBLE_DB = -70.0
WITHIN_DB = 0.5


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
    """Frames of one section that part by more than 0.5 dB, in one reading and for one cause.

    ``first`` is in seconds from the section's start; ``ours`` and ``theirs`` are levels of
    that frame in dB, the median gain removed from ours; ``moved`` is by how many dB the
    cause moves it.
    """

    section: str
    reading: str
    cause: str
    frames: int
    heard: int
    first: float
    ours: float
    theirs: float
    moved: float

    @property
    def why(self) -> str:
        """The cause in words, with the specification's section."""
        return CAUSES[self.cause]


#: The engine's names of FluidSynth's departures, and what they are.
CAUSES = {
    "attenuation": "zone attenuation counts in full (8.1.3, generator 48); FluidSynth: 0.4 of it",
    "fall": "decays and releases fall 100 dB in their time (8.1.3, 36 and 38); FluidSynth: 96 dB",
    "velocity": "velocity lowers the cutoff by default (8.4.2); FluidSynth: it does not",
    "resonance": "a resonance of Q dB is that high over its floor (8.1.3, 9); FluidSynth: Q - 3 dB",
    "cuts": "an exclusive class ends a voice at once (8.1.3, 57); FluidSynth: fades it in 0.9 s",
    "blocks": "LFOs, envelopes and sweeps move all the time (8.1.2); FluidSynth: every 64 frames",
    "tremolo": "the LFO moves the volume up and down (8.1.3, 13); FluidSynth: never over the peak",
    "unexplained": "no departure alone moves these frames: several do, or the gain of all the rest",
}
DEPARTURES = tuple(CAUSES)[:-1]
#: What can still part where the engine makes all of them: how well it imitates timing.
TIMED = ("cuts", "blocks")
#: Decibels that a departure must move a frame by to be its cause.
MOVES_DB = 0.2


@dataclass(frozen=True, slots=True)
class Conformance:
    """Shares of audible frames within 0.5 dB by reading, and where the others are."""

    shares: dict[str, float]
    departures: list[Departure]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One font against FluidSynth: what each reading differs by, frame for frame."""

    piece: Piece
    errors: dict[str, NDArray[np.float64]]
    heard: NDArray[np.bool_]
    levels: NDArray[np.float64]

    def causes(self, names: Sequence[str]) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
        """Which of the departures moves each frame most, and by how many dB."""
        own = self.errors["fluidsynth"]
        moved = np.array([self.errors[f"fluidsynth-{name}"] - own for name in names])
        best = np.abs(moved).argmax(0)
        most = moved[best, np.arange(len(own))]
        found = np.abs(most) >= MOVES_DB
        return np.where(found, np.array(names)[best], "unexplained"), most


def compare(font: Path) -> Comparison:
    """Plays the feature piece in every reading."""
    piece = feature_piece()
    theirs, midi = by_fluidsynth(piece, font), piece.midi()
    whole = engine.SoundFont(font)
    errors: dict[str, NDArray[np.float64]] = {}
    heard = np.ones(0, np.bool_)
    for reading in (*(f"fluidsynth-{name}" for name in DEPARTURES), "sf2", "fluidsynth"):
        ours = engine.render(midi, whole, gain=0.5, dialect=reading)
        ours = np.pad(ours, ((0, max(0, len(theirs) - len(ours))), (0, 0)))
        errors[reading], heard = differences(ours, theirs)
    return Comparison(piece, errors, heard, levels(theirs))


def conformance(font: Path) -> Conformance:
    """Compares the engine with FluidSynth over the feature piece, in both readings."""
    made = compare(font)
    shares: dict[str, float] = {}
    departures: list[Departure] = []
    for reading in ("sf2", "fluidsynth"):
        error = made.errors[reading][made.heard]
        shares[reading] = float(np.mean(np.abs(error) <= WITHIN_DB))
        departures += _departures(made, reading)
    return Conformance(shares, departures)


def _departures(made: Comparison, reading: str) -> list[Departure]:
    """The frames that part, by section and cause, in their order."""
    error = made.errors[reading]
    causes, moved = made.causes(DEPARTURES if reading == "sf2" else TIMED)
    starts = [start for start, _ in made.piece.sections] + [made.piece.now * GRID]
    out = []
    for index, (start, name) in enumerate(made.piece.sections):
        part = slice(start // FRAME, starts[index + 1] // FRAME)
        heard = int(made.heard[part].sum())
        parts = made.heard[part] & (np.abs(error[part]) > WITHIN_DB)
        for cause in CAUSES:
            missed = part.start + np.flatnonzero(parts & (causes[part] == cause))
            if not len(missed):
                continue
            at = int(missed[0])
            level = float(made.levels[at])
            values = (level + float(error[at]), level, float(moved[at]))
            first = max(0.0, (at * FRAME - start) / RATE)
            out.append(Departure(name, reading, cause, len(missed), heard, first, *values))
    return out


def report(font: Path) -> str:
    """The comparison as Markdown: both shares, then every section that parts, by cause."""
    made = conformance(font)
    shares = {name: f"{100 * share:.1f} %" for name, share in made.shares.items()}
    head = (
        f"{font.stem}: {shares['fluidsynth']} of the audible 50 ms frames lie within {WITHIN_DB} dB"
        f" of FluidSynth where fonts are read as it reads them, {shares['sf2']} as SF2.04 has it."
    )
    return "\n".join([head, "", *_totals(made), "", *_sections(made)])


def _totals(made: Conformance) -> list[str]:
    """How many frames part for each cause, as a table."""
    lines = ["| reading | likely cause | frames that part |", "| --- | --- | --- |"]
    for reading in made.shares:
        for cause, text in CAUSES.items():
            rows = [d for d in made.departures if (d.reading, d.cause) == (reading, cause)]
            if rows:
                lines.append(f"| {reading} | {cause}: {text} | {sum(d.frames for d in rows)} |")
    return lines


def _sections(made: Conformance) -> list[str]:
    """Every section that parts, as a table."""
    columns = "section, reading, likely cause, frames that part, first at (s), ours (dB)"
    titles = [*columns.split(", "), "FluidSynth (dB)", "the cause moves it by (dB)"]
    lines = [f"| {' | '.join(titles)} |", "| --- " * len(titles) + "|"]
    return lines + [
        f"| {d.section} | {d.reading} | {d.cause} | {d.frames} of {d.heard} | {d.first:.2f}"
        f" | {d.ours:.1f} | {d.theirs:.1f} | {d.moved:+.1f} |"
        for d in made.departures
    ]


def main(words: list[str]) -> int:
    """Prints the report for each font named."""
    for word in words:
        print(report(Path(word)), end="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
