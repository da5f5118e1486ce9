"""The rows of ``composer/data/task_complexity.toml``, validated."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.arranger.tables import read_table

Points = Annotated[float, Field(ge=0, le=5)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(_Row):
    """What a term is called where it is shown."""

    label: Annotated[str, Field(min_length=1)]


class Ladder(Labelled):
    """Pairs of a least value and its points, rising."""

    steps: tuple[tuple[float, Points], ...]


class Form(Ladder):
    """Points by bars, for a form that is named, and for a change of key."""

    named: Points
    key_change: Points


class NothingUnderstood(Labelled):
    """From how many unread words on it counts that no word was understood."""

    words: Annotated[int, Field(ge=1)]
    points: Points


class Constraints(Labelled):
    """Points for each fixed field up to a sum, for a tune, and for a meter out of the usual."""

    field: Points
    most_fields: Points
    melody: Points
    odd_meter: Points


class Words(Labelled):
    """Words that count wherever they stand."""

    id: str
    points: Points
    most: Points
    names: tuple[str, ...]


class Contradiction(Labelled):
    """Pairs of words that pull two ways."""

    points: Points
    most: Points
    pairs: tuple[tuple[str, str], ...]


class Tiers(_Row):
    """The highest value of the small and of the larger local model."""

    small: Annotated[int, Field(ge=1, le=9)]
    large: Annotated[int, Field(ge=2, le=10)]


class Rows(_Row):
    """The whole table."""

    base: float
    tiers: Tiers
    length: Ladder
    vagueness: Ladder
    nothing_understood: NothingUnderstood
    form: Form
    harmony: Ladder
    level: Ladder
    constraints: Constraints
    words: tuple[Words, ...]
    contradiction: Contradiction


@cache
def rows() -> Rows:
    """The table, read once."""
    table = read_table(files("gospel_keys.composer") / "data" / "task_complexity.toml")
    return Rows.model_validate(table.values)
