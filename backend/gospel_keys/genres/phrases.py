"""The data model of a genre's ``progressions.toml``: its harmony, as rows.

A phrase is written bar by bar, ``|`` between the bars. A bar has one, two or four places of equal
length (three in phrases for triple meters alone); ``.`` holds the chord before it::

    chords = "I . I/3 . | IV . #IVdim7 . | I/5 . VI7 . | ii7 . V7 ."

Places, not beats: the planner lays them on the beats of whatever meter is asked. Plain triads and
sevenths take the colour of the level from ``colours``; a chord written with tensions keeps them.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from gospel_keys.arranger.tables import Table, TableError, read_table
from gospel_keys.arranger.when import MeterClass
from gospel_keys.genres.numeral import Numeral

FILE = "progressions.toml"
SLOTS = 4
"""Places in a bar; a bar with fewer names gives each of them more."""

Mode = Literal["major", "minor"]
Cadence = Literal[
    "authentic", "plagal", "half", "deceptive", "backdoor", "turnaround", "open", "modal"
]
CLOSING: frozenset[str] = frozenset({"authentic", "plagal", "backdoor", "modal"})
"""Cadences that come home."""

Level = Annotated[int, Field(ge=1, le=10)]
Weight = Annotated[float, Field(gt=0, le=100)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Ladder = Annotated[
    tuple[Annotated[float, Field(ge=0.25, le=8)], ...], Field(min_length=10, max_length=10)
]
Role = Literal[
    "tonic", "minor-tonic", "subdominant", "minor", "minor-subdominant", "dominant", "applied",
    "backdoor", "tritone", "diminished", "half-diminished", "borrowed", "inversion",
    "minor-inversion", "dominant-inversion", "eleventh",
]  # fmt: skip
Idiom = Literal[
    "applied-dominant", "related-two-five", "rising-diminished", "falling-diminished",
    "leading-diminished", "tritone-substitute", "bass-passing", "first-inversion", "minor-plagal",
    "backdoor", "suspension", "plagal-neighbour", "side-slip",
]  # fmt: skip


def _numeral(text: object) -> Numeral:
    return text if isinstance(text, Numeral) else Numeral.parse(str(text))


RomanText = Annotated[Numeral, BeforeValidator(_numeral)]


class Row(BaseModel):
    """Base of every row: frozen, and no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Place(Row):
    """A chord of a phrase: where it starts, in places from the phrase's start, and how long."""

    slot: int
    length: int
    numeral: RomanText


class PhraseRow(Row):
    """A phrase: its chords, what it is for, how often, and where its music comes from.

    ``reasons`` says why a bar has the chord it opens with, by the bar's number ("1" is the first);
    ``{chord}`` stands for the chord's symbol. ``applications`` keeps it to some; a ``fixed`` phrase
    keeps its harmonic rhythm at every level.
    """

    id: Name
    section: tuple[Name, ...]
    mode: Mode
    complexity: tuple[Level, Level]
    weight: Weight = 1.0
    cadence: Cadence
    chords: str
    source: str
    mood: tuple[str, ...] = ()
    meters: tuple[MeterClass, ...] = ()
    applications: tuple[str, ...] = ()
    fixed: bool = False
    reasons: dict[Annotated[str, Field(pattern=r"^[1-9]\d?$")], str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _can_be_read(self) -> PhraseRow:
        if self.complexity[0] > self.complexity[1]:
            raise ValueError("complexity: the lower bound stands first")
        if not self.places:
            raise ValueError("chords: a phrase has at least one chord")
        return self

    @cached_property
    def bars(self) -> int:
        return self.chords.count("|") + 1

    def reason(self, slot: int, numeral: Numeral) -> str | None:
        """The row's own reason for a chord on a barline, if it still has the root it was given."""
        bar, inside = divmod(slot, SLOTS)
        own = next((place.numeral for place in self.places if place.slot == slot), None)
        if inside or own is None or own.root != numeral.root:
            return None
        return self.reasons.get(str(bar + 1))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The chords with their places; ``SLOTS`` to a bar."""
        places: list[Place] = []
        for number, bar in enumerate(self.chords.split("|")):
            _read_bar(bar.split(), number, self.meters == ("triple",), places)
        return tuple(places)


def _read_bar(names: list[str], number: int, triple: bool, places: list[Place]) -> None:
    """Append a bar's chords; a bar of threes uses the first three places of four."""
    if len(names) not in ((1, 3) if triple else (1, 2, 4)):
        allowed = "1 or 3" if triple else "1, 2 or 4"
        raise ValueError(f"chords: bar {number + 1} has {len(names)} places, not {allowed}")
    share = 1 if len(names) == 3 else SLOTS // len(names)
    if names[0] == ".":
        raise ValueError(f"chords: bar {number + 1} starts with a held chord; name it again")
    for index, name in enumerate(names):
        slot = number * SLOTS + index * share
        if name != ".":
            places.append(Place(slot=slot, length=0, numeral=_chord(name, number)))
        end = (number + 1) * SLOTS if index == len(names) - 1 else slot + share
        places[-1] = places[-1].model_copy(update={"length": end - places[-1].slot})


def _chord(name: str, number: int) -> Numeral:
    try:
        return Numeral.parse(name)
    except ValueError as error:
        raise ValueError(f"chords: bar {number + 1}: {error}") from None


class ColourOption(Row):
    """One way to colour a chord: its symbol's suffix, or another chord in its stead (``instead``).

    ``before`` asks for the quality of the chord it resolves to; ``final`` for the last chord,
    ``rest`` for the last one of a phrase.
    """

    suffix: str = ""
    instead: RomanText | None = None
    complexity: tuple[Level, Level]
    weight: Weight = 1.0
    before: Mode | None = None
    final: bool | None = None
    rest: bool | None = None


class Colour(Row):
    """The colours of chords in one or more roles, from plain to rich."""

    role: tuple[Role, ...]
    degrees: tuple[str, ...] = ()
    options: tuple[ColourOption, ...]


class PassingRow(Row):
    """How often an idiom connects two chords, and from which level on.

    ``natural`` keeps it to chords on roots that a key's player reads at sight.
    """

    idiom: Idiom
    complexity: tuple[Level, Level]
    weight: Weight
    mode: Mode | None = None
    natural: bool = False


class Density(Row):
    """Chords a bar to aim at for complexity 1..10, by how many beats a bar has.

    From ``fast_from`` beats a minute on ``fast`` scales them, though never below ``fast_least``.
    At complexity ``passing_from`` and above (11: never) every two bars have a passing chord, and a
    share of ``busy`` bars have two chords or more. With ``keeps_closes`` no chord that goes home in
    the phrase's second half is thinned out. ``inverted`` is the share of chords that stand on
    their third at least, by application.
    """

    duple: Ladder
    triple: Ladder
    quadruple: Ladder
    fast_from: Annotated[float, Field(ge=20, le=400)] = 400.0
    fast: Annotated[float, Field(gt=0, le=1)] = 1.0
    fast_least: Annotated[float, Field(ge=1)] = 1.0
    passing_from: Annotated[int, Field(ge=1, le=11)] = 10
    busy: Annotated[float, Field(ge=0, le=1)] = 0.0
    keeps_closes: bool = False
    inverted: dict[str, Annotated[float, Field(ge=0, le=0.6)]] = Field(default_factory=dict)


class Modulation(Row):
    """When a form's risen sections rise, and the chords that lead there (in the new key)."""

    complexity: tuple[Level, Level] = (6, 10)
    bars: Annotated[int, Field(ge=1)] = 32
    approach: tuple[tuple[RomanText, ...], ...] = ()


class Harmony(Row):
    """A genre's harmony: everything the rule planner knows of it.

    ``loops``: a section goes round on one phrase, with the same colours and connections each time;
    phrases stay open until the piece ends.
    """

    loops: bool = False
    density: Density
    modulation: Modulation = Modulation()
    colours: tuple[Colour, ...]
    passing: tuple[PassingRow, ...] = ()
    phrases: tuple[PhraseRow, ...]
    _options: dict[tuple[object, ...], tuple[ColourOption, ...]] = PrivateAttr(default_factory=dict)
    _fitting: dict[tuple[str, int, str, str | None], tuple[PhraseRow, ...]] = PrivateAttr(
        default_factory=dict
    )

    @cached_property
    def natural(self) -> frozenset[Idiom]:
        """The idioms kept to roots that are read at sight."""
        return frozenset(row.idiom for row in self.passing if row.natural)

    def options(
        self,
        role: Role,
        degree: str,
        complexity: int,
        goal: Mode,
        final: bool,
        rest: bool = False,
    ) -> tuple[ColourOption, ...]:
        """The colours for a chord of that role on that degree, at a level.

        ``goal`` is the quality of what it resolves to; ``rest`` marks a phrase's last chord. Where
        the circumstances leave none, all colours of the level are offered. Remembered, for every
        chord asks.
        """
        asked = (role, degree, complexity, goal, final, rest)
        if asked not in self._options:
            self._options[asked] = self._find_options(role, degree, complexity, goal, final, rest)
        return self._options[asked]

    def _find_options(
        self, role: Role, degree: str, complexity: int, goal: Mode, final: bool, rest: bool
    ) -> tuple[ColourOption, ...]:
        rows = (c for c in self.colours if role in c.role and degree in (c.degrees or (degree,)))
        row = next(rows, None)
        fitting = [
            option
            for option in (row.options if row else ())
            if option.complexity[0] <= complexity <= option.complexity[1]
        ]
        exact = [
            option
            for option in fitting
            if option.before in (None, goal)
            and option.final in (None, final)
            and option.rest in (None, rest)
        ]
        return tuple(exact or fitting)

    @model_validator(mode="after")
    def _names_are_unique(self) -> Harmony:
        seen: set[str] = set()
        for number, row in enumerate(self.phrases):
            if row.id in seen:
                raise ValueError(f"phrases.{number}.id: two are named {row.id!r}")
            seen.add(row.id)
        return self

    def fitting(
        self, mode: str, complexity: int, meter_class: str, application: str | None = None
    ) -> tuple[PhraseRow, ...]:
        """The phrases for a mode, a level, a kind of meter and an application. Remembered."""
        asked = (mode, complexity, meter_class, application)
        if asked not in self._fitting:
            self._fitting[asked] = tuple(
                row
                for row in self.phrases
                if row.mode == mode
                and row.complexity[0] <= complexity <= row.complexity[1]
                and (not row.meters or meter_class in row.meters)
                and (not row.applications or application in row.applications)
            )
        return self._fitting[asked]


def load_harmony(folder: Traversable) -> Harmony:
    """Read and validate ``progressions.toml``. Raises ``TableError`` with file and line."""
    table = read_table(folder / FILE)
    try:
        return Harmony.model_validate(table.values)
    except ValidationError as error:
        raise _placed(error, table) from error


def _placed(error: ValidationError, table: Table) -> TableError:
    """What is wrong, with its line: a name nobody knows first, for it explains what is missing."""
    found = error.errors()
    first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
    message = first["msg"].removeprefix("Value error, ")
    path: tuple[str | int, ...] = first["loc"]
    head, _, rest = message.partition(": ")
    deeper = (*path, *(int(part) if part.isdecimal() else part for part in head.split(".")))
    if deeper in table.lines:
        path, message = deeper, rest
    where = ".".join(str(part) for part in path)
    return table.error(path, f"{where}: {message}" if where else message)
