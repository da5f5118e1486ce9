"""A rendered piece as what a page draws: peaks as JSON, pictures as PNG."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from gospel_keys.platform.ranges import OpenFile
from gospel_keys.studio.schemas.sound import WaveformOut

Picture = Literal["waveform", "spectrogram"]
#: Writes a file to the path it is given.
Maker = Callable[[Path], None]
#: Decimals of a peak: a tenth of a pixel on a display a thousand pixels high.
DECIMALS = 4


def peaks_of(sound: OpenFile, count: int) -> Maker:
    """What writes ``count`` pairs of lowest and highest values of ``sound`` as JSON."""

    def write(target: Path) -> None:
        import rust_audio_engine as engine  # noqa: PLC0415 - loaded when sound is asked for

        samples, rate = engine.decode(_bytes(sound))
        pairs = engine.peaks(samples, count).pairs
        shape = WaveformOut(
            duration=round(len(samples) / rate, 3),
            sample_rate=rate,
            peaks=[(round(low, DECIMALS), round(high, DECIMALS)) for low, high in pairs.tolist()],
        )
        target.write_text(shape.model_dump_json())

    return write


def picture_of(sound: OpenFile, kind: Picture) -> Maker:
    """What writes the waveform or the spectrogram of ``sound`` as a PNG."""

    def write(target: Path) -> None:
        import rust_audio_engine as engine  # noqa: PLC0415 - loaded when sound is asked for

        samples, rate = engine.decode(_bytes(sound))
        if kind == "waveform":
            target.write_bytes(engine.waveform_png(samples))
        else:
            target.write_bytes(engine.spectrogram_png(samples, rate))

    return write


def _bytes(file: OpenFile) -> bytes:
    """All of an open file, its position left alone."""
    parts: list[bytes] = []
    at = 0
    while at < file.size and (part := os.pread(file.fd, file.size - at, at)):
        parts.append(part)
        at += len(part)
    return b"".join(parts)
