"""The unit of work, the readers, and the role statements run as."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gospel_keys.platform.database import Database, open_database
from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.urls import driver_url

pytestmark = pytest.mark.anyio

ADD = text(
    "INSERT INTO piece (id, genre, seed, title, request, midi, document, score, score_version) "
    "VALUES ('unit-of-work-test-0', 'g', 1, 't', '{}', '', '', '', 1)"
)
COUNT = text("SELECT count(*) FROM piece WHERE id = 'unit-of-work-test-0'")


async def count(database: Database) -> int:
    async with database.reading() as session:
        return int((await session.execute(COUNT)).scalar_one())


async def test_work_that_ends_well_is_kept(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(ADD)
    assert await count(database) == 1


async def test_work_that_fails_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as session:
            await session.execute(ADD)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await count(database) == 0


async def test_readers_cannot_write(urls) -> None:
    real = open_database(urls.app, APP_ROLE)
    async with real.reading() as session:
        with pytest.raises(DBAPIError, match="read-only transaction"):
            await session.execute(ADD)
    await real.close()


async def test_statements_run_as_the_application_whoever_logs_in(urls) -> None:
    real = open_database(urls.owner, "gospel_keys_owner")
    async with real.reading() as session:
        assert (await session.execute(text("SELECT current_user"))).scalar() == "gospel_keys_owner"
    await real.close()


async def test_reads_go_to_the_replica_where_there_is_one(urls) -> None:
    real = open_database(urls.app, APP_ROLE, replica_url=urls.app + "&application_name=replica")
    query = text("SELECT current_setting('application_name')")
    async with real.reading() as reader, real.sessions() as writer:
        assert (await reader.execute(query)).scalar() == "replica"
        assert (await writer.execute(query)).scalar() != "replica"
    assert real.has_replica
    await real.close()


async def test_the_database_can_be_asked_whether_it_is_there(database: Database) -> None:
    await database.ping()
    gone = open_database("postgresql://app_user@127.0.0.1:1/none", APP_ROLE)
    with pytest.raises(DBAPIError):
        await gone.ping()
    await gone.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_any_postgresql_url_gets_our_driver(scheme: str) -> None:
    assert driver_url(f"{scheme}://u@h/d") == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize("url", ["mysql://u@h/d", "nonsense"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        driver_url(url)
