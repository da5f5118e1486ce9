"""A phrase's chords drawn anew, whatever made the phrase: from the genre's rows of its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.arranger.seed import rng
from gospel_keys.composer.planning.colour import coloured
from gospel_keys.composer.planning.density import fit
from gospel_keys.composer.planning.events import Placed, merged
from gospel_keys.composer.planning.inverting import inverted
from gospel_keys.composer.planning.modulate import opened
from gospel_keys.composer.planning.place import onsets
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted, chords_of
from gospel_keys.genres.phrases import SLOTS, PhraseRow
from gospel_keys.music.key import Key
from gospel_keys.score.model import Phrase, Section

_AGAIN = 0.25
"""How likely a row is that the phrase is made of already, beside another."""
_HERE, _CADENCE = 3.0, 20.0
"""How much likelier a row for the phrase's section is, and one with its cadence."""


def redrawn(
    phrase: Phrase, section: Section, next_key: Key, setting: Setting, seed: int, *, last: bool
) -> list[Placed]:
    """Other chords for a phrase, as many bars long, to its cadence where the genre has one.

    ``next_key`` is the key after the phrase; ``last`` marks the piece's last phrase. Raises
    ``ValueError`` where the genre has no phrase for the setting.
    """
    draw = rng(seed, "redraw", phrase.id)
    rows = _rows(phrase, section, setting, seed)
    chords = _tail(rows, phrase.bars)
    if not all(row.fixed for row in rows):
        chords = fit(chords, phrase.bars, setting, draw, last=last)
    if next_key != section.key:
        chords = opened(chords, setting.harmony.modulation, draw)
    chords = inverted(coloured(chords, setting, draw, last=last), setting)
    start = phrase.start_bar * section.meter.bar
    starts = [start + at for at in onsets(chords, section.meter.felt)]
    ends = [*starts[1:], start + phrase.bars * section.meter.bar]
    found = [
        Placed(
            "", at, end - at,
            chord_of(chord.numeral, next_key if chord.leads_out else section.key), section, phrase,
        )
        for chord, at, end in zip(chords, starts, ends, strict=True)
    ]  # fmt: skip
    return merged(found, ends=last)


def _rows(phrase: Phrase, section: Section, setting: Setting, seed: int) -> list[PhraseRow]:
    """Rows that make the phrase, the last one to its cadence; they may be longer than it is."""
    all_rows = setting.harmony.fitting(
        setting.mode, setting.complexity, setting.meter.meter_class, setting.application
    )
    if not all_rows:
        raise ValueError(f"no phrases in {setting.mode} for {setting.meter}")
    draw = rng(seed, "redraw", "rows", phrase.id)
    exact = [row for row in all_rows if row.bars == phrase.bars]
    longer = [row for row in all_rows if row.bars > phrase.bars]
    found: list[PhraseRow] = []
    while sum(row.bars for row in found) < phrase.bars:
        pool = list(all_rows) if found else exact or longer or list(all_rows)
        weights = [_weight(row, phrase, section, closes=not found) for row in pool]
        found.insert(0, draw.choices(pool, weights)[0])
    return found


def _weight(row: PhraseRow, phrase: Phrase, section: Section, *, closes: bool) -> float:
    weight = row.weight * (_AGAIN if row.id == phrase.source else 1.0)
    weight *= _HERE if section.label in row.section else 1.0
    return weight * (_CADENCE if closes and row.cadence == phrase.cadence else 1.0)


def _tail(rows: Sequence[PhraseRow], bars: int) -> list[Slotted]:
    """The last ``bars`` bars of rows in a row."""
    found: list[Slotted] = []
    start = (bars - sum(row.bars for row in rows)) * SLOTS
    for row in rows:
        found += [replace(one, slot=one.slot + start) for one in chords_of(row)]
        start += row.bars * SLOTS
    return [one for one in found if one.slot >= 0]
