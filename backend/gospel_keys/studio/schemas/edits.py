"""What can be done to a piece that is there: each operation makes a new piece of it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gospel_keys.composer.charts.chart import MAX_CHORDS
from gospel_keys.composer.substitutes.rows import TECHNIQUES, Technique
from gospel_keys.studio.choices import GenreId
from gospel_keys.studio.schemas.own_chords import MAX_SYMBOL, chart_text

MAX_SEED = 2**53 - 1
BarRange = Annotated[
    list[Annotated[int, Field(ge=1, le=128)]],
    Field(
        min_length=2,
        max_length=2,
        description="First and last bar, both included; the first bar is 1.",
        examples=[[5, 8]],
    ),
]
ChordId = Annotated[
    str,
    Field(
        min_length=1, max_length=40, description="A chord's id in the piece.", examples=["p1.c2"]
    ),
]
EditSeed = Annotated[
    int | None,
    Field(ge=0, le=MAX_SEED, description="Drawn, and answered, if open.", examples=[7]),
]


Symbol = Annotated[
    str,
    BeforeValidator(chart_text),
    Field(
        min_length=1,
        max_length=MAX_SYMBOL,
        description="A chord symbol, a Roman numeral or a Nashville number.",
        examples=["Bb13", "V7/ii"],
    ),
]


class Edit(BaseModel):
    """What every operation has. One that ``draws`` takes a seed, drawn where none is given."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)
    draws: ClassVar[bool] = False

    include_progression: Annotated[bool, Field(description="Tell the chords in the answer.")] = True
    keep: Annotated[
        bool, Field(description="List it in the library; false for what is only tried.")
    ] = True


class Regenerate(Edit):
    """Bars drawn anew. Every note outside them, and every locked chord, stays as it is."""

    draws: ClassVar[bool] = True
    operation: Annotated[Literal["regenerate"], Field(description="What is done.")]
    bars: BarRange
    locked: Annotated[
        list[ChordId],
        Field(
            max_length=MAX_CHORDS,
            description="Chords that keep symbol and time.",
            examples=[["p1.c2"]],
        ),
    ] = []
    seed: EditSeed = None


class SetChord(Edit):
    """Another chord in a chord's place, for as long as that lasted. Notes are new only there."""

    operation: Annotated[Literal["set_chord"], Field(description="What is done.")]
    chord_id: ChordId
    symbol: Symbol
    seed: Annotated[
        int | None,
        Field(ge=0, le=MAX_SEED, description="For other notes than the nearest.", examples=[7]),
    ] = None


class Reharmonise(Edit):
    """Some chords changed by named techniques, each with its reason; the melody stays."""

    draws: ClassVar[bool] = True
    operation: Annotated[Literal["reharmonise"], Field(description="What is done.")]
    bars: Annotated[
        BarRange | None, Field(description="Where; all bars if open.", examples=[[5, 8]])
    ] = None
    techniques: Annotated[
        list[Technique],
        Field(
            max_length=len(TECHNIQUES),
            description="What may be done; any of them if none is named.",
            examples=[["tritone", "backdoor"]],
        ),
    ] = []
    seed: EditSeed = None


class Transpose(Edit):
    """The piece in another key of its mode: the same notes, higher or lower."""

    operation: Annotated[Literal["transpose"], Field(description="What is done.")]
    key: Annotated[
        str,
        Field(min_length=1, max_length=24, description="Tonic and mode.", examples=["Eb major"]),
    ]


class Variation(Edit):
    """Other hands for the same chords."""

    draws: ClassVar[bool] = True
    operation: Annotated[Literal["variation"], Field(description="What is done.")]
    seed: EditSeed = None


class ChangeGenre(Edit):
    """The same chords as another genre plays them."""

    operation: Annotated[Literal["change_genre"], Field(description="What is done.")]
    genre: Annotated[GenreId, Field(max_length=40, description="The other genre's id.")]


class ChangeComplexity(Edit):
    """The same progression, simpler or richer."""

    operation: Annotated[Literal["complexity"], Field(description="What is done.")]
    complexity: Annotated[
        int, Field(ge=1, le=10, description="The playing level: 1 is a beginner's.", examples=[3])
    ]


AnyEdit = Annotated[
    Regenerate | SetChord | Reharmonise | Transpose | Variation | ChangeGenre | ChangeComplexity,
    Field(discriminator="operation"),
]


class AlternativeOut(BaseModel):
    """A chord that might stand in a chord's place."""

    symbol: str = Field(description="As a lead sheet writes it.", examples=["Db7"])
    function: str = Field(description="Roman numeral in the section's key.", examples=["bII7"])
    notes: list[str] = Field(description="Spelled, root up.", examples=[["Db", "F", "Ab", "Cb"]])
    idea: str = Field(description="Names the kind of substitute.", examples=["tritone"])
    label: str = Field(description="The same in words.", examples=["Tritone substitute"])
    reason: str = Field(
        description="Why it fits here.",
        examples=["Db7 has the tritone of G7 (B (Cb) and F) on a root half an octave away."],
    )


class AlternativesOut(BaseModel):
    """What might stand in a chord's place, the aptest first."""

    chord_id: str = Field(description="The chord that is there.", examples=["p1.c2"])
    symbol: str = Field(description="Its symbol.", examples=["G7"])
    alternatives: list[AlternativeOut] = Field(description="Ranked for genre and neighbours.")
