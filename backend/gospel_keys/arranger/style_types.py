"""The values a style's rows are made of, and the base of every row."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.arranger import figures

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0, le=100)]
Midi = Annotated[int, Field(ge=21, le=108)]
Bpm = Annotated[float, Field(ge=20, le=400)]
Velocity = Annotated[int, Field(ge=1, le=127)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
Colour = Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6}|oklch\([^)]+\)|hsl\([^)]+\))$")]
MeterText = Annotated[str, Field(pattern=r"^\d{1,2}/(2|4|8|16)$")]
Step = Annotated[figures.Step, BeforeValidator(figures.Step.parse)]
Beats = Annotated[Fraction, BeforeValidator(figures.beats)]
Rhythm = Annotated[tuple[figures.Beat, ...], BeforeValidator(figures.rhythm)]
Param = str | int | float | bool


class Row(BaseModel):
    """Base of every row of data: frozen, and no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
