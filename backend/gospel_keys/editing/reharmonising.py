"""Bars harmonised anew by named techniques, under the melody that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from random import Random

from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.splicing import Stretch
from gospel_keys.compose import Composition
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.planning.events import Placed
from gospel_keys.composer.planning.retelling import placed_of, retold
from gospel_keys.composer.substitutes.offers import Offer, offers
from gospel_keys.composer.substitutes.rows import TECHNIQUES
from gospel_keys.editing.checks import stretch_of_bars
from gospel_keys.editing.progressions import joined, replaced
from gospel_keys.editing.rewriting import rewritten
from gospel_keys.editing.spots import Spots, halved
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import ChordEvent

_TEMPERATURE = 0.7
"""How far chance may prefer a less apt chord."""
_EVERY = 0.75
"""How often a chord that could change does."""
_LEAST_BEATS = 2
"""Beats that a chord has at least where another comes in its last half."""

Change = tuple[ChordEvent, Offer]


def reharmonise(
    piece: Composition,
    bars: tuple[int, int] | None = None,
    techniques: Collection[str] = (),
    seed: int = 0,
) -> Composition:
    """The piece with some chords of ``bars`` (all without) changed by ``techniques`` (any without).

    The melody stays note for note, and no new chord rubs against it; chords that are locked and the
    last one stay. Every changed chord says what was done. Raises ``BriefError`` for bars or
    techniques that there are not, and where nothing there can be changed so.
    """
    _check(techniques)
    old = piece.arrangement.progression
    where = stretch_of_bars(old, bars) if bars else Stretch(old.chords[0].onset, old.chords[-1].end)
    changes = list(_changes(piece, where, frozenset(techniques or TECHNIQUES), seed))
    if not changes:
        raise BriefError(
            "techniques", "No chord there can be changed so under its melody.",
            value=", ".join(techniques) or "any", allowed="other techniques, or other bars",
        )  # fmt: skip
    placed = placed_of(old)
    by_id = {one.id: one for one in placed}
    new = [_changed(by_id[chord.id], chord, offer) for chord, offer in changes]
    freed = [Stretch(one.onset, one.end) for one in new]
    made = retold(old, replaced(placed, new, freed))
    spans = joined([Stretch(chord.onset, chord.end) for chord, _ in changes])
    return rewritten(piece, made, spans, seed, tune=True)


def _check(techniques: Collection[str]) -> None:
    for name in techniques:
        if name not in TECHNIQUES:
            raise BriefError("techniques", "There is no such technique.", value=name,
                             allowed=TECHNIQUES)  # fmt: skip


def _changes(
    piece: Composition, where: Stretch, techniques: frozenset[str], seed: int
) -> Iterator[Change]:
    """The chords to change: no two in a row, and one at least where one can be."""
    found = list(_possible(piece, where, techniques))
    draw = rng(seed, "reharmonise")
    taken: list[int] = []
    for index, choices in found:
        if (not taken or taken[-1] < index - 1) and draw.random() < _EVERY:
            taken.append(index)
            yield piece.arrangement.progression.chords[index], _drawn(choices, draw)
    if found and not taken:
        index, choices = max(found, key=lambda one: one[1][0].worth)
        yield piece.arrangement.progression.chords[index], choices[0]


def _possible(
    piece: Composition, where: Stretch, techniques: frozenset[str]
) -> Iterator[tuple[int, list[Offer]]]:
    chords = piece.arrangement.progression.chords
    harmony = genres()[piece.brief.genre].harmony
    spots = Spots(piece)
    for index, chord in enumerate(chords[:-1]):
        if chord.onset < where.start or chord.end > where.end or chord.locked:
            continue
        room = chord.duration >= _LEAST_BEATS * piece.brief.meter.beat
        apt = [
            offer
            for offer in offers(spots.at(index), harmony, piece.brief.complexity)
            if offer.technique in techniques
            and not offer.clashes
            and (room or offer.row.place == "instead")
        ]
        if apt:
            yield index, apt


def _drawn(choices: Sequence[Offer], draw: Random) -> Offer:
    """One of the apter offers; the first is the likeliest."""
    return draw.choices(choices, [_TEMPERATURE**rank for rank in range(len(choices))])[0]


def _changed(placed: Placed, chord: ChordEvent, offer: Offer) -> Placed:
    """The chord that comes, and what it did."""
    start = halved(chord) if offer.row.place == "before" else chord.onset
    how = "comes in after" if offer.row.place == "before" else "stands for"
    lead = f"{offer.chord} {how} {chord.chord} ({offer.row.label.lower()}): {offer.reason} "
    return replace(
        placed, id="", onset=start, duration=chord.end - start, chord=offer.chord, lead=lead,
        written="", origin="rules",
    )  # fmt: skip
