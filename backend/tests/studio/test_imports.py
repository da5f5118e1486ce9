"""Files sent to the API: understood in the shapes a request takes, or refused with the place."""

from __future__ import annotations

import base64

import httpx
import pytest
from fastapi import FastAPI

from gospel_keys.app import Services, create_app
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio

WORDS = {"description": "Slow waltz in Eb, 6 bars", "seed": 5, "complexity": 6}
SONG = (
    "{title: A Song}\n{key: Bb}\n{time: 3/4}\n{start_of_grid}\n| Bb . F7 | Bb . . |\n{end_of_grid}"
)


def chords(answer: dict) -> list[tuple[str, float]]:
    return [(chord["symbol"], chord["duration_beats"]) for chord in answer["progression"]]


async def test_our_own_midi_comes_back_as_it_went(client: httpx.AsyncClient) -> None:
    made = (await client.post("/gospel/generate", json=WORDS)).json()
    midi = base64.b64decode(made["midi_base64"])
    answer = await client.post("/import", files={"file": ("x.bin", midi, "image/png")})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["format"] == "midi"
    for name in ("key", "time_signature", "num_bars", "tempo"):
        assert found[name] == made["metadata"][name]
    sent = [(c["symbol"], c["duration_beats"]) for c in made["chord_progression"]]
    assert chords(found) == sent
    assert found["confidence"]["chords"] == 1
    assert found["melody"]
    assert found["melody"][0].keys() == {"pitch", "onset_beats", "duration_beats"}


async def test_text_is_read_like_a_file(client: httpx.AsyncClient) -> None:
    as_text = await client.post("/import", data={"text": SONG})
    as_file = await client.post("/import", files={"file": ("song.mid", SONG.encode())})
    assert as_text.json() == as_file.json()
    found = as_text.json()
    assert (found["format"], found["title"], found["key"]) == ("chordpro", "A Song", "Bb major")
    assert chords(found) == [("Bb", 2), ("F7", 1), ("Bb", 3)]
    assert found["num_bars"] == 2
    assert found["confidence"]["melody"] is None


@pytest.mark.parametrize(
    ("files", "data", "field", "said", "place"),
    [
        (None, None, "file", "send one of the two", None),
        ({"file": ("a", b"x")}, {"text": "x"}, "file", "send one of the two", None),
        ({"file": ("a.mid", b"hello")}, None, "file", "not understood what this is", None),
        ({"file": ("a", b"MThd\x00")}, None, "file", "needs 4 bytes", "byte 4"),
        (None, {"text": SONG.replace("F7", "H7")}, "text", "H7", "line 5"),
        (None, {"text": "<score-partwise><part/></score-partwise>"}, "text", "measures", "<part>"),
    ],
)
async def test_refusals_name_the_place(
    client: httpx.AsyncClient, files, data, field: str, said: str, place: str | None
) -> None:
    answer = await client.post("/import", files=files, data=data)
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"] == "/problems/import"
    assert said in problem["detail"]
    assert problem["errors"][0]["field"] == field
    assert problem["errors"][0].get("value") == place


async def test_what_is_too_long_is_not_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/import", files={"file": ("a", bytes(11_000_000))})
    assert answer.status_code == 413


async def test_a_body_that_is_no_form_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/import", json={"text": SONG})
    assert answer.status_code in (415, 422)
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answer = await client.post("/import", content=b"nonsense", headers=broken)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_importing_is_limited_like_generating(services: Services, connected) -> None:
    app: FastAPI = create_app(Settings(generate_limit="1/minute"), services)
    async with connected(app) as client:
        assert (await client.post("/import", data={"text": SONG})).status_code == 200
        assert (await client.post("/import", data={"text": SONG})).status_code == 429
