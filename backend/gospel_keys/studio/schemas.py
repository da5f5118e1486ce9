"""What the studio's endpoints take and give."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.studio.choices import ApplicationId, GenreId

Source = Literal["words", "field", "default"]
HandName = Literal["left", "right"]


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
        str_strip_whitespace=True,
        json_schema_extra={
            "examples": [
                {"description": "Uplifting song in C major", "num_bars": 16},
                {"description": "slow 12/8 in Bb, 8 bars", "complexity": 4, "seed": 7},
            ]
        },
    )

    description: Annotated[str, BeforeValidator(plain_text), Field(min_length=1, max_length=500)]
    key: Annotated[str | None, Field(max_length=24, examples=["C major", "Bb minor"])] = None
    tempo: Annotated[float | None, Field(ge=20, le=400)] = None
    time_signature: Annotated[str | None, Field(examples=["4/4", "12/8"])] = None
    num_bars: Annotated[int | None, Field(ge=1, le=128)] = None
    application: Annotated[ApplicationId | None, Field(max_length=40)] = None
    complexity: Annotated[int | None, Field(ge=1, le=10)] = None
    ai_percentage: Annotated[float | None, Field(ge=0, le=1)] = None
    include_progression: bool = True
    seed: Annotated[int | None, Field(ge=0, le=2**53 - 1)] = None
    synthesize: bool = False
    hand_size: Literal["small", "normal"] | None = None


class BriefRequest(GenerateRequest):
    """As a request to generate; the genre is named in it."""

    genre: Annotated[GenreId, Field(max_length=40)]


class BriefField(BaseModel):
    value: str | int | float
    source: Source


class BriefOut(BaseModel):
    """What was understood: each field with where it came from, and the words that said nothing."""

    genre: GenreId
    description: str
    key: BriefField
    tempo: BriefField
    time_signature: BriefField
    num_bars: BriefField
    application: BriefField
    complexity: BriefField
    ai_percentage: BriefField
    seed: BriefField
    feel: BriefField | None = None
    mood: list[str] = []
    ignored: list[str] = []
    notices: list[str] = []


class ChordOut(BaseModel):
    id: str
    symbol: str
    function: str
    nashville: str
    start_beat: float
    duration_beats: float
    notes: list[str]
    comment: str
    origin: str
    section: str


class PatternOut(BaseModel):
    phrase_id: str
    part: Literal["left", "right", "rhythm", "fill"]
    name: str
    why: str


class Metadata(BaseModel):
    tempo: float
    key: str
    time_signature: str
    num_bars: int
    note_count: int
    duration_seconds: float
    application: ApplicationId
    generation_method: str
    hands: list[HandName]
    form: str
    ending: str
    patterns: list[PatternOut]


class PreviewNote(BaseModel):
    midi_note: int
    note_name: str
    start_time: float
    duration: float
    velocity: int
    hand: HandName


class GenerateResponse(BaseModel):
    id: str
    genre: GenreId
    seed: int
    midi_base64: str
    download_url: str
    audio_url: str
    score_url: str
    chord_progression: list[ChordOut]
    metadata: Metadata
    note_preview: list[PreviewNote]
    brief: BriefOut


class SectionOut(BaseModel):
    """``start_bar`` counts from 1; ``onset`` is in quarters from the first barline."""

    id: str
    label: str
    start_bar: int
    bars: int
    onset: float
    key: str
    time_signature: str
    tempo: float


class PhraseOut(BaseModel):
    id: str
    section_id: str
    start_bar: int
    bars: int
    cadence: str


class BarOut(BaseModel):
    """One bar: its number (from 1), where it starts in quarters and in seconds."""

    number: int
    onset: float
    duration: float
    start_seconds: float
    end_seconds: float
    section_id: str


class ScoreChord(ChordOut):
    """A chord with its written place (quarters) and when it sounds (seconds)."""

    onset: float
    duration: float
    start_seconds: float
    end_seconds: float
    phrase_id: str
    midi_notes: list[int]


class ScoreNote(BaseModel):
    """A spelled note; ``onset`` and ``duration`` in quarters."""

    id: str
    pitch: str
    midi: int
    onset: float
    duration: float
    hand: HandName
    voice: int
    chord_id: str
    role: str
    finger: int | None
    tie: bool


class ArrangementOut(BaseModel):
    sections: list[SectionOut]
    phrases: list[PhraseOut]
    bars: list[BarOut]
    chords: list[ScoreChord]
    notes: list[ScoreNote]
    patterns: list[PatternOut]
    form: str
    ending: str
    version: str


class PerformedNoteOut(BaseModel):
    note_id: str
    onset: float
    duration: float
    velocity: int


class PedalOut(BaseModel):
    onset: float
    value: int


class TempoOut(BaseModel):
    onset: float
    seconds: float
    quarter_bpm: float


class PerformanceOut(BaseModel):
    """What is heard, in seconds from the first barline."""

    notes: list[PerformedNoteOut]
    pedal: list[PedalOut]
    tempo_map: list[TempoOut]
    duration: float


class ScoreOut(BaseModel):
    """The whole piece as the page draws and plays it."""

    id: str
    genre: GenreId
    seed: int
    brief: BriefOut
    metadata: Metadata
    arrangement: ArrangementOut
    performance: PerformanceOut
    download_url: str
    audio_url: str


class ApplicationOut(BaseModel):
    id: ApplicationId
    label: str
    tempo_min: float
    tempo_max: float
    description: str


class GenreOut(BaseModel):
    """A genre as the registry knows it. ``colour`` is a CSS colour for light and dark pages."""

    id: GenreId
    label: str
    tagline: str
    colour: str
    colour_dark: str
    applications: list[ApplicationOut]
    default_application: ApplicationId
    default_bars: int
    meters: list[str]
    example_prompts: list[str]
