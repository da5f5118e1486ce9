"""What every request passes: a name in the log, the right host, a bounded body, safe headers."""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gospel_keys.platform.limits import client_of
from gospel_keys.platform.problems import Problem, problem_response

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PROBES = frozenset({"/health", "/ready"})

log = structlog.get_logger("gospel_keys.http")


class SafeHeaders:
    """Adds headers to every answer that does not have them; ``policy`` gives the CSP of the day."""

    def __init__(self, app: ASGIApp, policy: Callable[[], str], https: bool = False) -> None:
        self.app = app
        self.policy = policy
        self.fixed: Mapping[str, str] = {
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "midi=(self), microphone=(self), camera=(), geolocation=()",
            **({"strict-transport-security": "max-age=31536000"} if https else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.fixed.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", self.policy())
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers)


class Witness:
    """Names each request, logs it once when it ends, and turns what nobody caught into a 500."""

    def __init__(self, app: ASGIApp, pseudonym: Callable[[str], str]) -> None:
        self.app = app
        self.pseudonym = pseudonym

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0
        scope["request_id"] = request_id = secrets.token_hex(8)

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        request = Request(scope)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, watch)
            except Exception:
                log.exception("unexpected error", method=request.method, path=request.url.path)
                if status:
                    raise  # half an answer is out; the connection must break
                detail = f"Something went wrong here. It is in the log as request {request_id}."
                await problem_response(request, Problem(500, detail))(scope, receive, watch)
            log.info(
                "request",
                method=request.method,
                path=request.url.path,
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                client=self.pseudonym(client_of(request)),
            )


class Gate:
    """Lets in requests that name a host of ours, and changes only from pages of ours.

    A page of a stranger can make its own host name resolve to 127.0.0.1 (DNS rebinding), or send a
    form here; both are refused. An address in digits cannot be rebound, so a private server takes
    it; ``hosts`` may hold ``*`` and ``*.example.org``.
    """

    def __init__(self, app: ASGIApp, hosts: list[str], shared: bool, origins: list[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.shared = shared
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = self._refuse(scope) if scope["type"] in ("http", "websocket") else None
        if problem is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await problem_response(Request(scope), problem)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refuse(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if scope["path"] not in PROBES and not self.knows(host):
            return Problem(
                421,
                f"This server does not answer to the name {host[:100]!r}: "
                "add it to GOSPEL_KEYS_ALLOWED_HOSTS if it should.",
            )
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if changes and not self._same_site(headers):
            return Problem(403, "Pages of other sites may not do this.")
        return None

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = host_name(host)
        if "*" in self.hosts or name in self.hosts:
            return True
        if not self.shared and _is_address(name):
            return True
        return any(h.startswith("*.") and name.endswith(h[1:]) for h in self.hosts)

    def _same_site(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin in self.origins:
            return True
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site != "cross-site"
        return origin is None or urlsplit(origin).netloc == headers.get("host")


def host_name(host: str) -> str:
    """The name in a Host header, without port, in lower case."""
    name = host.strip().lower()
    return name[: name.find("]") + 1] if name.startswith("[") else name.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class BodyLimit:
    """Refuses bodies that are too long: at once when the length is said, else while reading."""

    def __init__(self, app: ASGIApp, json_bytes: int, file_bytes: int) -> None:
        self.app = app
        self.json_bytes = json_bytes
        self.file_bytes = file_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_json = headers.get("content-type", "application/json").startswith("application/json")
        limit = self.json_bytes if is_json else self.file_bytes
        said = headers.get("content-length", "")
        if said.isdigit() and int(said) > limit:
            problem = Problem(413, _too_long(limit))
            await problem_response(Request(scope), problem)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, _too_long(limit))
            return message

        await self.app(scope, counted, send)


def _too_long(limit: int) -> str:
    return f"The body may have {limit} bytes at most."


class HeadAsGet:
    """Answers HEAD with what GET would answer, less the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, bodiless)
