"""Server-sent events: an answer that comes in parts, and work that ends when nobody listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
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


Tell = Callable[[Event], None]
"""Sends an event to who listens; to be called in the loop's own thread."""
Work = Callable[[Tell], Awaitable[object]]


class EventStream(Response):
    """Sends what ``work`` tells, as it comes. Who closes the connection cancels the work.

    What goes wrong after the first event is an ``error`` event: the problem document that the
    same trouble would otherwise have been answered with.
    """

    media_type = MEDIA_TYPE

    def __init__(self, request: Request, work: Work, status_code: int = 200) -> None:
        headers = {"x-accel-buffering": "no", "cache-control": "no-store"}
        super().__init__(status_code=status_code, headers=headers)
        del self.headers["content-length"]
        self.request = request
        self.work = work

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        told: asyncio.Queue[Event | None] = asyncio.Queue()
        working = asyncio.create_task(self._worked(told))
        sending = asyncio.create_task(self._send(told, send))
        gone = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({sending, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (working, sending, gone):
                task.cancel()
            for task in (working, sending, gone):
                with suppress(asyncio.CancelledError):
                    await task

    async def _worked(self, told: asyncio.Queue[Event | None]) -> None:
        """Do the work; what goes wrong is the last that is told."""
        try:
            await self.work(told.put_nowait)
        except Exception as error:  # noqa: BLE001 - half an answer is out: told, and logged
            told.put_nowait(Event("error", await self._problem(error)))
        finally:
            told.put_nowait(None)

    async def _send(self, told: asyncio.Queue[Event | None], send: Send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        event: Event | None = None
        while True:
            try:
                async with asyncio.timeout(BEAT_S):
                    event = await told.get()
            except TimeoutError:
                part = BEAT
            else:
                if event is None:
                    break
                part = event.encoded()
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

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
