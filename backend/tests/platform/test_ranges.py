"""Byte ranges and entity tags, against what RFC 9110 says."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from gospel_keys.platform.problems import Problem, problem_response
from gospel_keys.platform.ranges import byte_range, file_response, matches, open_file

pytestmark = pytest.mark.anyio

CONTENT = bytes(range(256)) * 4


@pytest.fixture
async def client(tmp_path: Path):
    path = tmp_path / "sound.wav"
    path.write_bytes(CONTENT)
    app = FastAPI()

    @app.get("/file")
    async def send(request: Request) -> Response:
        opened = open_file(path, "tag")
        path.rename(path.with_suffix(".gone"))  # as a cache may do
        path.with_suffix(".gone").rename(path)
        return file_response(request, opened, "audio/wav")

    @app.get("/vanishing")
    async def vanish(request: Request) -> Response:
        copy = tmp_path / "copy.wav"
        copy.write_bytes(CONTENT)
        opened = open_file(copy, "tag", disposition='attachment; filename="a.wav"')
        copy.unlink()
        return file_response(request, opened, "audio/wav")

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return problem_response(request, error)

    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as made:
        yield made


async def test_the_whole_file_says_that_ranges_are_served(client: httpx.AsyncClient) -> None:
    answer = await client.get("/file")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=100-", 100, 1023), ("bytes=-24", 1000, 1023),
     ("bytes=1000-9999", 1000, 1023), ("bytes=-9999", 0, 1023)],
)  # fmt: skip
async def test_a_range_is_served(
    client: httpx.AsyncClient, asked: str, first: int, last: int
) -> None:
    answer = await client.get("/file", headers={"range": asked})
    assert answer.status_code == 206
    assert answer.content == CONTENT[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/1024"
    assert answer.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "lines=1-2",
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "",
        f"bytes={'9' * 5000}-",
        f"bytes=0-{'9' * 5000}",
    ],
)
async def test_what_is_no_single_byte_range_gets_the_whole_file(
    client: httpx.AsyncClient, asked: str
) -> None:
    answer = await client.get("/file", headers={"range": asked})
    assert (answer.status_code, len(answer.content)) == (200, 1024)


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
async def test_a_range_outside_is_416_and_says_the_size(
    client: httpx.AsyncClient, asked: str
) -> None:
    answer = await client.get("/file", headers={"range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == "bytes */1024"
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_copy_that_is_current_is_not_sent_again(client: httpx.AsyncClient) -> None:
    answer = await client.get("/file", headers={"if-none-match": 'W/"tag", "other"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == '"tag"'


async def test_a_range_of_an_older_file_is_the_whole_new_one(client: httpx.AsyncClient) -> None:
    headers = {"range": "bytes=0-9", "if-range": '"older"'}
    assert (await client.get("/file", headers=headers)).status_code == 200
    headers["if-range"] = '"tag"'
    assert (await client.get("/file", headers=headers)).status_code == 206


async def test_a_file_deleted_after_it_was_opened_is_sent_whole(client: httpx.AsyncClient) -> None:
    answer = await client.get("/vanishing")
    assert answer.content == CONTENT
    assert answer.headers["content-disposition"] == 'attachment; filename="a.wav"'


@given(size=st.integers(1, 10_000), first=st.integers(0, 20_000), length=st.integers(1, 20_000))
def test_a_range_lies_in_the_file_or_is_refused(size: int, first: int, length: int) -> None:
    header = f"bytes={first}-{first + length - 1}"
    if first >= size:
        with pytest.raises(Problem) as refused:
            byte_range(header, size)
        assert refused.value.status == 416
    else:
        assert byte_range(header, size) == (first, min(first + length, size) - 1)


@given(st.text(max_size=40))
def test_no_header_breaks_it(text: str) -> None:
    try:
        found = byte_range(text, 100)
    except Problem:
        return
    assert found is None or 0 <= found[0] <= found[1] < 100


def test_a_star_matches_any_tag_and_nothing_matches_none() -> None:
    assert matches("*", '"a"')
    assert not matches(None, '"a"')
    assert not matches('"b"', '"a"')
