"""The built page: what is cached for how long, packed or not, and never in the API's way."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from gospel_keys.platform.pages import Pages, media_type

pytestmark = pytest.mark.anyio

SCRIPT = "document.documentElement.dataset.theme = 'dark'"
INDEX = f"<!doctype html><script>{SCRIPT}</script><script src=/assets/a.js></script>" + " " * 2000
CODE = "export const a = 1;\n" * 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text(INDEX)
    (web / "assets" / "main-Ab3dE_9x.js").write_text(CODE)
    (web / "assets" / "plain.js").write_text(CODE)
    (web / "assets" / "packed-Ab3dE_9x.js").write_text(CODE)
    (web / "assets" / "packed-Ab3dE_9x.js.br").write_bytes(b"as brotli")
    (web / "icon.png").write_bytes(b"\x89PNG" + bytes(2000))
    (web / ".secret").write_text("no")
    (tmp_path / "outside.txt").write_text("no")
    return web


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.router.default = Pages(folder, lambda: {"genres", "ragtime"})
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as made:
        yield made


async def test_the_index_is_fresh_and_hashed_assets_are_for_ever(client) -> None:
    assert (await client.get("/")).headers["cache-control"] == "no-cache"
    asset = await client.get("/assets/main-Ab3dE_9x.js")
    assert "immutable" in asset.headers["cache-control"]
    assert asset.headers["content-type"].startswith("text/javascript")
    assert (await client.get("/assets/plain.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/studio", "/studio/deep/link?seed=3", "/index.html"])
async def test_browser_routes_get_the_index(client, path: str) -> None:
    answer = await client.get(path, headers={"accept": "text/html"})
    assert (answer.status_code, answer.text) == (200, INDEX)


@pytest.mark.parametrize(
    "path", ["/genres/x", "/ragtime", "/ragtime/score/none", "/assets/gone.js", "/.secret",
             "/favicon.ico", "/..%2foutside.txt", "/%2e%2e/outside.txt", "/a\\..\\b.txt"]
)  # fmt: skip
async def test_other_addresses_are_404(client, path: str) -> None:
    assert (await client.get(path, headers={"accept": "text/html"})).status_code == 404


async def test_a_route_asked_for_as_data_is_no_page(client) -> None:
    headers = {"accept": "application/json"}
    assert (await client.get("/studio", headers=headers)).status_code == 404
    assert (await client.post("/studio")).status_code == 404


async def test_text_is_packed_for_those_who_take_it(client) -> None:
    packed = await client.get("/assets/main-Ab3dE_9x.js", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "accept-encoding"
    assert packed.text == CODE
    plain = await client.get("/assets/main-Ab3dE_9x.js", headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert plain.text == CODE
    picture = await client.get("/icon.png", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in picture.headers


async def test_a_packed_copy_is_used_where_it_is_there(folder: Path) -> None:
    pages = Pages(folder, set)
    asset = pages._asset(folder / "assets" / "packed-Ab3dE_9x.js", ["gzip", "br"])
    assert (asset.data, asset.encoding) == (b"as brotli", "br")
    asset = pages._asset(folder / "assets" / "packed-Ab3dE_9x.js", ["gzip"])
    assert gzip.decompress(asset.data).decode() == CODE


async def test_a_copy_that_is_current_is_not_sent_again(client) -> None:
    first = await client.get("/")
    again = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_new_build_is_seen(client, folder: Path) -> None:
    assert (await client.get("/")).text == INDEX
    (folder / "index.html").write_text("<!doctype html>new")
    assert (await client.get("/")).text == "<!doctype html>new"


def test_the_policy_knows_the_inline_scripts_by_their_hash(folder: Path) -> None:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    pages = Pages(folder, set)
    assert f"'sha256-{digest}'" in pages.policy()
    assert pages.policy().count("sha256-") == 1
    assert "unsafe-eval'" not in pages.policy().replace("'wasm-unsafe-eval'", "")


async def test_a_page_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    app = FastAPI()
    app.router.default = pages = Pages(tmp_path / "none", set)
    assert "sha256" not in pages.policy()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text


def test_types_are_the_same_on_every_machine() -> None:
    assert media_type(Path("a.js")) == "text/javascript"
    assert media_type(Path("a.woff2")) == "font/woff2"
    assert media_type(Path("a.unknown")) == "application/octet-stream"
