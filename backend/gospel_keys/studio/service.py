"""What the studio does for a request."""

from __future__ import annotations


class Studio:
    """WIP."""
