"""Many pieces at once, on committed transactions, while reads go on."""

from __future__ import annotations

import asyncio
import base64

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from gospel_keys.app import Services, create_app
from gospel_keys.platform.database import open_database
from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.urls import driver_url

pytestmark = pytest.mark.anyio

CROWD = 50


async def test_fifty_pieces_at_once_are_all_right_and_reads_are_answered(
    services: Services, connected, urls
) -> None:
    real = open_database(urls.app, APP_ROLE, pool_size=5)
    app = create_app(Settings(), Services(real, services.composers, services.sounds))
    try:
        async with connected(app) as client:
            body = {"description": "Uplifting song in F major", "num_bars": 4}
            known = (await client.post("/gospel/generate", json={**body, "seed": 0})).json()
            asked = [
                asyncio.create_task(client.post("/gospel/generate", json={**body, "seed": n % 25}))
                for n in range(CROWD)
            ]
            reads = 0
            while not all(task.done() for task in asked):
                for path in ("/genres", known["score_url"], "/health"):
                    assert (await client.get(path)).status_code == 200
                    reads += 1
            pieces = [(await task).json() for task in asked]
            async with real.reading() as session:
                kept = await session.scalar(text("SELECT count(*) FROM piece"))
            downloads = await asyncio.gather(*(client.get(p["download_url"]) for p in pieces))
    finally:
        await real.close()
        await empty(urls.owner)
    assert reads > 0
    assert len({piece["id"] for piece in pieces}) == kept == CROWD // 2
    for piece, download in zip(pieces, downloads, strict=True):
        assert download.content == base64.b64decode(piece["midi_base64"])
    by_seed: dict[int, set[str]] = {}
    for piece in pieces:
        by_seed.setdefault(piece["seed"], set()).add(piece["midi_base64"])
    assert len(by_seed) == 25
    assert all(len(same) == 1 for same in by_seed.values())


async def empty(owner_url: str) -> None:
    engine = create_async_engine(driver_url(owner_url))
    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE piece CASCADE"))
    await engine.dispose()
