"""Files made when first asked for and kept while there is room; safe to delete at any time."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gospel_keys.platform.ranges import OpenFile, open_file

ABANDONED = 3600.0
PART = ".part-"


class FileCache:
    """At most ``max_bytes`` of files named by what made them; the least lately used go first.

    A file is whole or not there at all, several processes may share the folder, and who has a file
    open can read it to its end after it was dropped.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._making: dict[str, asyncio.Lock] = {}

    async def open(
        self, name: str, make: Callable[[Path], None], disposition: str | None = None
    ) -> OpenFile:
        """The file ``name``, opened; ``make`` writes it to the path it is given when it is missing.

        ``name`` must change when the content would: its stem is the entity tag. What ``make``
        raises comes through, and nothing is kept.
        """
        lock = self._making.setdefault(name, asyncio.Lock())
        try:
            async with lock:
                return await asyncio.to_thread(self._get, name, make, disposition)
        finally:
            if not lock.locked():
                self._making.pop(name, None)

    def _get(self, name: str, make: Callable[[Path], None], disposition: str | None) -> OpenFile:
        path = self.folder / name
        try:
            os.utime(path)
        except FileNotFoundError:
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
