"""One PostgreSQL for all our processes on a data folder: the first starts it, the last stops it.

Who uses it is told by a shared file lock, which the kernel drops even after ``kill -9``; so a
server that outlived its users is found by the next one, used, and stopped by the last.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gospel_keys.platform.postgres import roles, server
from gospel_keys.platform.postgres.account import Account, can_reach, make_folder, server_account
from gospel_keys.platform.postgres.binaries import MAJOR, programs, shared_folder
from gospel_keys.platform.postgres.locks import FileLock
from gospel_keys.platform.postgres.roles import APP_ROLE, OWNER_ROLE, Passwords
from gospel_keys.platform.postgres.server import PostgresError, Running

DATABASE = "gospel_keys"
ATTEMPTS = 5
LONGEST_SOCKET = 107 - len("/.s.PGSQL.65535.lock")

Report = Callable[[str], None]

__all__ = ["APP_ROLE", "Cluster", "Connection", "PostgresError"]


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach the running server, and as whom."""

    sockets: Path
    port: int
    passwords: Passwords

    def url(self, role: str, database: str = DATABASE) -> str:
        """A ``postgresql://`` URL through the Unix socket for one of our roles."""
        password = self.passwords.of(role)
        return f"postgresql://{role}:{password}@/{database}?host={self.sockets}&port={self.port}"

    @property
    def app_url(self) -> str:
        return self.url(APP_ROLE)

    @property
    def owner_url(self) -> str:
        return self.url(OWNER_ROLE)


class Cluster:
    """The server over ``folder``. ``attach`` before use, ``detach`` after; both are idempotent.

    Threads may call both: a ``detach`` waits for an ``attach`` under way, and undoes it.
    ``settings`` are further server settings for when this process is the one that starts it.
    """

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        candidate = server_account(folder / str(MAJOR) / "data")
        self.folder = reachable(folder, candidate) / str(MAJOR)
        self.data = self.folder / "data"
        self.account = server_account(self.data)
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int | None = None  # kept, so that addresses hold when it is started again
        self._mutex = threading.Lock()
        self._in_use = FileLock(self.folder / "in-use.lock")
        self._turn = FileLock(self.folder / "turn.lock")

    def attach(self, report: Report = lambda _: None) -> Connection:
        """Start the server, or join the one that runs. PostgresError says what is wrong."""
        make_folder(self.folder, self.account)
        with self._mutex, self._turn.alone():
            self._in_use.share()
            try:
                passwords = self._passwords()
                found = self._join() or self._start(passwords, report)
                roles.ensure(found, passwords, DATABASE)
            except BaseException:
                self._leave()
                raise
        self._port = found.port
        return Connection(found.sockets, found.port, passwords)

    def detach(self) -> None:
        """Leave the server; whoever leaves last stops it."""
        with self._mutex:
            if self.folder.exists():
                with self._turn.alone():
                    self._leave()

    def running(self) -> Running | None:
        """The server as it is now, whoever started it."""
        return server.running(self.data)

    def is_up(self) -> bool:
        """Whether the server's process lives; cheap enough to ask every second."""
        if self._process is not None:
            return self._process.poll() is None
        return self.running() is not None

    def _leave(self) -> None:
        if self._in_use.try_alone():
            found = self.running()
            server.stop(self.data, self._process)
            self._process = None
            if found:
                clear_sockets(found.sockets)
        self._in_use.release()

    def _join(self) -> Running | None:
        if server.running(self.data) is None:
            return None
        return server.wait_ready(self.data, None)

    def _start(self, passwords: Passwords, report: Report) -> Running:
        bin_folder = programs(self.account)
        if not self.data.exists():
            report("making the database")
            server.initialise(bin_folder, self.data, self.account, passwords.superuser)
        server.check_version(self.data)
        report("starting the database")
        sockets = socket_folder(self.folder, self.account)
        for attempt in range(ATTEMPTS):
            server.stop(self.data)  # one that hangs half way up
            server.clear_stale(self.data)
            self._process = server.start(
                bin_folder,
                self.data,
                self.account,
                sockets,
                self._settings,
                self._port or server.free_port(),
            )
            found = server.wait_ready(self.data, self._process)
            if found:
                return found
            time.sleep(0.2 * (attempt + 1))  # its port was taken, or an old one's memory lingers
        raise PostgresError(f"PostgreSQL did not start; its last words are in {self.log}")

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "server.log"

    def _passwords(self) -> Passwords:
        path = self.folder / "passwords.json"
        if path.exists():
            return Passwords(**json.loads(path.read_text()))
        if self.data.exists():
            raise PostgresError(f"{path} is lost and {self.data} cannot be opened without it")
        made = Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))
        scratch = path.with_suffix(".new")
        scratch.unlink(missing_ok=True)
        scratch.touch(mode=0o600)
        scratch.write_text(json.dumps(made.as_dict()))
        scratch.rename(path)
        return made


def reachable(folder: Path, account: Account | None) -> Path:
    """``folder``, or its stand-in where the server's account cannot walk down to it."""
    folder = folder.resolve()
    if can_reach(folder / "data", account):
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return shared_folder() / "clusters" / name


def clear_sockets(folder: Path) -> None:
    """Remove a socket folder of a server that has stopped, with what a killed one left in it."""
    with contextlib.suppress(OSError):
        for path in folder.glob(".s.PGSQL.*"):
            path.unlink()
        folder.rmdir()


def socket_folder(cluster: Path, account: Account | None) -> Path:
    """A private folder with a path short enough for a Unix socket; the same one every time.

    Where somebody else sits on that name a fresh one is made.
    """
    owner = account.uid if account else os.geteuid()
    name = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:10]
    path = Path("/tmp") / f"gospel-keys-{owner}-{name}"  # noqa: S108 - owner and mode are checked
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        info = path.lstat()
        if not stat.S_ISDIR(info.st_mode) or info.st_uid not in (owner, os.geteuid()):
            path = Path(tempfile.mkdtemp(prefix="gospel-keys-"))
    path.chmod(0o700)
    if account:
        os.chown(path, account.uid, account.gid)
    if len(os.fsencode(path)) > LONGEST_SOCKET:
        raise PostgresError(f"{path} is too long for a Unix socket: set TMPDIR to a short path")
    return path
