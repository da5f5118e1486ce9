"""Connections put into a phrase: passing chords where there is room for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from random import Random

from gospel_keys.composer.planning.connect import Between, connections
from gospel_keys.composer.planning.passing import connects, is_passing
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted, bar_counts, without
from gospel_keys.genres.numeral import TONIC, Numeral
from gospel_keys.genres.phrases import SLOTS, Idiom

PASSING_EVERY = 2
"""Bars: from its level on, every two bars of a phrase hold a passing chord."""

_AT_A_CLOSE: frozenset[Idiom] = frozenset({"suspension", "minor-plagal"})
_AT_AN_END: frozenset[Idiom] = frozenset({"suspension", "plagal-neighbour"})
_TO_THE_NEXT: frozenset[Idiom] = frozenset({"suspension", "leading-diminished"})
_FIFTH_DOWN = 5
WALK_FROM = 4
"""Bars: phrases at least so long have a bass that walks somewhere."""

Chords = Sequence[Slotted]
Accept = Callable[[Sequence[Numeral]], bool]


@dataclass(frozen=True)
class Loom:
    """What a phrase is woven with. ``last`` marks the piece's last phrase: nothing follows."""

    bars: int
    setting: Setting
    rng: Random
    last: bool

    def thicken(self, chords: Chords) -> list[Slotted] | None:
        """One connection more, drawn by weight; None when nothing fits."""
        return self._draw(chords, range(self.bars), _anything)

    def connect(self, chords: list[Slotted]) -> list[Slotted]:
        """Make sure that every two bars of the phrase hold a passing chord."""
        for start in range(0, self.bars - 1, PASSING_EVERY):
            stretch = range(start, start + PASSING_EVERY)
            if not any(self._passes(chords, i) for i in _within(chords, stretch)):
                chords = self._with_passing(chords, stretch)
        return chords

    def spread(self, chords: list[Slotted]) -> list[Slotted]:
        """Make sure that the share of bars with two chords is the genre's."""
        wanted = ceil(self.setting.harmony.density.busy * self.bars)
        for bar, count in enumerate(bar_counts(chords, self.bars)):
            busy = sum(number > 1 for number in bar_counts(chords, self.bars))
            if count == 1 and busy < wanted:
                stretch = range(bar, bar + 1)
                chords = self._draw(chords, stretch, _anything) or chords
        return chords

    def walk(self, chords: list[Slotted]) -> list[Slotted]:
        """Make sure that somewhere in a longer phrase the bass walks three chords by step."""
        if self.bars < WALK_FROM or walks([chord.numeral for chord in chords]):
            return chords
        everywhere = range(self.bars)
        found = self._draw(chords, everywhere, walks)
        if found is None:
            found = self._draw(chords, everywhere, walks, any_level=True)
        for bar in everywhere:
            bare = range(bar, bar + 1)
            found = found or self._draw(_plainer(chords, bare), bare, walks, any_level=True)
        return found or chords

    def _passes(self, chords: Chords, index: int) -> bool:
        return is_passing(chords, index, self.setting.mode, self.setting.meter)

    def _with_passing(self, chords: list[Slotted], stretch: range) -> list[Slotted]:
        """A passing chord in a stretch: of this level, of any, for another, or a bar earlier."""
        for base, bars, any_level in (
            (chords, stretch, False),
            (chords, stretch, True),
            (_plainer(chords, stretch), stretch, True),
            (chords, range(stretch.start - 1, stretch.stop), True),
        ):
            found = self._draw(base, bars, self._connects, any_level=any_level)
            if found is not None:
                return found
        return chords

    def _connects(self, run: Sequence[Numeral]) -> bool:
        return connects(run, self.setting.mode)

    def _draw(
        self, chords: Chords, bars: range, accept: Accept, *, any_level: bool = False
    ) -> list[Slotted] | None:
        """Put one connection into some bars, of those whose run of chords is accepted."""
        likes = self.setting.idioms(any_level=any_level)
        counts = bar_counts(chords, self.bars)
        options: list[tuple[int, Idiom, Between]] = []
        weights: list[float] = []
        for index, chord in enumerate(chords):
            if chord.length < 2 or chord.bar not in bars:
                continue
            welcome = _welcome(chords, index, counts)
            for idiom, added in self._possible(chords, index, accept):
                if idiom not in likes or not self.setting.suits(idiom, added):
                    continue
                if len(added) < chord.length:
                    options.append((index, idiom, added))
                    weights.append(likes[idiom] * welcome)
        if not options:
            return None
        index, idiom, added = self.rng.choices(options, weights)[0]
        return [*chords[:index], *self._run(chords[index], idiom, added), *chords[index + 1 :]]

    def _possible(
        self, chords: Chords, index: int, accept: Accept
    ) -> Iterator[tuple[Idiom, Between]]:
        """What can follow the chord at ``index``. Closes stay what they are, and after a phrase's
        last chord only little can come."""
        here, mode = chords[index].numeral, self.setting.mode
        after, allowed = Numeral(TONIC, mode == "minor"), None
        if index + 1 < len(chords):
            after = chords[index + 1].numeral
            allowed = _AT_A_CLOSE if self._is_close(chords, index) else None
        elif self.last:
            return
        else:
            allowed = _AT_AN_END if accept is _anything else _TO_THE_NEXT
        for idiom, added in connections(here, after, mode):
            if (allowed is None or idiom in allowed) and accept((here, *added, after)):
                yield idiom, added

    def _is_close(self, chords: Chords, index: int) -> bool:
        """Whether the step from ``index`` is the phrase's close on home.

        Where home is only said again, the piece's last phrase still stays as it is.
        """
        goal = index + 1
        if chords[goal].numeral.root != TONIC or chords[goal].inserted:
            return False
        if any(not chord.inserted for chord in chords[goal + 1 :]):
            return False
        return self.last or chords[index].numeral.root != TONIC

    def _run(self, chord: Slotted, idiom: Idiom, added: Between) -> tuple[Slotted, ...]:
        """A chord and what the idiom puts after it, in the chord's own last places.

        Bars of two beats are halved.
        """
        if idiom == "suspension":
            chord = chord.recoloured(chord.numeral.with_suffix("9sus4"))
        long = chord.length == SLOTS
        late = long and self.setting.meter.beats > 2 and self.rng.random() < 0.4
        each = SLOTS // 2 if long and not late and len(added) == 1 else 1
        head = replace(chord, length=chord.length - each * len(added))
        tail = (
            Slotted(head.end + each * n, each, new, inserted=True) for n, new in enumerate(added)
        )
        return (head, *tail)


def _anything(run: Sequence[Numeral]) -> bool:
    return bool(run)


def walks(run: Sequence[Numeral]) -> bool:
    """Whether three basses in a row move by step, a tone or less, in one direction."""
    low = [numeral.lowest.chroma for numeral in run]
    steps = [(after - before) % 12 for before, after in pairwise(low)]
    return any({one, two} <= {1, 2} or {one, two} <= {10, 11} for one, two in pairwise(steps))


def _within(chords: Chords, bars: range) -> list[int]:
    return [index for index, chord in enumerate(chords) if chord.bar in bars]


def _plainer(chords: list[Slotted], stretch: range) -> list[Slotted]:
    """The chords without the connections already put into a stretch."""
    for index in reversed(range(1, len(chords))):
        if chords[index].inserted and chords[index].bar in stretch:
            chords = without(chords, index)
    return chords


def _welcome(chords: Chords, index: int, counts: Sequence[int]) -> float:
    """Empty bars and long chords first; connections seldom in a row or inside a falling fifth."""
    chord = chords[index]
    welcome = 4.0 if counts[chord.bar] == 1 else 1.0
    if chord.length == SLOTS:
        welcome *= 1.5
    if any(other.inserted for other in chords[max(0, index - 1) : index + 2]):
        welcome *= 0.5
    if index + 1 < len(chords) and _falls_a_fifth(chord.numeral, chords[index + 1].numeral):
        welcome *= 0.25
    return welcome


def _falls_a_fifth(here: Numeral, after: Numeral) -> bool:
    return (after.root.chroma - here.root.chroma) % 12 == _FIFTH_DOWN
