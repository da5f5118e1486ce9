"""The values that cross the border: options in, results out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

Space = Literal["room", "hall", "plate", "church"]
#: "sf2" or "fluidsynth", each with departures put in or left out: "fluidsynth-fall".
Dialect = str
Device = Literal["auto", "cpu", "gpu"]
WavFormat = Literal["pcm16", "pcm24", "float32"]
#: Every file there is; "wav" is "pcm16" and "flac" has 16 bits.
AudioFormat = Literal["wav", "pcm16", "pcm24", "float32", "flac", "flac24", "ogg", "mp3"]
PathLike = str | os.PathLike[str]
#: Hears how many files are done and how many there are; False stops the work.
Progress = Callable[[int, int], bool | None]


class Preset(NamedTuple):
    """One sound of a font: MIDI bank 0..128 (128 holds drum kits), program 0..127, name."""

    bank: int
    program: int
    name: str


class Gpu(NamedTuple):
    """The device that a GPU would be: its name, Vulkan, Metal or DX12, and the driver.

    ``is_software`` is True where the processor imitates one: "auto" never uses that.
    """

    name: str
    backend: str
    driver: str
    is_software: bool


class RenderKeywords(TypedDict, total=False):
    """Options of every rendering function.

    ``gain`` scales the whole (0.5; 1 is one full-scale voice). ``dialect``
    "fluidsynth" reads fonts as FluidSynth and most players do (zone attenuation at
    0.4 of its size, envelopes of 96 dB) where "sf2", the default, follows the
    specification; "+NAME" puts one departure in and "-NAME" leaves one out: attenuation,
    fall, velocity, resonance, cuts, blocks, tremolo. ``fine`` interpolates over eight
    points instead of four. ``reverb`` names a space or is None for dry sound; ``wet_db``
    and ``dry_db`` set its and the direct sound's level (-120..24 dB),
    ``pre_delay`` 0..1 s; ``impulse`` is a recorded response (WAV, at most 20 s)
    in place of a space. ``equaliser`` is three gains in dB (low shelf 200 Hz, bell
    1 kHz, high shelf 5 kHz), ``normalise`` a peak level in dB, ``limit`` a ceiling
    in dB that a look-ahead limiter keeps; all off by default. ``chorus`` adds the
    chorus that channels send to. ``device`` "auto" computes on a GPU what would take
    one core four seconds or more, where there is a real one, and falls back to the
    processor; "gpu" raises ``EngineError`` where there is none; the two devices'
    samples differ by less than -90 dB of full scale. ``threads`` 0 uses every core. ``tail`` bounds
    the sound after the last track's end (12 s; it ends earlier at -90 dB). Songs
    longer than ``max_seconds`` (1800) are refused.
    """

    gain: float
    dialect: Dialect
    fine: bool
    reverb: Space | None
    wet_db: float
    dry_db: float
    pre_delay: float
    impulse: PathLike | None
    chorus: bool
    equaliser: tuple[float, float, float] | None
    normalise: float | None
    limit: float | None
    device: Device
    threads: int
    tail: float
    max_seconds: float


class Peaks(NamedTuple):
    """Lowest, highest and root-mean-square value of each stretch: float32, shape (count,)."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    rms: NDArray[np.float32]

    @property
    def pairs(self) -> NDArray[np.float32]:
        """Lowest and highest side by side: float32, shape ``(count, 2)``."""
        return np.stack([self.low, self.high], axis=1)


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What ``synthesize_midi`` did: frames written, seconds of sound, seconds it took.

    ``device`` is "gpu" where one computed the sound or a part of it.
    """

    path: Path
    frames: int
    sample_rate: int
    duration: float
    elapsed: float
    device: Literal["cpu", "gpu"]
