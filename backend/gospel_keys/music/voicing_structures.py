"""Voicings built on a chord's scale: stacked fourths and upper-structure triads."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.music.scale import Scale
from gospel_keys.music.spacing import Voicing, stack
from gospel_keys.music.voicing_tones import names, seventh_of, third_of


def quartal(
    chord: Chord, *, size: int = 4, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Fourths stacked inside the chord's scale.

    They start on 1 in minor chords, on 3 in major ones, on 7 in dominants and on 2 where there is
    no third, so that nothing clashes with the chord. TheoryError for a chord (a diminished
    seventh, a 13b9) whose scales do not have seven notes.
    """
    scale = next((scale for scale in chord.scales() if len(scale.pitch_classes) == 7), None)
    if scale is None:
        raise TheoryError(f"{chord} has no seven-note scale to stack fourths in")
    start = _first_fourth(chord)
    tones = [scale.degree(start + 3 * index) for index in range(size)]
    stacked = [_as_spelled(chord, name) for name in tones]
    return stack(stacked, bottom=bottom, top=top)


def _first_fourth(chord: Chord) -> int:
    if chord.third is None:
        return 2
    if chord.is_minor or chord.is_diminished:
        return 1
    return 7 if chord.is_dominant else 3


def upper_structure(
    chord: Chord, *, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Third and seventh with a triad above that holds the chord's tensions: D over C7#11.

    TheoryError where no major or minor triad fits the chord's scales, as over a 9#5.
    """
    guides = [third_of(chord), seventh_of(chord)]
    below = names(chord, [interval for interval in guides if interval])
    above = _best_triad(chord)
    rotations = [above[place:] + above[:place] for place in range(3)]
    stacks = [stack([*below, *triad], bottom=bottom) for triad in rotations]
    best = min(range(3), key=lambda place: stacks[place][-1].midi)
    return stack([*below, *rotations[best]], bottom=bottom, top=top)


@lru_cache(maxsize=2048)
def _best_triad(chord: Chord) -> tuple[PitchClass, ...]:
    triads = next(filter(None, (_triads(chord, scale) for scale in chord.scales())), None)
    if triads is None:
        raise TheoryError(f"no major or minor triad fits over {chord}")
    best = max(triads, key=lambda triad: _colour(chord, triad))
    return tuple(best)


def _triads(chord: Chord, scale: Scale) -> list[list[PitchClass]]:
    """Major, then minor triads made of tones of the scale, without the avoid tone."""
    avoid = (chord.root.chroma + 5) % 12 if "3" in chord.degrees else None
    usable = [name for name in scale.pitch_classes if name.chroma != avoid]
    by_chroma = {name.chroma: _as_spelled(chord, name) for name in usable}
    found = []
    for pattern in ((0, 4, 7), (0, 3, 7)):
        for name in usable:
            chromas = [(name.chroma + semitones) % 12 for semitones in pattern]
            if all(chroma in by_chroma for chroma in chromas):
                found.append([by_chroma[chroma] for chroma in chromas])
    return found


def _colour(chord: Chord, triad: list[PitchClass]) -> tuple[int, int, int]:
    """How well a triad suits: the written tensions it shows, the altered tones it would add
    unasked (negative), and how many tones it adds to root, third and seventh."""
    tones = [chord.root.interval_to(name) for name in triad]
    own = {interval.simple: interval for interval in chord.intervals}
    written = [own[tone] for tone in tones if tone in own]
    shown = sum(_tension(interval) for interval in written)
    unasked = sum(tone.alteration != 0 for tone in tones if tone not in own)
    plain = {1, 3, 7} | ({4} if chord.third is None else set())
    return shown, -unasked, sum(tone.number not in plain for tone in tones)


def _tension(interval: Interval) -> int:
    """The weight of a written colour: its number, nothing for plain chord tones."""
    colour = interval.number > 7 or (interval.number == 5 and interval.alteration != 0)
    return interval.number if colour else 0


def _as_spelled(chord: Chord, name: PitchClass) -> PitchClass:
    """The chord's own spelling of a tone, where it has it."""
    own = (tone for tone in chord.pitch_classes if tone.chroma == name.chroma)
    return next(own, name)
