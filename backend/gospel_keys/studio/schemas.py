"""What the studio's endpoints take and give."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.studio.choices import ApplicationId, GenreId, genre_ids

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
        strict=True,
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
    tempo: Annotated[
        float | None, Field(ge=20, le=400, description="The meter's beats a minute.")
    ] = None
    time_signature: Annotated[str | None, Field(max_length=12, examples=["4/4", "12/8"])] = None
    num_bars: Annotated[int | None, Field(ge=1, le=128, description="The genre's own if open.")] = (
        None
    )
    application: Annotated[ApplicationId | None, Field(max_length=40)] = None
    complexity: Annotated[
        int | None, Field(ge=1, le=10, description="The playing level: 1 is a beginner's.")
    ] = None
    ai_percentage: Annotated[
        float | None, Field(ge=0, le=1, description="Share of the harmony a model may decide.")
    ] = None
    include_progression: bool = True
    seed: Annotated[
        int | None, Field(ge=0, le=2**53 - 1, description="Drawn, and answered, if open.")
    ] = None
    synthesize: Annotated[bool, Field(description="Render the sound at once.")] = False
    hand_size: Annotated[
        Literal["small", "normal"] | None, Field(description="Small hands reach an octave.")
    ] = None


def _brief_example(schema: dict[str, Any]) -> None:
    schema["examples"] = [{"genre": genre_ids()[0], "description": "slow 12/8 in Bb, 8 bars"}]


class BriefRequest(GenerateRequest):
    """As a request to generate; the genre is named in it."""

    model_config = ConfigDict(json_schema_extra=_brief_example)

    genre: Annotated[GenreId, Field(max_length=40)]


class BriefField(BaseModel):
    """A value and where it came from: the words, a field of the request, or the genre's default."""

    value: str | int | float = Field(examples=["C major"])
    source: Source = Field(examples=["words"])


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
    hand_size: BriefField
    mood: list[str] = []
    ignored: list[str] = []
    notices: list[str] = []


class ChordOut(BaseModel):
    """A chord with its place in beats (as the meter counts them) and the reason it is there."""

    id: str = Field(examples=["p0.c3"])
    symbol: str = Field(examples=["Dm9"])
    function: str = Field(description="Roman numeral in the section's key.", examples=["ii9"])
    nashville: str = Field(examples=["2-9"])
    start_beat: float = Field(description="From the first barline.", examples=[8])
    duration_beats: float = Field(examples=[2])
    notes: list[str] = Field(description="Spelled, root up.", examples=[["D", "F", "A"]])
    comment: str = Field(description="Why this chord?", examples=["prepares the dominant"])
    origin: str = Field(description="rules, local, cloud or user.", examples=["rules"])
    section: str = Field(examples=["s0"])


class PatternOut(BaseModel):
    """A named pattern a hand, the rhythm or a fill uses in a phrase, and why."""

    phrase_id: str = Field(examples=["p0"])
    part: Literal["left", "right", "rhythm", "fill"]
    name: str = Field(examples=["stride"])
    why: str


class Metadata(BaseModel):
    """The piece in numbers and names. ``tempo`` counts the meter's beats a minute."""

    tempo: float = Field(examples=[92])
    key: str = Field(examples=["C major"])
    time_signature: str = Field(examples=["4/4"])
    num_bars: int = Field(examples=[16])
    note_count: int = Field(description="Keys struck.", examples=[236])
    duration_seconds: float = Field(examples=[41.7])
    application: ApplicationId
    generation_method: str = Field(description="Who decided the chords.", examples=["rules"])
    hands: list[HandName]
    form: str
    ending: str
    patterns: list[PatternOut]


class PreviewNote(BaseModel):
    """A note of the first bars; times in seconds from the first barline."""

    midi_note: int = Field(ge=0, le=127, examples=[60])
    note_name: str = Field(examples=["C4"])
    start_time: float = Field(examples=[1.304])
    duration: float = Field(examples=[0.62])
    velocity: int = Field(ge=1, le=127, examples=[71])
    hand: HandName


class GenerateResponse(BaseModel):
    """The piece, what was understood, and where it is kept."""

    id: str = Field(examples=["q3m0Xw1cT0a7bEXAMPLE0A"])
    genre: GenreId
    seed: int = Field(description="With the same request it makes the same bytes.", examples=[7])
    midi_base64: str = Field(examples=["TVRoZAAAAAYAAQAEA8A="])
    download_url: str = Field(description="The MIDI file.")
    audio_url: str = Field(description="A WAV file, rendered when first asked for.")
    score_url: str = Field(description="The whole piece as JSON.")
    chord_progression: list[ChordOut] = Field(description="Empty when it was not asked for.")
    metadata: Metadata
    note_preview: list[PreviewNote] = Field(description="First 4 bars, at most 100 notes.")
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
