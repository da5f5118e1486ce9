"""Worker processes: warm, replaced after a death, gone with their parent."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from gospel_keys.platform.pool import PoolFullError, WorkerPool

pytestmark = pytest.mark.anyio

BACKEND = str(Path(__file__).parents[2])
PARENT = textwrap.dedent(
    """
    import asyncio, os, sys, time
    from gospel_keys.platform.pool import WorkerPool

    async def main():
        pool = WorkerPool(1, os.getpid)
        await pool.ready()
        print(await pool.run(os.getpid), flush=True)
        await asyncio.sleep(600)

    if __name__ == "__main__":
        asyncio.run(main())
    """
)

ENDLESS = textwrap.dedent(
    """
    open({begun!r}, "w").close()
    while True:
        try:
            sum(range(1000))
        except Exception:
            pass
    """
)
"""Work that ordinary handling of errors does not end."""
WAITING = textwrap.dedent(
    """
    import os, time
    open({begun!r}, "w").close()
    while not os.path.exists({gate!r}):
        time.sleep(0.01)
    open({whole!r}, "w").close()
    """
)


async def test_work_runs_in_another_process_and_its_errors_come_back() -> None:
    pool = WorkerPool(1, os.getpid)
    try:
        await pool.ready()
        assert pool.alive() == 1
        assert await pool.run(os.getpid) != os.getpid()
        with pytest.raises(ValueError, match="invalid literal"):
            await pool.run(int, "no number")
    finally:
        pool.close()


async def test_a_death_is_survived_by_the_work_that_was_under_way() -> None:
    pool = WorkerPool(2, os.getpid)
    try:
        await pool.ready()
        victim = await pool.run(os.getpid)
        under_way = [asyncio.create_task(pool.run(time.sleep, 0.2)) for _ in range(6)]
        await asyncio.sleep(0.05)
        os.kill(victim, signal.SIGKILL)
        assert await asyncio.gather(*under_way) == [None] * 6
        assert await pool.run(os.getpid) != victim
    finally:
        pool.close()


async def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": BACKEND},
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(500):
        if not _lives(worker):
            break
        await asyncio.sleep(0.02)
    assert not _lives(worker)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


async def test_a_pool_that_is_closed_has_no_process() -> None:
    pool = WorkerPool(1, os.getpid)
    with pytest.raises(RuntimeError, match="no process"):
        pool.alive()
    await pool.ready()
    pool.close()
    with pytest.raises(RuntimeError, match="no process"):
        pool.alive()


async def test_more_work_than_anybody_would_wait_for_is_refused() -> None:
    pool = WorkerPool(1, os.getpid, most_waiting=2)
    try:
        waiting = [asyncio.create_task(pool.run(time.sleep, 0.1)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(PoolFullError):
            await pool.run(os.getpid)
        await asyncio.gather(*waiting)
        assert await pool.run(os.getpid)
    finally:
        pool.close()


async def test_who_no_longer_waits_stops_the_work_and_the_process_goes_on(tmp_path: Path) -> None:
    pool = WorkerPool(1, os.getpid)
    try:
        await pool.ready()
        worker = await pool.run(os.getpid)
        for _ in range(3):
            begun = tmp_path / "begun"
            work = asyncio.create_task(pool.run(exec, ENDLESS.format(begun=str(begun))))
            await _seen(begun)
            work.cancel()
            with pytest.raises(asyncio.CancelledError):
                await work
            begun.unlink()
            assert await asyncio.wait_for(pool.run(os.getpid), 30) == worker
    finally:
        pool.close()


async def test_only_the_work_that_is_stopped_stops(tmp_path: Path) -> None:
    pool = WorkerPool(2, os.getpid)
    try:
        await pool.ready()
        begun, gate = tmp_path / "begun", tmp_path / "gate"
        whole = tmp_path / "whole"
        code = WAITING.format(begun=str(tmp_path / "other"), gate=str(gate), whole=str(whole))
        other = asyncio.create_task(pool.run(exec, code))
        stopped = asyncio.create_task(pool.run(exec, ENDLESS.format(begun=str(begun))))
        waiting = [
            asyncio.create_task(pool.run(exec, ENDLESS.format(begun=str(begun)))) for _ in range(4)
        ]
        await _seen(begun)
        await _seen(tmp_path / "other")
        for task in (stopped, *waiting):
            task.cancel()
        ends = await asyncio.gather(stopped, *waiting, return_exceptions=True)
        assert all(isinstance(end, asyncio.CancelledError) for end in ends)
        gate.touch()
        await asyncio.wait_for(other, 30)
        assert whole.exists()
        assert await asyncio.wait_for(pool.run(int, "7"), 30) == 7
    finally:
        pool.close()


async def _seen(path: Path) -> None:
    for _ in range(3000):
        if path.exists():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{path.name} never came")
