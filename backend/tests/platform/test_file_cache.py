"""Files made once, kept while there is room, whole or not at all."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from gospel_keys.platform.file_cache import ABANDONED, FileCache
from gospel_keys.platform.ranges import OpenFile

pytestmark = pytest.mark.anyio


def read(opened: OpenFile) -> bytes:
    try:
        return os.pread(opened.fd, opened.size, 0)
    finally:
        opened.close()


def writing(data: bytes, made: list[str] | None = None):
    def make(path: Path) -> None:
        if made is not None:
            made.append(path.name)
        path.write_bytes(data)

    return make


async def test_a_file_is_made_once_however_many_ask(tmp_path: Path) -> None:
    cache, made = FileCache(tmp_path / "c", 1000), []
    opened = await asyncio.gather(*(cache.open("a.wav", writing(b"x", made)) for _ in range(10)))
    assert [read(o) for o in opened] == [b"x"] * 10
    assert len(made) == 1
    assert opened[0].etag == '"a"'


async def test_the_least_lately_used_go_first(tmp_path: Path) -> None:
    cache = FileCache(tmp_path, 250)
    for age, name in enumerate(("old.wav", "middle.wav")):
        (await cache.open(name, writing(bytes(100)))).close()
        os.utime(tmp_path / name, (age, age))
    (await cache.open("old.wav", writing(b"never"))).close()  # used: now the youngest
    (await cache.open("new.wav", writing(bytes(100)))).close()
    assert {p.name for p in tmp_path.iterdir()} == {"old.wav", "new.wav"}


async def test_a_file_over_the_limit_is_still_given(tmp_path: Path) -> None:
    cache = FileCache(tmp_path, 10)
    assert read(await cache.open("big.wav", writing(bytes(100)))) == bytes(100)


async def test_what_was_dropped_can_be_read_to_its_end_and_is_made_again(tmp_path: Path) -> None:
    cache, made = FileCache(tmp_path, 100), []
    first = await cache.open("a.wav", writing(b"a" * 100, made))
    os.utime(tmp_path / "a.wav", (0, 0))
    (await cache.open("b.wav", writing(b"b" * 100))).close()
    assert not (tmp_path / "a.wav").exists()
    assert read(first) == b"a" * 100
    (await cache.open("a.wav", writing(b"a" * 100, made))).close()
    assert len(made) == 2


async def test_a_failure_leaves_nothing_and_is_told(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise ZeroDivisionError

    cache = FileCache(tmp_path, 100)
    with pytest.raises(ZeroDivisionError):
        await cache.open("a.wav", fail)
    assert list(tmp_path.iterdir()) == []
    assert read(await cache.open("a.wav", writing(b"whole"))) == b"whole"


async def test_parts_of_a_killed_process_go_and_fresh_ones_stay(tmp_path: Path) -> None:
    for name in (".part-old", ".part-fresh"):
        (tmp_path / name).write_bytes(b"half")
    os.utime(tmp_path / ".part-old", (ABANDONED, ABANDONED))
    (await FileCache(tmp_path, 100).open("a.wav", writing(b"x"))).close()
    assert {p.name for p in tmp_path.iterdir()} == {".part-fresh", "a.wav"}
