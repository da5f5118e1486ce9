"""Answers that were given before: in memory, or in Redis where its URL is set."""

from __future__ import annotations

import asyncio
import hashlib
import json
import unicodedata
from dataclasses import asdict
from typing import TYPE_CHECKING

import structlog

from gospel_keys.language.asking import Ask

if TYPE_CHECKING:
    from cashews import Cache

KEPT = "30d"
ROOM = 2000
"""Answers that are kept in memory; a few kilobytes each at most."""
PATIENCE = 0.5
log = structlog.get_logger(__name__)


class Answers:
    """Texts by what was asked of whom. A cache that is away costs time, never an answer.

    What Redis holds is JSON: nothing in it is ever executed or unpickled.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._cache: Cache | None = None
        self._opening = asyncio.Lock()

    async def _opened(self) -> Cache:
        """The cache, opened by the first who asks: its packages take a while to load."""
        async with self._opening:
            if self._cache is None:
                self._cache = await asyncio.to_thread(opened, self._url)
            return self._cache

    async def get(self, key: str) -> str | None:
        """The text that was kept, if any."""
        try:
            found = await (await self._opened()).get(key)
        except Exception as error:  # noqa: BLE001 - whatever a cache has, we go on without
            log.warning("the cache of answers is away", error=type(error).__name__)
            return None
        return found if isinstance(found, str) else None

    async def keep(self, key: str, text: str) -> None:
        """Keep a text for a month."""
        try:
            await (await self._opened()).set(key, text, expire=KEPT)
        except Exception as error:  # noqa: BLE001
            log.warning("the cache of answers is away", error=type(error).__name__)

    async def close(self) -> None:
        """Let go of the connection."""
        if self._cache is not None:
            await self._cache.close()


def opened(url: str) -> Cache:
    """The cache at ``url``. What is kept elsewhere is JSON, neither pickled nor unpickled."""
    from cashews import Cache  # noqa: PLC0415 - loads Redis' client and more
    from cashews.picklers import PicklerType  # noqa: PLC0415

    cache = Cache()
    if url.startswith("mem://"):
        cache.setup(url, size=ROOM)
    else:
        cache.setup(
            url,
            client_side=False,
            pickle_type=PicklerType.JSON,
            suppress=False,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
        )
    return cache


def key_of(ask: Ask, provider: str, identity: str) -> str:
    """One name for a question to one model: words that differ only in how their letters are
    encoded or in the space around and between them are the same question."""
    fields = asdict(ask)
    for name in ("instructions", "prompt"):
        fields[name] = " ".join(unicodedata.normalize("NFC", fields[name]).split())
    text = json.dumps([provider, identity, fields], sort_keys=True)
    return "gospel-keys:answer:" + hashlib.sha256(text.encode()).hexdigest()
