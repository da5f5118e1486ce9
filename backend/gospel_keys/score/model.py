"""The things that travel: from a brief to what is heard.

Time (see docs/adr): *written* time is a ``Fraction`` of a quarter note counted
from the first barline (a pickup is negative). What a listener hears, in
seconds, lives only in a ``Performance``. Every value here is immutable; an edit
makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch

Source = Literal["words", "field", "default", "chords", "melody"]


class Hand(StrEnum):
    """Which hand plays a note."""

    LEFT = "left"
    RIGHT = "right"


class Role(StrEnum):
    """What a note is for; the performance shapes dynamics and timing by it.

    A ``part`` is an inner voice that leads a life of its own, with stems of its own.
    """

    MELODY = "melody"
    INNER = "inner"
    PART = "part"
    BASS = "bass"
    COMP = "comp"
    FILL = "fill"
    GRACE = "grace"


class HarmonicFunction(StrEnum):
    """What a chord does in its phrase."""

    TONIC = "tonic"
    PREDOMINANT = "predominant"
    DOMINANT = "dominant"
    PASSING = "passing"


@dataclass(frozen=True, slots=True)
class GivenNote:
    """A note of a melody that somebody brought: times in quarters, a pickup's are negative."""

    pitch: Pitch
    onset: Fraction
    duration: Fraction

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class GivenChord:
    """A chord that somebody wrote, how long it lasts in quarters, and how it was ``written``."""

    chord: Chord
    duration: Fraction
    written: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a language model proposed for a phrase, as it came: kept, so that nobody asks again.

    ``maker`` is where the model ran (``"local"``, ``"cloud"``; "" where none could be asked),
    ``model`` its name. ``failure`` says why there is no ``text``, where there is none.
    """

    phrase_id: str
    text: str
    maker: str = ""
    model: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What was asked, completely: every field has a value and a source.

    ``tempo`` counts the meter's beats (a dotted quarter in compound meters) a
    minute. ``form`` is the form that was named, None where the genre chooses; ``rise`` is how many
    semitones the last chorus is to lie higher: 0 is no key change, None what the form has.
    ``sources`` names where each field came from. ``ignored`` are the
    words of the description that told us nothing; ``notices`` are sentences the
    user should read (a respelled key, a named tune that is not known). ``chords``
    are to be arranged as they are, once round (they tile ``bars``, or a part of
    it that comes round again); without any the planner decides. ``melody`` is a
    tune that was brought, to be kept note for note. ``proposed`` is what a model proposed for some
    phrases when the piece was first made: with it the piece is made again without the model.
    """

    genre: str
    description: str
    key: Key
    tempo: float
    meter: Meter
    bars: int
    application: str
    complexity: int
    ai_percentage: float
    seed: int
    mood: tuple[str, ...] = ()
    feel: str | None = None
    hand_size: Literal["small", "normal"] = "normal"
    form: str | None = None
    rise: int | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    chords: tuple[GivenChord, ...] = ()
    melody: tuple[GivenNote, ...] = ()
    proposed: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of whole bars with one key, meter and tempo. ``start_bar`` counts from 0."""

    id: str
    label: str
    start_bar: int
    bars: int
    key: Key
    meter: Meter
    tempo: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """One to eight bars that end on a goal: the unit that is planned, seeded and regenerated.

    ``cadence`` is the kind of ending (``"authentic"``, ``"half"``, ``"plagal"``,
    ``"deceptive"``, ``"open"``, ``"backdoor"``, ``"turnaround"``...); ``source`` names the row of
    the genre's progressions it was made from.
    """

    id: str
    section_id: str
    start_bar: int
    bars: int
    cadence: str
    source: str


@dataclass(frozen=True, slots=True)
class ChordEvent:
    """A chord with its place (quarters, written), its reading in the key, and why it is there.

    ``origin`` is who decided it: ``"rules"``, ``"local"``, ``"cloud"`` or ``"user"``.
    """

    id: str
    onset: Fraction
    duration: Fraction
    chord: Chord
    roman: str
    nashville: str
    function: HarmonicFunction
    comment: str
    section_id: str
    phrase_id: str
    origin: str = "rules"
    locked: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class PhraseOutcome:
    """Who made a phrase that was offered to a model, and why it was not the model, if it was not.

    ``origin`` is that of the phrase's chords: ``"local"``, ``"cloud"`` or ``"rules"``; ``model``
    the name of the model that was asked. ``start_bar`` counts from 0. ``reasons`` are sentences,
    empty where the proposal was taken.
    """

    phrase_id: str
    start_bar: int
    bars: int
    origin: str
    model: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progression:
    """Sections, phrases and chords; chords tile the piece from 0 to its last barline.

    ``form_why`` and ``ending_why`` say what form and ending are and how they lie here.
    ``offered`` are the phrases that were offered to a model, in order.
    """

    sections: tuple[Section, ...]
    phrases: tuple[Phrase, ...]
    chords: tuple[ChordEvent, ...]
    form: str
    ending: str
    form_why: str = ""
    ending_why: str = ""
    offered: tuple[PhraseOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A written note. ``id`` is unique in the piece and starts with its phrase's id.

    ``onset`` and ``duration`` are quarters; a grace note has duration 0 and the onset of the note
    it leans on. ``tie`` means tied to the next note of the same pitch and voice. ``pattern`` names
    the texture or lick that wrote it. ``accent`` is -2..2, relative to its metric place.
    """

    id: str
    pitch: Pitch
    onset: Fraction
    duration: Fraction
    hand: Hand
    voice: int
    chord_id: str
    role: Role
    pattern: str = ""
    finger: int | None = None
    tie: bool = False
    accent: int = 0
    rolled: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class PatternUse:
    """Which named pattern a hand (or the rhythm, or a fill) uses in a phrase, and why."""

    phrase_id: str
    part: Literal["left", "right", "rhythm", "fill"]
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The written piece. ``version`` is the arranger's; with the brief it reproduces the piece."""

    brief: Brief
    progression: Progression
    notes: tuple[Note, ...]
    patterns: tuple[PatternUse, ...]
    version: str
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class PerformedNote:
    """How one written note sounds: seconds from the first barline, seconds, velocity 1..127."""

    note_id: str
    onset: float
    duration: float
    velocity: int


@dataclass(frozen=True, slots=True)
class PedalEvent:
    """Sustain pedal: ``value`` 0..127 (CC64) at ``onset`` seconds."""

    onset: float
    value: int


@dataclass(frozen=True, slots=True)
class TempoChange:
    """From ``onset`` (written quarters) on, ``quarter_bpm`` quarter notes a minute."""

    onset: Fraction
    quarter_bpm: float


@dataclass(frozen=True, slots=True)
class Performance:
    """What is heard: one entry per note of the arrangement, one pedal stream, the tempo map.

    ``duration`` is the time of the last barline by the tempo map, in seconds.
    """

    notes: tuple[PerformedNote, ...]
    pedal: tuple[PedalEvent, ...]
    tempo_map: tuple[TempoChange, ...]
    duration: float
