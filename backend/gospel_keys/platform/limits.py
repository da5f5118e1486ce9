"""How often a client may ask: counted in this process by default, in Redis by its URL."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request
from limits import RateLimitItem, parse
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from gospel_keys.platform.problems import Problem


class RateLimits:
    """Named limits ("10/minute") over one counter store.

    ``limits`` maps a name to the ``limits`` package's notation; ValueError when it is none.
    """

    def __init__(self, limits: Mapping[str, str], storage_uri: str = "async+memory://") -> None:
        self._items: dict[str, RateLimitItem] = {n: parse(text) for n, text in limits.items()}
        self._strategy = MovingWindowRateLimiter(storage_from_string(storage_uri))

    async def hit(self, name: str, client: str) -> None:
        """Count one request; Problem 429 with Retry-After when ``client`` has had its share."""
        item = self._items[name]
        if await self._strategy.hit(item, name, client):
            return
        stats = await self._strategy.get_window_stats(item, name, client)
        wait = max(1, math.ceil(stats.reset_time - time.time()))
        raise Problem(
            429,
            f"That was more than {item}. Try again in {wait} s.",
            kind="/problems/rate-limit",
            headers={"retry-after": str(wait)},
        )


def client_of(request: Request) -> str:
    """Who is asking, as far as a connection tells."""
    return request.client.host if request.client else "unknown"


def limited(name: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that counts the request against the named limit."""

    async def count(request: Request) -> None:
        limits: RateLimits = request.app.state.limits
        await limits.hit(name, client_of(request))

    return count
