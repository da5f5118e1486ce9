"""Changing the tones of a chord: altering, adding and leaving out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gospel_keys.music.interval import Interval, natural_semitones

# An alteration of one of these replaces the natural tone of the same number.
ALTERABLE = frozenset({5, 9, 11, 13})
NUMBERS = frozenset({2, 3, 4, 5, 6, 7, 9, 11, 13})


@dataclass(frozen=True, slots=True)
class Changes:
    """What a symbol does to a stem: ``C7(b9,add13,no5)`` alters, adds and omits.

    An alteration replaces the stem's natural tone of its number; an addition stands beside
    whatever is there; ``omits`` are the numbers whose tones are left out.
    """

    alterations: tuple[Interval, ...] = ()
    additions: tuple[Interval, ...] = ()
    omits: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.alterations) + len(self.additions) + len(self.omits)

    def apply(self, tones: Iterable[Interval]) -> tuple[Interval, ...]:
        """The changed tones, in order."""
        replaced = {natural(tone.number) for tone in self.alterations}
        kept = {tone for tone in tones if tone not in replaced and tone.number not in self.omits}
        return tuple(sorted(kept | {*self.alterations, *self.additions}))

    def __str__(self) -> str:
        words = [
            *(tone.degree for tone in self.alterations),
            *(f"add{tone.degree}" for tone in self.additions),
            *(f"no{number}" for number in self.omits),
        ]
        return f"({','.join(words)})" if words else ""


def natural(number: int) -> Interval:
    """The major or perfect interval of a number: 9 is a major ninth."""
    return Interval(number - 1, natural_semitones(number - 1))


def changes_between(stem: Collection[Interval], tones: Collection[Interval]) -> Changes | None:
    """What turns ``stem`` into ``tones``; None where no alteration, addition or omission does."""
    extra = sorted(set(tones) - set(stem))
    altered = [tone for tone in extra if _replaces(tone, stem, tones)]
    replaced = {tone.number for tone in altered}
    missing = {tone.number for tone in stem if tone not in tones} - replaced
    changes = Changes(
        tuple(altered),
        tuple(tone for tone in extra if tone not in altered),
        tuple(sorted(missing)),
    )
    clash = missing & {tone.number for tone in tones}
    return changes if not clash and changes.apply(stem) == tuple(sorted(tones)) else None


def _replaces(tone: Interval, stem: Collection[Interval], tones: Collection[Interval]) -> bool:
    plain = natural(tone.number)
    beside = plain in stem and plain in tones
    return tone.number in ALTERABLE and abs(tone.alteration) == 1 and not beside
