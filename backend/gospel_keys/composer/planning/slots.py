"""A phrase while it is being planned: chords on places of its bars, before any meter or key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import SLOTS, PhraseRow


@dataclass(frozen=True, slots=True)
class Slotted:
    """A chord from place ``slot`` of its phrase on, ``length`` places long.

    A chord that ``leads_out`` is read in the key of the section after it.
    """

    slot: int
    length: int
    numeral: Numeral
    inserted: bool = False
    leads_out: bool = False

    @property
    def bar(self) -> int:
        return self.slot // SLOTS

    @property
    def end(self) -> int:
        return self.slot + self.length

    def recoloured(self, numeral: Numeral) -> Slotted:
        return replace(self, numeral=numeral)


def chords_of(row: PhraseRow) -> list[Slotted]:
    """A row's chords as they stand in the data."""
    return [Slotted(place.slot, place.length, place.numeral) for place in row.places]


def bar_counts(chords: Iterable[Slotted], bars: int) -> list[int]:
    """How many chords start in each bar."""
    counts = [0] * bars
    for chord in chords:
        counts[chord.bar] += 1
    return counts


def without(chords: Sequence[Slotted], index: int) -> list[Slotted]:
    """Drop a chord; the one before it in its bar lasts longer, else the next starts earlier."""
    gone, rest = chords[index], [*chords[:index], *chords[index + 1 :]]
    if index and chords[index - 1].bar == gone.bar:
        rest[index - 1] = replace(rest[index - 1], length=rest[index - 1].length + gone.length)
    else:
        heir = rest[index]
        rest[index] = replace(heir, slot=gone.slot, length=heir.length + gone.length)
    return rest
