"""A piece told while it is made; and work that ends when nobody listens."""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from gospel_keys.app import Services, create_app
from gospel_keys.platform import events
from gospel_keys.platform.database import Database, open_database
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.settings import Settings
from gospel_keys.studio import composing

pytestmark = pytest.mark.anyio

WORDS = {"description": "Uplifting gospel song in C major", "num_bars": 8}
PATH = "/gospel/generate/stream"
ENDLESS = """
from pathlib import Path

def finish(addresses, request, brief, progression):
    Path({begun!r}).touch()
    while True:
        pass
"""


@pytest.fixture
def whole(told):
    """Asks for a piece and waits for all of its events."""

    async def ask(client: httpx.AsyncClient, **asked: object) -> list[tuple[str, dict]]:
        async with client.stream("POST", PATH, json={**WORDS, **asked}) as answer:
            assert answer.status_code == 200, await answer.aread()
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["cache-control"] == "no-store"
            return [event async for event in told(answer)]

    return ask


async def test_brief_then_chords_then_the_piece_that_generate_answers(client, whole) -> None:
    events = await whole(client, seed=5)
    names = [name for name, _ in events]
    assert names == ["brief", "progress", "chords", "progress", "done"]
    documents = dict(events)
    same = (await client.post("/gospel/generate", json={**WORDS, "seed": 5})).json()
    assert documents["done"] == same
    assert documents["brief"] == same["brief"]
    assert documents["chords"]["chord_progression"] == same["chord_progression"]
    assert documents["chords"]["progression"] == same["progression"]
    assert documents["chords"]["generation_method"] == "rules"
    shares = [document["share"] for name, document in events if name == "progress"]
    assert shares == sorted(shares)
    assert all(0 <= share < 1 for share in shares)


async def test_what_generate_made_comes_at_once(client, whole) -> None:
    made = (await client.post("/gospel/generate", json={**WORDS, "seed": 6})).json()
    events = await whole(client, seed=6)
    assert [name for name, _ in events] == ["brief", "done"]
    assert events[-1][1] == made


async def test_without_a_seed_each_is_its_own(client, whole) -> None:
    first, second = [dict(await whole(client)) for _ in range(2)]
    assert first["done"]["id"] != second["done"]["id"]
    assert first["brief"]["seed"]["value"] == first["done"]["seed"]


async def test_chords_are_left_out_where_nobody_asked_for_them(client, whole) -> None:
    documents = dict(await whole(client, seed=7, include_progression=False))
    assert documents["chords"]["chord_progression"] == []
    assert documents["done"]["chord_progression"] == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/polka/generate/stream", WORDS, 404),
        (PATH, {**WORDS, "tempo": 999}, 422),
        (PATH, {**WORDS, "key": "H major"}, 422),
        (PATH, {"description": "waltz", "time_signature": "13/8"}, 422),
        (PATH, {"num_bars": 4}, 422),
    ],
)
async def test_what_cannot_be_met_is_refused_as_by_generate(client, path, body, status) -> None:
    answer = await client.post(path, json=body)
    plain = await client.post(path.removesuffix("/stream"), json=body)
    assert answer.status_code == plain.status_code == status
    left_out = ("instance", "request_id")
    refused, same = (
        {k: v for k, v in a.json().items() if k not in left_out} for a in (answer, plain)
    )
    assert refused == same


async def test_it_counts_against_the_limit_of_generate(services, connected, whole) -> None:
    app = create_app(Settings(generate_limit="2/minute"), services)
    async with connected(app) as client:
        assert (await client.post("/gospel/generate", json=WORDS)).status_code == 200
        assert await whole(client)
        answer = await client.post(PATH, json=WORDS)
    assert answer.status_code == 429
    assert answer.headers["retry-after"]


async def test_trouble_on_the_way_is_the_same_problem_document(services, connected, whole) -> None:
    full = WorkerPool(1, os.getpid, most_waiting=0)
    app = create_app(Settings(), Services(services.database, full, services.sounds))
    async with connected(app) as client:
        events = await whole(client)
    full.close()
    assert [name for name, _ in events] == ["brief", "progress", "error"]
    problem = events[-1][1]
    assert problem["status"] == 503
    assert problem["instance"] == PATH
    assert problem["request_id"]


async def test_a_database_that_is_away_is_told_without_its_address(
    services, connected, whole
) -> None:
    gone = open_database("postgresql://app_user:swordfish@127.0.0.1:1/none", APP_ROLE)
    app = create_app(Settings(), Services(gone, services.composers, services.sounds))
    async with connected(app) as client:
        (*_, (name, problem)) = await whole(client)
    await gone.close()
    assert (name, problem["status"]) == ("error", 503)
    assert "swordfish" not in str(problem)


async def test_a_fault_of_ours_is_told_and_shows_nothing_of_the_inside(
    client, monkeypatch, whole
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret recipe")

    monkeypatch.setattr("gospel_keys.studio.making.digest_of", broken)
    (*_, (name, problem)) = await whole(client)
    assert (name, problem["status"]) == ("error", 500)
    assert problem["request_id"] in problem["detail"]
    assert "recipe" not in str(problem)


async def test_events_come_as_they_are_made(app: FastAPI, endless: Path, told, listening) -> None:
    """The last step never ends, and what was before it is there."""
    async with listening(app) as client, client.stream("POST", PATH, json=WORDS) as answer:
        names = []
        async for name, _ in told(answer):
            names.append(name)
            if name == "progress" and "chords" in names:
                await seen(endless)
                break
    assert names[:3] == ["brief", "progress", "chords"]


async def test_closing_the_connection_stops_the_work(
    app: FastAPI, endless: Path, own: WorkerPool, database: Database, told, listening
) -> None:
    worker = await own.run(os.getpid)
    async with listening(app) as client:
        for _ in range(2):
            async with client.stream("POST", PATH, json=WORDS) as answer:
                async for name, _document in told(answer):
                    if name == "chords":
                        await seen(endless)
                        break
            endless.unlink()
            assert await asyncio.wait_for(own.run(os.getpid), 30) == worker
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM piece")) == 0


async def test_a_silent_stream_says_that_it_lives(
    app: FastAPI, endless: Path, monkeypatch, listening
) -> None:
    monkeypatch.setattr(events, "BEAT_S", 0.01)
    async with listening(app) as client, client.stream("POST", PATH, json=WORDS) as answer:
        async for line in answer.aiter_lines():
            if line.startswith(":"):
                break
        else:
            raise AssertionError("no beat came")


@pytest.fixture
def endless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Path]:
    """Writing the notes never ends; the path is there once it has begun."""
    begun = tmp_path / "begun"
    (tmp_path / "endless_finish.py").write_text(ENDLESS.format(begun=str(begun)))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(composing, "finish", importlib.import_module("endless_finish").finish)
    yield begun
    del sys.modules["endless_finish"]


@pytest.fixture
def own(endless: Path) -> Iterator[WorkerPool]:
    """A process that was started after the unending work was written."""
    pool = WorkerPool(1, os.getpid)
    yield pool
    pool.close()


@pytest.fixture
def services(services: Services, request: pytest.FixtureRequest) -> Services:
    if "endless" not in request.fixturenames:
        return services
    return Services(services.database, request.getfixturevalue("own"), services.sounds)


async def seen(path: Path) -> None:
    for _ in range(6000):
        if path.exists():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the work never began")
