"""The server in the foreground: starts everything, says when it is ready, stops everything."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import httptools  # noqa: F401 - a missing one should be told before anything starts
import uvicorn
from sqlalchemy.exc import OperationalError

from gospel_keys.app import create_app, open_services
from gospel_keys.commands.console import fail, say, tell
from gospel_keys.commands.neighbours import speaks_our_tongue
from gospel_keys.platform.migrate import MigrationError
from gospel_keys.platform.postgres import PostgresError
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.telemetry import configure_logging

GRACE = 5
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(settings: Settings, open_browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    configure_logging(settings.log_format, settings.log_level)
    listener = bind(settings.host, settings.port)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_serve(settings, listener, open_browser))
    except (PostgresError, MigrationError, FileNotFoundError, PermissionError) as error:
        fail(str(error))
    except BrokenProcessPool:
        fail("the composers did not start; what is wrong stands above")
    except OperationalError as error:
        fail(f"the database of DATABASE_URL cannot be used: {str(error.orig).strip()}")
    except (asyncio.CancelledError, KeyboardInterrupt):
        tell("stopped before it was ready")
    finally:
        listener.close()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not on every system

    return uvloop.new_event_loop


async def _serve(settings: Settings, listener: socket.socket, open_browser: bool) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine that runs has a task
    for number in SIGNALS:
        loop.add_signal_handler(number, task.cancel)
    async with open_services(settings, lambda step: tell(f"  {step}")) as services:
        config = uvicorn.Config(
            create_app(settings, services),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        server = Server(config, lambda: announce(listener, open_browser))
        for number in SIGNALS:
            loop.add_signal_handler(number, server.handle_exit, number, None)
        await server.serve(sockets=[listener])
        for number in SIGNALS:  # what is left must run to its end
            loop.add_signal_handler(number, lambda: tell("stopping; one moment"))
        tell("  stopping")
    tell("stopped")


class Server(uvicorn.Server):
    """Uvicorn, except that signals are ours and that it says when it listens."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = started

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()


def announce(listener: socket.socket, open_browser: bool) -> None:
    """The ready line, and the browser where it was asked for."""
    url = url_of(listener)
    say(f"Gospel Keys is ready: {url}  (Ctrl-C stops it)")
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(url)


def url_of(listener: socket.socket) -> str:
    """Where a browser on this machine finds the listener."""
    host, port = listener.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared only
    return f"http://{f'[{name}]' if ':' in name and name[0] != '[' else name}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """Take the address before anything else starts; says what to do when it is taken."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except socket.gaierror as error:
        fail(f"--host {host}: {error.strerror}")
    except PermissionError:
        fail(f"port {port} needs more rights than we have; try: gospel-keys serve --port 8000")
    except OSError as error:
        fail(_taken(host, port, error))
    listener.set_inheritable(True)
    return listener


def _taken(host: str, port: int, error: OSError) -> str:
    if speaks_our_tongue(host, port):
        return f"Gospel Keys runs there already: open http://{host}:{port}"
    return (
        f"cannot listen on {host}:{port} ({error.strerror}). Stop the program that does, "
        f"or take another port: gospel-keys serve --port {port + 1 if port < 65535 else 8000}"
    )


def run_reloading(settings: Settings) -> None:
    """Serve for development: starts anew whenever the code changes."""
    os.environ["GOSPEL_KEYS_HOST"] = settings.host
    os.environ["GOSPEL_KEYS_PORT"] = str(settings.port)
    uvicorn.run(
        "gospel_keys.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        reload=True,
        reload_dirs=[str(Path(__file__).parents[1])],
        server_header=False,
    )
