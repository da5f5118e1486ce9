"""A piece as sound, and the page's piano."""

from __future__ import annotations

import errno
import io
import os
import tempfile
import wave
from pathlib import Path
from typing import NoReturn

import httpx
import numpy as np
import pytest

import rust_audio_engine as engine
from gospel_keys.app import Services, create_app
from gospel_keys.platform.settings import Settings
from gospel_keys.sound import fonts, render
from gospel_keys.studio.sounds import Sounds

pytestmark = pytest.mark.anyio

SHORT = {"description": "Uplifting song in C major", "num_bars": 2, "seed": 1, "tempo": 120}


async def made(client: httpx.AsyncClient, **fields: object) -> dict:
    answer = await client.post("/gospel/generate", json={**SHORT, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_audio_is_a_wav_file_with_sound_in_it(client) -> None:
    answer = await client.get((await made(client))["audio_url"])
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"].endswith('-1.wav"')
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (2, 44100)
        assert sound.getnframes() > 44100
        assert max(sound.readframes(sound.getnframes())) > 0


@pytest.mark.parametrize(
    ("kind", "media", "head"),
    [
        ("flac", "audio/flac", b"fLaC"),
        ("ogg", "audio/ogg", b"OggS"),
        ("mp3", "audio/mpeg", b"\xff"),
    ],
)
async def test_audio_comes_in_other_formats(client, kind: str, media: str, head: bytes) -> None:
    url = (await made(client))["audio_url"]
    wav, answer = await client.get(url), await client.get(url, params={"format": kind})
    assert answer.headers["content-type"] == media
    assert answer.headers["content-disposition"].endswith(f'-1.{kind}"')
    assert answer.content.startswith(head)
    whole, _ = engine.decode(wav.content)
    sound, rate = engine.decode(answer.content)
    assert (rate, sound.shape) == (44100, whole.shape)
    assert (await client.get(url, params={"format": "aiff"})).status_code == 422


async def test_the_waveform_is_that_of_the_sound(client) -> None:
    url = (await made(client))["audio_url"]
    sound, rate = engine.decode((await client.get(url)).content)
    drawn = url.replace("/audio/", "/waveform/")
    answer = await client.get(drawn, params={"count": 64})
    shape = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert shape["duration"] == pytest.approx(len(sound) / rate, abs=1e-3)
    np.testing.assert_allclose(shape["peaks"], engine.peaks(sound, 64).pairs, atol=1e-4)
    assert len((await client.get(drawn)).json()["peaks"]) == 1000
    assert (await client.get(drawn, params={"count": 5000})).status_code == 422
    again = await client.get(
        drawn, params={"count": 64}, headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304


async def test_sound_is_drawn(client) -> None:
    url = (await made(client))["audio_url"]
    pictures = []
    for kind in ("waveform", "spectrogram"):
        answer = await client.get(url.replace("/audio/", f"/{kind}/") + ".png")
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
        pictures.append(answer.content)
    assert pictures[0] != pictures[1]
    assert (await client.get("/gospel/waveform/AAAAAAAAAAAAAAAAAAAAAA.png")).status_code == 404


async def test_ranges_of_audio_are_served(client) -> None:
    url = (await made(client))["audio_url"]
    whole = await client.get(url)
    part = await client.get(url, headers={"range": "bytes=44-1043"})
    assert part.status_code == 206
    assert part.content == whole.content[44:1044]
    head = await client.head(url)
    assert head.headers["content-length"] == str(len(whole.content))
    current = await client.get(url, headers={"if-none-match": whole.headers["etag"]})
    assert current.status_code == 304


async def test_the_same_notes_are_rendered_once(client, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = []
    real = render.render_file
    monkeypatch.setattr(
        render, "render_file", lambda *a, **k: (rendered.append(1), real(*a, **k))[1]
    )
    first, second = await made(client), await made(client, key="C major")
    assert first["id"] != second["id"]
    assert first["midi_base64"] == second["midi_base64"]
    for piece in (first, second, first):
        assert (await client.get(piece["audio_url"])).status_code == 200
    assert len(rendered) == 1


async def test_sound_can_be_asked_for_at_once(client, tmp_path: Path) -> None:
    await made(client)
    assert not list((tmp_path / "cache").glob("audio/*.wav"))
    await made(client, synthesize=True)
    assert len(list((tmp_path / "cache").glob("audio/*.wav"))) == 1


async def test_sound_that_was_deleted_is_rendered_again(client, tmp_path: Path) -> None:
    piece = await made(client, synthesize=True)
    [kept] = (tmp_path / "cache").glob("audio/*.wav")
    before = kept.read_bytes()
    kept.unlink()
    assert (await client.get(piece["audio_url"])).content == before


async def test_the_piano_is_a_small_font_that_is_cached(client) -> None:
    font = await client.get("/soundfonts/piano.sf2")
    assert font.status_code == 200, font.text
    assert font.content[:4] == b"RIFF"
    assert font.content[8:12] == b"sfbk"
    assert len(font.content) <= 8_000_000
    again = await client.get(
        "/soundfonts/piano.sf2", headers={"if-none-match": font.headers["etag"]}
    )
    assert again.status_code == 304


async def test_without_a_font_the_command_that_brings_one_is_told(
    services: Services, connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "system_folders", list)
    monkeypatch.setattr(fonts, "_packaged", list)
    async with connected(create_app(Settings(), services)) as client:
        answer = await client.get("/soundfonts/piano.sf2")
        assert answer.status_code == 503
        assert "install" in answer.json()["detail"]
        assert (await client.get("/ready")).status_code == 503
        assert (await client.post("/gospel/generate", json=SHORT)).status_code == 200


@pytest.mark.parametrize("kind", ["full", "closed"])
async def test_a_cache_that_cannot_be_used_is_told_everywhere(
    services: Services, connected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    place = tmp_path / "taken"
    if kind == "closed":
        place.write_text("a file where the folder should be")
    else:
        monkeypatch.setattr(tempfile, "mkstemp", full)
        monkeypatch.setattr(tempfile, "TemporaryFile", full)
    broken = Services(services.database, services.composers, Sounds(place, 1_000_000))
    async with connected(create_app(Settings(), broken)) as client:
        piece = await made(client)
        for path in (piece["audio_url"], "/soundfonts/piano.sf2"):
            answer = await client.get(path)
            assert answer.status_code == 503
            assert "GOSPEL_KEYS_CACHE" in answer.json()["detail"]
            assert str(tmp_path) not in answer.text
        ready = await client.get("/ready")
    assert ready.status_code == 503
    [failed] = [check for check in ready.json()["checks"] if not check["ok"]]
    assert failed["name"] == "cache"
    assert "GOSPEL_KEYS_CACHE" in failed["detail"]


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


async def test_a_font_that_is_none_is_not_ready(services: Services, connected, tmp_path) -> None:
    wrong = tmp_path / "words.sf2"
    wrong.write_text("a letter, not a SoundFont")
    sounds = Sounds(tmp_path / "cache", 1_000_000, wrong)
    broken = Services(services.database, services.composers, sounds)
    async with connected(create_app(Settings(), broken)) as client:
        ready = await client.get("/ready")
    assert [check["name"] for check in ready.json()["checks"] if not check["ok"]] == ["font"]
