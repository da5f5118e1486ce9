"""What a genre's own phrases do: which chords they have, which follow which, what connects them.

Counted in the genre's rows, so that every genre is judged by its own data. A chord is taken as its
degree and its kind, whatever its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from gospel_keys.composer.flow import flow, smoothness
from gospel_keys.composer.planning.connect import connections
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.composer.planning.recolour import plain_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.substitutes.place import quality_of
from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import Mode
from gospel_keys.music.chord import Chord
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key

Change = tuple[Chord, Chord]
Step = tuple[int, str]
"""A chord in a key: semitones of its root above the tonic, and its kind."""

_USUAL = 0.3
"""How well two chords of the genre must follow each other where its phrases never have them so."""
_ROUGH = 0.03
"""The share of a genre's phrases that may be rougher than what is taken from others."""
_AUGMENTED_SIXTH = Interval(5, 10)
_NINTH, _FOURTH = 2, 5
_LOCAL = {"major": Key.parse("C major"), "minor": Key.parse("C minor")}


@dataclass(frozen=True, slots=True)
class Idiom:
    """The chords and the changes of a genre's phrases in a mode, and the idioms it connects by.

    ``least_flow`` is how well the chords of its roughest phrases follow each other.
    """

    chords: frozenset[Step]
    changes: frozenset[tuple[Step, Step]]
    idioms: frozenset[str]
    mode: Mode
    least_flow: float

    def odd_changes(self, chords: Sequence[Chord], key: Key) -> list[Change]:
        """The changes that neither the genre's phrases nor its connections have, nor any ear
        expects."""
        return [pair for pair in self.new_changes(chords, key) if not self._is_apt(*pair, key)]

    def new_changes(self, chords: Sequence[Chord], key: Key) -> list[Change]:
        """The changes that neither the genre's phrases nor its connections have."""
        connected = self._connected(chords, key)
        return [
            pair
            for number, pair in enumerate(pairwise(chords))
            if number not in connected and not self._has(*pair, key)
        ]

    def odd_chords(self, chords: Sequence[Chord], key: Key) -> list[Chord]:
        """The chords that the genre's phrases do not have, and that no connection explains."""
        connected = self._connected(chords, key)
        return [
            chord
            for number, chord in enumerate(chords)
            if not {number - 1, number} & connected
            and not any(step in self.chords for step in steps_of(chord, key))
        ]

    def _has(self, one: Chord, other: Chord, key: Key) -> bool:
        before, after = steps_of(one, key), steps_of(other, key)
        same = before[0][0] == after[0][0]
        return same or any(pair in self.changes for pair in product(before, after))

    def _is_apt(self, one: Chord, other: Chord, key: Key) -> bool:
        """Whether two chords that the genre has follow each other well."""
        known = all(any(s in self.chords for s in steps_of(c, key)) for c in (one, other))
        return known and flow(one, other) >= _USUAL

    def _connected(self, chords: Sequence[Chord], key: Key) -> set[int]:
        """The changes (by the number of their first chord) inside an idiom of the genre."""
        plain = [plain_of(chord, key) for chord in chords]
        found: set[int] = set()
        for start, here in enumerate(plain):
            for size in (1, 2):
                end = start + size + 1
                if end < len(plain) and self._connects(here, plain[start + 1 : end], plain[end]):
                    found |= set(range(start, end))
        return found

    def _connects(self, here: Numeral, inside: Sequence[Numeral], after: Numeral) -> bool:
        return any(
            name in self.idioms
            and len(added) == len(inside)
            and all(_alike(*pair) for pair in zip(added, inside, strict=True))
            for name, added in connections(here, after, self.mode)
        )


def idiom_of(setting: Setting) -> Idiom:
    """The idiom of a genre in a setting's mode, meter and use; of any level."""
    rows = [row for row in setting.harmony.phrases if row.mode == setting.mode]
    key = _LOCAL[setting.mode]
    heard = [[chord_of(place.numeral, key) for place in row.places] for row in rows]
    runs = [[step_of(chord, key) for chord in chords] for chords in heard]
    openings = {run[0] for run in runs}
    inside = {pair for run in runs for pair in pairwise(run)}
    across = {(run[-1], first) for run in runs for first in openings}
    return Idiom(
        frozenset(step for run in runs for step in run),
        frozenset(inside | across),
        frozenset(setting.idioms(any_level=True)),
        setting.mode,
        _roughest([smoothness(chords) for chords in heard if len(chords) > 1]),
    )


def _roughest(values: Sequence[float]) -> float:
    """What all but a few of the values reach."""
    return sorted(values)[int(_ROUGH * len(values))] if values else 0.0


@lru_cache(maxsize=16384)
def step_of(chord: Chord, key: Key) -> Step:
    """A chord as degree and kind."""
    if _AUGMENTED_SIXTH in chord.intervals:
        return (chord.root.chroma - key.tonic.chroma) % 12, "augmented sixth"
    return (chord.root.chroma - key.tonic.chroma) % 12, quality_of(chord)


def steps_of(chord: Chord, key: Key) -> list[Step]:
    """What a chord may stand for: a bare triad also for the dominant that a low level leaves out,
    an eleventh also for the dominant on its bass."""
    degree, kind = step_of(chord, key)
    found = [(degree, kind)]
    if kind == "major":
        found.append((degree, "dominant"))
    if (heard := heard_as(chord)) != chord:
        found.append(step_of(heard, key))
    return found


def heard_as(chord: Chord) -> Chord:
    """The suspended dominant that four over five and two minor over five are heard as."""
    if chord.bass is None:
        return chord
    over = (chord.lowest.chroma - chord.root.chroma) % 12
    eleventh = over == (_FOURTH if chord.is_minor else _NINTH)
    return Chord.parse(f"{chord.bass}9sus4") if eleventh else chord


def _alike(one: Numeral, other: Numeral) -> bool:
    """One root and one kind."""
    return (
        one.root.chroma == other.root.chroma
        and one.minor == other.minor
        and one.is_dominant == other.is_dominant
        and one.is_diminished == other.is_diminished
    )
