"""The same chords in the colours of another level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.seed import rng
from gospel_keys.composer.planning.colour import coloured
from gospel_keys.composer.planning.events import Placed
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import Degree, Numeral
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key


def recoloured(
    placed: Sequence[Placed], setting: Setting, seed: int, *, last: bool
) -> list[Placed]:
    """A phrase's chords at the setting's level: roots, basses and times stay.

    Chords that somebody wrote or locked stay whole. ``last`` marks the piece's last phrase.
    """
    key = placed[0].section.key
    plain = [Slotted(n, 1, plain_of(one.chord, key)) for n, one in enumerate(placed)]
    draw = rng(seed, "recolour", placed[0].phrase.id, setting.complexity)
    rich = coloured(plain, setting, draw, last=last)
    return [
        one if one.written or one.locked else replace(one, chord=_named(new.numeral, one, key))
        for one, new in zip(placed, rich, strict=True)
    ]


def _named(numeral: Numeral, one: Placed, key: Key) -> Chord:
    """The numeral's chord, spelled on the root the chord had."""
    chord = chord_of(numeral, key)
    if chord.root.chroma == one.chord.root.chroma and chord.root != one.chord.root:
        return one.chord.reduced(5 if not one.chord.is_dominant else 7)
    return chord


def plain_of(chord: Chord, key: Key) -> Numeral:
    """The chord without the colours of a level, as the planner's numeral in a key."""
    return numeral_of(_plain(chord), key)


def _plain(chord: Chord) -> Chord:
    """The triad, or the seventh chord where the seventh is what it is heard by."""
    if chord.is_dominant and not chord.is_suspended:
        root, kind = chord.root, "7"
        return Chord.parse(f"{root}{kind}").with_bass(chord.bass)
    if chord.is_suspended and chord.is_dominant:
        return Chord.parse(f"{chord.root}7").with_bass(chord.bass)
    return chord.reduced(7 if chord.is_diminished else 5)


def numeral_of(chord: Chord, key: Key) -> Numeral:
    """A chord as the planner's numeral in a key."""
    place = key.tonic.interval_to(chord.root)
    bass = None
    if chord.bass is not None:
        low = key.tonic.interval_to(chord.bass)
        bass = Degree(low.steps, low.alteration)
    symbol = chord.symbol
    minor = symbol.startswith("m") and not symbol.startswith("maj")
    suffix = symbol[1:] if minor and not symbol.startswith("m7b5") else symbol
    return Numeral(Degree(place.steps, place.alteration), minor, suffix, bass)
