"""The whole application over a real database, real composers and a cache of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
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
