"""The built page: hashed assets for ever, the index fresh, compressed, with a policy that fits."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from gospel_keys.platform.packed import accepted_encodings
from gospel_keys.platform.ranges import matches

WEB = Path(__file__).parents[1] / "web"
IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "no-cache"
WORTH_COMPRESSING = 1024
COMPRESSIBLE = re.compile(
    r"^(text/|application/(javascript|json|manifest\+json|wasm)|image/svg|font/ttf)"
)
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.\w+$")
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
NOT_BUILT = (
    "<!doctype html><title>Gospel Keys</title><h1>The page is not built</h1>"
    "<p>Run <code>make run</code>, which builds it, or <code>make dev</code> to work on it. "
    "The API is at work: see <a href='/openapi.json'>/openapi.json</a>."
)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page in one encoding."""

    data: bytes
    etag: str
    encoding: str | None


class Pages:
    """An ASGI application for what no route of the API answers.

    ``folder`` holds the build; ``api_prefixes`` gives first path segments that are the API's, where
    a browser never gets a page.
    """

    def __init__(self, folder: Path, api_prefixes: Callable[[], Iterable[str]]) -> None:
        self.folder = folder.resolve()
        self.api_prefixes = api_prefixes
        self._kept: dict[tuple[Path, int, str | None], Asset] = {}
        self._scripts: tuple[int, str] = (0, "")

    @property
    def is_built(self) -> bool:
        return (self.folder / "index.html").is_file()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        response = await self._answer(Request(scope))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(404)
        path = request.url.path.lstrip("/")
        file = self._file(path)
        if file is not None:
            fresh = not (path.startswith("assets/") and HASHED.search(path))
            return await self._send(request, file, FRESH if fresh else IMMUTABLE)
        if not self._is_browser_route(request, path):
            raise HTTPException(404)
        if not self.is_built:
            return HTMLResponse(NOT_BUILT, status_code=503)
        return await self._send(request, self.folder / "index.html", FRESH)

    def _file(self, path: str) -> Path | None:
        parts = PurePosixPath(path).parts
        if not parts or "\\" in path or "\0" in path or any(p.startswith(".") for p in parts):
            return None
        if path.endswith((".br", ".gz")):
            return None  # packed forms are sent under the name of what they pack
        file = self.folder.joinpath(*parts).resolve()
        return file if file.is_relative_to(self.folder) and file.is_file() else None

    def _is_browser_route(self, request: Request, path: str) -> bool:
        first = path.partition("/")[0]
        accepts = request.headers.get("accept", "")
        wants_page = not path or "text/html" in accepts  # a program that takes anything gets a 404
        is_file = "." in path.rpartition("/")[2]
        return wants_page and not is_file and first not in set(self.api_prefixes())

    async def _send(self, request: Request, file: Path, cache_control: str) -> Response:
        asset = await asyncio.to_thread(self._asset, file, accepted_encodings(request.headers))
        headers = {"etag": asset.etag, "cache-control": cache_control, "vary": "accept-encoding"}
        if matches(request.headers.get("if-none-match"), asset.etag):
            return Response(status_code=304, headers=headers)
        if asset.encoding:
            headers["content-encoding"] = asset.encoding
        return Response(asset.data, headers=headers, media_type=media_type(file))

    def _asset(self, file: Path, encodings: list[str]) -> Asset:
        for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
            packed = file.with_name(file.name + suffix)
            if encoding in encodings and packed.is_file():
                return self._keep(packed, encoding, Path.read_bytes)
        worth = file.stat().st_size >= WORTH_COMPRESSING and COMPRESSIBLE.match(media_type(file))
        if worth and "gzip" in encodings:
            return self._keep(file, "gzip", _gzipped)
        return self._keep(file, None, Path.read_bytes)

    def _keep(self, file: Path, encoding: str | None, make: Callable[[Path], bytes]) -> Asset:
        key = (file, file.stat().st_mtime_ns, encoding)
        if key not in self._kept:
            data = make(file)
            etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
            self._kept[key] = Asset(data, etag, encoding)
        return self._kept[key]

    def policy(self) -> str:
        """The Content-Security-Policy: our origin, worklets, sound, the index's inline scripts."""
        return (
            f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{self._script_hashes()}; "
            "worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; media-src 'self' blob: data:; font-src 'self' data:; "
            "connect-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        )

    def _script_hashes(self) -> str:
        """The hashes of the index's inline scripts, as sources of a policy."""
        index = self.folder / "index.html"
        try:
            stamp = index.stat().st_mtime_ns
        except FileNotFoundError:
            return ""
        if self._scripts[0] != stamp:
            found = [s for s in INLINE_SCRIPT.findall(index.read_bytes()) if s.strip()]
            digests = (base64.b64encode(hashlib.sha256(s).digest()).decode() for s in found)
            self._scripts = (stamp, "".join(f" 'sha256-{d}'" for d in digests))
        return self._scripts[1]


def _gzipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


def media_type(file: Path) -> str:
    """What a file of the page is, by its name; the same on every machine."""
    known = TYPES.get(file.suffix.lower())
    return known or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
