"""The version of this program."""

from __future__ import annotations

import importlib.metadata


def version() -> str:
    """The installed distribution's version; "0+source" where it runs from a source tree."""
    try:
        return importlib.metadata.version("gospel-keys")
    except importlib.metadata.PackageNotFoundError:
        return "0+source"
