"""The audio engine: SoundFonts and MIDI in, sound out.

A thin face on the Rust extension ``_native``. Every function releases the GIL
while it works, so call it through ``asyncio.to_thread`` or from threads. The
same input gives the same samples whatever the number of threads.
"""

from rust_audio_engine import _native
from rust_audio_engine._native import Cancelled, EngineError
from rust_audio_engine.audio import (
    Stream,
    decode,
    encode,
    peaks,
    resample,
    spectrogram_png,
    waveform_png,
    write_audio,
    write_flac,
    write_wav,
)
from rust_audio_engine.fonts import SoundFont, cut_preset
from rust_audio_engine.rendering import (
    render,
    render_encoded,
    render_many,
    render_to_file,
    render_to_wav,
    render_wav,
    synthesize_midi,
)
from rust_audio_engine.values import (
    AudioFormat,
    Device,
    Dialect,
    Gpu,
    Peaks,
    Preset,
    RenderKeywords,
    Space,
    Synthesis,
    WavFormat,
)

__all__ = [
    "AudioFormat",
    "Cancelled",
    "Device",
    "Dialect",
    "EngineError",
    "Gpu",
    "Peaks",
    "Preset",
    "RenderKeywords",
    "SoundFont",
    "Space",
    "Stream",
    "Synthesis",
    "WavFormat",
    "__version__",
    "cut_preset",
    "decode",
    "encode",
    "gpu",
    "instruction_set",
    "peaks",
    "render",
    "render_encoded",
    "render_many",
    "render_to_file",
    "render_to_wav",
    "render_wav",
    "resample",
    "spectrogram_png",
    "synthesize_midi",
    "waveform_png",
    "write_audio",
    "write_flac",
    "write_wav",
]

__version__: str = _native.__version__


def instruction_set() -> str:
    """Name of the vector instructions in use on this machine."""
    return _native.instruction_set()


def gpu() -> Gpu:
    """The device that ``device="gpu"`` would use, found by asking the drivers (some 50 ms).

    Raises ``EngineError`` where there is none.
    """
    return Gpu(*_native.gpu())
