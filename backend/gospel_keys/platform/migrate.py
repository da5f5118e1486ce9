"""Bring the database to the version this code needs: once, whoever starts first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.urls import driver_url

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 0x676F_7370_656C  # any number will do, as long as it is ours
SCRIPTS = Path(__file__).parent / "migrations"


class MigrationError(RuntimeError):
    """The database cannot be brought to this version; the text says what to do."""


def revisions() -> list[str]:
    """Every revision in order: a script's file name begins with its number."""
    return sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def configuration() -> Config:
    """Alembic's configuration; the scripts travel inside the package."""
    from alembic.config import Config  # noqa: PLC0415 - costs more than the usual start needs

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


def migrate(owner_url: str) -> list[str]:
    """Run what is missing as the owner, under an advisory lock; the revisions that ran.

    Raises MigrationError when the database is newer than this code, or roles are missing.
    """
    engine = create_engine(driver_url(owner_url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        connection.commit()
        try:
            return _upgrade(connection)
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
            connection.commit()


def _upgrade(connection: Connection) -> list[str]:
    known, current = revisions(), _current(connection)
    if current is not None and current not in known:
        raise MigrationError(
            f"revision {current} of the database is newer than this program: "
            "bring gospel-keys up to date, or set GOSPEL_KEYS_DATA to another folder"
        )
    missing = known if current is None else known[known.index(current) + 1 :]
    if missing:
        _ensure_app_role(connection)
        from alembic import command  # noqa: PLC0415 - costs more than the usual start needs

        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return missing


def _current(connection: Connection) -> str | None:
    """The database's revision; None when it is empty."""
    exists = connection.scalar(text("SELECT to_regclass('alembic_version')"))
    found = exists and connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(found) if found else None


def _ensure_app_role(connection: Connection) -> None:
    """The role that migrations grant to; on a server of the user's own it may not be there yet."""
    known = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    if connection.execute(known, {"role": APP_ROLE}).first():
        return
    try:
        connection.execute(text(f"CREATE ROLE {APP_ROLE} NOLOGIN"))
        connection.execute(text(f"GRANT {APP_ROLE} TO CURRENT_USER WITH SET TRUE, INHERIT TRUE"))
    except ProgrammingError as error:
        raise MigrationError(
            f"the role {APP_ROLE} is missing and may not be made here; as an administrator run: "
            f"CREATE ROLE {APP_ROLE} NOLOGIN; GRANT {APP_ROLE} TO <the role of DATABASE_URL>;"
        ) from error
    connection.commit()
