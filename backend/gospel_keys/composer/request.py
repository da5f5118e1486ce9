"""What a person asks for: words, and whatever they fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from gospel_keys.composer.charts.chart import Asked as Chords
from gospel_keys.composer.notes_asked import NoteAsked

HandSize = Literal["small", "normal"]


class Asked(Protocol):
    """The shape of a request; the API's own request fits it as it is."""

    @property
    def genre(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def key(self) -> str | None: ...
    @property
    def tempo(self) -> float | None: ...
    @property
    def time_signature(self) -> str | None: ...
    @property
    def num_bars(self) -> int | None: ...
    @property
    def application(self) -> str | None: ...
    @property
    def complexity(self) -> int | None: ...
    @property
    def ai_percentage(self) -> float | None: ...
    @property
    def seed(self) -> int | None: ...
    @property
    def hand_size(self) -> HandSize | None: ...
    @property
    def progression(self) -> Chords | None: ...
    @property
    def melody(self) -> Sequence[NoteAsked] | None: ...


@dataclass(frozen=True, slots=True)
class Request:
    """A request to compose. ``tempo`` counts the meter's beats; None leaves a field open.

    ``progression`` are chords of one's own, as a chart ("C | Am7 D7 | G7 % |") or a list;
    ``melody`` is a tune of one's own, kept note for note.
    """

    genre: str
    description: str
    key: str | None = None
    tempo: float | None = None
    time_signature: str | None = None
    num_bars: int | None = None
    application: str | None = None
    complexity: int | None = None
    ai_percentage: float | None = None
    seed: int | None = None
    hand_size: HandSize | None = None
    progression: Chords | None = None
    melody: Sequence[NoteAsked] | None = None
