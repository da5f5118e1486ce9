"""What is told of a piece while it is made: one shape for each event's ``data``."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from gospel_keys.studio.schemas.piece import ChordOut, GenerateResponse
from gospel_keys.studio.schemas.understood import BriefOut

Stage = Literal["planning", "waiting", "loading", "proposing", "arranging", "rendering"]


class ProgressOut(BaseModel):
    """Where the making stands. Until the ``chords`` a share may only be guessed at; it grows."""

    stage: Stage = Field(
        description="`planning` is by the rules; a model is `waiting`, `loading`, `proposing`; "
        "`arranging` writes the notes, `rendering` the sound.",
        examples=["planning"],
    )
    model: str | None = Field(
        default=None, description="The model that is at work, if one is.", examples=[None]
    )
    share: float = Field(ge=0, le=1, description="How much is done.", examples=[0.1])
    phrase: int | None = Field(
        default=None, description="Which of the offered phrases, from 1.", examples=[None]
    )
    phrases: int | None = Field(
        default=None, description="How many phrases are offered.", examples=[None]
    )
    cloud: bool = Field(
        default=False, description="Whether something leaves this machine for it now."
    )


class ChordsOut(BaseModel):
    """The harmony, before a note is written."""

    chord_progression: list[ChordOut] = Field(description="Empty when it was not asked for.")
    progression: str = Field(
        description="All chords as a chart, bar by bar.", examples=["C | Am7 D7 | G7 |"]
    )
    generation_method: str = Field(description="Who decided the chords.", examples=["rules"])


class StreamEvent(BaseModel):
    """The ``data`` of each event by the event's name. The last is ``done`` or ``error``."""

    brief: BriefOut | None = Field(default=None, description="What was understood; comes first.")
    progress: ProgressOut | None = Field(default=None, description="Comes any number of times.")
    chords: ChordsOut | None = Field(
        default=None, description="Comes once, unless the piece was there already."
    )
    done: GenerateResponse | None = Field(
        default=None, description="The piece, as `generate` answers it."
    )
