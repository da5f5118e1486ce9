"""Which tones of a chord a voicing needs: guide tones, colours, and what may be left out."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import UNISON, Interval, degrees
from gospel_keys.music.pitch import PitchClass

MAJOR_NINTH, MAJOR_THIRTEENTH, MAJOR_SIXTH = degrees("9 13 6")


def tone(chord: Chord, *numbers: int) -> Interval | None:
    """The chord's tone of the first of ``numbers`` that it has: natural, else raised, else low."""
    for number in numbers:
        same = [interval for interval in chord.intervals if interval.number == number]
        if same:
            return min(same, key=lambda found: (found.alteration != 0, -found.alteration))
    return None


def third_of(chord: Chord) -> Interval | None:
    """The third, or what stands in its place: the 4, the 11, the 2."""
    return tone(chord, 3, 4, 11, 2)


def seventh_of(chord: Chord) -> Interval | None:
    """The seventh, or the sixth that takes its place."""
    return tone(chord, 7, 6)


def names(chord: Chord, tones: list[Interval]) -> list[PitchClass]:
    """The tones spelled on the chord's root."""
    return [chord.root.transpose(interval) for interval in tones]


@lru_cache(maxsize=4096)
def essential(chord: Chord, size: int | None = None, *, root: bool = True) -> tuple[Interval, ...]:
    """The ``size`` tones that say most about the chord, in order; all of them for None.

    Third and seventh come first, then altered tones and the highest extension, then the rest. The
    perfect fifth is the first to go, or the root itself without ``root``; of two tones of one
    number (b9 and #9) only the higher is essential.
    """
    count = len(chord.intervals) if size is None else size
    if count < 1:
        raise TheoryError(f"a voicing has at least one tone, not {count}")
    guides = (third_of(chord), seventh_of(chord))

    def weight(interval: Interval) -> tuple[int, int]:
        if interval == UNISON:
            return (0 if root else 6), 0
        if interval in guides:
            return 1, 0
        if interval != tone(chord, interval.number):
            return 7, 0
        if interval.alteration and interval.number in (5, 9, 11, 13):
            return 2, -interval.number
        return (5 if interval.number == 5 else 3), -interval.number

    return tuple(sorted(sorted(chord.intervals, key=weight)[:count]))


def close_order(tones: tuple[Interval, ...], inversion: int = 0) -> list[Interval]:
    """The tones within one octave, the tone number ``inversion`` lowest."""
    ordered = sorted(tones, key=lambda interval: interval.semitones % 12)
    place = inversion % len(ordered)
    return ordered[place:] + ordered[:place]


def ninth_slot(chord: Chord, *, colour: bool) -> Interval:
    """What a rootless voicing plays as the ninth: the chord's own, a plain one, or the root."""
    own = tone(chord, 9)
    if own is not None:
        return own
    plain = colour and not chord.is_diminished and not _altered_dominant(chord)
    return MAJOR_NINTH if plain else UNISON


def fifth_slot(chord: Chord, *, colour: bool) -> Interval:
    """What a rootless voicing plays as the fifth: the 13, an altered tone, the 11, or the fifth."""
    fifth, eleventh = tone(chord, 5), tone(chord, 11)
    thirteenth = tone(chord, 13)
    if thirteenth is not None:
        return thirteenth
    if fifth is not None and fifth.alteration:
        return fifth
    if eleventh is not None and third_of(chord) != eleventh:
        return eleventh
    plain_dominant = "3" in chord.degrees and chord.is_dominant and not chord.alterations
    if colour and plain_dominant:
        return MAJOR_THIRTEENTH
    return fifth or UNISON


def seventh_slot(chord: Chord, *, colour: bool) -> Interval:
    """What a rootless voicing plays as the seventh: the chord's own, or a sixth on a triad."""
    own = seventh_of(chord)
    if own is not None:
        return own
    return MAJOR_SIXTH if colour and chord.quality in ("major", "minor") else UNISON


def _altered_dominant(chord: Chord) -> bool:
    altered_fifth = bool({"b5", "#5", "b13"} & {*chord.alterations})
    return chord.is_dominant and altered_fifth
