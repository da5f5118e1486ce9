"""Fields that several shapes have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from gospel_keys.studio.choices import GenreId, genre_ids

PIECE = "q3m0Xw1cT0a7bEXAMPLE0A"

HandName = Literal["left", "right"]
Hand = Annotated[HandName, Field(description="The hand that plays it.")]

Genre = Annotated[GenreId, Field(description="The genre's id.")]
PieceId = Annotated[
    str, Field(description="Names the piece; nobody can guess it.", examples=[PIECE])
]
Seed = Annotated[
    int, Field(description="With the same request it makes the same bytes.", examples=[7])
]
Quarters = Annotated[
    float, Field(description="Where it is written: quarters from the first barline.", examples=[6])
]
Length = Annotated[float, Field(description="How long it is written: quarters.", examples=[1.5])]
StartSeconds = Annotated[
    float, Field(description="When it begins: seconds from the first barline.", examples=[3.8095])
]
EndSeconds = Annotated[
    float, Field(description="When it ends: seconds from the first barline.", examples=[5.7143])
]
KeyName = Annotated[str, Field(description="Tonic and mode.", examples=["Bb major"])]
MeterName = Annotated[str, Field(description="The time signature.", examples=["12/8"])]
Tempo = Annotated[
    float, Field(description="The meter's beats a minute: of 12/8, its four.", examples=[63])
]
FormName = Annotated[str, Field(description="The plan of the sections.", examples=["verse-chorus"])]
EndingName = Annotated[str, Field(description="How the piece closes.", examples=["full-close"])]
MidiNote = Annotated[
    int, Field(ge=0, le=127, description="The key; 60 is middle C.", examples=[58])
]
Velocity = Annotated[int, Field(ge=1, le=127, description="How hard it is struck.", examples=[71])]


def _address(kind: str) -> Callable[[dict[str, Any]], None]:
    """Gives a schema an address of that kind as its example."""

    def show(schema: dict[str, Any]) -> None:
        schema["examples"] = [f"/{genre_ids()[0]}/{kind}/{PIECE}"]

    return show


DownloadUrl = Annotated[
    str, Field(description="The MIDI file.", json_schema_extra=_address("download"))
]
AudioUrl = Annotated[
    str,
    Field(
        description="A WAV file, rendered when first asked for.",
        json_schema_extra=_address("audio"),
    ),
]
ScoreUrl = Annotated[
    str, Field(description="The whole piece as JSON.", json_schema_extra=_address("score"))
]
