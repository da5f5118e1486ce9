"""The server's process: make its data, start it, see whether it runs, stop it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gospel_keys.platform.postgres.account import Account
from gospel_keys.platform.postgres.binaries import MAJOR

SUPERUSER = "postgres"
PATIENCE = 30.0
PAUSE = 0.02


class PostgresError(RuntimeError):
    """The embedded server cannot be made, started, reached or stopped; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Running:
    """What ``postmaster.pid`` says of a server: its process, port, socket folder, readiness."""

    pid: int
    port: int
    sockets: Path
    ready: bool


def initialise(programs: Path, data: Path, account: Account | None, password: str) -> None:
    """Make an empty cluster at ``data``, whole or not at all. PostgresError with initdb's words."""
    scratch = data.with_name(data.name + ".new")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    words = scratch.with_name("password.new")
    words.unlink(missing_ok=True)
    words.touch(mode=0o600)
    words.write_text(password)
    if account:
        os.chown(scratch, account.uid, account.gid)
        os.chown(words, account.uid, account.gid)
    command = [str(programs / "initdb"), "-D", str(scratch), "-U", SUPERUSER]
    command += ["-A", "scram-sha-256", "--pwfile", str(words)]
    command += ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    try:
        run = subprocess.run(  # noqa: S603 - our own programs and paths
            command, capture_output=True, text=True, check=False, cwd="/", **_as(account)
        )
        if run.returncode:
            raise PostgresError(f"initdb failed in {data.parent}: {run.stderr.strip()}")
        scratch.rename(data)
    finally:
        words.unlink(missing_ok=True)
        shutil.rmtree(scratch, ignore_errors=True)


def _as(account: Account | None) -> dict[str, Any]:
    return account.popen() if account else {}


def check_version(data: Path) -> None:
    """PostgresError when the data belongs to another major version."""
    found = (data / "PG_VERSION").read_text().strip()
    if found != str(MAJOR):
        raise PostgresError(
            f"{data} was made by PostgreSQL {found} and this is {MAJOR}: dump it with the old "
            "version and restore it, or set GOSPEL_KEYS_DATA to another folder"
        )


def free_port() -> int:
    """A TCP port of 127.0.0.1 nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(
    programs: Path,
    data: Path,
    account: Account | None,
    sockets: Path,
    settings: dict[str, str],
    port: int,
) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, so that the terminal's Ctrl-C is ours alone."""
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_permissions": "0700",
        "jit": "off",
        **settings,
    }
    command = [str(programs / "postgres"), "-D", str(data), "-k", str(sockets)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with (data.parent / "server.log").open("ab") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own programs and paths
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            **_as(account),
        )
    return process


def running(data: Path) -> Running | None:
    """The server that runs on ``data``, or None; a pid file left by a dead one counts as none."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid, port, sockets = int(lines[0]), int(lines[3]), Path(lines[4])
    except (OSError, ValueError, IndexError):
        return None
    if not _serves(pid, data):
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Running(pid, port, sockets, ready)


def clear_stale(data: Path) -> None:
    """Remove the pid file of a server that is gone: its number may be someone else's by now."""
    if running(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    """Whether process ``pid`` is a server on ``data``."""
    proc = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            words = (proc / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(data) in words
    listed = subprocess.run(  # noqa: S603 - a fixed program, a number
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return str(data) in listed.stdout


def wait_ready(data: Path, process: subprocess.Popen[bytes] | None) -> Running | None:
    """Wait until the server takes connections; None when it ended instead (or never came)."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = running(data)
        if found and found.ready:
            return found
        if process is not None and process.poll() is not None:
            return None
        if process is None and found is None:
            return None
        time.sleep(PAUSE)
    return None


def stop(data: Path, process: subprocess.Popen[bytes] | None = None) -> None:
    """Stop the server: politely, then firmly. Returns when it is gone."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        found = running(data)
        if found is None:
            break
        try:
            os.kill(found.pid, how)
        except ProcessLookupError:
            break
        if _gone(data, process):
            break
    if process is not None:
        process.wait()


def _gone(data: Path, process: subprocess.Popen[bytes] | None) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended = process is not None and process.poll() is not None
        if ended or running(data) is None:
            return True
        time.sleep(PAUSE)
    return False
