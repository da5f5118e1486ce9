"""What every request passes, from the outside in."""

from __future__ import annotations

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from gospel_keys.platform.middleware import BodyLimit, Gate, HeadAsGet, SafeHeaders, Witness
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.telemetry import pseudonym
from gospel_keys.platform.visitors import RememberVisitor


def layers(settings: Settings, policy: Callable[[], str]) -> list[Middleware]:
    """The middleware for these settings; ``policy`` gives the Content-Security-Policy."""
    secret = settings.secret_key.get_secret_value()
    found = [
        Middleware(SafeHeaders, policy, settings.environment == "production"),
        Middleware(Witness, lambda client: pseudonym(client, secret)),
        Middleware(Gate, settings.hosts, settings.is_shared, settings.cors_origins),
        Middleware(BodyLimit, settings.max_body_bytes, settings.max_midi_bytes),
        Middleware(HeadAsGet),
        Middleware(RememberVisitor),
    ]
    if settings.cors_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["content-type"],
            max_age=600,
        )
        found.insert(2, cors)
    return found
