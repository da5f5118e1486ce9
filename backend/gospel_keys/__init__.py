"""Gospel Keys: words in, a playable two-hand piano arrangement out.

``from gospel_keys import compose`` is the library; it needs no server and no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gospel_keys.compose import compose as compose

__all__ = ["compose"]


def __getattr__(name: str) -> object:
    """Load ``compose`` when it is first asked for; importing the package costs nothing."""
    if name == "compose":
        from gospel_keys.compose import compose as function  # noqa: PLC0415 - only when asked for

        globals()["compose"] = function  # the import has just put the module there
        return function
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
