"""HTTP clients for models elsewhere: bounded in time and size, never sent on elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

MOST_BYTES = 4 * 2**20
"""No answer of ours is anywhere near as long; a server that goes on is cut off."""
CONNECT = 3.0


def client(seconds: float, *, through_proxy: bool) -> httpx2.AsyncClient:
    """A client whose answers come within ``seconds`` a read. Redirects are refused: words go to
    the host that was named and to no other."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(seconds, connect=CONNECT),
        follow_redirects=False,
        trust_env=through_proxy,
        event_hooks={"response": [_bounded]},
    )


async def _bounded(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends with an error where it is too long."""

    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        count = 0
        async for chunk in self._inner:
            count += len(chunk)
            if count > MOST_BYTES:
                raise httpx2.ReadError(f"the answer has more than {MOST_BYTES} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
