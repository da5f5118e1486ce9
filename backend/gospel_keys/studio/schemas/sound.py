"""A piece's sound as a page draws it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field


class WaveformOut(BaseModel):
    """The lowest and highest sample of each of equally long stretches of the piece."""

    duration: Annotated[float, Field(description="How long it sounds: seconds.", examples=[31.5])]
    sample_rate: Annotated[int, Field(description="Samples a second.", examples=[44100])]
    peaks: Annotated[
        list[tuple[float, float]],
        Field(
            description="Lowest and highest value of each stretch, from -1 to 1.",
            examples=[[(-0.41, 0.39), (-0.22, 0.25)]],
        ),
    ]
