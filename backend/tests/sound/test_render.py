"""The engine as the product uses it."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import mido
import numpy as np
import pytest

import rust_audio_engine as engine
from gospel_keys.sound.fonts import Font, find_fonts
from gospel_keys.sound.options import RenderError, RenderSettings, digest, format_of
from gospel_keys.sound.render import PIANO_BYTES, cut_piano, render_file


@pytest.fixture(scope="module")
def font() -> Font:
    """The small font that every installation has."""
    return find_fonts(folders=[])[0]


@pytest.fixture(scope="module")
def midi() -> bytes:
    """A quarter of a second of middle C."""
    track = mido.MidiTrack(
        [mido.Message("note_on", note=60, velocity=80),
         mido.Message("note_off", note=60, time=240),
         mido.MetaMessage("end_of_track")]
    )  # fmt: skip
    file, data = mido.MidiFile(tracks=[track]), io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def frames(path: Path) -> bytes:
    with wave.open(str(path)) as sound:
        return sound.readframes(sound.getnframes())


def test_a_note_is_heard_and_how_long_is_told(font: Font, midi: bytes, tmp_path: Path) -> None:
    seconds = render_file(midi, tmp_path / "a.wav", font, RenderSettings(sample_rate=22050))
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert sound.getframerate() == 22050
        assert sound.getnframes() / 22050 == pytest.approx(seconds)
    assert any(frames(tmp_path / "a.wav"))


def test_threads_change_nothing_and_reverb_does(font: Font, midi: bytes, tmp_path: Path) -> None:
    settings = {
        "one": RenderSettings(threads=1),
        "two": RenderSettings(threads=2),
        "dry": RenderSettings(reverb=False),
    }
    for name, how in settings.items():
        render_file(midi, tmp_path / name, font, how)
    assert frames(tmp_path / "one") == frames(tmp_path / "two") != frames(tmp_path / "dry")
    assert settings["one"].fingerprint == settings["two"].fingerprint
    assert settings["one"].fingerprint != settings["dry"].fingerprint


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_every_format_holds_the_same_sound(
    font: Font, midi: bytes, tmp_path: Path, name: str
) -> None:
    how = RenderSettings(format=format_of(tmp_path / name.upper()))
    seconds = render_file(midi, tmp_path / name, font, how)
    sound, rate = engine.decode(tmp_path / name)
    render_file(midi, tmp_path / "plain", font)
    plain, _ = engine.decode(tmp_path / "plain")
    assert (rate, len(sound)) == (44100, round(seconds * 44100)) == (44100, len(plain))
    noise = np.sqrt(np.mean((sound - plain) ** 2) / np.mean(plain**2))
    assert noise < (0.25 if how.format in ("ogg", "mp3") else 0.001)


def test_a_name_without_a_format_is_refused() -> None:
    with pytest.raises(RenderError, match=r"a\.aiff names no format: use one of \.wav, \.flac"):
        format_of(Path("b/a.aiff"))


def test_what_cannot_be_rendered_is_told(font: Font, midi: bytes, tmp_path: Path) -> None:
    with pytest.raises(RenderError):
        render_file(b"MThd, and then nothing", tmp_path / "a.wav", font)
    broken = tmp_path / "broken.sf2"
    broken.write_bytes(b"RIFF\4\0\0\0sfbk")
    with pytest.raises(RenderError):
        render_file(midi, tmp_path / "a.wav", Font(broken, "setting"))
    with pytest.raises(RenderError):
        cut_piano(Font(broken, "setting"), tmp_path / "piano.sf2")
    assert not (tmp_path / "piano.sf2").exists()


def test_the_piano_that_was_cut_plays(font: Font, midi: bytes, tmp_path: Path) -> None:
    cut_piano(font, tmp_path / "piano.sf2")
    assert (tmp_path / "piano.sf2").stat().st_size <= PIANO_BYTES
    render_file(midi, tmp_path / "a.wav", Font(tmp_path / "piano.sf2", "setting"))
    assert any(frames(tmp_path / "a.wav"))


def test_a_digest_depends_on_every_fact_and_where_it_ends() -> None:
    assert digest("a", b"b") == digest("a", b"b")
    assert len({digest("ab"), digest("a", "b"), digest("b", "a"), digest("a", "b", "")}) == 4


def test_sound_for_listening_is_as_loud_as_the_format_allows(
    midi: bytes, font: Font, tmp_path: Path
) -> None:
    target = tmp_path / "loud.wav"
    render_file(midi, target, font)
    peak = np.abs(np.frombuffer(frames(target), "<i2").astype(float)).max() / 32768
    assert 20 * np.log10(peak) == pytest.approx(-1.0, abs=0.05)


def test_a_target_that_cannot_be_written_is_the_systems_own_error(
    midi: bytes, font: Font, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        render_file(midi, tmp_path / "none" / "a.wav", font)
    assert refused.value.filename == str(tmp_path / "none" / "a.wav")
