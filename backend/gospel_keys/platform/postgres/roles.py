"""Who may do what: the superuser makes, the owner migrates, the application reads and writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import psycopg
from psycopg import sql

from gospel_keys.platform.postgres.server import SUPERUSER, Running

OWNER_ROLE = "gospel_keys_owner"
APP_ROLE = "app_user"


@dataclass(frozen=True, slots=True)
class Passwords:
    """One for each role; made when the cluster is made, kept beside it for its owner alone."""

    superuser: str
    owner: str
    app: str

    def of(self, role: str) -> str:
        """The password of one of our roles; KeyError for any other."""
        return {SUPERUSER: self.superuser, OWNER_ROLE: self.owner, APP_ROLE: self.app}[role]

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def ensure(found: Running, passwords: Passwords, database: str) -> None:
    """Make the roles and the database where they are missing."""
    with psycopg.connect(
        host=str(found.sockets),
        port=found.port,
        user=SUPERUSER,
        password=passwords.superuser,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role in (OWNER_ROLE, APP_ROLE):
            if role not in known:
                _create_role(connection, role, passwords.of(role))
        ensure_database(connection, database)


def ensure_database(connection: psycopg.Connection, database: str) -> None:
    """Make the database, owned by the owner and open to the application alone."""
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    if connection.execute(query, (database,)).fetchone():
        return
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(OWNER_ROLE),
        "app": sql.Identifier(APP_ROLE),
    }
    for statement in (
        "CREATE DATABASE {database} OWNER {owner}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(**names))


def _create_role(connection: psycopg.Connection, role: str, password: str) -> None:
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    connection.execute(
        sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(verifier.decode())
        )
    )
