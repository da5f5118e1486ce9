"""Who is asking, while there are no accounts: the one at this machine, or a browser.

On one's own machine everything belongs to one person. On a server that several people share, each
browser gets a random token in a cookie; what is kept under is a keyed hash of it, so that reading
the database gives nobody's token away. Accounts will put a user's id in the same place.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = "local"
COOKIE = "visitor"
SAFE_COOKIE = "__Host-visitor"
"""Its name over TLS: browsers then refuse it from anywhere but this very host."""
TOKEN_BYTES = 16
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
A_YEAR = 365 * 24 * 3600
NEW = "new_visitor"


class Visitors:
    """Names the owner of what a request makes. ``secret`` keys the hash of shared servers."""

    def __init__(self, shared: bool, secret: str) -> None:
        self.shared = shared
        self._key = secret.encode()

    def of(self, request: Request) -> str:
        """``local``, or the name of the browser; one that is new is told its token."""
        if not self.shared:
            return LOCAL
        token = request.cookies.get(cookie_name(request.scope), "")
        if not TOKEN.fullmatch(token):
            token = request.scope.setdefault(NEW, secrets.token_urlsafe(TOKEN_BYTES))
        return f"visitor:{hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()}"


def owner_of(request: Request) -> str:
    """Who is asking, as a dependency."""
    visitors: Visitors = request.app.state.visitors
    return visitors.of(request)


Owner = Annotated[str, Depends(owner_of)]


def cookie_name(scope: Scope) -> str:
    """What the cookie is called on this connection."""
    return SAFE_COOKIE if scope.get("scheme") == "https" else COOKIE


class RememberVisitor:
    """Gives a browser that was asked for its token, and had none, the one it got."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_cookie(message: Message) -> None:
            token = scope.get(NEW)
            if message["type"] == "http.response.start" and token:
                secure = "; Secure" if scope.get("scheme") == "https" else ""
                MutableHeaders(scope=message).append(
                    "set-cookie",
                    f"{cookie_name(scope)}={token}; Path=/; Max-Age={A_YEAR}; HttpOnly; "
                    f"SameSite=Lax{secure}",
                )
            await send(message)

        await self.app(scope, receive, with_cookie)
