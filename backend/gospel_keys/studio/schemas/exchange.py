"""What was understood of a file, in the shapes a request to generate takes."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from gospel_keys.studio.schemas.common import KeyName, MeterName, Tempo
from gospel_keys.studio.schemas.own_melody import MelodyNote

Format = Literal["midi", "musicxml", "chordpro", "ireal"]


class ImportRequest(BaseModel):
    """A file, or its text: one of the two."""

    model_config = ConfigDict(extra="forbid")

    file: Annotated[
        UploadFile | None,
        Field(description="MIDI, MusicXML (or .mxl), ChordPro or iReal; 10 MB at most."),
    ] = None
    text: Annotated[
        str | None,
        Field(description="The same as text.", examples=["{key: C}\n[C]Sing [G7]and [C]play"]),
    ] = None


class ImportedChord(BaseModel):
    """A chord and how many of the meter's beats it lasts."""

    symbol: str = Field(description="As a lead sheet writes it.", examples=["Dm9"])
    duration_beats: float = Field(description="In the meter's beats.", examples=[2])


class Confidence(BaseModel):
    """How sure each thing is, 0 to 1: 1 is written in the file, null is not in it."""

    key: float | None = Field(default=None, description="The key.", examples=[1])
    time_signature: float | None = Field(default=None, description="The meter.", examples=[1])
    tempo: float | None = Field(default=None, description="The tempo.", examples=[1])
    chords: float | None = Field(default=None, description="The chords.", examples=[0.71])
    melody: float | None = Field(default=None, description="The melody.", examples=[0.64])
    rhythm: float | None = Field(default=None, description="Bars and beats.", examples=[0.93])
    hands: float | None = Field(default=None, description="Which hand plays.", examples=[0.7])


class ImportOut(BaseModel):
    """What was understood of a file.

    ``key``, ``time_signature``, ``tempo``, ``num_bars``, ``progression`` and ``melody`` can be put
    into a request to generate as they are.
    """

    format: Format = Field(description="What kind of file it is, told from its content.")
    title: str = Field(description="Empty if it has none.", examples=["Amazing Grace"])
    composer: str = Field(description="Empty if it names none.", examples=["Traditional"])
    key: KeyName
    time_signature: MeterName
    tempo: Tempo | None = Field(
        default=None, description="The meter's beats a minute; null if open.", examples=[72]
    )
    num_bars: int = Field(description="Whole bars from the first barline.", examples=[16])
    progression: list[ImportedChord] | None = Field(
        default=None, description="The chords; null for a tune alone."
    )
    melody: list[MelodyNote] | None = Field(
        default=None, description="The melody; null for a chart."
    )
    confidence: Confidence = Field(description="How sure each thing is.")
    notices: list[str] = Field(
        description="What the user should know, each a sentence.",
        examples=[["Its swung notes are written even."]],
    )
