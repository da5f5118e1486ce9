"""Audio files in and out, peaks and pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rust_audio_engine import _native
from rust_audio_engine.values import PathLike, Peaks, WavFormat


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


def write_flac(
    path: PathLike | None,
    samples: NDArray[np.float32],
    sample_rate: int,
    bits: Literal[16, 24] = 16,
) -> bytes:
    """Encodes float samples, shape ``(frames,)`` or ``(frames, 1 or 2)``, as FLAC.

    Writes the bytes to ``path`` unless that is None, and returns them.
    """
    data = _native.encode_flac(np.asarray(samples, dtype=np.float32), sample_rate, bits)
    if path is not None:
        Path(path).write_bytes(data)
    return data


def decode(
    source: PathLike | bytes,
    sample_rate: int | None = None,
    *,
    mono: bool = False,
    max_seconds: float = 1200.0,
    max_bytes: int = 512 << 20,
) -> tuple[NDArray[np.float32], int]:
    """Decodes a WAV, MP3, FLAC or Ogg Vorbis recording, a path or its bytes.

    Returns float32 samples of shape ``(frames, channels)`` and their rate in Hz:
    ``sample_rate`` where given (resampled), else the recording's own. ``mono``
    mixes the channels into one. Raises ``EngineError`` for what is no recording,
    or is longer or larger than the limits.
    """
    given = source if isinstance(source, bytes) else os.fspath(source)
    return _native.decode(given, sample_rate, mono, max_seconds, max_bytes)


def resample(samples: NDArray[np.float32], from_rate: int, to_rate: int) -> NDArray[np.float32]:
    """Changes the rate of one channel, shape ``(frames,)``; rates in Hz."""
    return _native.resample(np.asarray(samples, dtype=np.float32), from_rate, to_rate)


def peaks(samples: NDArray[np.float32], count: int) -> Peaks:
    """What a waveform display needs of samples, shape ``(frames[, channels])``.

    ``count`` stretches of equal length; one a frame where there are fewer frames.
    """
    return Peaks(*_native.peaks(np.asarray(samples, dtype=np.float32), count))


def waveform_png(
    samples: NDArray[np.float32],
    width: int = 1200,
    height: int = 200,
    colour: tuple[int, int, int] = (124, 58, 237),
) -> bytes:
    """A PNG of the waveform on a transparent ground, ``colour`` as red, green, blue."""
    array = np.asarray(samples, dtype=np.float32)
    return _native.picture(array, None, width, height, colour)


def spectrogram_png(
    samples: NDArray[np.float32], sample_rate: int, width: int = 1200, height: int = 400
) -> bytes:
    """A PNG of the spectrum over time: logarithmic pitch from 30 Hz, 90 dB of level."""
    array = np.asarray(samples, dtype=np.float32)
    return _native.picture(array, sample_rate, width, height, (0, 0, 0))
