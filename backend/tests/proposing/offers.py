"""Offers and answers for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from gospel_keys.composer.charts.chart import chart_text
from gospel_keys.composer.parser import read_brief
from gospel_keys.composer.planner import plan
from gospel_keys.composer.proposing.bars import parts_of_bars, unit_of
from gospel_keys.composer.proposing.grammar import grammar_text
from gospel_keys.composer.proposing.offer import LockedChord, PhraseOffer, Proposal
from gospel_keys.composer.proposing.vocabulary import Vocabulary
from gospel_keys.composer.request import Request
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.model import Brief, GivenChord, Progression


def offered(
    words: Vocabulary, key: Key, meter: Meter, bars: int, locked: Sequence[LockedChord] = (), *,
    most: int = 4, ends: Sequence[PitchClass] = (),
) -> PhraseOffer:  # fmt: skip
    """An offer of a phrase that stands alone."""
    parts = parts_of_bars(bars, meter, locked)
    return PhraseOffer(
        "p0", 1, 1, grammar_text(parts, meter, words, most=most, ends=ends), "", "{}", 0, bars, key,
        meter, "", "", "open", 1, 2_000, locked=tuple(locked),
    )  # fmt: skip


def random_locks(rng: Random, meter: Meter, bars: int) -> tuple[LockedChord, ...]:
    """A few chords that stay, on beats and between them, apart or side by side, over barlines."""
    half = unit_of(meter) / 2
    every = range(int(bars * meter.bar / half) + 1)
    places = sorted(rng.sample(every, 2 * rng.randint(0, min(2, len(every) // 2))))
    names = ("Dm7", "G13", "F#m7b5", "Bb/D", "C6/9", "Ab7#9#5")
    return tuple(
        LockedChord(Chord.parse(rng.choice(names)), start * half, (end - start) * half)
        for start, end in zip(places[::2], places[1::2], strict=True)
    )


def a_brief(genre: str, words: str = "a song", **fields: object) -> Brief:
    return read_brief(Request(genre, words, **fields), genres())  # type: ignore[arg-type]


def planned(brief: Brief) -> Progression:
    return plan(brief, genres()[brief.genre])


def as_texts(progression: Progression) -> dict[str, str]:
    """The phrases of a progression as charts, by id; the last barline is left out."""
    meters = {section.id: section.meter for section in progression.sections}
    return {
        phrase.id: chart_text(
            [GivenChord(c.chord, c.duration, "") for c in progression.chords
             if c.phrase_id == phrase.id],
            meters[phrase.section_id],
        ).removesuffix(" |")
        for phrase in progression.phrases
    }  # fmt: skip


class Scripted:
    """A proposer that says what a function or a table has for the phrase, and counts its offers."""

    def __init__(
        self, said: Mapping[str, str] | Callable[[PhraseOffer], Proposal | None],
        maker: str = "local",
    ) -> None:  # fmt: skip
        self.said = said
        self.maker = maker
        self.offers: list[PhraseOffer] = []

    def propose(self, offer: PhraseOffer) -> Proposal | None:
        self.offers.append(offer)
        if callable(self.said):
            return self.said(offer)
        text = self.said.get(offer.phrase_id)
        return None if text is None else Proposal(text, self.maker, "Parrot")  # type: ignore[arg-type]
