"""A genre's style: the validated data that tells the arranger's generators what to do.

Three TOML files of a genre folder become one frozen ``Style``: ``style.toml`` (this module's
``Style`` fields), ``textures.toml`` (``left``, ``right``, ``rhythms``) and ``licks.toml``
(``licks``). Anything wrong with them is a ``TableError`` that names file and line.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from gospel_keys.arranger.style_forms import Ending, Form, FormSection
from gospel_keys.arranger.style_patterns import (
    Gesture,
    Lick,
    RhythmCell,
    Riff,
    Texture,
    Theme,
    Variant,
)
from gospel_keys.arranger.style_types import (
    Beats,
    Bpm,
    Colour,
    MeterText,
    Midi,
    Name,
    Row,
    Share,
    Velocity,
    Weight,
)
from gospel_keys.arranger.when import When

__all__ = [
    "Application",
    "Ending",
    "Expression",
    "Feel",
    "Form",
    "FormSection",
    "Gesture",
    "Grid",
    "Level",
    "Lick",
    "Melody",
    "Ranges",
    "RhythmCell",
    "Riff",
    "Row",
    "Spans",
    "Style",
    "SwingPoint",
    "Texture",
    "Theme",
    "Variant",
]


class Application(Row):
    """What the piece is for. ``tempo`` counts beats a minute; ``words`` suggest it in a prompt.

    ``swing`` scales whatever swing the feel has (0 keeps everything straight); ``energy`` is how
    high and how short it is played; ``rubato`` is the share of the tempo that phrases give and
    take.
    """

    id: Name
    label: str
    description: str
    tempo: tuple[Bpm, Bpm]
    velocity: tuple[Velocity, Velocity]
    feels: dict[str, Weight]
    improvisation: Share
    complexity: Annotated[int, Field(ge=1, le=10)] = 5
    words: tuple[str, ...] = ()
    pedal: Literal["harmony", "light", "none"] = "harmony"
    energy: Share = 0.5
    swing: Share = 1.0
    rubato: Annotated[float, Field(ge=0, le=0.2)] = 0.0


class Grid(Row):
    """A groove that repeats: every place of the bar has its own delay, drawn once for the piece.

    The right hand is ``late`` (closed range, milliseconds) after a left hand that is on the grid;
    ``jitter`` is what is left to chance from bar to bar, as a standard deviation.
    """

    late: tuple[Annotated[float, Field(ge=0, le=60)], Annotated[float, Field(ge=0, le=60)]]
    jitter: Annotated[float, Field(ge=0, le=8)] = 3.0


class Feel(Row):
    """How time moves. ``swing`` scales the style's swing table (0 straight, 1 the whole of it);

    ``division`` is the part of a beat that swings (2: eighths, 4: sixteenths); ``accents`` are the
    beats' stresses (-2..2), repeated over the bar; ``push`` is how often a melody note comes early;
    ``lay_back`` is how late the right hand is, in milliseconds; a ``grid`` places it slot by slot;
    ``rubato`` is the share of the tempo that phrases give and take, over the application's.
    """

    id: Name
    label: str
    why: str
    words: tuple[str, ...] = ()
    weight: Weight = 1.0
    when: When = When()
    swing: Share = 0.0
    division: Literal[2, 4] = 2
    accents: tuple[Annotated[int, Field(ge=-2, le=2)], ...] = (0,)
    push: Share = 0.0
    lay_back: Annotated[float, Field(ge=-50, le=50)] = 0.0
    grid: Grid | None = None
    rubato: Annotated[float, Field(ge=0, le=0.2)] = 0.0


class SwingPoint(Row):
    """The long:short ratio at one tempo (quarter notes a minute); between points it is linear."""

    bpm: Bpm
    ratio: Annotated[float, Field(ge=1, le=3)]


class Level(Row):
    """One rung of the complexity ladder.

    ``melody``, ``right`` and ``left`` are the notes a beat to aim at; ``voices`` the most notes a
    right-hand attack may have; ``grid`` the shortest melody note in beats; ``tensions`` the share
    of chord colours in voicings; ``position`` keeps each hand in a five-finger position.
    """

    label: str
    melody: Annotated[float, Field(gt=0, le=8)]
    right: Annotated[float, Field(gt=0, le=24)]
    left: Annotated[float, Field(gt=0, le=16)]
    voices: Annotated[int, Field(ge=1, le=5)]
    grid: Beats
    tensions: Share
    ornaments: Share
    fills: Share
    position: bool = False


class Ranges(Row):
    """Where each part lives, as closed MIDI ranges. ``right_floor`` keeps the hands apart."""

    melody: tuple[Midi, Midi]
    bass: tuple[Midi, Midi]
    right_floor: Midi
    left_ceiling: Midi


class Spans(Row):
    """How far a hand reaches, in semitones; ``rolled`` when the notes come one after another."""

    normal: Annotated[int, Field(ge=7, le=14)] = 14
    rolled: Annotated[int, Field(ge=7, le=16)] = 16
    small: Annotated[int, Field(ge=7, le=12)] = 12


class Expression(Row):
    """How a written piece is played; times in milliseconds, ``ritardando`` is the share of tempo
    given up by the last beat and ``broadening`` how many beats it takes."""

    velocity_sd: Annotated[float, Field(gt=0, le=30)]
    chord_spread: Annotated[float, Field(ge=0, le=60)] = 14.0
    timing_jitter: Annotated[float, Field(ge=0, le=30)] = 5.0
    melody_lead: Annotated[float, Field(ge=0, le=40)] = 6.0
    grace: Annotated[float, Field(ge=10, le=120)] = 55.0
    roll: Annotated[float, Field(ge=5, le=120)] = 32.0
    ritardando: Share = 0.25
    broadening: Annotated[int, Field(ge=0, le=16)] = 4
    rubato: Share = 0.0
    articulation: Share = 0.94


class Melody(Row):
    """How melodies are made: the degrees that sing, and how far they lean.

    ``degrees`` weighs the key's scale degrees (1..7, higher is more welcome off the chord);
    ``sections`` sets how high a section reaches (0..1), by label; ``leaning`` is how often a phrase
    has an appoggiatura; ``graces`` weighs the chord degrees that are crushed from a semitone below;
    ``crush_bars`` asks for a crushed note in every so many bars (0: only by chance), ``bent`` for
    a share of flat thirds and flat fifths among the right hand's notes; ``blue`` are the least and
    the most of them a piece may have (in minor, where the flat third is mostly the chord's own,
    ``blue_minor``), ``offbeat`` the least share of its right-hand attacks between the beats,
    ``onsets`` how many moments a beat something is struck at, at least and at most;
    ``strict`` tunes make no parallels with the bass and resolve leading tones and sevenths. What
    would leave these bounds is drawn again.
    """

    degrees: dict[str, Share] = Field(default_factory=dict)
    sections: dict[str, Share] = Field(default_factory=dict)
    leaning: Share = 0.0
    graces: dict[str, Share] = Field(default_factory=dict)
    crush_bars: Annotated[int, Field(ge=0, le=16)] = 0
    bent: Share = 0.0
    blue: tuple[Share, Share] = (0.0, 1.0)
    blue_minor: tuple[Share, Share] = (0.0, 1.0)
    offbeat: Share = 0.0
    onsets: tuple[float, float] = (0.0, 99.0)
    strict: bool = False


class Style(Row):
    """Everything the arranger needs to know about a genre.

    ``guide_tones`` has third and seventh led by step wherever roots fall by fifths. ``order`` is
    the genre's place in lists, small numbers first. ``loyalty`` is how often a phrase plays its
    section's favourite textures; ``favourites`` says whether sections of one ``label`` share them
    or each ``section`` has its own; ``steady`` ones also leave the piece's growing intensity to the
    dynamics. Where one of ``both`` fits, it writes the two hands
    together, in place of a texture for each. ``section_names`` are the genre's own words for
    intro, vamp and tag; ``figured`` has numerals written with figured bass.
    """

    label: str
    tagline: str
    colour: Colour
    colour_dark: Colour
    example_prompts: tuple[str, ...]
    default_application: str
    default_bars: Annotated[int, Field(ge=1, le=128)]
    order: int = 100
    default_meter: MeterText = "4/4"
    meters: tuple[MeterText, ...]
    applications: tuple[Application, ...]
    feels: tuple[Feel, ...]
    swing: tuple[SwingPoint, ...] = ()
    levels: tuple[Level, ...]
    ranges: Ranges
    spans: Spans = Spans()
    expression: Expression
    melody: Melody = Melody()
    guide_tones: bool = False
    forms: tuple[Form, ...] = ()
    endings: tuple[Ending, ...] = ()
    loyalty: Share = 0.7
    favourites: Literal["label", "section", "steady"] = "label"
    section_names: dict[Name, Name] = Field(default_factory=dict)
    figured: bool = False
    left: tuple[Texture, ...]
    right: tuple[Texture, ...]
    both: tuple[Texture, ...] = ()
    rhythms: tuple[RhythmCell, ...]
    licks: tuple[Lick, ...] = ()
    riffs: tuple[Riff, ...] = ()
    themes: tuple[Theme, ...] = ()
    gestures: tuple[Gesture, ...] = ()

    def application(self, application_id: str) -> Application:
        """The application of that id. Raises ``KeyError`` naming the ones there are."""
        for row in self.applications:
            if row.id == application_id:
                return row
        raise KeyError(f"{application_id!r} is none of {[row.id for row in self.applications]}")

    def level(self, complexity: int) -> Level:
        """The ladder's rung for a complexity of 1..10."""
        return self.levels[complexity - 1]

    def feel(self, feel_id: str) -> Feel:
        """The feel of that id. Raises ``KeyError`` naming the ones there are."""
        for row in self.feels:
            if row.id == feel_id:
                return row
        raise KeyError(f"{feel_id!r} is none of {[row.id for row in self.feels]}")

    def swing_ratio(self, bpm: float) -> float:
        """Long:short at a tempo in quarter notes a minute; 1.0 when the style has no table."""
        points = sorted(self.swing, key=lambda point: point.bpm)
        if not points:
            return 1.0
        for low, high in pairwise(points):
            if bpm <= high.bpm:
                share = max(0.0, (bpm - low.bpm) / (high.bpm - low.bpm))
                return low.ratio + share * (high.ratio - low.ratio)
        return points[-1].ratio

    @model_validator(mode="after")
    def _names_exist(self) -> Style:
        _check(len(self.levels) == 10, "levels", f"ten levels are needed, not {len(self.levels)}")
        known = {row.id for row in self.applications}
        _check(
            self.default_application in known,
            "default_application",
            f"must be one of {sorted(known)}",
        )
        _check(self.default_meter in self.meters, "default_meter", "must be one of meters")
        feels = {row.id for row in self.feels}
        for row in self.applications:
            unknown = set(row.feels) - feels
            _check(not unknown, "applications", f"{row.id} names unknown feels {sorted(unknown)}")
        return self


def _check(holds: bool, where: str, message: str) -> None:
    if not holds:
        raise ValueError(f"{where}: {message}")
