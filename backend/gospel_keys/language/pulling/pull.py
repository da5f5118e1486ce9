"""Fetches a model whole or not at all: parts are kept and gone on with, checksums are compared."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx2
from huggingface_hub import hf_hub_url

from gospel_keys.language.catalogue import Known
from gospel_keys.language.local.folders import UNFINISHED
from gospel_keys.language.memory import gigabytes
from gospel_keys.language.pulling.errors import PullError
from gospel_keys.language.pulling.stated import Revision, Stated, stated

Told = Callable[[int, int], None]
"""Is told the bytes that are here and the bytes of all."""
PART = ".part"
ROOM = 200_000_000
TRIES = 3
PARTIAL = 206


def pull(known: Known, root: Path, hub: str | None, told: Told = lambda *_: None) -> Path:
    """Fetch a model of the catalogue into ``root``; its folder. PullError when that fails.

    The files lie in a folder beside it until every checksum is right: what was fetched before an
    interruption, file or part of one, is not fetched again.
    """
    target, scratch = root / known.id, root / f"{known.id}{UNFINISHED}"
    revision = stated(known.repository, hub)
    if target.is_dir() and _is_whole(revision, target):
        return target
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    _forget_other(revision, scratch)
    here = sum(_size(path) for path in scratch.iterdir())
    _check_room(scratch, revision.size - here)
    with httpx2.Client(follow_redirects=True, timeout=httpx2.Timeout(30, connect=10)) as client:
        for file in revision.files:
            _fetch(client, revision, file, scratch, hub, lambda: told(_sum(scratch), revision.size))
    (scratch / "commit").unlink(missing_ok=True)
    if target.exists():
        shutil.rmtree(target)
    scratch.rename(target)
    return target


def _is_whole(revision: Revision, folder: Path) -> bool:
    files = revision.files
    return all((folder / f.name).is_file() and f.is_fulfilled(folder / f.name) for f in files)


def _forget_other(revision: Revision, scratch: Path) -> None:
    """Parts of another revision are of no use."""
    mark = scratch / "commit"
    if mark.is_file() and mark.read_text() == revision.commit:
        return
    for path in scratch.iterdir():
        path.unlink()
    mark.write_text(revision.commit)


def _check_room(folder: Path, wanted: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < wanted + ROOM:
        raise PullError(
            f"{gigabytes(wanted)} are to come and {gigabytes(free)} are free in {folder.parent}: "
            "make room, or set GOSPEL_KEYS_MODELS to another folder"
        )


def _fetch(
    client: httpx2.Client, revision: Revision, file: Stated, scratch: Path, hub: str | None,
    told: Callable[[], None],
) -> None:  # fmt: skip
    """One file, or the rest of it; right or gone."""
    done, part = scratch / file.name, scratch / f"{file.name}{PART}"
    if done.is_file():
        return
    url = hf_hub_url(revision.repository, file.name, revision=revision.commit, endpoint=hub)
    for attempt in range(1, TRIES + 1):
        try:
            _transfer(client, url, file, part, told)
            break
        except httpx2.HTTPError as error:
            if attempt == TRIES:
                raise PullError(
                    f"{file.name} broke off ({type(error).__name__}) with {_size(part)} of "
                    f"{file.size} bytes here; pull again to go on from there"
                ) from error
    if not file.is_fulfilled(part):
        part.unlink()
        raise PullError(
            f"{file.name} is not what the hub states (another checksum); it was deleted. Pull again"
        )
    part.rename(done)


def _transfer(
    client: httpx2.Client, url: str, file: Stated, part: Path, told: Callable[[], None]
) -> None:
    """Append what is missing to ``part``. A server that knows no ranges sends all of it anew."""
    begun = _size(part)
    if begun > file.size:
        part.unlink()
        begun = 0
    if begun == file.size and part.exists():
        return
    headers = {"accept-encoding": "identity", "user-agent": "gospel-keys"}
    if begun:
        headers["range"] = f"bytes={begun}-"
    with client.stream("GET", url, headers=headers) as answer:
        answer.raise_for_status()
        is_rest = answer.status_code == PARTIAL
        count = begun if is_rest else 0
        with part.open("ab" if is_rest else "wb", buffering=0) as out:
            for chunk in answer.iter_bytes():
                count += len(chunk)
                if count > file.size:
                    out.truncate(0)
                    raise PullError(f"{file.name} is longer than the hub states")
                out.write(chunk)
                told()
    if count < file.size:
        raise httpx2.RemoteProtocolError("the answer ended too early")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _sum(folder: Path) -> int:
    return sum(_size(path) for path in folder.iterdir() if path.name != "commit")
