"""The tiers of models, and what each may take."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Tier = Literal["small", "large", "cloud"]

CHAINS: dict[Tier, tuple[Tier, ...]] = {
    "small": ("small", "large"),
    "large": ("large", "small"),
    "cloud": ("cloud", "large", "small"),
}
"""Whom to ask for each tier, in turn. After the last come the rules: nobody is asked for more than
a request needs, and the cloud only for what is hard."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a tier may take: seconds for an answer and for all of a piece, tokens, a queue."""

    label: str
    seconds: float
    whole: float
    tokens: int
    waiting: int


@cache
def budgets() -> Mapping[Tier, Budget]:
    """The budget of each tier."""
    rows = tomllib.loads(files(__package__).joinpath("tiers.toml").read_text("utf-8"))
    return {tier: Budget(**rows[tier]) for tier in CHAINS}
