"""The database: one engine to write, one to read, and a unit of work for each request.

Repositories add and query; only the unit of work commits. Reads may go to a replica: give its URL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog
from fastapi import FastAPI, Request
from sqlalchemy import make_url, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase
from starlette.responses import Response

from gospel_keys.platform.problems import Problem, problem_response
from gospel_keys.platform.urls import driver_url

log = structlog.get_logger(__name__)

Sessions = async_sessionmaker[AsyncSession]


class Base(DeclarativeBase):
    """The parent of every table's class."""


@dataclass(slots=True)
class Database:
    """Session makers for writing and for reading, and the engines to dispose of at the end."""

    sessions: Sessions
    readers: Sessions
    engines: tuple[AsyncEngine, ...] = field(default=())

    @property
    def has_replica(self) -> bool:
        """Whether reads may lag behind writes."""
        return len(self.engines) > 1

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A unit of work: commits when the block ends well, rolls back when it raises."""
        async with self.sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for queries alone; on the replica where there is one."""
        async with self.readers() as session:
            yield session

    async def ping(self) -> None:
        """Raises SQLAlchemyError or OSError when the database does not answer."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        for engine in self.engines:
            await engine.dispose()


def open_database(
    url: str, role: str, replica_url: str | None = None, pool_size: int = 10
) -> Database:
    """Engines for ``url`` (and the replica); nothing connects until the first query.

    Whoever the URL logs in as, statements run as ``role``.
    """
    writer = _engine(url, role, pool_size)
    reader = _engine(replica_url, role, pool_size) if replica_url else writer
    return Database(
        sessions=async_sessionmaker(writer, expire_on_commit=False),
        readers=async_sessionmaker(
            reader.execution_options(postgresql_readonly=True), expire_on_commit=False
        ),
        engines=(writer, reader) if replica_url else (writer,),
    )


def _engine(url: str, role: str, pool_size: int) -> AsyncEngine:
    address = make_url(driver_url(url))
    if address.username != role:
        address = address.update_query_dict({"options": f"-c role={role}"})
    return create_async_engine(
        address, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True
    )


def answer_when_away(app: FastAPI) -> None:
    """A database that does not answer makes a 503, with nothing of its address in it."""

    async def away(request: Request, error: Exception) -> Response:
        log.error("the database does not answer", error=str(error))
        problem = Problem(503, "The database does not answer. Try again in a moment.")
        return problem_response(request, problem)

    for kind in (OperationalError, InterfaceError, PoolTimeoutError):
        app.add_exception_handler(kind, away)


async def unit_of_work(request: Request) -> AsyncIterator[AsyncSession]:
    """The request's unit of work, as a dependency."""
    database: Database = request.app.state.database
    async with database.writing() as session:
        yield session
