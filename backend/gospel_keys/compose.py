"""The sentence as one function: words become a brief, a progression, an arrangement, a performance.

    from gospel_keys import compose

    piece = compose("gospel", "Uplifting song in C major", num_bars=16)
    Path("song.mid").write_bytes(piece.midi())

No server and no database is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from gospel_keys.arranger import arrange, perform
from gospel_keys.composer.charts.chart import Asked as Chords
from gospel_keys.composer.notes_asked import NoteAsked
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.planner import plan
from gospel_keys.composer.proposing.deciding import decided
from gospel_keys.composer.proposing.offer import Proposer
from gospel_keys.composer.proposing.report import Report, report_of
from gospel_keys.composer.proposing.task import task_complexity
from gospel_keys.composer.request import HandSize, Request
from gospel_keys.genres.registry import genres
from gospel_keys.score import lead_sheet, midi, musicxml
from gospel_keys.score.model import Arrangement, Brief, Performance, Progression, Proposed


@dataclass(frozen=True, slots=True)
class Composition:
    """A finished piece: what was understood, what is written, how it is played."""

    brief: Brief
    arrangement: Arrangement
    performance: Performance

    @property
    def report(self) -> Report:
        """Who made which bars, how hard the request was, and what became of each offer."""
        genre, brief = genres()[self.brief.genre], self.brief
        return report_of(
            self.arrangement.progression, brief.ai_percentage, task_complexity(brief, genre)
        )

    def midi(self) -> bytes:
        """The piece as a standard MIDI file, format 1."""
        return midi.write(self.arrangement, self.performance)

    def musicxml(self, *, pedal: bool = True) -> bytes:
        """The piece as a MusicXML 4.0 score: two staves, fingering, chord symbols."""
        return musicxml.write(self.arrangement, self.performance, pedal=pedal)

    def chordpro(self) -> str:
        """The chords as a ChordPro song of grids."""
        return lead_sheet.write_chordpro(self._chart())

    def ireal(self) -> str:
        """The chords as a link of the open iReal form."""
        return lead_sheet.write_ireal(self._chart())

    def _chart(self) -> lead_sheet.LeadSheet:
        label = genres()[self.brief.genre].style.label
        return lead_sheet.lead_sheet(self.arrangement, style=label)


def compose(
    genre: str,
    description: str,
    *,
    key: str | None = None,
    tempo: float | None = None,
    time_signature: str | None = None,
    num_bars: int | None = None,
    application: str | None = None,
    complexity: int | None = None,
    ai_percentage: float | None = None,
    seed: int | None = None,
    hand_size: HandSize | None = None,
    progression: Chords | None = None,
    melody: Sequence[NoteAsked] | None = None,
    proposer: Proposer | None = None,
    proposed: Sequence[Proposed] = (),
) -> Composition:
    """Compose a piece. Fields left out are read from the words, or are the genre's usual ones.

    ``tempo`` counts the meter's beats a minute (20..400), ``num_bars`` is 1..128, ``complexity``
    1..10, ``ai_percentage`` 0..1. ``progression`` are chords of your own, arranged instead of
    planned: a chart such as ``"C | Am7 D7 | G7 % |"`` in symbols or numerals, or a list of
    ``AskedChord``; key and length follow from them. ``melody`` is a tune of your own, a list of
    ``AskedNote``: it is kept note for note on top, and harmonised where no progression is given.
    Without a ``seed`` the request itself decides, so equal calls make equal pieces.

    ``proposer`` is a language model: ``ai_percentage`` of the phrases are offered to it, and what
    is no music of the genre is left to the rules (``Composition.report``). Without one the rules
    make all of it. ``proposed`` is what a model said before (``brief.proposed`` of a piece): the
    same piece again, without the model. Raises ``BriefError`` for what cannot be done.
    """
    request = Request(
        genre, description, key, tempo, time_signature, num_bars, application, complexity,
        ai_percentage, seed, hand_size, progression, melody,
    )  # fmt: skip
    brief = replace(read_brief(request, genres()), proposed=tuple(proposed))
    return from_brief(brief, proposer)


def from_brief(brief: Brief, proposer: Proposer | None = None) -> Composition:
    """Compose what a brief asks for."""
    genre = genres()[brief.genre]
    return from_progression(*decided(brief, genre, plan(brief, genre), proposer))


def from_progression(brief: Brief, progression: Progression) -> Composition:
    """Arrange and perform the harmony that was planned for a brief."""
    genre = genres()[brief.genre]
    arrangement = arrange(brief, progression, genre.style, genre.hooks)
    return Composition(brief, arrangement, perform(arrangement, genre.style))


class _Callable(ModuleType):
    """This module can be called, so ``gospel_keys.compose`` works whichever was imported first."""

    __call__ = staticmethod(compose)


sys.modules[__name__].__class__ = _Callable
