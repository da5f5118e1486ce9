"""Holds local models: loaded when first asked, gone when idle, one answer at a time each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

import structlog

from gospel_keys.language.asking import Asker, ModelError, Progress, Stage, StoppedError
from gospel_keys.language.local import runtime
from gospel_keys.language.local.folders import LocalFolder
from gospel_keys.language.memory import available, gigabytes
from gospel_keys.language.tiers import Budget

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

EVERY = 8
"""Progress is told every so many tokens."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """What a local model is to write; see ``runtime.write``."""

    instructions: str
    prompt: str
    grammar: str
    seed: int
    temperature: float
    most_tokens: int


class LocalModel:
    """One model folder. Its work happens in a thread of its own, where its weights were made."""

    def __init__(
        self, folder: LocalFolder, budget: Budget, idle: float, make_room: Callable[[int], int]
    ) -> None:
        self.folder = folder
        self._budget = budget
        self._idle = idle
        self._make_room = make_room
        self._loaded: runtime.Loaded | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"model-{folder.id}")
        self._leaving: asyncio.TimerHandle | None = None

    @property
    def is_loaded(self) -> bool:
        return self._loaded is not None

    @property
    def is_idle(self) -> bool:
        return self._waiting == 0

    async def write(self, work: Work, asker: Asker) -> runtime.Written:
        """What the model writes. ModelError when it cannot, StoppedError when nobody waits."""
        async with self._queued(asker):
            loop = asyncio.get_running_loop()
            stop = Event()
            try:
                return await loop.run_in_executor(self._thread, self._work, work, asker, stop)
            finally:
                stop.set()  # when we are cancelled the thread ends at its next token
                self._leaving = loop.call_later(self._idle, self._leave_when_idle)

    @asynccontextmanager
    async def _queued(self, asker: Asker) -> AsyncIterator[None]:
        """Our turn. ModelError "busy" when the queue is full or does not move."""
        if self._waiting >= self._budget.waiting:
            raise ModelError("busy", f"{self.folder.label} has too many questions waiting")
        if self._waiting:
            asker.report(self._progress("waiting", ahead=self._waiting))
        self._waiting += 1
        try:
            await self._take_turn(asker)
            try:
                if self._leaving:
                    self._leaving.cancel()
                yield
            finally:
                self._turn.release()
        finally:
            self._waiting -= 1

    async def _take_turn(self, asker: Asker) -> None:
        try:
            async with asyncio.timeout(self._budget.seconds):
                await self._turn.acquire()
        except TimeoutError:
            reason = f"{self.folder.label} was busy for {self._budget.seconds:.0f} s"
            raise ModelError("busy", reason) from None
        if asker.stopped.is_set():
            self._turn.release()
            raise StoppedError

    def _work(self, work: Work, asker: Asker, stop: Event) -> runtime.Written:
        """In the model's own thread: load it where it is not, then write."""
        loaded = self._loaded or self._load(asker)
        ends = time.monotonic() + self._budget.seconds
        asker.report(self._progress("asking"))

        def tick(tokens: int) -> None:
            asker.check()
            if stop.is_set():
                raise StoppedError
            if time.monotonic() > ends:
                reason = f"{self.folder.label} took more than {self._budget.seconds:.0f} s"
                raise ModelError("slow", reason)
            if tokens and tokens % EVERY == 0:
                asker.report(self._progress("writing", tokens=tokens))

        return runtime.write(
            loaded, work.instructions, work.prompt, work.grammar, work.seed, work.temperature,
            work.most_tokens, tick,
        )  # fmt: skip

    def _load(self, asker: Asker) -> runtime.Loaded:
        asker.report(self._progress("loading"))
        free = self._make_room(self.folder.needs)
        if free < self.folder.needs:
            raise ModelError("memory", no_room(self.folder, free))
        started = time.monotonic()
        try:
            self._loaded = runtime.load(self.folder.path)
        except Exception as error:
            log.warning("a model does not load", model=self.folder.id, error=str(error))
            reason = f"{self.folder.label} does not load ({type(error).__name__}); pull it again"
            raise ModelError("absent", reason) from error
        log.info("loaded a model", model=self.folder.id, seconds=time.monotonic() - started)
        return self._loaded

    def _progress(self, stage: Stage, ahead: int = 0, tokens: int = 0) -> Progress:
        return Progress(stage, self.folder.label, "here", ahead, tokens)

    def _leave_when_idle(self) -> None:
        if self.is_idle:
            self._thread.submit(self.unload)

    def unload(self) -> None:
        """Give the weights' memory back; the next question loads them again."""
        if self._loaded is not None:
            self._loaded = None
            runtime.release()
            log.info("unloaded a model", model=self.folder.id)

    def close(self) -> None:
        """Unload, once what is being written has ended."""
        if self._leaving:
            self._leaving.cancel()
        self._thread.submit(self.unload)
        self._thread.shutdown(wait=True)


def no_room(folder: LocalFolder, free: int) -> str:
    """Why a model is not loaded."""
    return (
        f"{folder.label} needs {gigabytes(folder.needs)} of memory, "
        f"{gigabytes(free)} are free; close something large or use a smaller model"
    )


class Shelf:
    """All local models: those that rest make room for the one that is asked."""

    def __init__(self, free: Callable[[], int] = available) -> None:
        self.models: list[LocalModel] = []
        self.free = free

    def make_room(self, needed: int) -> int:
        """Bytes that are free, after resting models were unloaded where ``needed`` asked for it."""
        for model in self.models:
            if self.free() >= needed:
                break
            if model.is_loaded and model.is_idle:
                model.unload()
        return self.free()

    def close(self) -> None:
        """Unload them all."""
        for model in self.models:
            model.close()
