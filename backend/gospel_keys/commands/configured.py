"""The settings for a command, with mistakes told as sentences."""

from __future__ import annotations

from pydantic import ValidationError

from gospel_keys.commands.console import fail
from gospel_keys.platform.settings import Settings


def settings(**given: object) -> Settings:
    """Settings from the environment and from ``given`` options that are not None."""
    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        fail("; ".join(_sentence(dict(e)) for e in error.errors()))


def _sentence(error: dict[str, object]) -> str:
    place = error["loc"]
    name = "_".join(str(p) for p in place) if isinstance(place, tuple) else ""
    message = str(error["msg"]).removeprefix("Value error, ")
    if not name:
        return message
    variable = name if name.isupper() else f"GOSPEL_KEYS_{name.upper()}"
    return f"{variable}: {message}"
