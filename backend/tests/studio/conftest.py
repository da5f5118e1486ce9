"""The whole application over a real database, real composers and a cache of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from gospel_keys.app import Services, create_app
from gospel_keys.platform.database import Database
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.settings import Settings
from gospel_keys.studio.sounds import Sounds
from gospel_keys.studio.warm import warm_up


@pytest.fixture(scope="session")
def composers() -> Iterator[WorkerPool]:
    """One warm process for all tests of a worker."""
    pool = WorkerPool(1, warm_up)
    yield pool
    pool.close()


@pytest.fixture
def services(database: Database, composers: WorkerPool, tmp_path: Path) -> Services:
    return Services(database, composers, Sounds(tmp_path / "cache", 100_000_000))


@pytest.fixture
def app(services: Services) -> FastAPI:
    return create_app(Settings(), services)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with _connected(app) as made:
        yield made


@pytest.fixture
def connected() -> Callable[[FastAPI], httpx.AsyncClient]:
    """Makes a client of an application, with a browser's Host."""
    return _connected


def _connected(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost:8000")


@pytest.fixture
def listening() -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[httpx.AsyncClient]]:
    """Puts an application behind a socket of this machine and makes a client of it."""
    return _listening


@pytest.fixture
def told() -> Callable[[httpx.Response], AsyncIterator[tuple[str, dict]]]:
    """Reads the events of an answer as they come: name and document."""
    return _told


@contextlib.asynccontextmanager
async def _listening(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over a socket of this machine."""
    config = uvicorn.Config(
        app, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client
    server.should_exit = True
    await serving


async def _told(answer: httpx.Response) -> AsyncIterator[tuple[str, dict]]:
    """The answer's events: name and document."""
    name = ""
    async for line in answer.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
