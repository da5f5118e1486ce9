"""Servers of the tests' own on loopback: whatever they are told to answer, however badly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Reply:
    """What goes back; ``cut`` bytes of the body are sent before the line goes dead, if any."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int | None = None

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answering = Callable[[Asked], Reply]


@dataclass
class Server:
    """Its address, and all that it was asked."""

    url: str
    asked: list[Asked]


@asynccontextmanager
async def serving(answering: Answering) -> AsyncIterator[Server]:
    """A server for the time of a test."""
    asked: list[Asked] = []
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            await _serve(reader, writer, answering, asked)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield Server(f"http://127.0.0.1:{port}", asked)
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _serve(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    answering: Answering,
    asked: list[Asked],
) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        first, *lines = head.decode().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {k.lower(): v.strip() for k, _, v in (x.partition(":") for x in lines if x)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        asked.append(Asked(method, path, headers, body))
        reply = answering(asked[-1])
        await asyncio.sleep(reply.wait)
        data = reply.data
        told = {"content-type": "application/json", "content-length": str(len(data))}
        lines = [f"{name}: {value}" for name, value in (told | reply.headers).items()]
        writer.write(f"HTTP/1.1 {reply.status} X\r\n{'\r\n'.join(lines)}\r\n\r\n".encode())
        if method == "HEAD":
            data = b""
        writer.write(data if reply.cut is None else data[: reply.cut])
        await writer.drain()
        if reply.cut is not None:
            return


def chat_reply(text: str, tokens: tuple[int, int] = (40, 9)) -> dict[str, Any]:
    """An answer as OpenAI's protocol has it."""
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        },
    }


def models_reply(*names: str, owner: str = "someone") -> dict[str, Any]:
    """A list of models as OpenAI's protocol has it."""
    return {
        "object": "list",
        "data": [{"id": n, "object": "model", "owned_by": owner} for n in names],
    }


def gemini_reply(text: str, tokens: tuple[int, int] = (100, 20)) -> dict[str, Any]:
    """An answer as Gemini's protocol has it."""
    return {
        "candidates": [
            {
                "content": {"role": "model", "parts": [{"text": text}]},
                "finishReason": "STOP",
                "index": 0,
            }
        ],
        "usageMetadata": {
            "promptTokenCount": tokens[0],
            "candidatesTokenCount": tokens[1],
            "totalTokenCount": sum(tokens),
        },
        "modelVersion": "gemini-test",
    }
