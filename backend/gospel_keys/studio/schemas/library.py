"""The library: what was made, as a list shows it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.studio.choices import ApplicationId
from gospel_keys.studio.schemas.asked import plain_text
from gospel_keys.studio.schemas.common import PIECE, Genre, KeyName, MeterName, PieceId, Tempo

LONGEST_TITLE = 120
LONGEST_SEARCH = 100
Sort = Literal["recent", "title"]
Title = Annotated[str, BeforeValidator(plain_text), Field(min_length=1, max_length=LONGEST_TITLE)]
TIME = "2026-05-01T19:30:00.250000Z"


class PieceFacts(BaseModel):
    """What a list shows of a piece."""

    description: str = Field(
        description="The words it was made from.", examples=["Uplifting song in C major"]
    )
    key: KeyName
    tempo: Tempo
    time_signature: MeterName
    num_bars: int = Field(description="How many bars.", examples=[16])
    duration_seconds: float = Field(description="Until the last sound ends.", examples=[41.7])
    application: ApplicationId = Field(description="What the piece is for.")


class KeptPiece(BaseModel):
    """One piece that is kept: the first of its line, or what an edit made."""

    id: PieceId
    genre: Genre
    parent_id: str | None = Field(description="What it is an edit of.", examples=[PIECE])
    operation: str | None = Field(
        description="The edit that made it; null for the first.", examples=["transpose"]
    )
    made_at: dt.datetime = Field(description="When it was made.", examples=[TIME])
    facts: PieceFacts = Field(description="What a list shows of it.")


class LibraryPiece(BaseModel):
    """A piece in the library, together with all that edits made of it."""

    id: PieceId
    title: str = Field(description="Its words, or the name it was given.", examples=["For Ruth"])
    favourite: bool = Field(description="Whether it was starred.")
    made_at: dt.datetime = Field(description="When the first was made.", examples=[TIME])
    changed_at: dt.datetime = Field(description="When the last was made.", examples=[TIME])
    versions: int = Field(description="How many pieces: the first and its edits.", examples=[3])
    shown: KeptPiece = Field(description="The one that was made last.")


class LibraryPage(BaseModel):
    """Some of the library, in order."""

    pieces: list[LibraryPiece] = Field(description="At most as many as were asked.")
    next: str | None = Field(
        description="Send it as `cursor` for those that follow; null at the end.",
        examples=["eyJhdCI6IC4uLn0"],
    )
    total: int = Field(description="How many there are with that search and filter.", examples=[37])


class LibraryChange(BaseModel):
    """What is to be different. At least one of the fields."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"title": "For Ruth"}, {"favourite": True}]},
    )

    title: Annotated[
        Title | None, Field(description="A name of one's own.", examples=["For Ruth"])
    ] = None
    favourite: Annotated[bool | None, Field(description="Starred or not.", examples=[True])] = None


class VersionsOut(BaseModel):
    """A piece of the library and what edits made of it, the first one first."""

    versions: list[KeptPiece] = Field(description="The newest 200 at most.")


class RecipeOut(BaseModel):
    """What makes a piece again: a request, and edits to make of its answer, one after the other.

    The same program makes the same bytes of it; another version may write other notes.
    """

    genre: Genre
    request: dict[str, Any] = Field(
        description="As `POST /{genre}/generate` takes it, with the seed.",
        examples=[{"description": "Uplifting song in C major", "seed": 7}],
    )
    edits: list[dict[str, Any]] = Field(
        description="As `POST /{genre}/score/{piece_id}/edit` takes them, with their seeds.",
        examples=[[{"operation": "transpose", "key": "Eb major"}]],
    )
