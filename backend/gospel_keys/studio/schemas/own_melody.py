"""A tune of one's own, as a request brings it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.composer.melody import MAX_NOTES


class MelodyNote(BaseModel):
    """A note of a tune, in the meter's beats from the first barline."""

    model_config = ConfigDict(extra="forbid", strict=True)

    pitch: Annotated[
        str, Field(max_length=8, description="Spelled; C4 is middle C.", examples=["Eb5"])
    ]
    onset_beats: Annotated[
        float, Field(ge=-16, le=4096, description="Negative in a pickup.", examples=[-0.5])
    ]
    duration_beats: Annotated[
        float, Field(gt=0, le=4096, description="How long it is written.", examples=[1.5])
    ]


OwnMelody = Annotated[
    Annotated[list[MelodyNote], Field(max_length=MAX_NOTES)] | None,
    Field(
        description="A tune to keep note for note on top, one note at a time; it is harmonised "
        "where no progression is given.",
        examples=[[{"pitch": "G4", "onset_beats": 0, "duration_beats": 1.5}]],
    ),
]
