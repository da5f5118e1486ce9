"""What can go wrong on the way."""

from __future__ import annotations


class PullError(Exception):
    """A model was not pulled; the text says why and what to do. What is here already stays."""
