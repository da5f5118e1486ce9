"""MIDI to sound."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Unpack, overload

import numpy as np
from numpy.typing import NDArray

from rust_audio_engine import _native
from rust_audio_engine.fonts import SoundFont, opened
from rust_audio_engine.values import (
    AudioFormat,
    PathLike,
    Progress,
    RenderKeywords,
    Space,
    Synthesis,
    WavFormat,
)


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
    return _native.render(midi, opened(font).native, keywords)


def render_encoded(
    midi: bytes,
    font: SoundFont | PathLike,
    sample_rate: int = 44_100,
    *,
    format: AudioFormat = "wav",  # noqa: A002
    quality: float | None = None,
    **options: Unpack[RenderKeywords],
) -> bytes:
    """Renders a MIDI file to the bytes of a stereo file; ``quality`` as ``encode`` has it."""
    keywords = {"sample_rate": sample_rate, "format": format, "quality": quality, **options}
    return _native.render_encoded(midi, opened(font).native, keywords)[0]


def render_to_file(
    midi: bytes,
    font: SoundFont | PathLike,
    path: PathLike,
    sample_rate: int = 44_100,
    *,
    format: AudioFormat | None = None,  # noqa: A002
    quality: float | None = None,
    **options: Unpack[RenderKeywords],
) -> int:
    """Renders a MIDI file into a stereo file; returns the number of frames.

    The suffix of ``path`` (.wav, .flac, .ogg, .mp3) names the format unless
    ``format`` does; ``quality`` as ``encode`` has it.
    """
    keywords = {"sample_rate": sample_rate, "format": format, "quality": quality, **options}
    return _native.render_to_file(midi, opened(font).native, os.fspath(path), keywords)[0]


def render_wav(
    midi: bytes,
    font: SoundFont | PathLike,
    sample_rate: int = 44_100,
    *,
    format: WavFormat = "pcm16",  # noqa: A002
    **options: Unpack[RenderKeywords],
) -> bytes:
    """Renders a MIDI file to the bytes of a stereo WAV file."""
    return render_encoded(midi, font, sample_rate, format=format, **options)


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
    return render_to_file(midi, font, path, sample_rate, format=format, **options)


@overload
def render_many(
    files: Sequence[bytes],
    font: SoundFont | PathLike,
    sample_rate: int = ...,
    *,
    format: None = None,
    progress: Progress | None = None,
    **options: Unpack[RenderKeywords],
) -> list[NDArray[np.float32]]: ...


@overload
def render_many(
    files: Sequence[bytes],
    font: SoundFont | PathLike,
    sample_rate: int = ...,
    *,
    format: AudioFormat,
    progress: Progress | None = None,
    **options: Unpack[RenderKeywords],
) -> list[bytes]: ...


def render_many(
    files: Sequence[bytes],
    font: SoundFont | PathLike,
    sample_rate: int = 44_100,
    *,
    format: AudioFormat | None = None,  # noqa: A002
    progress: Progress | None = None,
    **options: Unpack[RenderKeywords],
) -> list[NDArray[np.float32]] | list[bytes]:
    """Renders many MIDI files, one to a thread, and returns them in order.

    Gives arrays as ``render`` does, or the bytes of files where ``format`` names one.
    ``progress(done, total)`` is called after each file from this thread; where it
    returns False the rest is dropped and ``Cancelled`` raised, and what it raises
    comes through. Raises ``EngineError`` naming the first file that fails.
    """
    keywords: dict[str, object] = {"sample_rate": sample_rate, **options}
    if format is not None:
        keywords["format"] = format
    native = opened(font).native
    return _native.render_many(list(files), native, progress, format is not None, keywords)


def synthesize_midi(
    midi_path: PathLike,
    output_path: PathLike,
    soundfont_path: PathLike,
    sample_rate: int = 44_100,
    use_gpu: bool = True,
    reverb: bool | Space = True,
) -> Synthesis:
    """Renders the MIDI file at ``midi_path`` to a file whose suffix names its format.

    ``use_gpu`` allows the GPU where it is faster (device "auto"; one short file is
    faster on the processor, which is all that False allows). ``reverb`` is a space,
    or True for the hall. Raises ``EngineError`` for malformed files and ``OSError``
    if ``midi_path`` cannot be read.
    """
    begin = perf_counter()
    space: Space | None = "hall" if reverb is True else (reverb or None)
    keywords = {
        "sample_rate": sample_rate,
        "reverb": space,
        "device": "auto" if use_gpu else "cpu",
    }
    frames, device = _native.render_to_file(
        Path(midi_path).read_bytes(),
        opened(soundfont_path).native,
        os.fspath(output_path),
        keywords,
    )
    elapsed = perf_counter() - begin
    duration = frames / sample_rate
    return Synthesis(Path(output_path), frames, sample_rate, duration, elapsed, device)
