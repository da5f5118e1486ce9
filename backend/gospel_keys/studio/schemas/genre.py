"""A genre as the page lists it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from gospel_keys.studio.choices import ApplicationId
from gospel_keys.studio.schemas.common import Genre


class ApplicationOut(BaseModel):
    """What a piece can be for, with the tempos (the meter's beats a minute) that suit it."""

    id: ApplicationId = Field(description="What a request names.")
    label: str = Field(description="What a person reads.", examples=["Practice"])
    tempo_min: float = Field(description="The slowest that suits it.", examples=[80])
    tempo_max: float = Field(description="The fastest that suits it.", examples=[100])
    description: str = Field(
        description="How it is played.", examples=["Straight time, an even touch"]
    )


class GenreOut(BaseModel):
    """A genre as the registry knows it. ``colour`` is a CSS colour for light and dark pages."""

    id: Genre
    label: str = Field(description="What a person reads.", examples=["Sea shanty"])
    tagline: str = Field(
        description="What is typical of it.", examples=["Full chords and walking basses"]
    )
    colour: str = Field(description="On light pages.", examples=["#8a4b08"])
    colour_dark: str = Field(description="On dark pages.", examples=["#f0b35a"])
    applications: list[ApplicationOut] = Field(description="What its pieces can be for.")
    default_application: ApplicationId = Field(description="What is taken if none is named.")
    default_bars: int = Field(description="What is taken if no length is named.", examples=[8])
    meters: list[str] = Field(description="Its time signatures.", examples=[["4/4", "12/8"]])
    example_prompts: list[str] = Field(
        description="Words to begin with.", examples=[["Slow 12/8 ballad in Ab, 16 bars"]]
    )
