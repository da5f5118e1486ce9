"""MIDI to sound through the engine: one place that knows its settings."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

import rust_audio_engine as engine
from gospel_keys.sound.fonts import Font
from gospel_keys.sound.options import RenderError, RenderSettings

# What a listener gets: a hall, the finer interpolation, as loud as the format allows. Fonts are
# read as the players they were voiced with read them. A change here is a new options.RECIPE.
SPACE: engine.Space = "hall"
DIALECT: engine.Dialect = "fluidsynth"
PEAK_DB = -1.0
OS_ERROR = re.compile(r"\(os error (\d+)\)$")
PIANO_BANK = 0
PIANO_PROGRAM = 0
PIANO_BYTES = 8_000_000


@functools.lru_cache(maxsize=2)
def _opened(path: Path, identity: str) -> engine.SoundFont:  # noqa: ARG001 - identity keys the cache
    return engine.SoundFont(path)


def render_file(
    midi: bytes, target: Path, font: Font, settings: RenderSettings | None = None
) -> float:
    """Write ``midi`` as a sound file played with ``font``; seconds of sound.

    RenderError for a file or font the engine cannot read, OSError for a target it cannot write.
    """
    how = settings or RenderSettings()
    try:
        frames = engine.render_to_file(
            midi,
            _opened(font.path, font.identity),
            target,
            how.sample_rate,
            reverb=SPACE if how.reverb else None,
            dialect=DIALECT,
            fine=True,
            normalise=PEAK_DB,
            device=how.device,
            format=how.format,
            threads=how.threads,
        )
    except engine.EngineError as error:
        raise _of_the_target(error, target) or RenderError(str(error)) from error
    return frames / how.sample_rate


def _of_the_target(error: engine.EngineError, target: Path) -> OSError | None:
    """The system's own error, where the engine failed to write ``target``."""
    number = OS_ERROR.search(str(error))
    if number is None or str(target) not in str(error):
        return None
    return OSError(int(number[1]), os.strerror(int(number[1])), str(target))


def cut_piano(font: Font, target: Path) -> None:
    """Write a small SoundFont with the grand piano of ``font``. RenderError when it has none."""
    try:
        data = engine.cut_preset(
            _opened(font.path, font.identity), PIANO_BANK, PIANO_PROGRAM, PIANO_BYTES
        )
    except engine.EngineError as error:
        raise RenderError(str(error)) from error
    target.write_bytes(data)
