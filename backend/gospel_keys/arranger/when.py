"""``when``: the closed set of circumstances a row of data may ask for.

Every key left out means "any". What these keys cannot say becomes a tested Python function with a
name (a hook), never an expression in a data file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

Position = Literal["opening", "middle", "cadence", "ending"]
"""A phrase's first bar, its inside, its last bar; ``ending`` is the last bar of the piece."""

Quality = Literal[
    "major", "minor", "dominant", "suspended", "diminished", "half-diminished", "augmented"
]
Motion = Literal[
    "same", "half-up", "half-down", "step-up", "step-down", "third", "fourth-up", "fifth-up",
    "tritone",
]  # fmt: skip
"""From this chord's root to the next one's, the short way round."""

Function = Literal["tonic", "predominant", "dominant", "passing"]
MeterClass = Literal["single", "duple", "triple", "quadruple", "quintuple", "septuple", "irregular"]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Where we are: what a row's ``when`` is compared with.

    ``beats`` is a chord's length in beats, ``tempo`` beats a minute.
    """

    complexity: int = 5
    application: str = ""
    section: str = ""
    feel: str = ""
    meter_class: MeterClass = "quadruple"
    compound: bool = False
    position: Position = "middle"
    function: Function = "tonic"
    quality: Quality = "major"
    motion: Motion = "same"
    beats: float = 4.0
    tempo: float = 90.0


class When(BaseModel):
    """The circumstances a row fits; ``complexity``, ``beats`` and ``tempo`` are closed ranges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    complexity: tuple[int, int] = (1, 10)
    application: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    feel: tuple[str, ...] = ()
    meter_class: tuple[MeterClass, ...] = ()
    compound: bool | None = None
    position: tuple[Position, ...] = ()
    function: tuple[Function, ...] = ()
    quality: tuple[Quality, ...] = ()
    motion: tuple[Motion, ...] = ()
    beats: tuple[float, float] = (0.0, 1024.0)
    tempo: tuple[float, float] = (0.0, 1024.0)

    def fits(self, here: Circumstance) -> bool:
        """True when every key this row names allows ``here``."""
        return self.fits_phrase(here) and self.fits_chord(here)

    def fits_phrase(self, here: Circumstance) -> bool:
        """The keys that are settled for a whole phrase."""
        return (
            self.complexity[0] <= here.complexity <= self.complexity[1]
            and self.tempo[0] <= here.tempo <= self.tempo[1]
            and (self.compound is None or self.compound == here.compound)
            and _allows(self.application, here.application)
            and _allows(self.section, here.section)
            and _allows(self.feel, here.feel)
            and _allows(self.meter_class, here.meter_class)
        )

    def fits_chord(self, here: Circumstance) -> bool:
        """The keys that change from chord to chord."""
        return (
            self.beats[0] <= here.beats <= self.beats[1]
            and _allows(self.position, here.position)
            and _allows(self.function, here.function)
            and _allows(self.quality, here.quality)
            and _allows(self.motion, here.motion)
        )


def _allows(wanted: tuple[str, ...], given: str) -> bool:
    return not wanted or given in wanted
