"""Server-sent events: an answer that comes in parts, and work that ends when nobody listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gospel_keys.platform.problems import Problem, problem_response

MEDIA_TYPE = "text/event-stream"
BEAT_S = 10.0
"""How often a silent stream says that it lives, so that nothing on the way cuts it."""
BEAT = b": still at it\n\n"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its name, and a JSON document as bytes, on one line."""

    name: str
    data: bytes

    def encoded(self) -> bytes:
        """As it is sent."""
        return b"event: %s\ndata: %s\n\n" % (self.name.encode(), self.data)


class EventStream(Response):
    """Sends ``events`` as they come. Who closes the connection ends the work behind them.

    What goes wrong after the first event is an ``error`` event: the problem document that the
    same trouble would otherwise have been answered with.
    """

    media_type = MEDIA_TYPE

    def __init__(
        self, request: Request, events: AsyncGenerator[Event], status_code: int = 200
    ) -> None:
        super().__init__(
            status_code=status_code,
            headers={"x-accel-buffering": "no", "cache-control": "no-store"},
        )
        del self.headers["content-length"]
        self.request = request
        self.events = events

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        work = asyncio.create_task(self._send(send))
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (work, gone):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await work
            with suppress(asyncio.CancelledError):
                await gone

    async def _send(self, send: Send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        async with aclosing(_beating(self._told())) as parts:
            async for part in parts:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _told(self) -> AsyncGenerator[bytes]:
        """The events' bytes; what goes wrong is the last of them."""
        try:
            async with aclosing(self.events) as events:
                async for event in events:
                    yield event.encoded()
        except Exception as error:  # noqa: BLE001 - half an answer is out: told, and logged
            yield Event("error", await self._problem(error)).encoded()

    async def _problem(self, error: Exception) -> bytes:
        """What the application would answer to ``error``, on one line."""
        handlers: dict[Any, Any] = self.request.app.exception_handlers
        known = next((handlers[kind] for kind in type(error).__mro__ if kind in handlers), None)
        if known is None:
            log.error("unexpected error", path=self.request.url.path, exc_info=error)
            name = self.request.scope.get("request_id")
            detail = f"Something went wrong here. It is in the log as request {name}."
            answer = problem_response(
                self.request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
            )
        else:
            answer = await known(self.request, error)
        return json.dumps(json.loads(bytes(answer.body)), separators=(",", ":")).encode()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _beating(parts: AsyncGenerator[bytes], every: float = BEAT_S) -> AsyncGenerator[bytes]:
    """``parts``, with a beat wherever none comes for ``every`` seconds."""
    async with aclosing(parts):
        while True:
            coming = asyncio.ensure_future(anext(parts))
            try:
                while not (await asyncio.wait({coming}, timeout=every))[0]:
                    yield BEAT
            finally:
                await _ended(coming)
            try:
                yield coming.result()
            except StopAsyncIteration:
                return


async def _ended(coming: asyncio.Future[bytes]) -> None:
    """Stop waiting for a part, and let whatever makes it clean up."""
    if not coming.done():
        coming.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await coming
