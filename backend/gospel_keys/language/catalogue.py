"""The models that can be pulled by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

BITS = 4.5
"""A weight of four bits, with its group's scale and offset."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model by its name: where its weights are, what it is for."""

    id: str
    label: str
    repository: str
    tier: Literal["small", "large"]
    billions: float
    licence: str

    @property
    def about_bytes(self) -> int:
        """Roughly how large its weights are."""
        return int(self.billions * 1e9 * BITS / 8)


@cache
def catalogue() -> Mapping[str, Known]:
    """Every model that can be pulled, by its name."""
    rows = tomllib.loads(files(__package__).joinpath("catalogue.toml").read_text("utf-8"))
    return {name: Known(name, **row) for name, row in rows.items()}
