"""How fast the service is: pieces of 16 bars, and plain reads while many are made at once.

A server of its own on a database of its own; the pieces differ in key, complexity and seed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from gospel_keys import compose
from gospel_keys.genres.registry import genres

KEYS = ("C major", "F major", "Bb major", "Ab major", "E minor", "C minor", "Eb major", "G major")
PIECES = 200
EACH = 100
CROWD = 50
GOALS = {"compose": 50.0, "generate": 50.0, "reads, crowd": 25.0}


def main() -> None:
    """Measures and prints the table, times in milliseconds."""
    genre = next(iter(genres()))
    rows = pure()
    with serving() as base:
        rows |= asyncio.run(through_the_api(base, genre))
    print(f"{'milliseconds':44} {'n':>5} {'p50':>8} {'p95':>8} {'max':>8}  goal p95")
    for name, (label, times) in rows.items():
        wanted = GOALS.get(name, GOALS["compose"] if name.startswith("compose") else None)
        goal = f"{wanted:.0f}" if wanted else ""
        print(
            f"{label:44} {len(times):5} {statistics.median(times):8.1f} "
            f"{p95(times):8.1f} {max(times):8.1f}  {goal}"
        )


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def request(number: int) -> dict[str, Any]:
    """The ``number``-th piece to ask for."""
    return {
        "description": "Uplifting song",
        "key": KEYS[number % len(KEYS)],
        "num_bars": 16,
        "complexity": 1 + number % 10,
        "seed": number,
    }


def pure() -> dict[str, tuple[str, list[float]]]:
    """The library alone, in this process, warm: each genre in each of its applications."""
    found = {}
    for genre, known in genres().items():
        for application in known.style.applications:
            times = []
            for number in range(EACH + 10):
                fields = request(number) | {"application": application.id}
                started = time.perf_counter()
                compose(genre, fields.pop("description"), **fields)
                times.append((time.perf_counter() - started) * 1000)
            label = f"compose(), 16 bars: {known.style.label}, {application.label}"
            found[f"compose {genre} {application.id}"] = (label, times[10:])
    return found


async def through_the_api(base: str, genre: str) -> dict[str, tuple[str, list[float]]]:
    """Generation and reads over HTTP."""
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:

        async def generate(number: int) -> str:
            answer = await client.post(f"/{genre}/generate", json=request(number))
            answer.raise_for_status()
            return str(answer.json()["id"])

        async def read(path: str) -> None:
            (await client.get(path)).raise_for_status()

        ids = [await generate(n) for n in range(10)]
        paths = ["/genres", f"/{genre}/score/{ids[0]}", f"/{genre}/download/{ids[1]}"]
        alone = await timed(lambda n: generate(1000 + n), PIECES)
        idle = await timed(lambda n: read(paths[n % 3]), PIECES)
        crowd = [asyncio.create_task(one(generate, 2000 + n)) for n in range(CROWD)]
        busy = []
        while not all(task.done() for task in crowd):
            busy += await timed(lambda n: read(paths[n % 3]), 3)
        together = [await task for task in crowd]
    return {
        "generate": ("POST generate, 16 bars, one after the other", alone),
        "crowd": (f"POST generate, {CROWD} at once", together),
        "reads": ("plain reads, nothing else", idle),
        "reads, crowd": (f"plain reads while {CROWD} are made at once", busy),
    }


async def one(work: Callable[[int], Awaitable[Any]], number: int) -> float:
    """Milliseconds for one call."""
    started = time.perf_counter()
    await work(number)
    return (time.perf_counter() - started) * 1000


async def timed(work: Callable[[int], Awaitable[Any]], count: int) -> list[float]:
    """Milliseconds for each of ``count`` calls, one after the other."""
    return [await one(work, number) for number in range(count)]


@contextmanager
def serving() -> Iterator[str]:
    """A server on a free port with an empty database; both go in the end."""
    folder = Path(tempfile.mkdtemp(prefix="gk-bench-"))
    folder.chmod(0o755)  # the database may run as another account
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "GOSPEL_KEYS_DATA": str(folder),
        "GOSPEL_KEYS_GENERATE_LIMIT": "100000/minute",
        "GOSPEL_KEYS_LOG_LEVEL": "warning",
    }
    command = [sys.executable, "-m", "gospel_keys", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None or "ready" not in server.stdout.readline():
            raise SystemExit("the server did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
