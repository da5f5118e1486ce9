"""The device a caller names, as Python sees it. What a GPU computes is tested in Rust."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import rust_audio_engine as engine

Song = Callable[..., bytes]
#: What the two devices' samples may differ by: -90 dB of full scale.
CLOSE = 10 ** (-90 / 20)


@pytest.fixture(scope="module")
def font(font_bytes: bytes) -> engine.SoundFont:
    return engine.SoundFont.from_bytes(font_bytes)


@pytest.fixture(scope="module")
def gpu() -> engine.Gpu:
    try:
        return engine.gpu()
    except engine.EngineError as error:
        pytest.skip(f"{error}; apt install mesa-vulkan-drivers")


def test_the_gpu_sounds_as_the_processor_does(
    gpu: engine.Gpu, font: engine.SoundFont, song: Song
) -> None:
    assert gpu.name
    cpu, other = (
        engine.render(song(), font, reverb="room", device=device) for device in ("cpu", "gpu")
    )
    frames = min(len(cpu), len(other))
    assert abs(len(cpu) - len(other)) < 2000
    assert np.abs(cpu[:frames] - other[:frames]).max() < CLOSE


def test_one_note_is_the_processors(
    font: engine.SoundFont, font_bytes: bytes, song: Song, tmp_path: Path
) -> None:
    np.testing.assert_array_equal(
        engine.render(song(), font, device="auto"), engine.render(song(), font, device="cpu")
    )
    (tmp_path / "a.mid").write_bytes(song())
    (tmp_path / "a.sf2").write_bytes(font_bytes)
    for use_gpu in (True, False):
        made = engine.synthesize_midi(
            tmp_path / "a.mid", tmp_path / "a.wav", tmp_path / "a.sf2", use_gpu=use_gpu
        )
        assert made.device == "cpu"
    with pytest.raises(engine.EngineError, match="auto, cpu and gpu exist"):
        engine.render(song(), font, device="tpu")  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="drivers are hidden by Vulkan's own means")
def test_without_a_driver_the_gpu_is_an_error_and_auto_is_not(
    font_bytes: bytes, song: Song, tmp_path: Path
) -> None:
    (tmp_path / "a.mid").write_bytes(song())
    (tmp_path / "a.sf2").write_bytes(font_bytes)
    code = (
        "import sys, rust_audio_engine as e\n"
        "midi = open('a.mid', 'rb').read()\n"
        "e.render(midi, 'a.sf2', reverb='room', device='auto')\n"
        "try: e.render(midi, 'a.sf2', reverb='room', device='gpu')\n"
        "except e.EngineError as error: print(error)\n"
    )
    hidden = {"VK_DRIVER_FILES": "/nowhere.json", "VK_ICD_FILENAMES": "/nowhere.json"}
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, **hidden, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.startswith("device: no GPU")
