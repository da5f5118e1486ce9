"""A phrase of a piece as it is offered: its neighbours, its chords that stay, its customs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

from gospel_keys.composer.planning.setting import Setting, setting_in
from gospel_keys.composer.proposing.bars import unit_of
from gospel_keys.composer.proposing.customs import Customs, customs
from gospel_keys.composer.proposing.offer import LockedChord
from gospel_keys.composer.proposing.vocabulary import PLAIN, Vocabulary, vocabulary
from gospel_keys.genres.loader import Genre
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.model import Brief, ChordEvent, GivenNote, Phrase, Progression, Section

_BUSIEST = 2
"""A bar has at most so many times as many chords as the level's bars have."""
_LEAST_A_BAR = 2


@dataclass(frozen=True)
class Spot:
    """A phrase in a progression. Times are quarters from the piece's first barline."""

    brief: Brief
    genre: Genre
    progression: Progression
    phrase: Phrase

    @cached_property
    def number(self) -> int:
        """The phrase's number in the piece, from 0."""
        return next(n for n, p in enumerate(self.progression.phrases) if p.id == self.phrase.id)

    @cached_property
    def section(self) -> Section:
        return _section(self.progression, self.phrase)

    @property
    def is_last(self) -> bool:
        return self.number == len(self.progression.phrases) - 1

    @cached_property
    def next_key(self) -> Key:
        """The key after the phrase; its own at the end."""
        following = self.progression.phrases[self.number + 1 :]
        return _section(self.progression, following[0]).key if following else self.section.key

    @property
    def leads_out(self) -> bool:
        return self.next_key != self.section.key

    @cached_property
    def own(self) -> tuple[ChordEvent, ...]:
        """The chords that are there."""
        return tuple(c for c in self.progression.chords if c.phrase_id == self.phrase.id)

    @property
    def start(self) -> Fraction:
        return self.own[0].onset

    @property
    def end(self) -> Fraction:
        return self.own[-1].end

    @cached_property
    def locked(self) -> tuple[LockedChord, ...]:
        """The chords that stay: those that are locked, and those that somebody wrote."""
        return tuple(
            LockedChord(one.chord, one.onset - self.start, one.duration)
            for one in self.own
            if one.locked or one.origin == "user"
        )

    @cached_property
    def before(self) -> ChordEvent | None:
        return next((c for c in reversed(self.progression.chords) if c.end <= self.start), None)

    @cached_property
    def after(self) -> ChordEvent | None:
        return next((c for c in self.progression.chords if c.onset >= self.end), None)

    @cached_property
    def melody(self) -> tuple[GivenNote, ...]:
        """The notes of the brief's tune that sound here."""
        return tuple(n for n in self.brief.melody if n.onset < self.end and n.end > self.start)

    @cached_property
    def setting(self) -> Setting:
        brief = self.brief
        return setting_in(self.genre.harmony, self.section, brief.complexity, brief.application)

    @cached_property
    def customs(self) -> Customs:
        return customs(self.genre.harmony, self.phrase, self.section, leads_out=self.leads_out)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the genre writes at the level."""
        return vocabulary(self.section.key, self.setting)

    @cached_property
    def writable(self) -> Vocabulary:
        """What a proposal may have: the same, and the plain chords that are coloured afterwards."""
        return self.vocabulary.with_symbols(PLAIN)

    @cached_property
    def most_a_bar(self) -> int:
        """How many chords a bar may have: more at a higher level, never more than its beats."""
        places = int(self.section.meter.bar / unit_of(self.section.meter))
        busy = ceil(_BUSIEST * self.setting.chords_a_bar)
        return max(1, min(places, max(_LEAST_A_BAR, busy)))

    def roots(self, degrees: frozenset[int]) -> tuple[PitchClass, ...]:
        """The vocabulary's roots on some degrees (semitones above the tonic), in its order."""
        tonic = self.section.key.tonic.chroma
        return tuple(r for r in self.vocabulary.roots if (r.chroma - tonic) % 12 in degrees)


def _section(progression: Progression, phrase: Phrase) -> Section:
    return next(s for s in progression.sections if s.id == phrase.section_id)


def chords_before(spot: Spot, most: int) -> Sequence[ChordEvent]:
    """The last chords before the phrase, ``most`` at most, in order."""
    found = [c for c in spot.progression.chords if c.end <= spot.start]
    return found[-most:]
