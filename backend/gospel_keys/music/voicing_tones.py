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

    Third and seventh come first, then altered tones and the highest extension, then the rest; the
    perfect fifth goes first of all. Without ``root`` the root may go too.
    """
    count = len(chord.intervals) if size is None else size
    if count < 1:
        raise TheoryError(f"a voicing has at least one tone, not {count}")
    guides = (third_of(chord), seventh_of(chord))

    def weight(interval: Interval) -> tuple[int, int]:
        if interval == UNISON:
            return (0 if root else 4), 0
        if interval in guides:
            return 1, 0
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
    plain = colour and not chord.is_diminished and chord.quality != "altered fifth"
    return MAJOR_NINTH if plain and "#11" not in chord.alterations else UNISON


def fifth_slot(chord: Chord, *, colour: bool) -> Interval:
    """What a rootless voicing plays as the fifth: a 13 or altered tone, or the fifth."""
    thirteenth = tone(chord, 13)
    fifth = tone(chord, 5)
    if thirteenth is not None:
        return thirteenth
    plain_dominant = chord.is_dominant and not chord.alterations
    if colour and plain_dominant:
        return MAJOR_THIRTEENTH
    return fifth or UNISON


def seventh_slot(chord: Chord, *, colour: bool) -> Interval:
    """What a rootless voicing plays as the seventh: the chord's own, or a sixth on a triad."""
    own = seventh_of(chord)
    if own is not None:
        return own
    return MAJOR_SIXTH if colour and chord.quality in ("major", "minor") else UNISON
