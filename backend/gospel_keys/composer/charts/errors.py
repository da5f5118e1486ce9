"""What is wrong with a chart of chords, and where in it."""

from __future__ import annotations

from gospel_keys.composer.errors import BriefError, quoted

FIELD = "progression"


def chart_error(message: str, value: object, allowed: str, place: object = "") -> BriefError:
    """The error for a chart; ``place`` is where in it, in words."""
    shown = quoted(value) if isinstance(value, str) else value
    return BriefError(
        FIELD, f"{place}: {message}" if place else message, value=shown, allowed=allowed
    )
