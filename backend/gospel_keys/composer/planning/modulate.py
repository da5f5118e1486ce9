"""The door to a risen section: the dominant of the new key at the end of the phrase before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import SLOTS, Modulation

_DEFAULT: tuple[Numeral, ...] = (Numeral.parse("V7"),)


def opened(chords: Sequence[Slotted], modulation: Modulation, rng: Random) -> list[Slotted]:
    """The phrase with the second half of its last bar given to the new key's dominant."""
    approach = rng.choice(modulation.approach) if modulation.approach else _DEFAULT
    bar = chords[-1].bar
    door = bar * SLOTS + SLOTS // 2
    kept = [chord for chord in chords if chord.slot < door]
    kept[-1] = replace(kept[-1], length=door - kept[-1].slot)
    each = (SLOTS // 2) // len(approach)
    return kept + [
        Slotted(door + each * n, each, numeral, leads_out=True)
        for n, numeral in enumerate(approach)
    ]
