"""What a check says about a piece."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a teacher would object to. ``check`` names the rule, ``bar`` counts from 1."""

    check: str
    message: str
    bar: int | None = None
    value: float | None = None

    def __str__(self) -> str:
        place = f" (bar {self.bar})" if self.bar is not None else ""
        return f"{self.check}: {self.message}{place}"
