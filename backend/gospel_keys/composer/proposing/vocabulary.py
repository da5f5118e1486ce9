"""The chords that may be written in a key: what the chord table has, narrowed to a genre's level.

Everything here comes from the tables that the parser reads (the chord types) and from the genre's
own harmony (its rows and its colours), so that what may be proposed is what can be read, and what
the genre writes itself at that level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gospel_keys.composer.planning.realise import pitch_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.genres.numeral import MAJOR, Degree, Numeral
from gospel_keys.genres.phrases import ColourOption, Role
from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import PitchClass
from gospel_keys.music.roman import chord_to_roman

PLAIN = ("", "m", "7", "m7", "maj7")
"""The chords that take the colour of a level."""
_FUNCTIONS = (*PLAIN, "dim", "m7b5", "dim7")
_MINOR_ROLES: frozenset[Role] = frozenset(
    {"minor-tonic", "minor", "minor-subdominant", "minor-inversion"}
)
_ALTERS = (0, -1, 1)
_ODD = frozenset({Degree(0, -1), Degree(3, -1), Degree(2, 1), Degree(6, 1)})
"""Flat one, flat four, sharp three and sharp seven: nobody's roots."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ``roots`` (and basses) of a key and the ``symbols`` that may stand after a root."""

    key: Key
    roots: tuple[PitchClass, ...]
    symbols: tuple[str, ...]

    def numerals(self, root: PitchClass) -> tuple[str, ...]:
        """The functions on a root: the numerals of its triads and seventh chords."""
        kinds = [symbol for symbol in _FUNCTIONS if symbol in self.symbols]
        return tuple(chord_to_roman(Chord.parse(f"{root}{kind}"), self.key) for kind in kinds)

    def with_symbols(self, more: Iterable[str]) -> Vocabulary:
        """The same with other symbols too."""
        symbols = tuple(sorted({*self.symbols, *more}, key=_order))
        return Vocabulary(self.key, self.roots, symbols)

    def has(self, chord: Chord) -> bool:
        """Whether a chord can be written with it, however its root is spelled."""
        return chord.symbol in self.symbols


def vocabulary(key: Key, setting: Setting | None = None) -> Vocabulary:
    """What may be written in a key: every chord type, or those of a genre at a level."""
    symbols = _symbols() if setting is None else symbols_of(setting)
    return Vocabulary(key, roots_of(key), symbols)


@lru_cache(maxsize=256)
def roots_of(key: Key) -> tuple[PitchClass, ...]:
    """The degrees of a key and their neighbours; where only a double accidental would spell one,
    its plain name."""
    degrees = [Degree(step, alter) for alter in _ALTERS for step in range(len(MAJOR))]
    names = [pitch_of(degree, key) for degree in degrees if degree not in _ODD]
    found = dict.fromkeys(name for name in names if abs(name.alter) < 2)
    there = {name.chroma for name in found}
    plain = [name.simplified() for name in names if name.chroma not in there]
    return tuple(dict.fromkeys([*found, *plain]))


@lru_cache(maxsize=1)
def _symbols() -> tuple[str, ...]:
    return tuple(kind.symbol for kind in chord_types().values())


def symbols_of(setting: Setting) -> tuple[str, ...]:
    """The symbols that a genre writes at a level and in a mode, in the table's order first."""
    found = {_symbol(one) for one in (*_written(setting), *_coloured(setting))}
    return tuple(sorted(found, key=_order))


def _order(symbol: str) -> tuple[int, str]:
    table = _symbols()
    return (table.index(symbol) if symbol in table else len(table), symbol)


def _symbol(numeral: Numeral) -> str:
    suffix = numeral.suffix
    if numeral.minor and not suffix.startswith("m7b5"):
        suffix = "m" + suffix
    return Chord.parse(f"C{suffix}").symbol


def _written(setting: Setting) -> Iterator[Numeral]:
    """The chords of the level's phrases that keep the colour they have."""
    harmony = setting.harmony
    for row in harmony.fitting(
        setting.mode, setting.complexity, setting.meter.meter_class, setting.application
    ):
        yield from (place.numeral for place in row.places if _keeps(place.numeral))
    yield from (one for way in harmony.modulation.approach for one in way if _keeps(one))


def _keeps(numeral: Numeral) -> bool:
    """Whether no colour of a level takes the place of the chord's own."""
    return numeral.suffix not in PLAIN


def _coloured(setting: Setting) -> Iterator[Numeral]:
    """Every colour that the level has."""
    for colour in setting.harmony.colours:
        for role in colour.role:
            yield from _options(role, colour.options, setting.complexity)


def _options(role: Role, options: Iterable[ColourOption], level: int) -> Iterator[Numeral]:
    for option in options:
        if option.complexity[0] <= level <= option.complexity[1]:
            yield option.instead or Numeral(Degree(0), role in _MINOR_ROLES, option.suffix)
