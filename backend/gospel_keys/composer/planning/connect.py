"""What can stand between two chords: the idioms that connect, as functions of the neighbours.

Each idiom answers with the chords that go between ``here`` and ``after`` (the last places of
``here``), or with none where it makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gospel_keys.genres.numeral import TONIC, Degree, Numeral
from gospel_keys.genres.phrases import Idiom, Mode

Between = tuple[Numeral, ...]
Connector = Callable[["Gap"], Between]
_MAY_STAY = frozenset({"suspension", "plagal-neighbour"})

_MAJOR_SUPPORTS = {
    0: ("I",), 2: ("V/2", "ii7"), 4: ("I/3", "iii7"), 5: ("IV",), 7: ("I/5",),
    9: ("IV/6", "vi7"), 11: ("V/7",),
}  # fmt: skip
_MINOR_SUPPORTS = {
    0: ("i",), 2: ("V/2", "iim7b5"), 3: ("i/b3",), 5: ("iv",), 7: ("i/5",),
    8: ("iv/b6", "bVI"), 10: ("v/b7", "bVII"), 11: ("V/7",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Two neighbouring chords of a phrase and its mode."""

    here: Numeral
    after: Numeral
    mode: Mode

    @property
    def bass_motion(self) -> int:
        """Semitones from bass to bass the short way, -5..6."""
        up = (self.after.lowest.chroma - self.here.lowest.chroma) % 12
        return up - 12 if up > 6 else up

    @property
    def stable(self) -> bool:
        """Whether ``after`` can be a goal: in root position, with a perfect fifth."""
        goal = self.after
        broken = goal.is_diminished or goal.is_half_diminished or goal.suffix.startswith("aug")
        return goal.bass is None and not broken


@lru_cache(maxsize=16384)
def connections(here: Numeral, after: Numeral, mode: Mode) -> tuple[tuple[Idiom, Between], ...]:
    """Every idiom that fits between two chords, with what it puts there."""
    gap = Gap(here, after, mode)
    return tuple((idiom, added) for idiom in CONNECTORS if (added := between(idiom, gap)))


def between(idiom: Idiom, gap: Gap) -> Between:
    """The chords an idiom puts into a gap; empty where it does not fit.

    Nothing that repeats a neighbour's root and bass comes out.
    """
    chords = CONNECTORS[idiom](gap)
    run = (gap.here, *chords, gap.after)
    if idiom in _MAY_STAY or not any(_same_place(*pair) for pair in pairwise(run)):
        return chords
    return ()


def _same_place(one: Numeral, other: Numeral) -> bool:
    """One root and one bass, unless the second turns minor or turns into a dominant."""
    if (one.root.chroma, one.lowest.chroma) != (other.root.chroma, other.lowest.chroma):
        return False
    if one.is_major and other.minor:
        return False
    return one.is_dominant or one.is_half_diminished or not other.is_dominant


def _applied_dominant(gap: Gap) -> Between:
    if not gap.stable or (gap.here.is_dominant and _fifth_above(gap.after) == gap.here.root):
        return ()
    return (Numeral(_fifth_above(gap.after), suffix="7"),)


def _related_two_five(gap: Gap) -> Between:
    if not gap.stable or gap.after.is_dominant:
        return ()
    two = gap.after.root.up(1, 2)
    suffix = "m7b5" if gap.after.minor else "7"
    return (Numeral(two, minor=True, suffix=suffix), Numeral(_fifth_above(gap.after), suffix="7"))


def _rising_diminished(gap: Gap) -> Between:
    if gap.bass_motion != 2:
        return ()
    return (Numeral(gap.after.lowest.up(-1, -1), suffix="dim7"),)


def _leading_diminished(gap: Gap) -> Between:
    """The diminished seventh on the leading tone of what comes next, wherever the bass was."""
    if not gap.stable or gap.bass_motion in (2, -1):
        return ()
    return (Numeral(gap.after.lowest.up(-1, -1), suffix="dim7"),)


def _falling_diminished(gap: Gap) -> Between:
    if gap.bass_motion != -2 or not gap.stable:
        return ()
    here = gap.here.lowest
    return (Numeral(Degree(here.step, here.alter - 1), suffix="dim7"),)


def _tritone_substitute(gap: Gap) -> Between:
    if not gap.stable or (gap.after.is_dominant and gap.after.root.chroma != 7):
        return ()
    return (Numeral(gap.after.root.up(1, 1), suffix="7"),)


def _bass_passing(gap: Gap) -> Between:
    """Fill a third in the bass with the key's chord on the step between."""
    if abs(gap.bass_motion) not in (3, 4):
        return ()
    supports = _MAJOR_SUPPORTS if gap.mode == "major" else _MINOR_SUPPORTS
    direction = 1 if gap.bass_motion > 0 else -1
    start = gap.here.lowest.chroma
    inside = ((start + direction * n) % 12 for n in range(1, abs(gap.bass_motion)))
    for chroma in inside:
        for name in supports.get(chroma, ()):
            chord = Numeral.parse(name)
            if chord.root not in (gap.here.root, gap.after.root):
                return (chord,)
    return ()


def _first_inversion(gap: Gap) -> Between:
    """The same chord over its third, when that leads to the next bass by step."""
    here = gap.here
    if here.bass is not None or here.suffix not in ("", "7", "maj7"):
        return ()
    third = here.root.up(2, 3 if here.minor else 4)
    to_next = (gap.after.lowest.chroma - third.chroma) % 12
    if to_next not in (1, 2, 10, 11):
        return ()
    return (Numeral(here.root, here.minor, "7" if here.is_dominant else "", third),)


def _minor_plagal(gap: Gap) -> Between:
    from_four = gap.here.is_major and gap.here.root == Degree(3) and gap.here.bass is None
    if not from_four or gap.after.root != TONIC:
        return ()
    return (Numeral(Degree(3), minor=True, suffix="6"),)


def _backdoor(gap: Gap) -> Between:
    subdominant = gap.here.root in (Degree(3), Degree(1)) and not gap.here.is_dominant
    if not subdominant or gap.after.root != TONIC or gap.after.bass or gap.after.minor:
        return ()
    return (Numeral(Degree(6, -1), suffix="7"),)


def _suspension(gap: Gap) -> Between:
    """A dominant delayed by its fourth: the suspended chord takes the first places."""
    if not gap.here.is_dominant or gap.here.bass or "sus" in gap.here.suffix:
        return ()
    return (gap.here,)


def _plagal_neighbour(gap: Gap) -> Between:
    if gap.here.root != TONIC or gap.here.bass or gap.here.is_dominant:
        return ()
    if gap.here.suffix not in ("", "6", "7", "maj7") or gap.after.root == Degree(3):
        return ()
    return (Numeral(Degree(3), gap.mode == "minor", "", TONIC),)


def _side_slip(gap: Gap) -> Between:
    """The next chord a half step high, sliding into place."""
    if not gap.stable or gap.after.is_dominant or gap.after.root == TONIC:
        return ()
    if gap.bass_motion not in (-2, -3, -4, 3, 4, 5, -5):
        return ()
    suffix = gap.after.suffix or ("7" if gap.after.minor else "maj7")
    return (Numeral(gap.after.root.up(1, 1), gap.after.minor, suffix),)


def _fifth_above(chord: Numeral) -> Degree:
    return chord.root.up(4, 7)


CONNECTORS: Mapping[Idiom, Connector] = {
    "applied-dominant": _applied_dominant,
    "related-two-five": _related_two_five,
    "rising-diminished": _rising_diminished,
    "falling-diminished": _falling_diminished,
    "leading-diminished": _leading_diminished,
    "tritone-substitute": _tritone_substitute,
    "bass-passing": _bass_passing,
    "first-inversion": _first_inversion,
    "minor-plagal": _minor_plagal,
    "backdoor": _backdoor,
    "suspension": _suspension,
    "plagal-neighbour": _plagal_neighbour,
    "side-slip": _side_slip,
}
