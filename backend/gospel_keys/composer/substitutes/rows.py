"""The table of substitutes, read from ``data/substitutes.toml`` once and validated."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gospel_keys.arranger.tables import read_table
from gospel_keys.genres.phrases import Idiom, Mode

Technique = Literal[
    "tritone", "secondary_dominant", "passing_diminished", "backdoor", "modal_mixture"
]
TECHNIQUES: tuple[Technique, ...] = (
    "tritone", "secondary_dominant", "passing_diminished", "backdoor", "modal_mixture",
)  # fmt: skip
Quality = Literal[
    "major", "minor", "dominant", "half-diminished", "diminished", "augmented", "suspended"
]
DegreeText = Annotated[str, Field(pattern=r"^[b#]?[1-7]$")]
Semitones = Annotated[int, Field(ge=0, le=11)]


class Row(BaseModel):
    """Base of the table's rows: frozen, and no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Here(Row):
    """The chord that a row may replace; what is left open allows everything."""

    quality: tuple[Quality, ...] = ()
    degrees: tuple[Semitones, ...] = ()
    mode: Mode | None = None
    next: tuple[Semitones, ...] = ()
    bass_next: tuple[Semitones, ...] = ()
    next_home: bool | None = None
    next_dominant: bool | None = None
    before_dominant: bool | None = None
    third_steps: bool | None = None
    fifth_steps: bool | None = None


class Substitute(Row):
    """One idea: which chord comes, where, and why."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    label: str
    technique: Technique | None = None
    here: Here
    place: Literal["instead", "before"] = "instead"
    frame: Literal["key", "chord", "next"]
    root: DegreeText
    suffix: str
    bass: DegreeText | None = None
    weight: Annotated[float, Field(gt=0, le=10)]
    idioms: tuple[Idiom, ...] = ()
    reason: str


class _Table(Row):
    substitute: tuple[Substitute, ...]


@cache
def substitutes() -> tuple[Substitute, ...]:
    """Every row, in order. Raises ``TableError`` with file and line."""
    source = files("gospel_keys.composer") / "data" / "substitutes.toml"
    table = read_table(source)
    try:
        return _Table.model_validate(table.values).substitute
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise table.error(tuple(first["loc"]), f"{where}: {first['msg']}") from error
