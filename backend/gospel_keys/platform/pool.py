"""Processes for work that holds the interpreter: warm, replaced when one dies, gone with us."""

from __future__ import annotations

import asyncio
import gc
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec, TypeVar

import structlog

from gospel_keys.platform.stopping import STOP, Numbered, StopList, listen, new_list

POLITENESS = 5
"""How far workers stand back for the process that answers requests."""

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger(__name__)


class PoolFullError(RuntimeError):
    """More work waits than anybody would wait for."""


class WorkerPool:
    """``size`` spawned processes; each runs ``warm_up`` before its first task.

    At most ``most_waiting`` tasks wait or run; more are refused, since nobody would wait so long.

    ``warm_up`` and what is run must be importable by name; arguments and results are pickled.
    Work whose waiter is cancelled ends where it stands, and its process takes the next.
    """

    def __init__(self, size: int, warm_up: Callable[[], object], most_waiting: int = 256) -> None:
        self._size = size
        self._most = most_waiting
        self._asked = 0
        self._warm_up = warm_up
        self._stopped: StopList = new_list()
        self._numbers = itertools.count(1)
        self._executor = self._make()

    def _make(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._size,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._warm_up, self._stopped),
        )

    def start(self, count: int | None = None) -> list[Future[int]]:
        """Start ``count`` processes (all of them) now; each answers with its number when warm."""
        return [self._submit(self._executor, os.getpid) for _ in range(count or self._size)]

    @staticmethod
    def _submit(executor: ProcessPoolExecutor, work: Callable[[], R]) -> Future[R]:
        """Hand over the work; a process that is started for it never hears Ctrl-C.

        Nor is it told to stop before it can listen.
        """
        if not hasattr(signal, "pthread_sigmask"):
            return executor.submit(work)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *STOP})
        try:
            return executor.submit(work)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    async def ready(self, count: int | None = None) -> None:
        """Start what has not been started of ``count`` processes, and wait for their answers."""
        await asyncio.gather(*map(asyncio.wrap_future, self.start(count)))

    def alive(self) -> int:
        """How many processes live. Raises RuntimeError when there is none."""
        processes = (self._executor._processes or {}).values()
        living = sum(process.is_alive() for process in list(processes))
        if not living:
            raise RuntimeError("no process is running")
        return living

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run ``work`` in a process. If one dies meanwhile the pool is made anew and asked again.

        A second death in a row raises BrokenProcessPool, too many tasks PoolFullError. To cancel
        the caller stops the work itself.
        """
        if self._asked >= self._most:
            raise PoolFullError(f"{self._asked} tasks wait already")
        self._asked += 1
        number = next(self._numbers)
        try:
            return await self._run(Numbered(number, partial(work, *args, **kwargs)))
        except asyncio.CancelledError:
            self._stop(number)
            raise
        finally:
            self._asked -= 1

    def _stop(self, number: int) -> None:
        """End the work of that number: every process is told, whose work it is stops."""
        self._stopped[number % len(self._stopped)] = number
        for process in list((self._executor._processes or {}).values()):
            for sign in STOP:
                if process.pid and process.is_alive():
                    os.kill(process.pid, sign)

    async def _run(self, work: Callable[[], R]) -> R:
        executor = self._executor
        try:
            return await asyncio.wrap_future(self._submit(executor, work))
        except BrokenProcessPool:
            self._replace(executor)
            return await asyncio.wrap_future(self._submit(self._executor, work))

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._executor is broken:  # the first to notice
            log.warning("a worker process died; starting new ones")
            self._executor = self._make()
            broken.shutdown(wait=False, cancel_futures=False)

    def close(self) -> None:
        """Let running tasks end, drop waiting ones, end the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin(warm_up: Callable[[], object], stopped: StopList) -> None:
    """In the worker: leave signals and the first turn to the parent, end with it, warm up."""
    listen(stopped)
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    warm_up()
    gc.collect()
    gc.freeze()  # what is loaded stays: scanning it again would double the slowest tasks' time


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(0)
