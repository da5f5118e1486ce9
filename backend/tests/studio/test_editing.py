"""Editing over HTTP: new pieces of old ones, found again, and clear refusals."""

from __future__ import annotations

import httpx
import pytest

pytestmark = pytest.mark.anyio


async def made(client: httpx.AsyncClient, **fields: object) -> dict:
    answer = await client.post(
        "/gospel/generate", json={"description": "a song", "seed": 3, "num_bars": 8, **fields}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def edited(client: httpx.AsyncClient, piece: dict, **fields: object) -> dict:
    answer = await client.post(f"{piece['score_url']}/edit", json=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def notes_of(client: httpx.AsyncClient, piece: dict) -> dict[str, dict]:
    score = (await client.get(piece["score_url"])).json()
    return {note["id"]: note for note in score["arrangement"]["notes"]}


async def test_chords_of_ones_own_are_arranged(client) -> None:
    piece = await made(client, progression="C | Am7 D7 | G7 % |", num_bars=None)
    assert piece["metadata"]["num_bars"] == 3
    assert [chord["symbol"] for chord in piece["chord_progression"]] == ["C", "Am7", "D7", "G7"]
    assert {chord["origin"] for chord in piece["chord_progression"]} == {"user"}
    assert piece["brief"]["key"] == {"value": "C major", "source": "chords"}
    assert piece["metadata"]["generation_method"] == "user"
    again = await made(client, progression=piece["progression"], num_bars=None)
    assert [c["symbol"] for c in again["chord_progression"]] == ["C", "Am7", "D7", "G7"]
    listed = await made(
        client, num_bars=4, progression=[{"symbol": s, "duration_beats": 8} for s in ("ii7", "V7")]
    )
    assert [c["symbol"] for c in listed["chord_progression"]] == ["Dm7", "G7"]


async def test_the_same_chords_are_kept_once(client) -> None:
    chords = {"progression": "F | C7 | F | F", "num_bars": None}
    one, other = await made(client, **chords), await made(client, **chords)
    assert one["id"] == other["id"]
    assert (await made(client, progression="F | C9 | F | F", num_bars=None))["id"] != one["id"]


async def test_bars_are_drawn_anew(client) -> None:
    old = await made(client)
    new = await edited(client, old, operation="regenerate", bars=[5, 6], seed=1)
    assert new["parent_id"] == old["id"]
    assert new["id"] != old["id"]
    before, after = await notes_of(client, old), await notes_of(client, new)
    outside = {id_ for id_, note in before.items() if not 16 <= note["onset"] < 24}
    assert all(before[id_] == after[id_] for id_ in outside)
    assert before != after
    again = await edited(client, old, operation="regenerate", bars=[5, 6], seed=1)
    assert again["id"] == new["id"]
    assert again["midi_base64"] == new["midi_base64"]
    score = (await client.get(new["score_url"])).json()
    assert score["parent_id"] == old["id"]
    assert (await client.get(old["score_url"])).json()["parent_id"] is None
    assert (await client.get(new["download_url"])).status_code == 200


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"operation": "regenerate", "bars": [5, 9]}, "bars"),
        ({"operation": "regenerate", "bars": [6, 5]}, "bars"),
        ({"operation": "regenerate", "bars": [5]}, "bars"),
        ({"operation": "regenerate", "bars": [0, 5]}, "bars"),
        ({"operation": "regenerate", "bars": [1, 2], "locked": ["p7.c1"]}, "locked"),
        ({"operation": "regenerate", "bars": [1, 2], "seed": -1}, "seed"),
        ({"operation": "regenerate", "bars": [1, 2], "colour": 1}, "colour"),
        ({"operation": "shout"}, "operation"),
        ({}, "operation"),
    ],
)
async def test_edits_that_cannot_be_are_refused(client, fields: dict, field: str) -> None:
    piece = await made(client)
    answer = await client.post(f"{piece['score_url']}/edit", json=fields)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert field in " ".join(error["field"] for error in problem["errors"])


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"progression": "C | H7"}, "progression", "bar 2, chord 1"),
        ({"progression": ""}, "progression", "no chord"),
        ({"progression": []}, "progression.chords", ""),
        ({"progression": 5}, "progression", ""),
        ({"progression": "C | F", "num_bars": 3}, "num_bars", "2 bars long"),
        ({"progression": [{"symbol": "C", "duration_beats": 3}]}, "progression", "3 beats"),
        ({"progression": [{"symbol": "C"}]}, "progression.chords.0.duration_beats", ""),
        ({"progression": [{"symbol": "", "duration_beats": 4}]}, "progression.chords.0.symbol", ""),
        ({"progression": "C" * 13000}, "progression", ""),
    ],
)
async def test_charts_that_cannot_be_are_refused(
    client, fields: dict, field: str, said: str
) -> None:
    answer = await client.post("/gospel/generate", json={"description": "a song", **fields})
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert any(e["field"].startswith(field) and said in e["message"] for e in errors), errors


async def test_a_piece_that_is_not_there_is_not_edited(client) -> None:
    body = {"operation": "regenerate", "bars": [1, 1]}
    answer = await client.post("/gospel/score/AAAAAAAAAAAAAAAAAAAAAA/edit", json=body)
    assert answer.status_code == 404
