"""What can be done to a piece that is there: each operation makes a new piece of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.composer.charts.chart import MAX_CHORDS

MAX_SEED = 2**53 - 1
BarRange = Annotated[
    list[Annotated[int, Field(ge=1, le=128)]],
    Field(
        min_length=2,
        max_length=2,
        description="First and last bar, both included; the first bar is 1.",
        examples=[[5, 8]],
    ),
]
ChordId = Annotated[
    str,
    Field(
        min_length=1, max_length=40, description="A chord's id in the piece.", examples=["p1.c2"]
    ),
]
EditSeed = Annotated[
    int | None,
    Field(ge=0, le=MAX_SEED, description="Drawn, and answered, if open.", examples=[7]),
]


class Edit(BaseModel):
    """What every operation has."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    include_progression: Annotated[bool, Field(description="Tell the chords in the answer.")] = True


class Regenerate(Edit):
    """Bars drawn anew. Every note outside them, and every locked chord, stays as it is."""

    operation: Annotated[Literal["regenerate"], Field(description="What is done.")]
    bars: BarRange
    locked: Annotated[
        list[ChordId],
        Field(
            max_length=MAX_CHORDS,
            description="Chords that keep symbol and time.",
            examples=[["p1.c2"]],
        ),
    ] = []
    seed: EditSeed = None
