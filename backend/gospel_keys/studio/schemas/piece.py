"""A piece as the answer to a request tells it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gospel_keys.studio.choices import ApplicationId
from gospel_keys.studio.schemas.common import (
    AudioUrl,
    DownloadUrl,
    EndingName,
    FormName,
    Genre,
    Hand,
    HandName,
    KeyName,
    MeterName,
    MidiNote,
    PieceId,
    ScoreUrl,
    Seed,
    Tempo,
    Velocity,
)
from gospel_keys.studio.schemas.harmony import HarmonyOut
from gospel_keys.studio.schemas.understood import BriefOut


class ChordOut(BaseModel):
    """A chord with its place in beats (as the meter counts them) and the reason it is there."""

    id: str = Field(description="Names the chord within the piece.", examples=["p0.c3"])
    symbol: str = Field(description="As a lead sheet writes it.", examples=["Dm9"])
    function: str = Field(description="Roman numeral in the section's key.", examples=["ii9"])
    nashville: str = Field(description="Nashville number.", examples=["2-9"])
    start_beat: float = Field(description="From the first barline.", examples=[8])
    duration_beats: float = Field(description="How long it lasts.", examples=[2])
    notes: list[str] = Field(description="Spelled, root up.", examples=[["D", "F", "A"]])
    comment: str = Field(description="Why this chord?", examples=["prepares the dominant"])
    origin: str = Field(description="rules, local, cloud or user.", examples=["rules"])
    locked: bool = Field(description="Whether an edit of bars left it as it was, as asked.")
    section: str = Field(description="The section's id.", examples=["s0"])


class PatternOut(BaseModel):
    """A named pattern a hand, the rhythm or a fill uses in a phrase, and why."""

    phrase_id: str = Field(description="The phrase that uses it.", examples=["p0"])
    part: Literal["left", "right", "rhythm", "fill"] = Field(description="What plays it.")
    name: str = Field(description="The pattern's name.", examples=["stride"])
    why: str = Field(
        description="Why it stands here.", examples=["the bass sounds, the chord answers"]
    )


class Metadata(BaseModel):
    """The piece in numbers and names. ``tempo`` counts the meter's beats a minute."""

    tempo: Tempo
    key: KeyName
    time_signature: MeterName
    num_bars: int = Field(description="How many bars.", examples=[16])
    note_count: int = Field(description="Keys struck.", examples=[236])
    duration_seconds: float = Field(description="Until the last sound ends.", examples=[41.7])
    application: ApplicationId = Field(description="What the piece is for.")
    generation_method: str = Field(description="Who decided the chords.", examples=["rules"])
    hands: list[HandName] = Field(description="The hands that play.", examples=[["left", "right"]])
    form: FormName
    ending: EndingName
    patterns: list[PatternOut] = Field(description="Phrase by phrase.")


class PreviewNote(BaseModel):
    """A note of the first bars; times in seconds from the first barline."""

    midi_note: MidiNote
    note_name: str = Field(description="Spelled; C4 is middle C.", examples=["C4"])
    start_time: float = Field(description="When it is struck.", examples=[1.304])
    duration: float = Field(description="How long it sounds.", examples=[0.62])
    velocity: Velocity
    hand: Hand


class GenerateResponse(BaseModel):
    """The piece, what was understood, and where it is kept."""

    id: PieceId
    genre: Genre
    seed: Seed
    midi_base64: str = Field(description="The MIDI file itself.", examples=["TVRoZAAAAAYAAQAEA8A="])
    download_url: DownloadUrl
    audio_url: AudioUrl
    score_url: ScoreUrl
    chord_progression: list[ChordOut] = Field(description="Empty when it was not asked for.")
    metadata: Metadata = Field(description="The piece in numbers and names.")
    note_preview: list[PreviewNote] = Field(description="First 4 bars, at most 100 notes.")
    brief: BriefOut = Field(description="What was understood.")
    harmony: Annotated[HarmonyOut, Field(description="Whose chords these are.")]
    parent_id: str | None = Field(
        default=None, description="The piece that this one is an edit of.", examples=[None]
    )
    progression: str = Field(
        description="All chords as a chart, which a request takes back as `progression`.",
        examples=["C | Am7 D7 | G7 |"],
    )
