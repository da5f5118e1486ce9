"""Chords of one's own, as a request brings them."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from gospel_keys.composer.charts.chart import MAX_CHORDS
from gospel_keys.composer.charts.text import MAX_TEXT

MAX_SYMBOL = 48


def chart_text(value: object) -> object:
    """A text of plain characters and line ends. Anything but a string is for the type check."""
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        " " if c != "\n" and unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c
        for c in lines
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    return "".join(kept).strip()


Symbol = Annotated[
    str,
    BeforeValidator(chart_text),
    Field(
        min_length=1,
        max_length=MAX_SYMBOL,
        description="A chord symbol, a Roman numeral or a Nashville number.",
        examples=["Am7", "V7/ii", "2-7"],
    ),
]


class ChordIn(BaseModel):
    """A chord and how long it lasts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    symbol: Symbol
    duration_beats: Annotated[
        float, Field(gt=0, le=1536, description="How long: the meter's beats.", examples=[4])
    ]


ChartText = Annotated[
    str,
    BeforeValidator(chart_text),
    Field(max_length=MAX_TEXT, description="Bars between bar lines."),
]
ChordList = Annotated[list[ChordIn], Field(min_length=1, max_length=MAX_CHORDS)]


def _shape(value: object) -> str:
    """Which of the two shapes was given: its name stands in what is told of a wrong field."""
    return "chords" if isinstance(value, list) else "chart"


OwnChords = Annotated[
    Annotated[
        Annotated[ChartText, Tag("chart")] | Annotated[ChordList, Tag("chords")],
        Discriminator(_shape),
    ]
    | None,
    Field(
        description="Chords to arrange instead of planned ones: a chart, or a list.",
        examples=["C | Am7 D7 | G7 % |", [{"symbol": "ii7", "duration_beats": 2}]],
    ),
]
