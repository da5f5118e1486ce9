"""Files made when first asked for and kept while there is room; safe to delete at any time."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from gospel_keys.platform.problems import Problem
from gospel_keys.platform.ranges import OpenFile, open_file

ABANDONED = 3600.0
PART = ".part-"
ROOM = 64 * 1024

log = structlog.get_logger(__name__)


class FileCache:
    """At most ``max_bytes`` of files named by what made them; the least lately used go first.

    ``makers`` files are made at a time; files that are there never wait for that. A file is whole
    or not there at all, several processes may share the folder, and who has a file open can read
    it to its end after it was dropped.
    """

    def __init__(self, folder: Path, max_bytes: int, makers: int = 2) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._making: dict[str, asyncio.Lock] = {}
        self._turn = asyncio.Semaphore(makers)

    async def open(
        self, name: str, make: Callable[[Path], None], disposition: str | None = None
    ) -> OpenFile:
        """The file ``name``, opened; ``make`` writes it to the path it is given when it is missing.

        ``name`` must change when the content would: its stem is the entity tag. What ``make``
        raises comes through, and nothing is kept. Problem 503 when the folder cannot be used.
        """
        path = self.folder / name
        try:
            return await self._open(path, make, disposition)
        except OSError as error:
            raise self._no_room(error) from error

    async def _open(
        self, path: Path, make: Callable[[Path], None], disposition: str | None
    ) -> OpenFile:
        found = await asyncio.to_thread(self._kept, path, disposition)
        if found:
            return found
        name = path.name
        lock = self._making.setdefault(name, asyncio.Lock())
        try:
            async with lock, self._turn:
                return await asyncio.to_thread(self._made, path, make, disposition)
        finally:
            if not lock.locked():
                self._making.pop(name, None)

    def check_room(self) -> None:
        """Problem 503 when no file can be made here."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(prefix=PART, dir=self.folder) as probe:
                probe.write(bytes(ROOM))
        except OSError as error:
            raise self._no_room(error) from error

    def _no_room(self, error: OSError) -> Problem:
        log.error("the cache cannot be used", folder=str(self.folder), error=str(error))
        reason = error.strerror or type(error).__name__
        return Problem(
            503,
            f"The cache folder cannot be used ({reason}): "
            "free some space, or set GOSPEL_KEYS_CACHE to a folder that may be written to.",
            kind="/problems/cache",
        )

    def _kept(self, path: Path, disposition: str | None) -> OpenFile | None:
        """The file if it is there, marked as used just now."""
        try:
            os.utime(path)
            return open_file(path, path.stem, disposition=disposition)
        except FileNotFoundError:
            return None

    def _made(self, path: Path, make: Callable[[Path], None], disposition: str | None) -> OpenFile:
        """The file, made unless someone else did so while we waited for our turn."""
        found = self._kept(path, disposition)
        if found is None:
            self._make(path, make)
            found = open_file(path, path.stem, disposition=disposition)
            self._evict(keep=path)
        return found

    def _make(self, path: Path, make: Callable[[Path], None]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, scratch = tempfile.mkstemp(prefix=PART, suffix=path.suffix, dir=self.folder)
        os.close(handle)
        try:
            make(Path(scratch))
            Path(scratch).replace(path)
        finally:
            Path(scratch).unlink(missing_ok=True)

    def _evict(self, keep: Path) -> None:
        """Drop the oldest files over the limit, and parts that a killed process left."""
        files = []
        for entry in os.scandir(self.folder):
            try:
                info = entry.stat()
            except FileNotFoundError:
                continue
            if not entry.name.startswith(PART):
                files.append((info.st_mtime_ns, info.st_size, Path(entry.path)))
            elif time.time() - info.st_mtime > ABANDONED:
                Path(entry.path).unlink(missing_ok=True)
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self.max_bytes:
                return
            if path != keep:
                path.unlink(missing_ok=True)
                total -= size
