"""One wheel holds page, migrations, engine and genre data, and does the main job on its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import wave
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import mido
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
WEB = ROOT / "backend" / "gospel_keys" / "web"
WORDS = "Uplifting gospel song in C major, 16 bars"


def tool(name: str) -> str:
    """A program of the environment the tests run in."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is not installed"
    return found


@pytest.fixture(scope="module")
def folder(run_folder: Path, worker_id: str) -> Iterator[Path]:
    made = run_folder / f"wheel-{worker_id}"
    made.mkdir()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def wheel(run_folder: Path) -> Path:
    """Built from the tree, by one worker while others wait: a build moves the compiler's output."""
    dist = run_folder / "wheels"
    command = [tool("maturin"), "build", "--release", "--locked", "--out", dist]
    command += ["--interpreter", sys.executable]
    with (run_folder / "wheels.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not list(dist.glob("*.whl")):
            built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert built.returncode == 0, built.stderr
    [made] = dist.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, folder: Path) -> Path:
    """A bare environment with the locked dependencies and the wheel, and nothing else."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    python = folder / "env" / "bin" / "python"
    install = [tool("uv"), "pip", "install", "--quiet", "--python", python]
    locked = ["--require-hashes", "-r", ROOT / "requirements" / "run.txt"]
    for arguments in (locked, ["--no-deps", wheel]):
        done = subprocess.run(
            [*install, *arguments], capture_output=True, text=True, check=False, cwd=folder
        )
        assert done.returncode == 0, done.stderr
    return python.parent


def bare(folder: Path) -> dict[str, str]:
    """An environment without our paths and settings."""
    ours = ("PYTHON", "GOSPEL_KEYS", "VIRTUAL_ENV", "DATABASE_URL", "COVERAGE", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "GOSPEL_KEYS_DATA": str(folder / "data"), "GOSPEL_KEYS_COMPOSERS": "1"}


def test_everything_travels_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "gospel_keys/platform/migrations/env.py",
        "gospel_keys/platform/migrations/versions/0001_pieces.py",
        "gospel_keys/genres/gospel/style.toml",
        "gospel_keys/genres/gospel/progressions.toml",
        "gospel_keys/music/data/chords.toml",
        "gospel_keys/py.typed",
    ):
        assert needed in names
    assert any(n.startswith("rust_audio_engine/_native") for n in names)
    assert not [n for n in names if "/tests/" in n or n.startswith("critic/")]
    if (WEB / "index.html").exists():
        assert "gospel_keys/web/index.html" in names
        assert any(n.startswith("gospel_keys/web/assets/") and n.endswith(".js") for n in names)


def test_it_is_a_library_without_a_server(bin_folder: Path, folder: Path) -> None:
    program = (
        "from gospel_keys import compose\n"
        f"piece = compose('gospel', {WORDS!r})\n"
        "print(len(piece.arrangement.notes), len(piece.midi()))\n"
    )
    answer = subprocess.run(
        [bin_folder / "python", "-c", program],
        cwd=folder,
        env=bare(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    notes, size = map(int, answer.stdout.split())
    assert size > notes > 50


#: One note on each device, and by how much their samples differ; or why there is no device.
ON_THE_GPU = r"""
import numpy as np
import rust_audio_engine as engine
from gospel_keys.sound.fonts import best_font

try:
    engine.gpu()
except engine.EngineError as error:
    raise SystemExit(f"none: {error}")
midi = b"MThd\0\0\0\6\0\0\0\1\1\xe0MTrk\0\0\0\r\0\x90<d\x83`\x80<\0\0\xff/\0"
font = engine.SoundFont(best_font().path)
cpu, gpu = (engine.render(midi, font, reverb="room", device=name) for name in ("cpu", "gpu"))
frames = min(len(cpu), len(gpu))
print(np.abs(cpu[:frames] - gpu[:frames]).max(), np.abs(cpu).max())
"""


def test_its_engine_was_built_with_the_gpu(bin_folder: Path, folder: Path) -> None:
    answer = subprocess.run(
        [bin_folder / "python", "-c", ON_THE_GPU],
        cwd=folder,
        env=bare(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "made without" not in answer.stderr
    if "none: " in answer.stderr:
        pytest.skip(f"{answer.stderr.strip()}; apt install mesa-vulkan-drivers")
    assert answer.returncode == 0, answer.stderr
    difference, loudest = map(float, answer.stdout.split())
    assert difference < 10 ** (-90 / 20) < loudest


def test_its_command_line_makes_midi_and_sound(bin_folder: Path, folder: Path) -> None:
    work = folder / "work"
    work.mkdir()
    run = subprocess.run(
        [bin_folder / "gospel-keys", "generate", "gospel", WORDS, "-o", "a.mid", "--wav", "a.wav"],
        cwd=work,
        env=bare(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert mido.MidiFile(work / "a.mid").type == 1
    with wave.open(str(work / "a.wav")) as sound:
        assert sound.getnframes() > sound.getframerate()


def test_its_server_does_the_main_job(bin_folder: Path, folder: Path) -> None:
    server = subprocess.Popen(
        [bin_folder / "gospel-keys", "serve", "--port", "0"],
        cwd=folder,
        env=bare(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        line = server.stdout.readline()
        assert "ready: " in line, server.communicate()
        url = line.split("ready: ")[1].split()[0]
        with httpx.Client(base_url=url, timeout=60) as client:
            piece = client.post("/gospel/generate", json={"description": WORDS}).json()
            assert piece["metadata"]["num_bars"] == 16
            assert client.get(piece["download_url"]).content[:4] == b"MThd"
            assert client.get("/soundfonts/piano.sf2").content[8:12] == b"sfbk"
            if (WEB / "index.html").exists():
                assert "<!doctype html>" in client.get("/").text.lower()
        server.terminate()
        _, told = server.communicate(timeout=60)
        assert server.returncode == 0, told
    finally:
        server.kill()
        server.communicate()
