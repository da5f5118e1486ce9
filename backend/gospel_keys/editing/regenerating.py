"""Bars drawn anew between bars that stay, around chords that are locked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from gospel_keys.arranger.seed import sub_seed
from gospel_keys.arranger.splicing import Stretch
from gospel_keys.compose import Composition
from gospel_keys.composer.flow import smoothness
from gospel_keys.composer.planning.events import Placed, merged
from gospel_keys.composer.planning.redraw import redrawn
from gospel_keys.composer.planning.retelling import placed_of, retold
from gospel_keys.composer.planning.setting import setting_in
from gospel_keys.editing.checks import check_chords, stretch_of_bars
from gospel_keys.editing.progressions import free_stretches, joined, replaced, total
from gospel_keys.editing.rewriting import rewritten, stretch_of
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Phrase, Section

_DRAWS = 6
"""How many phrases are drawn, of which the one that joins its neighbours best is taken."""
_SHORT = 4
"""A quarter of a beat is the least that a chord drawn anew may last at an edge."""
_OTHER = 1.2
"""What a draw is worth that changes every chord, beside one that changes none."""


def regenerate(
    piece: Composition, bars: tuple[int, int], locked: Collection[str] = (), seed: int = 0
) -> Composition:
    """The piece with bars ``bars`` (both included, from 1) drawn anew.

    Chords named in ``locked`` keep symbol and time. Every note that begins outside the bars is the
    same, byte for byte. Raises ``BriefError`` for bars or chords that the piece does not have.
    """
    old = piece.arrangement.progression
    where = stretch_of_bars(old, bars)
    check_chords(old, locked, "locked")
    free = free_stretches(old.chords, where, locked)
    placed = [replace(one, locked=one.id in locked) for one in placed_of(old)]
    if free:
        new = [chord for one in free for chord in _drawn(piece, placed, one, seed)]
        placed = replaced(placed, new, free)
    return rewritten(piece, retold(old, placed), [where], seed)


def _drawn(
    piece: Composition, placed: Sequence[Placed], free: Stretch, seed: int
) -> Iterator[Placed]:
    """New chords for a free stretch, phrase by phrase."""
    progression = piece.arrangement.progression
    sections = {section.id: section for section in progression.sections}
    for index, phrase in enumerate(progression.phrases):
        own = stretch_of(progression, phrase)
        part = Stretch(max(own.start, free.start), min(own.end, free.end))
        if part.start < part.end:
            following = progression.phrases[index + 1 :]
            after = sections[following[0].section_id] if following else None
            yield from _best(
                piece, placed, (phrase, sections[phrase.section_id], after), part, seed
            )


def _best(
    piece: Composition,
    placed: Sequence[Placed],
    place: tuple[Phrase, Section, Section | None],
    part: Stretch,
    seed: int,
) -> list[Placed]:
    """Of some draws the one that differs most and joins its neighbours best."""
    phrase, section, after = place
    brief = piece.brief
    harmony = genres()[brief.genre].harmony
    setting = setting_in(harmony, section, brief.complexity, brief.application)
    before = [one.chord for one in placed if one.onset < part.start][-1:]
    behind = [one.chord for one in placed if one.end > part.end][:1]
    options = []
    for number in range(_DRAWS):
        drawn = redrawn(
            phrase, section, after.key if after else section.key, setting,
            sub_seed(seed, "draw", number), last=after is None,
        )  # fmt: skip
        cut = _cut(drawn, part, section.meter.beat / _SHORT)
        worth = smoothness([*before, *(one.chord for one in cut), *behind])
        worth += _OTHER * _changed(cut, placed, part)
        options.append((worth, -number, cut))
    return max(options, key=lambda option: option[:2])[2]


def _cut(drawn: Sequence[Placed], part: Stretch, least: Fraction) -> list[Placed]:
    """The chords of a draw inside a stretch; one cut too short gives its time to its neighbour."""
    found: list[Placed] = []
    for one in drawn:
        start, end = max(one.onset, part.start), min(one.end, part.end)
        if start >= end:
            continue
        if found and end - start < least:
            found[-1] = replace(found[-1], duration=end - found[-1].onset)
            continue
        if found and found[-1].duration < least:
            start = found.pop().onset
        found.append(replace(one, onset=start, duration=end - start))
    return merged(found, ends=False)


def _changed(new: Sequence[Placed], old: Sequence[Placed], part: Stretch) -> float:
    """The share of a stretch in which another chord sounds than before."""
    same = Fraction(0)
    for one in new:
        for other in old:
            start, end = max(one.onset, other.onset), min(one.end, other.end)
            if start < end and one.chord == other.chord:
                same += end - start
    return 1.0 - float(same / total(joined([part])))
