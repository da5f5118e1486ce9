"""When what the studio stands on is away or busy; and the application on its own feet."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager

from gospel_keys.app import Services, create_app
from gospel_keys.platform.database import open_database
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.postgres import APP_ROLE, Cluster
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio

WORDS = {"description": "Uplifting song in C major", "num_bars": 2}


async def test_a_database_that_is_away_is_503_and_tells_no_address(
    services: Services, connected
) -> None:
    gone = open_database("postgresql://app_user:swordfish@127.0.0.1:1/none", APP_ROLE)
    app = create_app(Settings(), Services(gone, services.composers, services.sounds))
    async with connected(app) as client:
        for answer in (
            await client.get(f"/gospel/score/{'A' * 22}"),
            await client.post("/gospel/generate", json=WORDS),
        ):
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert "127.0.0.1" not in answer.text
            assert "swordfish" not in answer.text
    await gone.close()


async def test_composers_that_are_busy_are_503_and_say_when_to_come_back(
    services: Services, connected
) -> None:
    full = WorkerPool(1, os.getpid, most_waiting=0)
    app = create_app(Settings(), Services(services.database, full, services.sounds))
    async with connected(app) as client:
        answer = await client.post("/gospel/generate", json=WORDS)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    full.close()


async def test_a_composer_that_dies_is_replaced(services: Services, connected) -> None:
    pool = services.composers
    async with connected(create_app(Settings(), services)) as client:
        before = await client.post("/gospel/generate", json={**WORDS, "seed": 1})
        os.kill(await pool.run(os.getpid), 9)
        after = await client.post("/gospel/generate", json={**WORDS, "seed": 1})
    assert before.json()["midi_base64"] == after.json()["midi_base64"]


async def test_under_any_server_it_starts_and_stops_what_it_needs(
    run_folder: Path, worker_id: str
) -> None:
    folder = run_folder / f"lifespan-{worker_id}"
    app = create_app(Settings(data=folder, composers=1))
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            assert (await client.get("/ready")).json()["status"] == "ready"
            piece = (await client.post("/gospel/generate", json=WORDS)).json()
            assert (await client.get(piece["download_url"])).status_code == 200
            found = Cluster(folder / "postgres").running()
            assert found
            os.kill(found.pid, signal.SIGKILL)
            while Cluster(folder / "postgres").running() in (None, found):
                await asyncio.sleep(0.05)
            while (await client.get("/ready")).status_code == 503:
                await asyncio.sleep(0.05)
            assert (await client.get(piece["download_url"])).status_code == 200
        assert Cluster(folder / "postgres").running()
    assert Cluster(folder / "postgres").running() is None
