"""Words in, a piece out, and the same piece again from its addresses."""

from __future__ import annotations

import base64
import io
import json
from itertools import pairwise

import httpx
import mido
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from gospel_keys.app import Services, create_app
from gospel_keys.genres.registry import genres
from gospel_keys.platform.database import Database, open_database
from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.settings import Settings
from gospel_keys.studio import repository
from gospel_keys.studio.composing import unpack_document
from gospel_keys.studio.models import Piece
from gospel_keys.studio.score_mapping import SCORE_VERSION

pytestmark = pytest.mark.anyio

WORDS = {"description": "Uplifting gospel song in C major"}


async def made(client: httpx.AsyncClient, **fields: object) -> dict:
    answer = await client.post("/gospel/generate", json={**WORDS, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def midi_of(piece: dict) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(base64.b64decode(piece["midi_base64"])))


async def test_the_sentence_becomes_sixteen_bars_of_midi(client) -> None:
    piece = await made(client, num_bars=16, seed=3)
    midi = midi_of(piece)
    assert midi.type == 1
    assert {"Right Hand", "Left Hand", "Chords"} <= {track.name for track in midi.tracks}
    conductor = {message.type: message for message in midi.tracks[0]}
    assert conductor["key_signature"].key == "C"
    bar = midi.ticks_per_beat * 4
    assert max(sum(m.time for m in track) for track in midi.tracks) == 16 * bar
    metadata = piece["metadata"]
    assert (metadata["num_bars"], metadata["key"]) == (16, "C major")
    strikes = [m for t in midi.tracks for m in t if m.type == "note_on" and m.velocity]
    assert metadata["note_count"] == len(strikes)
    assert metadata["hands"] == ["left", "right"]
    assert metadata["generation_method"] == "rules"


async def test_bars_left_open_are_the_genres_own(client) -> None:
    piece = await made(client)
    assert piece["metadata"]["num_bars"] == 8
    assert piece["brief"]["num_bars"] == {"value": 8, "source": "default"}
    assert piece["brief"]["key"] == {"value": "C major", "source": "words"}


async def test_chords_tile_the_piece_and_say_why(client) -> None:
    piece = await made(client, num_bars=8, seed=1)
    chords = piece["chord_progression"]
    assert chords[0]["start_beat"] == 0
    for one, next_one in pairwise(chords):
        assert one["start_beat"] + one["duration_beats"] == next_one["start_beat"]
    beats = 8 * int(piece["metadata"]["time_signature"].split("/")[0])
    assert chords[-1]["start_beat"] + chords[-1]["duration_beats"] == beats
    for chord in chords:
        assert chord["symbol"]
        assert chord["function"]
        assert chord["nashville"]
        assert chord["comment"]
        assert chord["notes"]


async def test_the_progression_can_be_left_out(client) -> None:
    assert (await made(client, include_progression=False))["chord_progression"] == []


async def test_the_preview_is_the_first_four_bars(client) -> None:
    piece = await made(client, num_bars=16, complexity=9, seed=2)
    preview = piece["note_preview"]
    assert 0 < len(preview) <= 100
    assert preview == sorted(preview, key=lambda n: (n["start_time"], n["midi_note"]))
    score = (await client.get(piece["score_url"])).json()
    fifth_bar = score["arrangement"]["bars"][4]["start_seconds"]
    assert all(note["start_time"] < fifth_bar + 0.1 for note in preview)
    assert {note["hand"] for note in preview} == {"left", "right"}


async def test_the_same_request_and_seed_give_the_same_bytes(client) -> None:
    first, second = [await made(client, seed=7, num_bars=4) for _ in range(2)]
    assert first == second


async def test_without_a_seed_one_is_drawn_and_told(client) -> None:
    first, second = [await made(client, num_bars=4) for _ in range(2)]
    assert first["seed"] != second["seed"]
    again = await made(client, num_bars=4, seed=first["seed"])
    assert again["midi_base64"] == first["midi_base64"]
    assert again["id"] == first["id"]
    assert first["brief"]["seed"]["value"] == first["seed"]


async def test_the_download_is_what_was_answered(client) -> None:
    piece = await made(client, num_bars=4, seed=11)
    answer = await client.get(piece["download_url"])
    assert answer.content == base64.b64decode(piece["midi_base64"])
    assert answer.headers["content-type"] == "audio/midi"
    name = answer.headers["content-disposition"]
    assert name == 'attachment; filename="uplifting-gospel-song-in-c-major-11.mid"'


async def test_the_score_agrees_with_the_answer(client) -> None:
    piece = await made(client, num_bars=6, seed=5)
    score = (await client.get(piece["score_url"])).json()
    arrangement, performance = score["arrangement"], score["performance"]
    assert score["metadata"] == piece["metadata"]
    assert score["brief"] == piece["brief"]
    assert [c["symbol"] for c in arrangement["chords"]] == [
        c["symbol"] for c in piece["chord_progression"]
    ]
    assert len(arrangement["bars"]) == 6
    assert [bar["number"] for bar in arrangement["bars"]] == [1, 2, 3, 4, 5, 6]
    assert {n["id"] for n in arrangement["notes"]} == {n["note_id"] for n in performance["notes"]}
    chords = {c["id"] for c in arrangement["chords"]}
    assert {n["chord_id"] for n in arrangement["notes"]} <= chords
    for earlier, later in pairwise(arrangement["bars"]):
        assert earlier["end_seconds"] == pytest.approx(later["start_seconds"], abs=1e-3)


async def test_a_score_is_sent_packed_or_not_as_the_client_likes(client) -> None:
    url = (await made(client, num_bars=4))["score_url"]
    packed = await client.get(url, headers={"accept-encoding": "gzip"})
    plain = await client.get(url, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    again = await client.get(url, headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304


async def test_a_score_of_an_older_version_is_written_anew(client, database: Database) -> None:
    piece = await made(client, num_bars=4)
    before = (await client.get(piece["score_url"])).json()
    async with database.writing() as session:
        old = text("UPDATE piece SET score = '', score_version = 0 WHERE id = :id")
        await session.execute(old, {"id": piece["id"]})
    assert (await client.get(piece["score_url"])).json() == before
    async with database.reading() as session:
        kept = await repository.find(session, "gospel", piece["id"], Piece.score)
    assert kept
    assert kept.score_version == SCORE_VERSION
    assert kept.score


async def test_what_is_kept_is_the_whole_piece(client, database: Database) -> None:
    piece = await made(client, num_bars=4, seed=9)
    async with database.reading() as session:
        kept = await repository.find(session, "gospel", piece["id"], Piece.document)
    assert kept
    arrangement, performance = unpack_document(kept.document)
    assert arrangement.brief.seed == 9
    assert len(performance.notes) == len(arrangement.notes)
    assert kept.request == {**WORDS, "num_bars": 4, "seed": 9,
                            "include_progression": True, "synthesize": False}  # fmt: skip


async def test_pieces_survive_a_restart(services: Services, connected, urls) -> None:
    bodies = []
    piece: dict = {}
    for _ in range(2):
        real = open_database(urls.app, APP_ROLE)
        app = create_app(Settings(), Services(real, services.composers, services.sounds))
        async with connected(app) as client:
            piece = piece or await made(client, num_bars=4)
            bodies.append((await client.get(piece["download_url"])).content)
        await real.close()
    assert bodies[0] == bodies[1] == base64.b64decode(piece["midi_base64"])


@pytest.mark.parametrize("kind", ["download", "score", "audio"])
async def test_what_is_not_there_is_404(client, kind: str) -> None:
    for path in (f"/gospel/{kind}/{'A' * 22}", f"/polka/{kind}/{'A' * 22}"):
        answer = await client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


async def test_an_unknown_genre_is_told_which_there_are(client) -> None:
    answer = await client.post("/polka/generate", json=WORDS)
    assert answer.status_code == 404
    assert "gospel" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"description": ""}, "description"), ({"description": "x" * 501}, "description"),
     ({"description": " \u200b\n "}, "description"), ({"tempo": 5}, "tempo"),
     ({"num_bars": 129}, "num_bars"), ({"num_bars": 0}, "num_bars"),
     ({"complexity": 11}, "complexity"), ({"ai_percentage": 1.5}, "ai_percentage"),
     ({"seed": -1}, "seed"), ({"volume": 11}, "volume"), ({"key": "H minor"}, "key"),
     ({"time_signature": "13/7"}, "time_signature"), ({"application": "DISCO"}, "application")],
)  # fmt: skip
async def test_what_cannot_be_done_names_its_field(client, fields, field: str) -> None:
    answer = await client.post("/gospel/generate", json={**WORDS, **fields})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["field"] == field


async def test_everything_that_is_wrong_is_told_at_once(client) -> None:
    fields = {"key": "H minor", "time_signature": "13/7"}
    answer = (await client.post("/gospel/generate", json={**WORDS, **fields})).json()
    assert {error["field"] for error in answer["errors"]} == {"key", "time_signature"}
    assert "key: " in answer["detail"]
    assert "time_signature: " in answer["detail"]


async def test_descriptions_are_made_plain(client) -> None:
    piece = await made(client, description="Slow\tsong \u202ein\x00 G\nmajor ", num_bars=4)
    assert piece["brief"]["description"] == "Slow song in G major"
    assert piece["metadata"]["key"] == "G major"


async def test_a_brief_can_be_asked_alone(client) -> None:
    body = {"genre": "gospel", "description": "slow song in Bb minor, 12 bars", "tempo": 66}
    brief = (await client.post("/brief", json=body)).json()
    assert brief["key"] == {"value": "Bb minor", "source": "words"}
    assert brief["num_bars"] == {"value": 12, "source": "words"}
    assert brief["tempo"] == {"value": 66, "source": "field"}
    assert brief["form"] is None
    assert brief["rise"] is None


async def test_a_brief_tells_the_form_and_the_change_of_key_it_read(client) -> None:
    words = "verse and chorus in C, 32 bars, modulate up a half step for the last chorus"
    brief = (await client.post("/brief", json={"genre": "gospel", "description": words})).json()
    assert brief["form"]["source"] == brief["rise"]["source"] == "words"
    assert brief["rise"]["value"] == 1


@pytest.mark.parametrize("genre", ["polka", ""])
async def test_a_brief_for_no_genre_is_refused(client, genre: str) -> None:
    answer = await client.post("/brief", json={**WORDS, "genre": genre})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "genre"


async def test_a_shared_server_lets_each_client_make_ten_a_minute(
    services: Services, connected
) -> None:
    shared = Settings(multi_user=True, secret_key="s" * 40, allowed_hosts="localhost")
    async with connected(create_app(shared, services)) as client:
        bodies = [{**WORDS, "num_bars": 1, "seed": n} for n in range(11)]
        answers = [await client.post("/gospel/generate", json=body) for body in bodies]
    assert [a.status_code for a in answers] == [200] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1


async def test_the_openapi_lists_what_the_registry_has(app: FastAPI) -> None:
    document = app.openapi()
    genre = document["paths"]["/{genre}/generate"]["post"]["parameters"][0]
    assert "gospel" in genres()
    assert genre["schema"]["enum"] == list(genres())
    request = json.dumps(document["components"]["schemas"]["GenerateRequest"])
    assert '"enum": ["' in request
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert "HTTPValidationError" not in json.dumps(operation)


async def test_the_genres_are_listed(client) -> None:
    genre = (await client.get("/genres")).json()[0]
    assert genre["id"] == "gospel"
    assert genre["default_application"] in {a["id"] for a in genre["applications"]}
    assert genre["example_prompts"]


async def test_health_and_readiness(client) -> None:
    assert (await client.get("/health")).json()["status"] == "ok"
    ready = await client.get("/ready")
    assert ready.status_code == 200, ready.text
    names = {check["name"] for check in ready.json()["checks"]}
    assert names == {"database", "engine", "font", "cache", "composers"}


async def test_a_missing_database_is_not_ready(services: Services, connected) -> None:
    gone = open_database("postgresql://app_user@127.0.0.1:1/none", APP_ROLE)
    app = create_app(Settings(), Services(gone, services.composers, services.sounds))
    async with connected(app) as client:
        ready = await client.get("/ready")
        assert ready.status_code == 503
        failed = [check["name"] for check in ready.json()["checks"] if not check["ok"]]
        assert failed == ["database"]
        assert (await client.get("/health")).status_code == 200
    await gone.close()
