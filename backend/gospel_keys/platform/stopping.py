"""Ending a piece of work in a worker process without ending the process.

Each piece of work has a number. Whoever gave it writes the number down where all processes see it
and sends every one of them a signal; the process whose work it is leaves it by an exception, the
others find another's number and go on.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, MutableSequence
from dataclasses import dataclass
from types import FrameType

STOP: tuple[signal.Signals, ...] = (signal.SIGUSR1,) if hasattr(signal, "SIGUSR1") else ()
"""The signal that means "look whether you are to stop"; without one, work that began ends."""
REMEMBERED = 1024
"""How many stopped numbers are kept: more than can wait at once."""

StopList = MutableSequence[int]
"""Shared between processes: number ``n`` is stopped while it stands at ``n % len``."""


class Stopped(BaseException):
    """The work's end was asked for. No handler of ordinary errors in between takes it for one."""


def new_list() -> StopList:
    """A list with nothing stopped, to be given to processes that are started."""
    # Lock-free: a single number is written whole, and a signal handler must not wait for a lock.
    stopped: StopList = multiprocessing.get_context("spawn").RawArray("Q", REMEMBERED)
    return stopped


@dataclass(frozen=True, slots=True)
class Numbered[R]:
    """Work that can be told to stop by its number, counted from 1."""

    number: int
    work: Callable[[], R]

    def __call__(self) -> R:
        _now.number = self.number
        try:
            _now.look()
            return self.work()
        finally:
            _now.number = 0


class _Now:
    """What this process is at."""

    def __init__(self) -> None:
        self.number = 0
        self.stopped: StopList = []

    def look(self, *_signal: int | FrameType | None) -> None:
        """Leave the work if it is to stop."""
        here = self.number
        if here and self.stopped and self.stopped[here % len(self.stopped)] == here:
            self.number = 0
            raise Stopped


_now = _Now()


def listen(stopped: StopList) -> None:
    """In a worker process, before its first work: hear the signal."""
    _now.stopped = stopped
    for sign in STOP:
        signal.signal(sign, _now.look)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {sign})
