"""How hard a request is to understand and to plan, 1..10: it chooses a model, never the music."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["small", "large", "cloud"]
"""What a request is for: the small local model, the larger one, or one elsewhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that makes a request harder: its name, its points, and what it was found in."""

    id: str
    label: str
    points: float
    found: str = ""


@dataclass(frozen=True, slots=True)
class TaskComplexity:
    """How hard a request is: ``value`` 1..10, the tier it asks for, and what made it so.

    ``terms`` have only what counted, the heaviest first; their points and the base add up to the
    value before rounding and bounds.
    """

    value: int
    tier: Tier
    terms: tuple[Term, ...]
