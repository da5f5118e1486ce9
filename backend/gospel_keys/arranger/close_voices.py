"""Close harmony over a bass: the middle voices of a phrase, led from chord to chord.

What a broken chord breaks. The voices of a whole phrase are chosen together: they move little,
resolve leading tones and sevenths, and run in parallel fifths and octaves neither with each other
nor with the bass or the tune.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import least_gap
from gospel_keys.arranger.tune_rules import pulls, tendencies
from gospel_keys.arranger.voicing import Voices

Row = dict[Voices, tuple[float, Voices]]
"""A chord's voicings: the price of the way there, and the voicing before."""

_KEPT = 10
"""Voicings of each chord that are looked at."""
_MISSING_THIRD, _MISSING_SEVENTH, _MISSING_FIFTH = 6.0, 4.0, 0.8
_DOUBLED = 2.5
_PARALLEL, _UNRESOLVED = 7.0, 6.0
_PERFECT = (0, 7)
_HEART = 54


@dataclass(frozen=True, slots=True)
class Stand:
    """A chord's place in the voice leading: harmony, bass, the tune's note over it (0: none)
    and the highest pitch there is room for."""

    sound: Harmony
    bass: int
    top: int
    ceiling: int


def close_voices(part: Part, count: int, reach: int) -> dict[Span, Voices]:
    """``count`` voices (the bass among them) for each span of the phrase, low to high.

    Where there is no room, fewer.
    """
    spans = part.frame.spans
    stands = [_stand(part, span) for span in spans]
    led = _led(stands, count - 1, reach)
    return {
        span: (stand.bass, *upper) for span, stand, upper in zip(spans, stands, led, strict=True)
    }


def _stand(part: Part, span: Span) -> Stand:
    over = [note.midi for note in part.tune if note.onset <= span.start < note.end]
    return Stand(span.harmony, part.bass[span], over[-1] if over else 0, part.ceiling[span])


def _led(stands: Sequence[Stand], count: int, reach: int) -> list[Voices]:
    """The cheapest way through all chords' voicings."""
    rows: list[Row] = []
    for index, stand in enumerate(stands):
        choices = voicings(stand, count, reach)
        if not index:
            rows.append({voices: (cost, ()) for voices, cost in choices})
            continue
        before = stands[index - 1]
        rows.append({voices: _best(rows[-1], before, stand, voices) for voices, _ in choices})
        own = dict(choices)
        rows[-1] = {v: (cost + own[v], past) for v, (cost, past) in rows[-1].items()}
    here = min(rows[-1], key=lambda voices: (rows[-1][voices][0], voices))
    found = [here]
    for row in rows[:0:-1]:
        here = row[here][1]
        found.append(here)
    return found[::-1]


def _best(row: Row, before: Stand, stand: Stand, voices: Voices) -> tuple[float, Voices]:
    return min((cost + change(before, one, stand, voices), one) for one, (cost, _) in row.items())


@lru_cache(maxsize=16384)
def voicings(stand: Stand, count: int, reach: int) -> tuple[tuple[Voices, float], ...]:
    """The likeliest ways to put ``count`` voices over a bass, each with its price."""
    high = min(stand.bass + reach, stand.ceiling)
    pool = [p for p in range(stand.bass + 3, high + 1) if p % 12 in stand.sound.tones]
    pool = [p for p in pool if p % 12 != stand.bass % 12 or p == stand.bass + 12]
    for size in range(min(count, len(pool)), 0, -1):
        found = [(voices, _price(stand, voices)) for voices in combinations(pool, size)]
        found = [one for one in found if one[1] < 50]
        if found:
            return tuple(sorted(found, key=lambda one: (one[1], one[0]))[:_KEPT])
    return (((), 0.0),)


def _price(stand: Stand, voices: Voices) -> float:
    """How far a voicing is from whole, clear and well doubled."""
    sound = stand.sound
    line = (stand.bass, *voices)
    chromas = [pitch % 12 for pitch in line]
    heard = {*chromas, stand.top % 12} if stand.top else set(chromas)
    cost = 0.0 if sound.degree(3) in heard else _MISSING_THIRD
    cost += _MISSING_SEVENTH if sound.named >= 0 and sound.named not in heard else 0.0
    cost += _MISSING_FIFTH if sound.degrees.get(5, sound.root) not in heard else 0.0
    cost += 0.4 * (sound.degree(3) not in chromas)
    for chroma in tendencies(sound):
        doubled = chromas.count(chroma) + (stand.top % 12 == chroma if stand.top else 0)
        cost += _DOUBLED * max(0, doubled - 1)
    cost += 1.2 * (len(chromas) - len(set(chromas)))
    cost += 0.05 * sum(abs(pitch - _HEART) for pitch in voices)
    for low, high in pairwise(line):
        if high - low < least_gap(high):
            return 99.0
        cost += 2.0 if high - low < 3 else 0.0
    return cost


def change(before: Stand, one: Voices, stand: Stand, other: Voices) -> float:
    """What it costs to go from one chord's voices to the next one's, outer voices included."""
    cost = 0.25 * sum(abs(a - b) for a, b in zip(one, other, strict=False))
    cost += 1.5 * abs(len(one) - len(other))
    if before.sound is stand.sound:
        return cost + (3.0 if one != other and before.bass == stand.bass else 0.0)
    moves = pulls(before.sound, stand.sound)
    for a, b in zip(one, other, strict=False):
        if a % 12 in moves and b - a not in moves[a % 12]:
            cost += _UNRESOLVED
    return cost + _parallels(before, one, stand, other)


def _parallels(before: Stand, one: Voices, stand: Stand, other: Voices) -> float:
    """Parallel fifths and octaves between any two voices."""
    pairs = list(zip((before.bass, *one), (stand.bass, *other), strict=False))
    if before.top and stand.top:
        pairs.append((before.top, stand.top))
    found = 0
    for (a, b), (c, d) in combinations(pairs, 2):
        same = (c - a) % 12 == (d - b) % 12 and (c - a) % 12 in _PERFECT
        found += same and a != b and c != d
    return _PARALLEL * found
