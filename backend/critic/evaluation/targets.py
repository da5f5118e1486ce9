"""What many pieces of a genre must have together: its folder's ``evaluation.toml``.

The file is laid over ``common.toml`` beside this module, which holds for every genre::

    rich = "colours"                       # which chords the ladder counts as rich (stats.RICH)
    lengths = [16, 8, 12]                  # bars to ask for, in turn

    [numbers]                              # means over the pieces from complexity 4 on
    polyphony = { low = 2.5, high = 6.0, why = "two hands, mostly chords" }

    [shares]                               # least share of those pieces with a device or figure
    two-five = 0.77

    [qualities]                            # chord qualities: share of all chords, give or take
    within = 0.12
    m7 = 0.27

    [uses]                                 # patterns and forms each of which some piece uses
    left = ["walking"]

    [[places]]                             # where harmony falls in choruses of so many bars
    name = "IV in bar 5"
    label = "chorus"
    length = 12
    bar = 5
    degrees = [5]
    low = 0.9

    [[says]]                               # a sentence a teacher would say, and the rows it needs
    text = "Walking bass approaches the changes"
    rows = ["walking_approach"]

A number's, a share's or a place's own ``application`` or ``form`` (lists), ``min_bars`` or
``min_complexity`` (4) limits the pieces it looks at.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.genres.registry import genres

Part = Literal["left", "right", "rhythm", "fill", "form", "ending"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Band(_Row):
    """A closed range for a mean; either end may be open."""

    low: float = float("-inf")
    high: float = float("inf")
    why: str = ""
    application: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    min_bars: int = 1
    min_complexity: Annotated[int, Field(ge=1, le=10)] = 4


class Place(Band):
    """In choruses with this label and length: how often bar ``bar`` (from 1) has a root on one of
    ``degrees`` (semitones above the tonic)."""

    name: str
    label: str
    length: int
    bar: int
    degrees: tuple[int, ...]
    mode: Literal["major", "minor", "both"] = "major"


class Claim(_Row):
    """A sentence and the rows of the table that show it."""

    text: str
    rows: tuple[str, ...]


def _least(value: object) -> object:
    return {"low": value} if isinstance(value, int | float) else value


class Goals(_Row):
    """Everything a genre's many pieces are held against."""

    rich: str = "colours"
    lengths: tuple[Annotated[int, Field(ge=1, le=128)], ...] = (16, 8, 12, 32, 24, 16, 10, 20)
    key_heard: float = 0.8
    guides_led: float = 0.0
    numbers: Mapping[str, Band] = {}
    shares: Mapping[str, Annotated[Band, BeforeValidator(_least)]] = {}
    qualities: Mapping[str, float] = {}
    uses: Mapping[Part, tuple[str, ...]] = {}
    places: tuple[Place, ...] = ()
    says: tuple[Claim, ...] = ()


FILE = "evaluation.toml"


@cache
def goals(genre: str) -> Goals:
    """The goals of a genre: the common ones, with its own laid over them."""
    common = tomllib.loads((files("critic.evaluation") / "common.toml").read_text("utf-8"))
    path = Path(str(genres()[genre].folder)) / FILE
    own = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return Goals.model_validate(_laid_over(common, own))


def _laid_over(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Lists are joined, tables joined by key, anything else replaced."""
    joined = dict(common)
    for name, value in own.items():
        before = joined.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[name] = before | value
        elif isinstance(before, list):
            joined[name] = [*before, *value]
        else:
            joined[name] = value
    return joined
