"""A piece taken along: the forms, their names, and that they say what the score says."""

from __future__ import annotations

import re

import httpx
import pytest

from gospel_keys.score import musicxml
from gospel_keys.score.lead_sheet import read_chordpro, read_ireal

pytestmark = pytest.mark.anyio

WORDS = {"description": "Slow waltz in Eb, 6 bars", "seed": 5, "complexity": 6}
ENDINGS = {"musicxml": "musicxml", "chordpro": "cho", "ireal": "html"}


@pytest.fixture
async def piece(client: httpx.AsyncClient) -> dict:
    answer = await client.post("/gospel/generate", json=WORDS)
    assert answer.status_code == 200, answer.text
    return answer.json()


def stem(response: httpx.Response) -> str:
    name = re.fullmatch(
        r'attachment; filename="([a-z0-9-]+)\.\w+"', response.headers["content-disposition"]
    )
    assert name, response.headers
    return name.group(1)


async def test_every_form_is_named_as_the_midi_file_is(
    client: httpx.AsyncClient, piece: dict
) -> None:
    names = {stem(await client.get(piece["download_url"]))}
    names.add(stem(await client.get(piece["audio_url"], headers={"range": "bytes=0-9"})))
    for form, ending in ENDINGS.items():
        answer = await client.get(f"{piece['score_url']}/{form}")
        assert answer.headers["content-disposition"].endswith(f'.{ending}"')
        names.add(stem(answer))
    assert names == {"slow-waltz-in-eb-6-bars-5"}


async def test_the_forms_say_what_the_piece_is(client: httpx.AsyncClient, piece: dict) -> None:
    symbols = [chord["symbol"] for chord in piece["chord_progression"]]
    files = {f: await client.get(f"{piece['score_url']}/{f}") for f in ENDINGS}
    kinds = {f: a.headers["content-type"].partition(";")[0] for f, a in files.items()}
    assert kinds == {
        "musicxml": "application/vnd.recordare.musicxml+xml",
        "chordpro": "text/plain",
        "ireal": "text/html",
    }
    sheet = musicxml.read(files["musicxml"].content)
    assert [str(item.chord) for item in sheet.chords] == symbols
    assert any(note.finger for note in sheet.notes)
    assert any(mark.kind == "pedal" for mark in sheet.marks)
    assert any(mark.kind == "rehearsal" for mark in sheet.marks)
    chart = read_chordpro(files["chordpro"].text)
    assert [str(item.chord) for _, item in chart.chords()] == symbols
    (link,) = read_ireal(files["ireal"].text.replace("&#x27;", "'"))
    assert [str(item.chord) for _, item in link.chords()] == symbols
    assert str(link.bars[0].meter) == "3/4"


@pytest.mark.parametrize("form", sorted(ENDINGS))
async def test_what_is_not_there_is_a_clear_404(client: httpx.AsyncClient, form: str) -> None:
    answer = await client.get(f"/gospel/score/{'A' * 22}/{form}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no such piece here."
