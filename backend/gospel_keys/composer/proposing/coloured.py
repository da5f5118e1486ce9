"""A proposal in the colours of the level: plain chords are coloured as the genre's own are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.seed import rng
from gospel_keys.composer.planning.colour import coloured
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.composer.planning.recolour import numeral_of
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.composer.proposing.reading import Sounding
from gospel_keys.composer.proposing.spot import Spot
from gospel_keys.genres.phrases import SLOTS


def in_colour(spot: Spot, chords: Sequence[Sounding]) -> tuple[Sounding, ...]:
    """The chords, the plain ones in a colour of the level; those that have one or are locked stay.

    The draw is the phrase's own, so the same proposal is always coloured the same.
    """
    key, bar = spot.section.key, spot.section.meter.bar
    plain = [
        Slotted(int(one.onset // bar) * SLOTS + number % SLOTS, 1, numeral_of(one.chord, key))
        for number, one in enumerate(chords)
    ]
    draw = rng(spot.brief.seed, "propose", "colour", spot.phrase.id)
    rich = coloured(plain, spot.setting, draw, last=spot.is_last)
    return tuple(
        one if one.locked or new.numeral == old.numeral
        else replace(one, chord=chord_of(new.numeral, key))
        for one, old, new in zip(chords, plain, rich, strict=True)
    )  # fmt: skip
