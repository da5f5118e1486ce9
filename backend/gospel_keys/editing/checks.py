"""What an edit names must be there: bars, chords, keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gospel_keys.arranger.splicing import Stretch
from gospel_keys.composer.errors import BriefError
from gospel_keys.score.model import ChordEvent, Progression
from gospel_keys.score.timing import bars as bars_of

_SHOWN = 12
"""Ids that a refusal lists at most."""


def stretch_of_bars(progression: Progression, bars: Sequence[int], field: str = "bars") -> Stretch:
    """The written time of bars ``[first, last]``, both included and counted from 1."""
    grid = bars_of(progression)
    allowed = f"two bars from 1 to {len(grid)}, the first one first"
    if len(bars) != 2:
        raise BriefError(
            field, "A range is a first and a last bar.", value=list(bars), allowed=allowed
        )
    first, last = bars
    if not 1 <= first <= last <= len(grid):
        raise BriefError(
            field, f"The piece has no bars {first} to {last}.", value=f"{first}-{last}",
            allowed=allowed,
        )  # fmt: skip
    return Stretch(grid[first - 1].onset, grid[last - 1].end)


def check_chords(progression: Progression, ids: Collection[str], field: str) -> None:
    """Raise for the first id that is no chord's."""
    known = [chord.id for chord in progression.chords]
    for id_ in ids:
        if id_ not in known:
            raise BriefError(
                field, "The piece has no such chord.", value=id_, allowed=_listed(known)
            )


def chord_of_id(progression: Progression, id_: str, field: str = "chord_id") -> ChordEvent:
    """The chord of that id."""
    check_chords(progression, [id_], field)
    return next(chord for chord in progression.chords if chord.id == id_)


def _listed(known: Sequence[str]) -> str:
    if len(known) <= _SHOWN:
        return ", ".join(known)
    return f"{', '.join(known[:_SHOWN])} ... {known[-1]}"
