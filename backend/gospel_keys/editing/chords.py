"""One chord of a piece: what might stand there, and setting it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gospel_keys.compose import Composition
from gospel_keys.composer.charts.chart import read_symbol
from gospel_keys.composer.charts.lay import ORIGIN
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.planning.retelling import placed_of, retold
from gospel_keys.composer.substitutes.offers import offers
from gospel_keys.editing.checks import chord_of_id
from gospel_keys.editing.progressions import span_of
from gospel_keys.editing.rewriting import rewritten
from gospel_keys.editing.spots import Spots
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.roman import chord_to_roman

MOST_OFFERS = 16


@dataclass(frozen=True, slots=True)
class Alternative:
    """A chord for a chord's place: its numeral, what kind of idea it is, and why."""

    chord: Chord
    roman: str
    idea: str
    label: str
    reason: str


def set_chord(
    piece: Composition, chord_id: str, symbol: str, seed: int | None = None
) -> Composition:
    """The piece with another chord for as long as the old one lasted; notes are new only there.

    ``symbol`` is a chord symbol, a numeral or a number. Raises ``BriefError`` for what cannot be
    read, and for a chord that is there already.
    """
    old = piece.arrangement.progression
    here = chord_of_id(old, chord_id)
    section = next(s for s in old.sections if s.id == here.section_id)
    chord = read_symbol(symbol, section.key, "symbol")
    if chord == here.chord:
        raise BriefError(
            "symbol", f"The chord is {here.chord} already.", value=symbol, allowed="another chord"
        )
    placed = [
        replace(one, chord=chord, origin=ORIGIN, written=symbol) if one.id == chord_id else one
        for one in placed_of(old)
    ]
    return rewritten(piece, retold(old, placed), [span_of(here)], seed)


def alternatives(piece: Composition, chord_id: str) -> tuple[Alternative, ...]:
    """Chords that might stand in a chord's place, the aptest first, each with its reason.

    They are ranked by the genre's taste, by how the neighbours take them, and by the melody.
    """
    progression = piece.arrangement.progression
    here = chord_of_id(progression, chord_id)
    spot = Spots(piece).at(progression.chords.index(here))
    found: dict[Chord, Alternative] = {}
    for offer in offers(spot, genres()[piece.brief.genre].harmony, piece.brief.complexity):
        found.setdefault(
            offer.chord,
            Alternative(
                offer.chord, chord_to_roman(offer.chord, spot.key), offer.row.id, offer.row.label,
                offer.reason,
            ),
        )  # fmt: skip
    return tuple(found.values())[:MOST_OFFERS]
