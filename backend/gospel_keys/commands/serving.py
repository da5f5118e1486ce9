"""The server in the foreground: starts everything, says when it is ready, stops everything."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool

import uvicorn
from sqlalchemy.exc import OperationalError

from gospel_keys.app import create_app, open_services
from gospel_keys.commands.console import fail, say, tell
from gospel_keys.commands.listening import url_of
from gospel_keys.commands.stopping import stopping_signals
from gospel_keys.platform.migrate import MigrationError
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.postgres import PostgresError
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.telemetry import configure_logging

GRACE = 5


def serve(
    settings: Settings, listener: socket.socket, composers: WorkerPool, open_browser: bool
) -> None:
    """Serve on ``listener`` until a signal comes; whatever is in the way is told."""
    configure_logging(settings.log_format, settings.log_level)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_serve(settings, listener, composers, open_browser))
    except (PostgresError, MigrationError) as error:
        fail(str(error))
    except OSError as error:
        if error.filename is None and not isinstance(error, FileNotFoundError):
            raise
        fail(_unusable(error))
    except BrokenProcessPool:
        fail("the composers did not start; what is wrong stands above")
    except OperationalError as error:
        fail(f"the database of DATABASE_URL cannot be used: {str(error.orig).strip()}")
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _unusable(error: OSError) -> str:
    """A file or folder that was in the way, and what to do; or our own words where we raised it."""
    if error.filename is None or error.strerror is None:
        return str(error)
    return (
        f"cannot use {error.filename}: {error.strerror}; "
        "set GOSPEL_KEYS_DATA to a folder that may be written to"
    )


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not on every system

    return uvloop.new_event_loop


async def _serve(
    settings: Settings, listener: socket.socket, composers: WorkerPool, open_browser: bool
) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None  # noqa: S101 - a coroutine that runs has a task
    signals = stopping_signals()
    for number in signals:
        loop.add_signal_handler(number, task.cancel)
    async with open_services(settings, tell_step, composers) as services:
        config = uvicorn.Config(
            create_app(settings, services),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=GRACE,
        )
        server = Server(config, lambda: announce(listener, open_browser))
        for number in signals:
            loop.add_signal_handler(number, server.handle_exit, number, None)
        await server.serve(sockets=[listener])
        for number in signals:  # what is left must run to its end
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


def tell_step(step: str) -> None:
    """A step of the start, set off from the ready line."""
    tell(f"  {step}")
