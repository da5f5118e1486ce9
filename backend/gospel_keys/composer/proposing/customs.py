"""What the genre's phrases for one place of a form have in common: how they open and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import Harmony, PhraseRow
from gospel_keys.score.model import Phrase, Section


@dataclass(frozen=True, slots=True)
class Customs:
    """The degrees (semitones above the tonic) on which phrases of a place begin and end.

    Empty where the place says nothing.
    """

    openings: frozenset[int]
    ends: frozenset[int]


def customs(harmony: Harmony, phrase: Phrase, section: Section, *, leads_out: bool) -> Customs:
    """The customs of a phrase's place; one that leads to another key ends as that needs."""
    own = [row for row in harmony.phrases if row.mode == section.key.mode]
    here = _of_place(own, phrase, section.label)
    closing = [row for row in here if row.cadence == phrase.cadence]
    closing = closing or [row for row in own if row.cadence == phrase.cadence]
    return Customs(
        frozenset(_degree(row.places[0].numeral) for row in here),
        frozenset() if leads_out else frozenset(_degree(row.places[-1].numeral) for row in closing),
    )


def _of_place(rows: Sequence[PhraseRow], phrase: Phrase, label: str) -> Sequence[PhraseRow]:
    """The rows for the place that the phrase's own row is for, else for its section."""
    source = next((row for row in rows if row.id == phrase.source), None)
    labels = set(source.section) if source else {label}
    same = [row for row in rows if labels & set(row.section) and row.bars == phrase.bars]
    return same or [row for row in rows if labels & set(row.section)]


def _degree(numeral: Numeral) -> int:
    return numeral.root.chroma
