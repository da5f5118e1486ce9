"""Harmonic rhythm: how many chords a phrase has at a level, and which come or go to get there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from gospel_keys.composer.planning.connect import Gap, between
from gospel_keys.composer.planning.place import onsets
from gospel_keys.composer.planning.slots import Slotted, bar_counts, without
from gospel_keys.genres.numeral import TONIC, Numeral
from gospel_keys.genres.phrases import SLOTS, Density, Harmony, Idiom, Mode, PassingRow
from gospel_keys.music.meter import Meter

_METRIC = (3.0, 1.0, 2.0, 1.0)
_MAJOR_SCALE = frozenset({0, 2, 4, 5, 7, 9, 11})
_MINOR_SCALE = frozenset({0, 2, 3, 5, 7, 8, 10, 11})
PASSING_EVERY = 2
"""Bars: from the level where connections begin, every two bars of a phrase hold one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every phrase of a piece."""

    harmony: Harmony
    mode: Mode
    complexity: int
    meter: Meter
    tempo: float

    @property
    def passing_rows(self) -> tuple[PassingRow, ...]:
        return tuple(
            row
            for row in self.harmony.passing
            if row.complexity[0] <= self.complexity <= row.complexity[1]
            and row.mode in (None, self.mode)
        )


def chords_a_bar(density: Density, setting: Setting) -> float:
    """The chords a bar to aim at."""
    beats = setting.meter.beats
    ladder = density.duple if beats <= 2 else density.triple if beats == 3 else density.quadruple
    wanted = ladder[setting.complexity - 1]
    if setting.tempo < density.fast_from:
        return wanted
    return max(min(wanted, density.fast_least), wanted * density.fast)


def fit(chords: list[Slotted], bars: int, setting: Setting, rng: Random, *, last: bool) -> list[Slotted]:
    """Thin or fill a phrase to its level's harmonic rhythm.

    The first chord and the cadence always stay. ``last`` is the piece's last phrase, whose final
    chord nothing follows.
    """
    exact = chords_a_bar(setting.harmony.density, setting) * bars
    target = int(exact) + (rng.random() < exact % 1)
    while len(chords) > target:
        victim = _least_important(chords, bars, rng)
        if victim is None:
            break
        chords = without(chords, victim)
    while len(chords) < target:
        filled = _insert(chords, bars, setting, rng, last=last)
        if filled is None:
            break
        chords = filled
    return _connected(chords, bars, setting, rng, last=last)


def _least_important(chords: Sequence[Slotted], bars: int, rng: Random) -> int | None:
    """The chord to drop: weak place, connecting, in a full bar; never the first or the cadence."""
    counts = bar_counts(chords, bars)
    scores = {
        index: _importance(chords, index) - 0.5 * counts[chord.bar] + 0.4 * rng.random()
        for index, chord in enumerate(chords)
        if counts[chord.bar] > 1
    }
    if not scores:
        return None
    return min(scores, key=scores.__getitem__)


def _importance(chords: Sequence[Slotted], index: int) -> float:
    chord, final = chords[index], len(chords) - 1
    score = _METRIC[chord.slot % SLOTS]
    if index in (0, final):
        score += 10
    elif index == final - 1 and chords[final].numeral.root.chroma == 0:
        score += 5
    if chord.numeral.is_diminished or chord.numeral.bass is not None:
        score -= 0.5
    return score


def _insert(
    chords: Sequence[Slotted], bars: int, setting: Setting, rng: Random, *, last: bool, passing: range | None = None
) -> list[Slotted] | None:
    """One connection more, drawn by weight; None when nothing fits.

    ``passing`` asks for a connection that starts in those bars.
    """
    counts = bar_counts(chords, bars)
    options: list[tuple[int, Idiom, tuple[Slotted, ...]]] = []
    weights: list[float] = []
    for index, chord in enumerate(chords):
        if chord.length < 2 or (passing is not None and chord.bar not in passing):
            continue
        if index == len(chords) - 1 and last:
            continue
        for row in setting.passing_rows:
            run = _run(chords, index, row.idiom, setting, rng)
            if run and (passing is None or _connects(run, setting)):
                options.append((index, row.idiom, run))
                weights.append(row.weight * _welcome(chords, index, counts))
    if not options:
        return None
    index, _, run = options[rng.choices(range(len(options)), weights)[0]]
    return [*chords[:index], *run, *chords[index + 1 :]]


def _welcome(chords: Sequence[Slotted], index: int, counts: Sequence[int]) -> float:
    """Empty bars and long chords first; connections seldom in a row."""
    chord = chords[index]
    welcome = 4.0 if counts[chord.bar] == 1 else 1.0
    if chord.length == SLOTS:
        welcome *= 1.5
    beside = chords[index + 1 : index + 2] + chords[max(0, index - 1) : index]
    return welcome * (0.5 if chord.inserted or any(other.inserted for other in beside) else 1.0)


def _run(
    chords: Sequence[Slotted], index: int, idiom: Idiom, setting: Setting, rng: Random
) -> tuple[Slotted, ...]:
    """The chord at ``index`` and what the idiom puts after it, in the chord's own places."""
    chord = chords[index]
    if index == len(chords) - 1:
        if idiom not in ("plagal-neighbour", "suspension"):
            return ()
        after = Numeral.parse("I" if setting.mode == "major" else "i")
    else:
        after = chords[index + 1].numeral
    if _is_cadence(chords, index) and idiom not in ("suspension", "minor-plagal"):
        return ()
    added = between(idiom, Gap(chord.numeral, after, setting.mode))
    if not added or len(added) >= chord.length:
        return ()
    if idiom == "suspension":
        added, chord = (chord.numeral,), chord.recoloured(chord.numeral.with_suffix("9sus4"))
    return _share(chord, added, setting, rng)


def _is_cadence(chords: Sequence[Slotted], index: int) -> bool:
    """Whether the step from ``index`` is the phrase's close on home, which must stay what it is."""
    return index == len(chords) - 2 and chords[-1].numeral.root == TONIC


def _share(
    chord: Slotted, added: tuple[Numeral, ...], setting: Setting, rng: Random
) -> tuple[Slotted, ...]:
    """Give the last places of ``chord`` to the added chords; bars of two beats are halved."""
    late = chord.length == SLOTS and setting.meter.beats > 2 and rng.random() < 0.4
    each = 1 if len(added) > 1 or chord.length < SLOTS or late else SLOTS // 2
    head = replace(chord, length=chord.length - each * len(added))
    return (
        head,
        *(Slotted(head.end + each * n, each, numeral, True) for n, numeral in enumerate(added)),
    )


def _connected(
    chords: list[Slotted], bars: int, setting: Setting, rng: Random, *, last: bool
) -> list[Slotted]:
    """Make sure that every two bars of the phrase hold a short chord that connects."""
    if not any(row.idiom == "rising-diminished" for row in setting.passing_rows):
        return chords
    for start in range(0, bars - 1, PASSING_EVERY):
        stretch = range(start, start + PASSING_EVERY)
        if not any(_is_passing(chords, i, setting) for i in _within(chords, stretch)):
            chords = _insert(chords, bars, setting, rng, last=last, passing=stretch) or chords
    return chords


def _within(chords: Sequence[Slotted], bars: range) -> list[int]:
    return [index for index, chord in enumerate(chords) if chord.bar in bars]


def _connects(run: tuple[Slotted, ...], setting: Setting) -> bool:
    """Whether an inserted run holds a chord with a note outside the key."""
    return any(chord.inserted and _foreign(chord.numeral, setting.mode) for chord in run)


def _is_passing(chords: Sequence[Slotted], index: int, setting: Setting) -> bool:
    """Short (half a bar at most), and foreign to the key or stepping in the bass on both sides."""
    if not 0 < index < len(chords) - 1:
        return False
    starts = onsets(chords, setting.meter)
    if starts[index + 1] - starts[index] > setting.meter.bar / 2:
        return False
    if _foreign(chords[index].numeral, setting.mode):
        return True
    low = [chords[i].numeral.lowest.chroma for i in (index - 1, index, index + 1)]
    return all((b - a) % 12 in (1, 2, 10, 11) for a, b in zip(low, low[1:], strict=False))


def _foreign(numeral: Numeral, mode: Mode) -> bool:
    """Whether the chord's third, fifth, seventh or root lie outside the key."""
    if numeral.is_diminished:
        return True
    root, scale = numeral.root.chroma, _MAJOR_SCALE if mode == "major" else _MINOR_SCALE
    tones = {0, 3 if numeral.minor else 4, 6 if numeral.is_half_diminished else 7}
    if numeral.suffix.startswith("7") or numeral.is_half_diminished:
        tones.add(10)
    return any((root + tone) % 12 not in scale for tone in tones)
