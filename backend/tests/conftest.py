"""What tests share: a PostgreSQL of their own, a migrated database for each worker."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from gospel_keys.platform.database import Database
from gospel_keys.platform.migrate import migrate
from gospel_keys.platform.postgres import Cluster, Connection, roles
from gospel_keys.platform.postgres.server import SUPERUSER
from gospel_keys.platform.urls import driver_url

# How long an example takes is the machine's affair; in CI the examples are the same every time.
settings.register_profile("here", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("here")

RUN = "GOSPEL_KEYS_TEST_RUN"
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pytest_configure(config: pytest.Config) -> None:
    """One folder for all workers of a run; short, for a socket's path, and open to walk through.

    Settings of the one who runs the tests are set aside: nobody's own data is touched.
    """
    for name in list(os.environ):
        if name == "DATABASE_URL" or (name.startswith("GOSPEL_KEYS_") and name != RUN):
            del os.environ[name]
    if RUN not in os.environ:
        os.environ[RUN] = str(Path(tempfile.gettempdir()) / f"gk-{uuid.uuid4().hex[:10]}")
        config.stash[owner] = True


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: a packed file holds the second it was packed in, and two workers that
    collect in different seconds must find the same names."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(owner, False):
        shutil.rmtree(os.environ.pop(RUN), ignore_errors=True)


owner = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """The folder of this test run; it goes when the run ends."""
    folder = Path(os.environ[RUN])
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> Iterator[Connection]:
    """The run's server: the first worker starts it, the last one stops it."""
    cluster = Cluster(run_folder / "postgres", HASTE)
    yield cluster.attach()
    cluster.detach()


@dataclass(frozen=True)
class Urls:
    """A database as the application and as its owner."""

    app: str
    owner: str


@pytest.fixture(scope="session")
def urls(postgres: Connection, worker_id: str) -> Urls:
    """This worker's own database, with the real migrations."""
    name = f"test_{worker_id}"
    with psycopg.connect(postgres.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        roles.ensure_database(connection, name)
    made = Urls(
        postgres.url(roles.APP_ROLE, name),
        postgres.url(roles.OWNER_ROLE, name),
    )
    migrate(made.owner)
    return made


@pytest.fixture
async def database(urls: Urls) -> AsyncIterator[Database]:
    """Sessions on one connection whose transaction is rolled back after the test."""
    engine = create_async_engine(driver_url(urls.app), poolclass=NullPool)
    async with engine.connect() as connection:
        outer = await connection.begin()
        sessions = async_sessionmaker(
            bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        yield Database(sessions, sessions)
        await outer.rollback()
    await engine.dispose()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything should be installed, a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("skipped tests are failures here (CI is set)", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
