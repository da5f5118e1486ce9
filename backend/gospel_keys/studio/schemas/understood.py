"""What was understood of a request."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.studio.schemas.common import Genre

Source = Literal["words", "field", "default", "chords", "melody"]


class BriefField(BaseModel):
    """A value and where it came from: the words, a field of the request, the genre's default, or
    the chords that were given."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"value": "C major", "source": "words"}]}
    )

    value: str | int | float = Field(description="What was understood.", examples=["C major"])
    source: Source = Field(description="Where it was understood from.", examples=["words"])


class BriefOut(BaseModel):
    """What was understood: each field with where it came from, and the words that said nothing."""

    genre: Genre
    description: str = Field(
        description="The words, as they were read.", examples=["slow 12/8 in Bb, 8 bars"]
    )
    key: Annotated[BriefField, Field(description="Tonic and mode.")]
    tempo: Annotated[BriefField, Field(description="The meter's beats a minute.")]
    time_signature: Annotated[BriefField, Field(description="The meter.")]
    num_bars: Annotated[BriefField, Field(description="How many bars.")]
    application: Annotated[BriefField, Field(description="What the piece is for.")]
    complexity: Annotated[BriefField, Field(description="The playing level, 1 to 10.")]
    ai_percentage: Annotated[
        BriefField, Field(description="Share of the harmony a model may decide, 0 to 1.")
    ]
    seed: Annotated[BriefField, Field(description="With the same request: the same piece.")]
    feel: Annotated[
        BriefField | None, Field(description="Such as a shuffle; null is the genre's own.")
    ] = None
    hand_size: Annotated[BriefField, Field(description="How far a hand reaches.")]
    form: Annotated[
        BriefField | None, Field(description="The form that was named; null where it is chosen.")
    ] = None
    rise: Annotated[
        BriefField | None,
        Field(
            description="How many semitones the last chorus is to lie higher, 0 for none; null "
            "leaves it to the form."
        ),
    ] = None
    progression: BriefField | None = Field(
        default=None,
        description="The chords that were given, as a chart; null where they are planned.",
    )
    melody: BriefField | None = Field(
        default=None, description="How many notes the tune has that was brought; null without one."
    )
    mood: list[str] = Field(
        default=[], description="Moods that were named.", examples=[["uplifting"]]
    )
    ignored: list[str] = Field(
        default=[],
        description="Words that say nothing about the music.",
        examples=[["please"]],
    )
    notices: list[str] = Field(
        default=[],
        description="What the user should know, each a sentence.",
        examples=[["The words also name 'waltz'."]],
    )
