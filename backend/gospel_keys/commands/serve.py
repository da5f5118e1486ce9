"""``gospel-keys serve``: what takes long starts first, while the rest is still loading."""

from __future__ import annotations

import os
from pathlib import Path

from gospel_keys.commands.console import tell
from gospel_keys.commands.listening import bind
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.settings import Settings
from gospel_keys.studio.warm import warm_up


def run(settings: Settings, open_browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    listener = bind(settings.host, settings.port)
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
    """Serve for development: starts anew whenever the code changes."""
    os.environ["GOSPEL_KEYS_HOST"] = settings.host
    os.environ["GOSPEL_KEYS_PORT"] = str(settings.port)
    import uvicorn  # noqa: PLC0415 - not what the other way of serving needs first

    uvicorn.run(
        "gospel_keys.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        reload=True,
        reload_dirs=[str(Path(__file__).parents[1])],
        server_header=False,
    )
