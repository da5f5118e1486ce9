"""Batches, recordings, peaks and pictures, as Python sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import rust_audio_engine as engine

RATE = 44_100
Song = Callable[..., bytes]


@pytest.fixture(scope="module")
def font(font_bytes: bytes) -> engine.SoundFont:
    return engine.SoundFont.from_bytes(font_bytes)


def tone(seconds: float = 1.0, hertz: float = 1000.0, rate: int = RATE) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def test_many_files_come_back_in_order(font: engine.SoundFont, song: Song) -> None:
    files = [song(0.3, key) for key in range(50, 62)]
    heard: list[tuple[int, int]] = []
    made = engine.render_many(files, font, threads=3, progress=lambda *n: heard.append(n))
    assert heard == [(n, 12) for n in range(1, 13)]
    for file, sound in zip(files, made, strict=True):
        np.testing.assert_array_equal(sound, engine.render(file, font))
    wavs = engine.render_many(files[:2], font, format="pcm16")
    assert wavs == [engine.render_wav(file, font) for file in files[:2]]


def test_a_batch_stops_when_told(font: engine.SoundFont, song: Song) -> None:
    files = [song(0.3)] * 20
    with pytest.raises(engine.Cancelled):
        engine.render_many(files, font, progress=lambda done, _: done < 3)

    with pytest.raises(engine.Cancelled):
        engine.render_many(files, font, progress=lambda done, _: np.bool_(done < 3))

    def fail(done: int, total: int) -> None:
        raise KeyError(done, total)

    with pytest.raises(KeyError):
        engine.render_many(files, font, progress=fail)
    with pytest.raises(engine.EngineError, match="file 1"):
        engine.render_many([files[0], b"no"], font, threads=1)


def test_flac_and_wav_decode_to_what_was_written(tmp_path: Path) -> None:
    stereo = np.stack([tone(), tone(hertz=660)], axis=1)
    for data in (
        engine.write_flac(tmp_path / "a.flac", stereo, RATE, 24),
        engine.write_wav(None, stereo, RATE, "float32"),
    ):
        back, rate = engine.decode(data)
        assert (rate, back.dtype) == (RATE, np.float32)
        np.testing.assert_allclose(back, stereo, atol=3e-7)
    mono, rate = engine.decode(tmp_path / "a.flac", 16_000, mono=True)
    assert (mono.shape, rate) == ((16_000, 1), 16_000)


@pytest.mark.parametrize("name", ["wav", "flac", "ogg", "mp3"])
def test_the_suffix_names_the_format(
    tmp_path: Path, font: engine.SoundFont, song: Song, name: str
) -> None:
    stereo = np.stack([tone(), tone(hertz=660)], axis=1)
    engine.write_audio(tmp_path / f"a.{name}", stereo, RATE)
    back, rate = engine.decode(tmp_path / f"a.{name}")
    assert (rate, back.shape) == (RATE, stereo.shape)
    np.testing.assert_allclose(back[2000:-2000], stereo[2000:-2000], atol=0.05)
    frames = engine.render_to_file(song(), font, tmp_path / f"b.{name.upper()}")
    sound, _ = engine.decode(tmp_path / f"b.{name.upper()}")
    assert len(sound) == frames
    assert (
        engine.render_encoded(song(), font, format=name)
        == (tmp_path / f"b.{name.upper()}").read_bytes()
    )


def test_quality_is_worth_its_bytes() -> None:
    noisy = tone() + np.random.default_rng(1).normal(0, 0.05, RATE).astype(np.float32)
    for name in ("ogg", "mp3"):
        low, high = (len(engine.encode(noisy, RATE, name, q)) for q in (0.1, 0.9))
        assert low < 0.7 * high
    with pytest.raises(engine.EngineError, match="quality 2; 0 to 1"):
        engine.encode(noisy, RATE, "ogg", 2.0)
    with pytest.raises(engine.EngineError, match="loses nothing"):
        engine.encode(noisy, RATE, "wav", 0.5)
    with pytest.raises(engine.EngineError, match=r"name a \.wav"):
        engine.write_audio("a.aiff", noisy, RATE)


@pytest.mark.parametrize("name", ["wav", "flac", "ogg", "mp3"])
def test_streamed_blocks_are_the_whole(name: str) -> None:
    stereo = np.stack([tone(), tone(hertz=660)], axis=1)
    data = engine.encode(stereo, RATE, name)
    for rate, mono in ((None, False), (16_000, True)):
        whole, at = engine.decode(data, rate, mono=mono)
        stream = engine.Stream(data, rate, mono=mono, frames=3000)
        parts = list(stream)
        assert {part.shape for part in parts[:-1]} == {(3000, whole.shape[1])}
        assert (stream.sample_rate, parts[0].dtype) == (at, np.float32)
        np.testing.assert_array_equal(np.concatenate(parts), whole)
        assert next(stream, None) is None


def test_a_stream_keeps_to_its_limits(tmp_path: Path) -> None:
    data = engine.encode(tone(), RATE, "ogg")
    with pytest.raises(engine.EngineError, match=r"longer than 0\.5 s"):
        list(engine.Stream(data, max_seconds=0.5, frames=1000))
    with pytest.raises(engine.EngineError, match="at most 100"):
        engine.Stream(data, max_bytes=100)
    with pytest.raises(engine.EngineError, match="absent"):
        engine.Stream(tmp_path / "absent.ogg")
    with pytest.raises(engine.EngineError, match="frames 0; 1 to"):
        engine.Stream(data, frames=0)


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    with pytest.raises(engine.EngineError, match="not a recording"):
        engine.decode(bytes(1000))
    with pytest.raises(engine.EngineError, match="longer than"):
        engine.decode(engine.write_wav(None, tone(), RATE), max_seconds=0.5)
    with pytest.raises(engine.EngineError, match="absent"):
        engine.decode(tmp_path / "absent.wav")
    header = bytearray(engine.write_wav(None, tone(0.1), RATE))
    header[24:28] = (2**32 - 1).to_bytes(4, "little")
    with pytest.raises(engine.EngineError, match=r"4294967295 Hz; 1 to 8 at 1000 to 768000 Hz"):
        engine.decode(bytes(header))


def test_resampling_keeps_pitch_and_level() -> None:
    out = engine.resample(tone(), RATE, 48_000)
    expected = tone(rate=48_000)
    np.testing.assert_allclose(out[1000:-1000], expected[1000:-1000], atol=1e-4)


def test_peaks_and_pictures() -> None:
    made = engine.peaks(tone(), 50)
    assert made.low.shape == made.high.shape == made.rms.shape == (50,)
    assert (made.pairs.shape, made.pairs.dtype) == ((50, 2), np.float32)
    np.testing.assert_array_equal(made.pairs[:, 1], made.high)
    np.testing.assert_allclose(made.high, 0.5, atol=0.01)
    np.testing.assert_allclose(made.rms, 0.5 / np.sqrt(2), atol=0.01)
    for picture in (engine.waveform_png(tone(), 300, 80), engine.spectrogram_png(tone(), RATE)):
        assert picture.startswith(b"\x89PNG")


def test_mastering_and_recorded_spaces(font: engine.SoundFont, song: Song, tmp_path: Path) -> None:
    peak = lambda x: float(np.abs(x).max())  # noqa: E731
    assert peak(engine.render(song(), font, normalise=-1.0)) == pytest.approx(0.891, abs=1e-3)
    assert peak(engine.render(song(), font, gain=8.0, limit=-3.0)) <= 0.7080
    lifted = engine.render(song(), font, gain=0.1, equaliser=(0, 12, 0))
    plain = engine.render(song(), font, gain=0.1)
    assert peak(lifted) > 1.5 * peak(plain)
    click = np.zeros(RATE // 2, np.float32)
    click[-1] = 1.0
    engine.write_wav(tmp_path / "ir.wav", click, 48_000)
    wet = engine.render(song(0.2), font, impulse=tmp_path / "ir.wav")
    dry = engine.render(song(0.2), font)
    # one echo, as late as the click, at the new rate
    assert peak(wet[20_000:21_000]) > 0.01 * peak(dry)
    assert peak(wet[12_000:19_000]) < 1e-4
