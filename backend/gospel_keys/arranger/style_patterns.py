"""The rows of a style's patterns: textures, melodic rhythms and licks."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from gospel_keys.arranger.riff_text import RIFF_BEATS, RiffNote, riff_notes
from gospel_keys.arranger.style_types import Beats, Name, Param, Rhythm, Row, Share, Step, Weight
from gospel_keys.arranger.when import When

Cells = dict[Beats, tuple[Step, ...]]


class Variant(Row):
    """Other cells for the chords of a texture that ``when`` describes, taken by ``chance``."""

    when: When
    cells: Cells
    chance: Share = 1.0


class Texture(Row):
    """What one hand does: a named generator, its cells and parameters, and when it fits.

    ``cells`` maps a length in beats to the steps that fill it: a chord takes the longest cell that
    fits, again and again, and a shorter rest takes the head of one; ``variants`` replace them for
    the chords they name, the first that fits. ``density`` is the notes a beat
    where they cannot be counted in the cells; ``lift`` raises the bass line by an octave;
    ``pedal`` overrides the application's, for lines that would blur.
    """

    id: Name
    label: str
    why: str
    generator: Name
    weight: Weight = 1.0
    when: When = When()
    cells: Cells = Field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    params: dict[str, Param] = Field(default_factory=dict)
    density: Annotated[float, Field(gt=0, le=24)] | None = None
    lift: Literal[0, 12] = 0
    pedal: Literal["harmony", "light", "none"] | None = None


class RhythmCell(Row):
    """A melodic rhythm that fills ``length`` beats; ``use`` says where in a phrase it serves."""

    id: Name
    length: Beats
    rhythm: Rhythm
    use: Literal["motif", "cadence", "opening"] = "motif"
    weight: Weight = 1.0
    when: When = When()

    @cached_property
    def shortest(self) -> Fraction:
        """Its shortest element, in beats."""
        return min(beat.length for beat in self.rhythm)

    @cached_property
    def onsets(self) -> float:
        """Notes a beat."""
        return sum(not beat.rest for beat in self.rhythm) / float(self.length)

    @model_validator(mode="after")
    def _fills_its_length(self) -> RhythmCell:
        total = sum((beat.length for beat in self.rhythm), Fraction(0))
        if total != self.length:
            raise ValueError(f"the rhythm lasts {total} beats, the cell says {self.length}")
        return self


class Lick(Row):
    """A fill or run of ``length`` beats for the end of a phrase, in steps from its start.

    ``hand`` plays it; ``toward`` says whether its last note should approach the next phrase's
    first melody note or bass.
    """

    id: Name
    label: str
    why: str
    length: Beats
    steps: tuple[Step, ...]
    hand: Literal["right", "left"] = "right"
    weight: Weight = 1.0
    when: When = When()

    @model_validator(mode="after")
    def _stays_inside(self) -> Lick:
        if any(step.at + step.length > self.length for step in self.steps):
            raise ValueError(f"a step ends after the lick's {self.length} beats")
        return self


class Riff(Row):
    """Two bars of four beats that a tune is made of: a call, its response, an answer, a way out.

    ``tune`` is ``length:degree`` in beats and degrees of the key, ``r`` before a rest, such as
    ``"r1/2 1/2:5, 1:*3 2:1+3"``: ``*`` is crushed from a semitone below, ``+`` sounds together (the
    highest last), a comma is an octave lower. A plain degree bends to the chord that sounds.
    """

    id: Name
    label: str
    why: str
    use: Literal["call", "response", "answer", "turnaround", "close"]
    tune: Annotated[tuple[RiffNote, ...], BeforeValidator(riff_notes)]
    weight: Weight = 1.0
    when: When = When()

    @cached_property
    def shortest(self) -> Fraction:
        """Its shortest note, in beats."""
        return min(note.length for note in self.tune)

    @cached_property
    def onsets(self) -> float:
        """Notes a beat."""
        return len(self.tune) / RIFF_BEATS

    @model_validator(mode="after")
    def _fills_two_bars(self) -> Riff:
        if self.tune[-1].at + self.tune[-1].length > RIFF_BEATS:
            raise ValueError(f"tune: a riff has {RIFF_BEATS} beats, this one goes on")
        return self


class Gesture(Row):
    """A melodic figure: the scale steps from each note to the next, as long as it goes."""

    id: Name
    steps: tuple[Annotated[int, Field(ge=-7, le=7)], ...]
    weight: Weight = 1.0
    when: When = When()


class Theme(Row):
    """How a phrase is made of ideas, a letter a bar.

    ``a`` and ``b`` are the bars of the theme's idea: their rhythm and gesture come back wherever
    the ``motif`` does. ``f`` says the head of ``a`` twice, ``q`` moves on in quicker notes, ``z``
    is the way into the cadence; any other letter is free. ``section`` and ``place`` say where in
    the form, ``cadence`` to what end, ``source`` how its row's name begins; ``notes`` a beat win
    over the level's.
    """

    id: Name
    label: str
    why: str
    plan: Annotated[str, Field(pattern=r"^[a-fqz]+$")]
    motif: Name = "main"
    section: tuple[str, ...] = ()
    cadence: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    place: tuple[Literal["first", "later"], ...] = ()
    notes: Annotated[float, Field(gt=0, le=4)] | None = None
    weight: Weight = 1.0
    when: When = When()
