"""``gospel-keys serve``: what takes long starts first, while the rest is still loading."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import typer

from gospel_keys.commands.configured import settings as configured
from gospel_keys.commands.console import tell
from gospel_keys.commands.listening import bind
from gospel_keys.commands.stopping import stopping_signals
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.settings import Settings
from gospel_keys.studio.warm import warm_up

PACKAGE = Path(__file__).parents[1]


def run(settings: Settings, open_browser: bool) -> None:
    """Serve until Ctrl-C, SIGTERM or the end of the terminal."""
    run_on(bind(settings.host, settings.port), settings, open_browser)


def run_on(listener: socket.socket, settings: Settings, open_browser: bool) -> None:
    """Serve on a socket that is bound already."""
    for number in stopping_signals():
        signal.signal(number, signal.default_int_handler)
    composers = WorkerPool(settings.composers, warm_up)
    try:
        tell("  warming up the composers")
        composers.start(1)
        from gospel_keys.commands.serving import serve  # noqa: PLC0415 - loads while they warm up

        serve(settings, listener, composers, open_browser)
    except KeyboardInterrupt:
        tell("stopped before it was ready")
    finally:
        listener.close()
        composers.close()


def run_reloading(settings: Settings) -> None:
    """Serve for development: a new process whenever the code changes, on the same socket."""
    import uvicorn  # noqa: PLC0415 - not what the other way of serving needs first
    from uvicorn.supervisors import ChangeReload  # noqa: PLC0415

    os.environ["GOSPEL_KEYS_HOST"] = settings.host
    os.environ["GOSPEL_KEYS_PORT"] = str(settings.port)
    config = uvicorn.Config(
        "gospel_keys.app:create_app",
        reload=True,
        reload_dirs=[str(PACKAGE)],
    )
    ChangeReload(config, serve_once, [bind(settings.host, settings.port)]).run()


def serve_once(sockets: list[socket.socket] | None) -> None:
    """What the reloader runs in each process; settings come with the environment."""
    try:
        run_on((sockets or [])[0], configured(), open_browser=False)
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
