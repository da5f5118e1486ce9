"""The whole piece as the page draws and plays it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from gospel_keys.studio.schemas.common import (
    AudioUrl,
    DownloadUrl,
    EndingName,
    EndSeconds,
    FormName,
    Genre,
    Hand,
    KeyName,
    Length,
    MeterName,
    MidiNote,
    PieceId,
    Quarters,
    Seed,
    StartSeconds,
    Tempo,
    Velocity,
)
from gospel_keys.studio.schemas.harmony import HarmonyOut
from gospel_keys.studio.schemas.piece import ChordOut, Metadata, PatternOut
from gospel_keys.studio.schemas.understood import BriefOut


class SectionOut(BaseModel):
    """``start_bar`` counts from 1; ``onset`` is in quarters from the first barline."""

    id: str = Field(description="Names the section within the piece.", examples=["s0"])
    label: str = Field(description="What kind of section it is.", examples=["verse"])
    start_bar: int = Field(description="Its first bar, from 1.", examples=[1])
    bars: int = Field(description="How many bars.", examples=[8])
    onset: Quarters
    key: KeyName
    time_signature: MeterName
    tempo: Tempo


class PhraseOut(BaseModel):
    """A phrase: its bars (from 1) and how it closes."""

    id: str = Field(description="Names the phrase within the piece.", examples=["p1"])
    section_id: str = Field(description="The section it is part of.", examples=["s0"])
    start_bar: int = Field(description="Its first bar, from 1.", examples=[5])
    bars: int = Field(description="How many bars.", examples=[4])
    cadence: str = Field(description="How it closes.", examples=["authentic"])


class BarOut(BaseModel):
    """One bar: its number (from 1), where it starts in quarters and in seconds."""

    number: int = Field(description="From 1.", examples=[2])
    onset: Quarters
    duration: Length
    start_seconds: StartSeconds
    end_seconds: EndSeconds
    section_id: str = Field(description="The section it is part of.", examples=["s0"])


class ScoreChord(ChordOut):
    """A chord with its written place (quarters) and when it sounds (seconds)."""

    onset: Quarters
    duration: Length
    start_seconds: StartSeconds
    end_seconds: EndSeconds
    phrase_id: str = Field(description="The phrase it is part of.", examples=["p0"])
    midi_notes: list[int] = Field(
        description="Keys to show it with, from its bass up.", examples=[[48, 51, 55, 58]]
    )


class ScoreNote(BaseModel):
    """A spelled note; ``onset`` and ``duration`` in quarters."""

    id: str = Field(description="Names the note within the piece.", examples=["p0.r1"])
    pitch: str = Field(description="Spelled; C4 is middle C.", examples=["Bb3"])
    midi: MidiNote
    onset: Quarters
    duration: Length
    hand: Hand
    voice: int = Field(description="Within the hand: 1 is the upper.", examples=[1])
    chord_id: str = Field(description="The chord it sounds in.", examples=["p0.c0"])
    role: str = Field(description="What it does there.", examples=["melody"])
    finger: int | None = Field(
        description="1 is the thumb, 5 the little finger; null is open.", examples=[1]
    )
    tie: bool = Field(description="Held on into the next note of that pitch.")


class ArrangementOut(BaseModel):
    """What is written: form, chords, notes, and the patterns that were used."""

    sections: list[SectionOut] = Field(description="In order.")
    phrases: list[PhraseOut] = Field(description="In order.")
    bars: list[BarOut] = Field(description="Every bar, in order.")
    chords: list[ScoreChord] = Field(description="They fill the piece without a gap.")
    notes: list[ScoreNote] = Field(description="Every written note.")
    patterns: list[PatternOut] = Field(description="Phrase by phrase.")
    form: FormName
    ending: EndingName
    form_why: str = Field(
        default="",
        description="What the form is, and how its sections lie here.",
        examples=["One strain: a line that asks and a line that answers. Here: verse (8 bars)."],
    )
    ending_why: str = Field(
        default="",
        description="How the piece closes.",
        examples=["Plagal amen: four goes to one, the last chord is rolled from the bottom up."],
    )
    version: str = Field(description="The arranger's.", examples=["1"])


class PerformedNoteOut(BaseModel):
    """A written note as it is played."""

    note_id: str = Field(description="The written note.", examples=["p0.r1"])
    onset: StartSeconds
    duration: float = Field(description="How long the key is held: seconds.", examples=[1.5368])
    velocity: Velocity


class PedalOut(BaseModel):
    """A movement of the sustain pedal."""

    onset: StartSeconds
    value: int = Field(ge=0, le=127, description="64 and more is down.", examples=[127])


class TempoOut(BaseModel):
    """A change of tempo, written and sounding."""

    onset: Quarters
    seconds: StartSeconds
    quarter_bpm: float = Field(description="Quarters a minute from here on.", examples=[94.5])


class PerformanceOut(BaseModel):
    """What is heard, in seconds from the first barline."""

    notes: list[PerformedNoteOut] = Field(description="Every note that is played.")
    pedal: list[PedalOut] = Field(description="In order.")
    tempo_map: list[TempoOut] = Field(description="In order.")
    duration: float = Field(description="Until the last sound ends: seconds.", examples=[31.2])


class ScoreOut(BaseModel):
    """The whole piece as the page draws and plays it."""

    id: PieceId
    genre: Genre
    seed: Seed
    brief: BriefOut = Field(description="What was understood.")
    parent_id: str | None = Field(
        default=None, description="The piece that this one is an edit of.", examples=[None]
    )
    metadata: Metadata = Field(description="The piece in numbers and names.")
    arrangement: ArrangementOut = Field(description="What is written.")
    performance: PerformanceOut = Field(description="What is heard.")
    harmony: HarmonyOut = Field(description="Whose chords these are.")
    download_url: DownloadUrl
    audio_url: AudioUrl
