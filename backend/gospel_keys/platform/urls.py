"""Database URLs, as people write them and as our driver wants them."""

from __future__ import annotations

SCHEMES = ("postgresql", "postgres")


def driver_url(url: str) -> str:
    """The URL with our driver named: ``postgresql://`` becomes ``postgresql+psycopg://``.

    ValueError for any other scheme; the text has nothing of the rest of the URL in it.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise ValueError("a PostgreSQL URL starts with postgresql://")
    if scheme.split("+")[0] not in SCHEMES:
        raise ValueError(f"a PostgreSQL URL starts with postgresql://, not {scheme}://")
    return f"postgresql+psycopg://{rest}"
