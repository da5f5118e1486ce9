"""The engine as Python sees it. What SoundFonts mean is tested in Rust."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rust_audio_engine as engine

HERTZ = 441.0
RATE = 44_100
Song = Callable[..., bytes]


@pytest.fixture(scope="module")
def font(font_bytes: bytes) -> engine.SoundFont:
    return engine.SoundFont.from_bytes(font_bytes)


def rms(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))))


def test_render_gives_stereo_floats_at_the_right_level_and_pitch(
    font: engine.SoundFont, song: Song
) -> None:
    sound = engine.render(song(), font, gain=1.0)
    assert sound.dtype == np.float32
    assert sound.shape[1] == 2
    assert RATE <= len(sound) < 1.05 * RATE
    middle = sound[RATE // 4 : RATE // 2]
    assert rms(middle[:, 0]) == pytest.approx(-6.02 - 3.01 - 3.01, abs=0.05)
    spectrum = np.abs(np.fft.rfft(middle[:, 1] * np.hanning(len(middle))))
    assert np.argmax(spectrum) * RATE / len(middle) == pytest.approx(HERTZ, abs=4)


def test_gain_rate_and_threads(font: engine.SoundFont, song: Song) -> None:
    loud = engine.render(song(), font, gain=1.0, threads=1)
    soft = engine.render(song(), font, gain=0.25, threads=2)
    frames = min(len(loud), len(soft))
    np.testing.assert_allclose(soft[:frames], 0.25 * loud[:frames], atol=1e-7)
    again = engine.render(song(), font, gain=1.0, threads=5)
    np.testing.assert_array_equal(loud, again)
    assert len(engine.render(song(), font, 96_000)) > 2 * RATE


def test_reverb_keeps_its_tail(font: engine.SoundFont, song: Song) -> None:
    dry = engine.render(song(), font)
    hall = engine.render(song(), font, reverb="hall")
    assert len(hall) > len(dry) + RATE // 2
    drier = engine.render(song(), font, reverb="hall", wet_db=-40)
    tail = slice(int(1.1 * RATE), int(1.3 * RATE))
    assert rms(hall[tail]) - rms(drier[tail]) == pytest.approx(28, abs=0.5)


@pytest.mark.parametrize(("name", "width"), [("pcm16", 2), ("pcm24", 3)])
def test_wav_files_read_back(
    font: engine.SoundFont, name: engine.WavFormat, width: int, song: Song
) -> None:
    data = engine.render_wav(song(), font, format=name)
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, width, RATE)
        assert len(data) == 44 + file.getnframes() * 2 * width


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=50))
def test_float_wav_keeps_every_bit(values: list[float]) -> None:
    samples = np.array(values, np.float32)
    data = engine.write_wav(None, samples, RATE, "float32")
    np.testing.assert_array_equal(np.frombuffer(data[-4 * len(values) :], "<f4"), samples)


def test_write_wav_takes_strided_arrays_and_writes_the_file(tmp_path: Path) -> None:
    samples = np.linspace(-1, 1, 400, dtype=np.float32).reshape(2, 200).T[::2]
    data = engine.write_wav(tmp_path / "a.wav", samples, 8000)
    assert (tmp_path / "a.wav").read_bytes() == data
    frames = np.frombuffer(data[44:], "<i2").reshape(-1, 2) / 32768
    np.testing.assert_allclose(frames, samples, atol=3 / 32768)


def test_synthesize_midi_reports_what_it_did(tmp_path: Path, song: Song, font_bytes: bytes) -> None:
    (tmp_path / "a.mid").write_bytes(song())
    (tmp_path / "a.sf2").write_bytes(font_bytes)
    made = engine.synthesize_midi(tmp_path / "a.mid", tmp_path / "a.wav", tmp_path / "a.sf2")
    with wave.open(str(made.path)) as file:
        assert file.getnframes() == made.frames == round(made.duration * RATE)
    assert made.device == "cpu"


def test_cut_preset_is_a_font_of_its_own(font: engine.SoundFont, song: Song) -> None:
    cut = engine.SoundFont.from_bytes(engine.cut_preset(font, 0, 0))
    assert cut.presets == (engine.Preset(0, 0, "Sine"),)
    np.testing.assert_array_equal(engine.render(song(), cut), engine.render(song(), font))
    with pytest.raises(engine.EngineError, match="bank 3, program 9"):
        font.cut_preset(3, 9)


@pytest.mark.parametrize(
    ("keywords", "text"),
    [
        ({"sample_rate": 10}, "8000 to 192000"),
        ({"sample_rate": -1}, "sample rate -1; 8000 to 192000"),
        ({"sample_rate": 2**70}, "sample rate 1180591620717411303424; 8000"),
        ({"threads": -1}, "threads -1; 0 to 256"),
        ({"sample_rate": 44_100.5}, "sample rate 44100.5; whole numbers from 8000 to 192000"),
        ({"threads": "2"}, "threads '2'; whole numbers from 0 to 256"),
        ({"gain": 10**400}, "gain 1000.*; a number is wanted"),
        ({"gain": 1e300}, "gain inf; 0 to 100"),
        ({"tail": "long"}, "tail 'long'; a number is wanted"),
        ({"normalise": 10**400}, "normalise 1000.*; a number or None"),
        ({"reverb": True}, "reverb True; a name or None"),
        ({"equaliser": (1, 2)}, "a tuple of three numbers"),
        ({"chorus": "yes"}, "chorus 'yes'; True or False"),
        ({"impulse": 3}, "impulse 3; a path or None"),
        ({"max_seconds": float("nan")}, "max_seconds NaN; 0 or more"),
        ({"tail": -1.0}, "tail of -1 s; 0 to 600"),
        ({"equaliser": (0, 30, 0)}, "band 30 dB; -24 to 24"),
        ({"limit": 3.0}, "level 3 dB; -60 to 0"),
        ({"gain": -1.0}, "gain -1"),
        ({"reverb": "cave"}, "room, hall, plate and church"),
        ({"echo": 1}, "no option"),
        ({"max_seconds": 0.5}, "at most 0.5 s"),
    ],
)
def test_bad_arguments_are_named(
    font: engine.SoundFont, keywords: dict[str, object], text: str, song: Song
) -> None:
    with pytest.raises(engine.EngineError, match=text):
        engine.render(song(), font, **keywords)  # type: ignore[arg-type]


SILENCE = np.zeros(100, np.float32)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda _: engine.encode(SILENCE, -1, "wav"), "sample rate -1; 1 to 768000"),
        (lambda _: engine.encode(SILENCE, 2**40, "ogg"), "sample rate 1099511627776"),
        (lambda _: engine.decode(b"", -1), "sample rate -1; 1000 to 768000"),
        (lambda _: engine.decode(b"", max_bytes=-1), "max_bytes -1; 0 to"),
        (lambda _: engine.decode(b"", max_seconds=-1), "max_seconds -1; 0 or more"),
        (lambda _: engine.resample(SILENCE, 44_100, -1), "to_rate -1; 1000 to 768000"),
        (lambda _: engine.peaks(SILENCE, -1), "count -1; 1 to"),
        (lambda _: engine.waveform_png(SILENCE, 0), "width 0; 1 to 8192"),
        (lambda _: engine.waveform_png(SILENCE, colour=(0, 256, 0)), "colour 256; 0 to 255"),
        (lambda _: engine.spectrogram_png(SILENCE, -44_100), "sample rate -44100; 1000"),
        (lambda _: engine.encode(np.zeros((2, 2, 2), np.float32), 8000, "wav"), "shape"),
        (lambda _: engine.encode(np.zeros(9, np.int16), 8000, "wav"), "type int16; floats"),
        (lambda _: engine.peaks(np.zeros(9, complex), 3), "type complex128; floats"),
        (lambda _: engine.waveform_png([[0.0], [0.0, 1.0]]), "samples: "),
        (lambda _: engine.waveform_png(SILENCE, colour=(1, 2)), "red, green and blue"),
        (lambda _: engine.encode(SILENCE, 8000, "ogg", 10**400), "quality 1000"),
        (lambda _: engine.decode(b"", max_seconds=10**400), "max_seconds 1000"),
        (lambda font: font.cut_preset(-1), "bank -1; 0 to 16383"),
        (lambda font: font.cut_preset(0, 128), "program 128; 0 to 127"),
        (lambda font: font.cut_preset(0, 0, -5), "max_bytes -5; 0 to"),
    ],
)
def test_numbers_out_of_range_are_errors_of_the_engine(
    font: engine.SoundFont, call: Callable[[engine.SoundFont], object], text: str
) -> None:
    with pytest.raises(engine.EngineError, match=text):
        call(font)


def test_synthesize_midi_names_the_rate_it_cannot_have(
    tmp_path: Path, song: Song, font_bytes: bytes
) -> None:
    (tmp_path / "a.mid").write_bytes(song())
    (tmp_path / "a.sf2").write_bytes(font_bytes)
    paths = (tmp_path / "a.mid", tmp_path / "a.wav", tmp_path / "a.sf2")
    with pytest.raises(engine.EngineError, match="sample rate -1; 8000 to 192000 are possible"):
        engine.synthesize_midi(*paths, sample_rate=-1)
    assert not (tmp_path / "a.wav").exists()


def test_contiguous_arrays_are_read_where_they_lie() -> None:
    """A copy of this array would show as its own size in the process's peak memory."""
    code = (
        "import resource, numpy as np, rust_audio_engine as e\n"
        "x = np.ones((24_000_000, 2), np.float32)\n"
        "e.peaks(x[:1000], 10)\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak(); e.peaks(x, 10); print(peak() - before, x.nbytes // 1024)"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    grown, size = map(int, made.stdout.split())
    assert grown < size / 10


def test_bad_files_say_where(font_bytes: bytes) -> None:
    with pytest.raises(engine.EngineError, match="at byte"):
        engine.SoundFont.from_bytes(font_bytes[:200])
    with pytest.raises(engine.EngineError, match=r"MThd.*at byte 0"):
        engine.render(b"nothing of the kind", engine.SoundFont.from_bytes(font_bytes))
    with pytest.raises(engine.EngineError, match=r"absent\.sf2"):
        engine.SoundFont("/absent.sf2")


def test_other_threads_run_meanwhile(font: engine.SoundFont, song: Song) -> None:
    """The lock is free during a render: a thread counts on meanwhile."""
    counted, done = 0, threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1

    thread = threading.Thread(target=count)
    thread.start()
    before = counted
    for _ in range(20):
        engine.render(song(16.0), font, threads=1)
    after = counted
    done.set()
    thread.join()
    assert after > before + 1000
