"""Audio files in and out, peaks and pictures.

Sample arrays are float32, full scale 1, of shape ``(frames,)`` or ``(frames, channels)``;
C-contiguous ones are read in place, so nothing may write to them during a call.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rust_audio_engine import _native
from rust_audio_engine.values import AudioFormat, PathLike, Peaks, WavFormat

#: Longest recording decoded unless told otherwise, in seconds, and largest file, in bytes.
MAX_SECONDS = 1200.0
MAX_BYTES = 512 << 20
#: Formats that suffixes name.
FILES: tuple[AudioFormat, ...] = ("wav", "flac", "ogg", "mp3")
#: Frames of a streamed block: about a second and a half at 44.1 kHz.
BLOCK_FRAMES = 65_536


def floats(samples: ArrayLike) -> NDArray[np.float32]:
    """``samples`` as float32, in place where they are.

    Raises ``EngineError`` for anything but real floats: whole numbers are on another scale.
    """
    try:
        array = np.asarray(samples)
    except ValueError as error:
        raise _native.EngineError(f"argument: samples: {error}") from error
    if array.dtype.kind != "f":
        text = f"argument: samples of type {array.dtype}; floats, full scale 1, are wanted"
        raise _native.EngineError(text)
    with np.errstate(over="ignore"):
        return array.astype(np.float32, copy=False)


def encode(
    samples: NDArray[np.float32],
    sample_rate: int,
    format: AudioFormat,  # noqa: A002
    quality: float | None = None,
) -> bytes:
    """The bytes of an audio file of ``samples``, shape ``(frames,)`` or ``(frames, channels)``.

    "wav" is "pcm16", "flac" is 16 bits; both are dithered. "ogg" (Vorbis) and "mp3" (variable
    rate, at most two channels) take a ``quality`` from 0 (small) to 1 (best); 0.6 and 0.8, their
    defaults, come to about 190 kbit/s of stereo. Whole numbers clip at full scale.
    ``sample_rate`` is in Hz. Raises ``EngineError`` for what the format cannot hold.
    """
    return _native.encode(floats(samples), sample_rate, format, quality)


def write_audio(
    path: PathLike,
    samples: NDArray[np.float32],
    sample_rate: int,
    quality: float | None = None,
) -> None:
    """Writes ``samples``, shape ``(frames[, channels])``, as the file that ``path`` is named for.

    ``sample_rate`` in Hz and ``quality`` are as ``encode`` has them. The suffixes are .wav,
    .flac, .ogg and .mp3. Raises ``EngineError`` for another one and ``OSError`` if the file
    cannot be written.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    name = next((known for known in FILES if suffix == f".{known}"), None)
    if name is None:
        raise _native.EngineError(f"argument: {target}: name a .wav, .flac, .ogg or .mp3 file")
    target.write_bytes(encode(samples, sample_rate, name, quality))


def write_wav(
    path: PathLike | None,
    samples: NDArray[np.float32],
    sample_rate: int,
    format: WavFormat = "pcm16",  # noqa: A002
) -> bytes:
    """Encodes float samples as a WAV file, dithered where they become integers.

    ``samples`` has shape ``(frames,)`` or ``(frames, channels)``, full scale 1.
    ``sample_rate`` is in Hz. Writes the bytes to ``path`` unless that is None, and
    returns them.
    """
    data = encode(samples, sample_rate, format)
    if path is not None:
        Path(path).write_bytes(data)
    return data


def write_flac(
    path: PathLike | None,
    samples: NDArray[np.float32],
    sample_rate: int,
    bits: Literal[16, 24] = 16,
) -> bytes:
    """Encodes float samples, shape ``(frames,)`` or ``(frames, 1 or 2)``, as FLAC.

    ``sample_rate`` is in Hz. Writes the bytes to ``path`` unless that is None, and
    returns them.
    """
    data = encode(samples, sample_rate, "flac24" if bits == 24 else "flac")
    if path is not None:
        Path(path).write_bytes(data)
    return data


def decode(
    source: PathLike | bytes,
    sample_rate: int | None = None,
    *,
    mono: bool = False,
    max_seconds: float = MAX_SECONDS,
    max_bytes: int = MAX_BYTES,
) -> tuple[NDArray[np.float32], int]:
    """Decodes a WAV, MP3, FLAC or Ogg Vorbis recording, a path or its bytes.

    Returns float32 samples of shape ``(frames, channels)`` and their rate in Hz:
    ``sample_rate`` where given (resampled), else the recording's own. ``mono``
    mixes the channels into one. Raises ``EngineError`` for what is no recording,
    or is longer or larger than the limits.
    """
    given = source if isinstance(source, bytes) else os.fspath(source)
    return _native.decode(given, sample_rate, mono, max_seconds, max_bytes)


class Stream:
    """A recording decoded block by block: an iterator of float32 arrays.

    Every block has shape ``(frames, channels)``; the last may be shorter. Blocks
    put together are what ``decode`` returns, whatever ``frames`` is; memory holds
    one block at a time. ``sample_rate`` (Hz) resamples, ``mono`` mixes. Raises
    ``EngineError`` as ``decode`` does: at once for a file that is too large or no
    recording, on the way for one that is broken or longer than ``max_seconds``.
    """

    __slots__ = ("native",)

    def __init__(
        self,
        source: PathLike | bytes,
        sample_rate: int | None = None,
        *,
        mono: bool = False,
        frames: int = BLOCK_FRAMES,
        max_seconds: float = MAX_SECONDS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        given = source if isinstance(source, bytes) else os.fspath(source)
        self.native = _native.Stream(given, frames, sample_rate, mono, max_seconds, max_bytes)

    @property
    def sample_rate(self) -> int:
        """Frames a second of the blocks, in Hz; 0 until the first block of some formats."""
        return self.native.sample_rate

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> NDArray[np.float32]:
        return next(self.native)


def resample(samples: NDArray[np.float32], from_rate: int, to_rate: int) -> NDArray[np.float32]:
    """Changes the rate of one channel, shape ``(frames,)``; rates in Hz, 1000 to 768000."""
    return _native.resample(floats(samples), from_rate, to_rate)


def peaks(samples: NDArray[np.float32], count: int) -> Peaks:
    """What a waveform display needs of samples, shape ``(frames[, channels])``.

    ``count`` stretches of equal length; one a frame where there are fewer frames.
    """
    return Peaks(*_native.peaks(floats(samples), count))


def waveform_png(
    samples: NDArray[np.float32],
    width: int = 1200,
    height: int = 200,
    colour: tuple[int, int, int] = (124, 58, 237),
) -> bytes:
    """A PNG of the waveform of samples, shape ``(frames[, channels])``, on a transparent ground.

    ``width`` and ``height`` in pixels, 1 to 8192; ``colour`` as red, green, blue, 0 to 255.
    """
    array = floats(samples)
    return _native.picture(array, None, width, height, colour)


def spectrogram_png(
    samples: NDArray[np.float32], sample_rate: int, width: int = 1200, height: int = 400
) -> bytes:
    """A PNG of the spectrum over time: logarithmic pitch from 30 Hz, 90 dB of level.

    ``samples`` has shape ``(frames[, channels])``, ``sample_rate`` is in Hz, ``width`` and
    ``height`` in pixels, 1 to 8192.
    """
    array = floats(samples)
    return _native.picture(array, sample_rate, width, height, (0, 0, 0))
