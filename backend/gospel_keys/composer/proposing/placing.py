"""A phrase's new chords put into a progression; all others keep their names and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from gospel_keys.composer.charts.cadence import cadence_of
from gospel_keys.composer.planning.events import Placed
from gospel_keys.composer.planning.retelling import placed_of, retold
from gospel_keys.composer.proposing.offer import Maker
from gospel_keys.composer.proposing.reading import Sounding
from gospel_keys.composer.proposing.spot import Spot
from gospel_keys.score.model import Phrase, Progression

SOURCE = "proposal"
"""What a phrase is made from that a model wrote."""


def with_phrase(spot: Spot, chords: Sequence[Sounding], maker: Maker) -> Progression:
    """The progression with other chords in the spot's phrase; locked ones keep everything.

    Numerals, functions and reasons are read from the chords themselves, as for the rules' own.
    """
    phrase = replace(spot.phrase, source=SOURCE, cadence=_cadence(spot, chords))
    old = spot.progression
    phrases = tuple(phrase if p.id == phrase.id else p for p in old.phrases)
    made = replace(old, phrases=phrases)
    placed = placed_of(made)
    first = next(n for n, one in enumerate(placed) if one.phrase is phrase)
    others = [one for one in placed if one.phrase is not phrase]
    own = {one.onset: one for one in placed if one.phrase is phrase}
    new = _placed(spot, phrase, chords, own, figured=placed[first].figured, maker=maker)
    return retold(made, [*others[:first], *new, *others[first:]])


def _placed(
    spot: Spot, phrase: Phrase, chords: Sequence[Sounding], own: Mapping[Fraction, Placed], *,
    figured: bool, maker: Maker,
) -> list[Placed]:  # fmt: skip
    taken = {own[spot.start + one.onset].id for one in chords if one.locked}
    numbers = (f"{phrase.id}.c{n}" for n in range(len(chords) + len(taken)))
    free = iter([name for name in numbers if name not in taken])
    return [
        own[spot.start + one.onset]
        if one.locked
        else Placed(
            next(free), spot.start + one.onset, one.duration, one.chord, spot.section, phrase,
            origin=maker, figured=figured,
        )
        for one in chords
    ]  # fmt: skip


def _cadence(spot: Spot, chords: Sequence[Sounding]) -> str:
    """How the phrase closes now. The last phrase's is what the piece's ending was chosen for."""
    if spot.is_last or spot.leads_out:
        return spot.phrase.cadence
    return cadence_of([one.chord for one in chords], spot.section.key)
