"""Sending a file: entity tags, a byte range, and no harm when it is deleted meanwhile."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gospel_keys.platform.problems import Problem

CHUNK = 256 * 1024
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "The copy you have is the current one."}
}
_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file held open: it can be read to its end even when its name is removed.

    ``etag`` is quoted; ``disposition`` is the whole Content-Disposition value, or None.
    """

    fd: int
    size: int
    etag: str
    cache_control: str = "private, no-cache"
    disposition: str | None = None

    def close(self) -> None:
        os.close(self.fd)


def open_file(
    path: Path,
    etag: str,
    cache_control: str = "private, no-cache",
    disposition: str | None = None,
) -> OpenFile:
    """Open ``path`` for sending. OSError when it is not there."""
    fd = os.open(path, os.O_RDONLY)
    return OpenFile(fd, os.fstat(fd).st_size, f'"{etag}"', cache_control, disposition)


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The first and last byte asked, or None for all of it.

    Several ranges, other units and nonsense are answered with the whole file, as RFC 9110 allows.
    Raises Problem 416 when the range lies outside the file.
    """
    match = _RANGE.match(header.replace(" ", "")) if header else None
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first == "":
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < int(first):
            return None
    if start >= size or (first == "" and int(last) == 0):
        raise Problem(
            416,
            f"The range {header!r} lies outside the file's {size} bytes.",
            headers={"content-range": f"bytes */{size}", "accept-ranges": "bytes"},
        )
    return start, end


def matches(header: str | None, etag: str) -> bool:
    """Whether an If-None-Match (or If-Range) value names this entity; weak tags compare equal."""
    if header is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags


def file_response(request: Request, file: OpenFile, media_type: str) -> Response:
    """Answer with the file, the range asked of it, or 304. Takes over ``file`` and closes it."""
    headers = {
        "etag": file.etag,
        "cache-control": file.cache_control,
        "accept-ranges": "bytes",
    }
    if matches(request.headers.get("if-none-match"), file.etag):
        file.close()
        return Response(status_code=304, headers=headers)
    try:
        asked = byte_range(_range_header(request, file.etag), file.size)
    except BaseException:
        file.close()
        raise
    start, end = asked or (0, file.size - 1)
    headers["content-length"] = str(end - start + 1)
    if asked:
        headers["content-range"] = f"bytes {start}-{end}/{file.size}"
    if file.disposition:
        headers["content-disposition"] = file.disposition
    return StreamingResponse(
        _chunks(file, start, end + 1),
        status_code=206 if asked else 200,
        media_type=media_type,
        headers=headers,
    )


def _range_header(request: Request, etag: str) -> str | None:
    condition = request.headers.get("if-range")
    if condition is not None and condition != etag:
        return None
    return request.headers.get("range")


async def _chunks(file: OpenFile, start: int, stop: int) -> AsyncIterator[bytes]:
    try:
        while start < stop:
            data = await asyncio.to_thread(os.pread, file.fd, min(CHUNK, stop - start), start)
            if not data:
                return
            start += len(data)
            yield data
    finally:
        file.close()


def file_responses(media_type: str, description: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's ``responses`` of an endpoint that sends a file."""
    body = {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}
    return {
        200: {**body, "description": description},
        206: {**body, "description": "The range asked."},
        **NOT_MODIFIED,
    }
