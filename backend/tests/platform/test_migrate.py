"""Migrations: run once, leave the application only what it needs, refuse a newer database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from gospel_keys.platform.database import open_database
from gospel_keys.platform.migrate import MigrationError, configuration, migrate, revisions
from gospel_keys.platform.postgres import Cluster, Connection, roles
from gospel_keys.platform.postgres.server import SUPERUSER


@pytest.fixture
def empty(postgres: Connection, worker_id: str) -> Iterator[str]:
    """The owner's URL of a database without tables; it goes after the test."""
    name = f"empty_{worker_id}"
    with psycopg.connect(postgres.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        roles.ensure_database(connection, name)
        yield postgres.url(roles.OWNER_ROLE, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_they_run_once(empty: str) -> None:
    assert migrate(empty)[0] == "0001"
    assert migrate(empty) == []


def test_processes_that_start_together_migrate_once(empty: str) -> None:
    ran: list[list[str]] = []
    threads = [threading.Thread(target=lambda: ran.append(migrate(empty))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, ran)) == [False, False, False, True]


def test_file_names_are_in_the_order_of_the_history() -> None:
    script = ScriptDirectory.from_config(configuration())
    history = [step.revision for step in script.walk_revisions()][::-1]
    assert revisions() == history


def test_a_newer_database_is_refused(empty: str) -> None:
    migrate(empty)
    with psycopg.connect(empty) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
    with pytest.raises(MigrationError, match="newer than this program"):
        migrate(empty)


def test_every_step_can_be_taken_back(empty: str) -> None:
    import sqlalchemy as sa

    from gospel_keys.platform.urls import driver_url

    migrate(empty)
    engine = sa.create_engine(driver_url(empty))
    config = configuration()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
    assert migrate(empty)[0] == "0001"


def test_pieces_from_before_come_into_the_library_with_their_edits_together(empty: str) -> None:
    import gzip
    import json

    import sqlalchemy as sa

    from gospel_keys.platform.urls import driver_url

    engine = sa.create_engine(driver_url(empty))
    config = configuration()
    facts = {"key": "Eb major", "tempo": 90.0, "time_signature": "4/4", "num_bars": 8,
             "duration_seconds": 21.3, "application": "WORSHIP"}  # fmt: skip
    told = {"brief": {"description": "For Ruth"}, "metadata": {**facts, "note_count": 99}}
    score = gzip.compress(json.dumps(told).encode())
    add = sa.text(
        "INSERT INTO piece (id, genre, seed, title, request, midi, document, score, score_version,"
        " parent_id, created_at) VALUES (:id, 'gospel', 1, 't', '{}', '', '', :score, 1, :parent,"
        " now() + :age * interval '1 minute')"
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        rows = [("first", None, score), ("second", "first", score), ("third", "second", score),
                ("alone", None, score), ("broken", None, b"nothing")]  # fmt: skip
        for age, (name, parent, kept) in enumerate(rows):
            full = {"id": name * 4, "parent": parent and parent * 4, "score": kept, "age": age}
            connection.execute(add, full)
        command.upgrade(config, "0004")
        connection.execute(sa.text("SELECT set_config('app.owner', 'local', true)"))
        items = connection.execute(
            sa.text(
                "SELECT root_id, shown_id, title, words FROM library_item ORDER BY root_id DESC"
            )
        ).all()
        versions = connection.execute(
            sa.text("SELECT root_id, piece_id FROM library_version ORDER BY made_at")
        ).all()
        kept = connection.scalar(
            sa.text("SELECT facts FROM piece WHERE id = :id"), {"id": "alone" * 4}
        )
    engine.dispose()
    words = " for ruth gospel eb major"
    assert items == [
        ("first" * 4, "third" * 4, "For Ruth", words),
        ("alone" * 4, "alone" * 4, "For Ruth", words),
    ]
    assert versions == [("first" * 4, name * 4) for name in ("first", "second", "third")] + [
        ("alone" * 4, "alone" * 4)
    ]
    assert kept == {"description": "For Ruth", **facts}


def test_the_application_may_read_and_add_but_not_rewrite_or_delete(
    empty: str, postgres: Connection, worker_id: str
) -> None:
    migrate(empty)
    with psycopg.connect(postgres.url(roles.APP_ROLE, f"empty_{worker_id}")) as connection:
        assert connection.execute("SELECT count(*) FROM piece").fetchone() == (0,)
    for forbidden in (
        "DELETE FROM piece",
        "UPDATE piece SET midi = ''",
        "DROP TABLE piece",
        "SELECT * FROM alembic_version",
    ):
        with (
            psycopg.connect(postgres.url(roles.APP_ROLE, f"empty_{worker_id}")) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(forbidden)


def test_tables_and_models_agree(empty: str) -> None:
    import sqlalchemy as sa
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from gospel_keys.platform.database import Base
    from gospel_keys.platform.urls import driver_url
    from gospel_keys.studio import models

    assert models.Piece.__tablename__ in Base.metadata.tables
    migrate(empty)
    engine = sa.create_engine(driver_url(empty))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert [d for d in differences if d[0] != "remove_index"] == []


@pytest.fixture(scope="module")
def elsewhere(run_folder: Path, worker_id: str) -> Iterator[Connection]:
    """A server of the user's own: it has never heard of our roles."""
    cluster = Cluster(run_folder / f"elsewhere-{worker_id}", {"fsync": "off"})
    reached = cluster.attach()
    with psycopg.connect(reached.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        for statement in (
            "DROP DATABASE gospel_keys",
            "DROP ROLE app_user",
            "CREATE ROLE manager LOGIN CREATEROLE PASSWORD 'm'",
            "CREATE ROLE tenant LOGIN PASSWORD 't'",
            "CREATE DATABASE managed OWNER manager",
            "CREATE DATABASE rented OWNER tenant",
        ):
            connection.execute(statement)
    yield reached
    cluster.detach()


def url_of(reached: Connection, user: str, password: str, database: str) -> str:
    place = f"host={reached.sockets}&port={reached.port}"
    return f"postgresql://{user}:{password}@/{database}?{place}"


def test_a_role_that_may_not_make_roles_is_told_what_to_ask_for(elsewhere: Connection) -> None:
    with pytest.raises(MigrationError, match="CREATE ROLE app_user"):
        migrate(url_of(elsewhere, "tenant", "t", "rented"))


@pytest.mark.anyio
async def test_on_a_server_of_the_users_own_statements_run_with_few_rights(
    elsewhere: Connection,
) -> None:
    url = url_of(elsewhere, "manager", "m", "managed")
    assert migrate(url)[0] == "0001"
    database = open_database(url, roles.APP_ROLE)
    async with database.writing() as session:
        assert await session.scalar(text("SELECT current_user")) == "app_user"
        assert await session.scalar(text("SELECT count(*) FROM piece")) == 0
        with pytest.raises(ProgrammingError, match="permission denied"):
            await session.execute(text("DELETE FROM piece"))
        await session.rollback()
    await database.close()
