"""Waiting for a model elsewhere: no longer than it may take, and only while somebody wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from gospel_keys.language.asking import Asker, ModelError, StoppedError

LOOK = 0.05
"""Seconds between looks at whether anybody still waits."""


async def within[T](work: Coroutine[Any, Any, T], asker: Asker, seconds: float, label: str) -> T:
    """``work``, a coroutine, given up when it takes too long or nobody waits any more."""
    task: asyncio.Task[T] = asyncio.ensure_future(work)
    try:
        async with asyncio.timeout(seconds):
            while not task.done():
                if asker.stopped.is_set():
                    raise StoppedError
                await asyncio.wait({task}, timeout=LOOK)
            return task.result()
    except TimeoutError:
        raise ModelError("slow", f"{label} took more than {seconds:.0f} s") from None
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=1)
