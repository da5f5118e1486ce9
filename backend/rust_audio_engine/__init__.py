"""The audio engine: SoundFonts and MIDI in, sound out.

A thin face on the Rust extension ``_native``. Every function releases the GIL
while it works, so call it through ``asyncio.to_thread`` or from threads. The
same input gives the same samples whatever the number of threads.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal, NamedTuple, TypedDict, Unpack

import numpy as np
from numpy.typing import NDArray

from rust_audio_engine import _native
from rust_audio_engine._native import EngineError

__all__ = [
    "Dialect",
    "EngineError",
    "Preset",
    "RenderKeywords",
    "SoundFont",
    "Space",
    "Synthesis",
    "WavFormat",
    "__version__",
    "cut_preset",
    "instruction_set",
    "render",
    "render_to_wav",
    "render_wav",
    "synthesize_midi",
    "write_wav",
]

__version__: str = _native.__version__

Space = Literal["room", "hall", "plate", "church"]
Dialect = Literal["sf2", "fluidsynth"]
WavFormat = Literal["pcm16", "pcm24", "float32"]
PathLike = str | os.PathLike[str]

#: Largest font the page is given, in bytes.
CUT_BYTES = 8_000_000


class Preset(NamedTuple):
    """One sound of a font: MIDI bank 0..128 (128 holds drum kits), program 0..127, name."""

    bank: int
    program: int
    name: str


class RenderKeywords(TypedDict, total=False):
    """Options of every rendering function.

    ``gain`` scales the whole (0.5; 1 is one full-scale voice). ``dialect``
    "fluidsynth" reads fonts as FluidSynth and most players do (zone attenuation at
    0.4 of its size, envelopes of 96 dB) where "sf2", the default, follows the
    specification. ``reverb`` names a space or is None for dry sound; ``wet_db``
    and ``dry_db`` set its and the direct sound's level (-120..24 dB),
    ``pre_delay`` 0..1 s. ``chorus`` adds the chorus that channels send to.
    ``threads`` 0 uses every core. ``tail`` bounds the sound after the last
    track's end (12 s; it ends earlier at -90 dB). Songs longer than
    ``max_seconds`` (1800) are refused.
    """

    gain: float
    dialect: Dialect
    reverb: Space | None
    wet_db: float
    dry_db: float
    pre_delay: float
    chorus: bool
    threads: int
    tail: float
    max_seconds: float


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What ``synthesize_midi`` did: frames written, seconds of sound, seconds it took."""

    path: Path
    frames: int
    sample_rate: int
    duration: float
    elapsed: float
    device: str


class SoundFont:
    """An open SoundFont 2 or 3 file, shareable between threads.

    Raises ``EngineError`` with the byte offset if the file is malformed.
    """

    __slots__ = ("native",)

    def __init__(self, path: PathLike) -> None:
        self.native = _native.SoundFont(os.fspath(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> SoundFont:
        """A font held in memory; the bytes are copied."""
        font = cls.__new__(cls)
        font.native = _native.SoundFont.from_bytes(data)
        return font

    @property
    def name(self) -> str:
        """The name the font gives itself."""
        return self.native.name

    @property
    def presets(self) -> tuple[Preset, ...]:
        """Every preset, in the file's order."""
        return tuple(Preset(*row) for row in self.native.presets)

    @property
    def is_compressed(self) -> bool:
        """True if the samples are Vorbis streams (SF3)."""
        return self.native.is_compressed

    def cut_preset(self, bank: int = 0, program: int = 0, max_bytes: int = CUT_BYTES) -> bytes:
        """An SF2 file with this preset alone, at most ``max_bytes`` long.

        Where the preset is larger, near-duplicate samples are merged, then long
        ones shortened, then rates halved. Raises ``EngineError`` if there is no
        such preset or it cannot be made that small.
        """
        return self.native.cut_preset(bank, program, max_bytes)

    def __repr__(self) -> str:
        return repr(self.native)


def _opened(font: SoundFont | PathLike) -> SoundFont:
    return font if isinstance(font, SoundFont) else SoundFont(font)


def render(
    midi: bytes,
    font: SoundFont | PathLike,
    sample_rate: int = 44_100,
    **options: Unpack[RenderKeywords],
) -> NDArray[np.float32]:
    """Renders a MIDI file to stereo samples.

    Returns float32 of shape ``(frames, 2)``, left then right, full scale 1 (more
    is possible: nothing clips here). ``sample_rate`` is 8000..192000 Hz. Raises
    ``EngineError`` if the MIDI data or the font is malformed.
    """
    keywords = {"sample_rate": sample_rate, **options}
    return _native.render(midi, _opened(font).native, keywords)


def render_wav(
    midi: bytes,
    font: SoundFont | PathLike,
    sample_rate: int = 44_100,
    *,
    format: WavFormat = "pcm16",  # noqa: A002
    **options: Unpack[RenderKeywords],
) -> bytes:
    """Renders a MIDI file to the bytes of a stereo WAV file."""
    keywords = {"sample_rate": sample_rate, "format": format, **options}
    made = _native.render_wav(midi, _opened(font).native, keywords)
    return made[0]


def render_to_wav(
    midi: bytes,
    font: SoundFont | PathLike,
    path: PathLike,
    sample_rate: int = 44_100,
    *,
    format: WavFormat = "pcm16",  # noqa: A002
    **options: Unpack[RenderKeywords],
) -> int:
    """Renders a MIDI file into a stereo WAV file; returns the number of frames."""
    keywords = {"sample_rate": sample_rate, "format": format, **options}
    return _native.render_to_wav(midi, _opened(font).native, os.fspath(path), keywords)


def write_wav(
    path: PathLike | None,
    samples: NDArray[np.float32],
    sample_rate: int,
    format: WavFormat = "pcm16",  # noqa: A002
) -> bytes:
    """Encodes float samples as a WAV file, dithered where they become integers.

    ``samples`` has shape ``(frames,)`` or ``(frames, channels)``, full scale 1.
    Writes the bytes to ``path`` unless that is None, and returns them.
    """
    array = np.asarray(samples, dtype=np.float32)
    data = _native.encode_wav(array, sample_rate, format)
    if path is not None:
        Path(path).write_bytes(data)
    return data


def cut_preset(
    font: SoundFont | PathLike, bank: int = 0, program: int = 0, max_bytes: int = CUT_BYTES
) -> bytes:
    """An SF2 file with one preset of ``font``: see ``SoundFont.cut_preset``."""
    return _opened(font).cut_preset(bank, program, max_bytes)


def instruction_set() -> str:
    """Name of the vector instructions in use on this machine."""
    return _native.instruction_set()


def synthesize_midi(
    midi_path: PathLike,
    output_path: PathLike,
    soundfont_path: PathLike,
    sample_rate: int = 44_100,
    use_gpu: bool = True,
    reverb: bool | Space = True,
) -> Synthesis:
    """Renders the MIDI file at ``midi_path`` to a 16-bit WAV at ``output_path``.

    ``use_gpu`` allows the GPU where it is faster; for one file the processor
    always is. ``reverb`` is a space, or True for the hall. Raises ``EngineError``
    for malformed files and ``OSError`` if ``midi_path`` cannot be read.
    """
    del use_gpu
    begin = perf_counter()
    space: Space | None = "hall" if reverb is True else (reverb or None)
    frames = render_to_wav(
        Path(midi_path).read_bytes(), soundfont_path, output_path, sample_rate, reverb=space
    )
    elapsed = perf_counter() - begin
    duration = frames / sample_rate
    return Synthesis(Path(output_path), frames, sample_rate, duration, elapsed, "cpu")
