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


ASKED = ("key", "time_signature", "tempo", "num_bars", "progression", "melody")


@pytest.mark.parametrize("form", ["download", "musicxml", "chordpro", "ireal"])
async def test_what_is_understood_can_be_asked_for_as_it_is(
    client: httpx.AsyncClient, form: str
) -> None:
    made = (await client.post("/jazz/generate", json=WORDS)).json()
    address = made["download_url"] if form == "download" else f"{made['score_url']}/{form}"
    file = (await client.get(address)).content
    found = (await client.post("/import", files={"file": ("it", file)})).json()
    again = await client.post(
        "/gospel/generate",
        json={"description": "the same again", "seed": 1, **{n: found[n] for n in ASKED}},
    )
    assert again.status_code == 200, again.text
    answer = again.json()
    sent = [(c["symbol"], c["duration_beats"]) for c in made["chord_progression"]]
    got = [(c["symbol"], c["duration_beats"]) for c in answer["chord_progression"]]
    assert [s for s, _ in got] == [s for s, _ in sent]
    assert sum(d for _, d in got) == sum(d for _, d in sent)
    tune = answer["brief"]["melody"]
    assert (tune and tune["value"]) == (len(found["melody"]) if found["melody"] else None)


async def test_a_tune_alone_is_harmonised_and_kept(client: httpx.AsyncClient) -> None:
    notes = [("G4", -1), ("C5", 0), ("E5", 1), ("G5", 2), ("F5", 3), ("E5", 4), ("C5", 6)]
    melody = [{"pitch": p, "onset_beats": b, "duration_beats": 1} for p, b in notes]
    body = {"description": "my tune", "time_signature": "4/4", "seed": 2, "melody": melody}
    answer = (await client.post("/blues/generate", json=body)).json()
    assert answer["metadata"]["num_bars"] == 2
    assert answer["brief"]["key"] == {"value": "C major", "source": "melody"}
    assert "tune" in answer["chord_progression"][0]["comment"]
    score = (await client.get(answer["score_url"])).json()
    heard = {(n["pitch"], n["onset"]) for n in score["arrangement"]["notes"]}
    assert {(p, float(b)) for p, b in notes} <= heard


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ({"pitch": "H4", "onset_beats": 0, "duration_beats": 1}, "Note 1"),
        ({"pitch": "C4", "onset_beats": -4, "duration_beats": 1}, "begins at beat -4"),
        ({"pitch": "C4", "onset_beats": 0, "duration_beats": 0}, "greater than 0"),
        ({"pitch": "C4", "onset_beats": 0}, "required"),
    ],
)
async def test_a_tune_that_cannot_be_is_a_clear_422(
    client: httpx.AsyncClient, note: dict, said: str
) -> None:
    body = {"description": "x", "time_signature": "4/4", "melody": [note]}
    answer = await client.post("/gospel/generate", json=body)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"].startswith("melody")
