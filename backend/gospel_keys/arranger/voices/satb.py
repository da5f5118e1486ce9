"""Four voices on one chord: which notes they may take, and what doubling and spacing cost.

A chord is ``(soprano, alto, tenor, bass)`` in MIDI numbers, high to low.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations

from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.playability import least_gap
from gospel_keys.arranger.voices.line import restless

Four = tuple[int, int, int, int]

SOPRANO, ALTO, TENOR, BASS = (60, 81), (53, 74), (47, 67), (40, 60)
"""The voices' ranges as closed MIDI numbers."""
_OCTAVE = 12


@lru_cache(maxsize=4096)
def doublings(sound: Harmony, bass: int) -> tuple[tuple[tuple[int, int, int], float], ...]:
    """The chromas the three upper voices may have over a bass chroma, each with its cost.

    Every tone of a triad is there and the root doubled before the fifth, the third only in minor
    or diminished chords. A seventh chord is complete, or leaves out its fifth. No leading tone and
    no seventh is doubled.
    """
    tones = tuple(dict.fromkeys(sound.core or sound.tones))
    alone = restless(sound)
    fifth = sound.degrees.get(5, -1)
    missing = [tone for tone in tones if tone != bass]
    found: dict[tuple[int, int, int], float] = {}
    for drop in (-1, fifth):
        base = [tone for tone in missing if tone != drop][:3]
        cost = 0.0 if drop < 0 or drop not in missing else 1.5 if len(tones) > 3 else 2.5
        for extra in _fillings(tones, 3 - len(base)):
            voices = tuple(sorted((*base, *extra)))
            sung = (*voices, bass)
            if len(voices) == 3 and all(sung.count(tone) < 2 for tone in alone):
                price = cost + sum(
                    _double(sound, tone) for tone in set(sung) if sung.count(tone) > 1
                )
                price += 2.0 * sum(sung.count(tone) > 2 for tone in set(sung))
                found[voices] = min(price, found.get(voices, 99.0))
    return tuple(sorted(found.items(), key=lambda item: item[1])[:4])


def _fillings(tones: tuple[int, ...], count: int) -> list[tuple[int, ...]]:
    if count == 0:
        return [()]
    return [(tone, *rest) for tone in tones for rest in _fillings(tones, count - 1)]


def _double(sound: Harmony, tone: int) -> float:
    """What doubling a tone costs: nothing for the root, most for a major third."""
    if tone == sound.root:
        return 0.0
    if tone == sound.degrees.get(5):
        return 0.6
    return 0.8 if sound.quality in ("minor", "diminished", "half-diminished") else 2.2


@lru_cache(maxsize=16384)
def stacks(sound: Harmony, bass: int, soprano: int, reach: int) -> tuple[tuple[Four, float], ...]:
    """Chords between a bass and a soprano (MIDI), with what they cost by themselves.

    Soprano and alto, alto and tenor lie an octave apart at most, tenor and bass as far as a hand
    of ``reach`` semitones; voices do not cross and low ones do not crowd.
    """
    found: dict[Four, float] = {}
    for chromas, cost in doublings(sound, bass % 12):
        if soprano % 12 not in chromas:
            continue
        rest = list(chromas)
        rest.remove(soprano % 12)
        for one, other in set(permutations(rest)):
            alto = _below(soprano, one)
            tenor = _below(alto, other)
            if _fits(alto, tenor, bass, reach):
                four = (soprano, alto, tenor, bass)
                found[four] = min(cost + _spread(four), found.get(four, 99.0))
    return tuple(found.items())


def _below(midi: int, chroma: int) -> int:
    """The nearest pitch of a chroma below another; the octave for its own."""
    return midi - ((midi - chroma) % 12 or _OCTAVE)


def _fits(alto: int, tenor: int, bass: int, reach: int) -> bool:
    return (
        ALTO[0] <= alto <= ALTO[1]
        and TENOR[0] <= tenor <= TENOR[1]
        and least_gap(tenor) <= tenor - bass <= reach
        and bass < tenor < alto
    )


def _spread(four: Four) -> float:
    """Even spacing sounds best; a wide gap belongs at the bottom."""
    soprano, alto, tenor, bass = four
    cost = 0.05 * abs((soprano - alto) - (alto - tenor))
    return cost + (0.6 if tenor - bass < 4 and tenor < 55 else 0.0)
