"""What is asked: words, and whatever the user fixed."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.studio.choices import ApplicationId, GenreId, genre_ids
from gospel_keys.studio.schemas.own_chords import OwnChords
from gospel_keys.studio.schemas.own_melody import OwnMelody


def plain_text(value: object) -> object:
    """One line of ordinary text: composed characters, no control or invisible ones.

    Anything but a string passes through for the type check to refuse.
    """
    if not isinstance(value, str):
        return value
    kept = (
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in unicodedata.normalize("NFC", value)
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())


class GenerateRequest(BaseModel):
    """Words, and whatever the user fixed. An explicit field wins over the words."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        str_strip_whitespace=True,
        json_schema_extra={
            "examples": [
                {"description": "Uplifting song in C major", "num_bars": 16},
                {"description": "slow 12/8 in Bb, 8 bars", "complexity": 4, "seed": 7},
            ]
        },
    )

    description: Annotated[
        str,
        BeforeValidator(plain_text),
        Field(
            min_length=1,
            max_length=500,
            description="What you want to hear, in your words.",
            examples=["Uplifting song in C major"],
        ),
    ]
    key: Annotated[
        str | None,
        Field(max_length=24, description="Tonic and mode.", examples=["C major", "Bb minor"]),
    ] = None
    tempo: Annotated[
        float | None, Field(ge=20, le=400, description="The meter's beats a minute.")
    ] = None
    time_signature: Annotated[
        str | None,
        Field(
            max_length=12,
            description="One of the genre's meters.",
            examples=["4/4", "12/8"],
        ),
    ] = None
    num_bars: Annotated[int | None, Field(ge=1, le=128, description="The genre's own if open.")] = (
        None
    )
    application: Annotated[
        ApplicationId | None, Field(max_length=40, description="What the piece is for.")
    ] = None
    complexity: Annotated[
        int | None, Field(ge=1, le=10, description="The playing level: 1 is a beginner's.")
    ] = None
    ai_percentage: Annotated[
        float | None, Field(ge=0, le=1, description="Share of the harmony a model may decide.")
    ] = None
    include_progression: Annotated[bool, Field(description="Tell the chords in the answer.")] = True
    seed: Annotated[
        int | None, Field(ge=0, le=2**53 - 1, description="Drawn, and answered, if open.")
    ] = None
    synthesize: Annotated[bool, Field(description="Render the sound at once.")] = False
    hand_size: Annotated[
        Literal["small", "normal"] | None, Field(description="Small hands reach an octave.")
    ] = None
    progression: OwnChords = None
    melody: OwnMelody = None


def _brief_example(schema: dict[str, Any]) -> None:
    schema["examples"] = [{"genre": genre_ids()[0], "description": "slow 12/8 in Bb, 8 bars"}]


class BriefRequest(GenerateRequest):
    """As a request to generate; the genre is named in it."""

    model_config = ConfigDict(json_schema_extra=_brief_example)

    genre: Annotated[GenreId, Field(max_length=40, description="The genre's id.")]
