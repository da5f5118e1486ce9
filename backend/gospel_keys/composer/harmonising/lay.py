"""A tune's progression: phrases, chords in the colours of the level, and why each is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gospel_keys.arranger.seed import rng
from gospel_keys.composer.charts.cadence import cadence_of
from gospel_keys.composer.charts.lay import ending_for, main_label
from gospel_keys.composer.harmonising.fitting import misfit, weighed
from gospel_keys.composer.harmonising.grammar import Grammar, grammar_of
from gospel_keys.composer.harmonising.phrasing import phrases_of_tune
from gospel_keys.composer.harmonising.search import Chosen, harmonise, slots_of
from gospel_keys.composer.harmonising.telling import told
from gospel_keys.composer.planning.colour import coloured
from gospel_keys.composer.planning.events import Placed, events, merged, numbered
from gospel_keys.composer.planning.realise import chord_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.loader import Genre
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import Brief, Phrase, Progression, Section

FORM = "own-melody"
"""The form of a piece whose tune was brought."""
_DRAWS = 4
"""How often a chord's colour is drawn before it stays plain."""
_CLASH = 0.2
"""How much worse than the plain chord a coloured one may carry the tune."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A phrase in whole bars, and its chords by their numbers in the grammar."""

    number: int
    start_bar: int
    bars: int
    chosen: tuple[Chosen, ...]


def harmonised(brief: Brief, genre: Genre) -> Progression:
    """The progression for the brief's own tune, exactly ``brief.bars`` bars long."""
    key, meter, melody = brief.key, brief.meter, brief.melody
    setting = Setting(genre.harmony, key.mode, brief.complexity, meter, brief.tempo)
    grammar = grammar_of(setting)
    sizes = phrases_of_tune(melody, brief.bars, meter)
    slots = slots_of(sizes, meter, setting.chords_a_bar)
    wanted = setting.chords_a_bar * brief.bars
    draw = rng(brief.seed, "harmonise")
    chosen = harmonise(melody, slots, grammar, key, meter, wanted, draw)
    section = Section(
        "s0", main_label(genre.style, brief.bars), 0, brief.bars, key, meter, brief.tempo
    )
    phrases: list[Phrase] = []
    placed: list[Placed] = []
    for stretch in _stretches(sizes, chosen, brief):
        last = stretch.number == len(sizes) - 1
        chords = _chords(stretch, grammar, setting, brief, last=last)
        cadence = cadence_of(chords, key, last=last)
        phrase = Phrase(
            f"p{stretch.number}", section.id, stretch.start_bar, stretch.bars, cadence, FORM
        )
        phrases.append(phrase)
        placed += [
            Placed("", one.start, one.end - one.start, chord, section, phrase,
                   lead=told(chord, melody, one.start, one.end))
            for one, chord in zip(stretch.chosen, chords, strict=True)
        ]  # fmt: skip
    ending = ending_for(genre.style, brief, phrases[-1].cadence)
    every = events(numbered(merged(placed)))
    return Progression((section,), tuple(phrases), every, FORM, ending.id)


def _stretches(sizes: Sequence[int], chosen: Sequence[Chosen], brief: Brief) -> list[_Stretch]:
    """The chords by phrase."""
    bar = brief.meter.bar
    starts = [sum(sizes[:number]) for number in range(len(sizes))]

    def phrase(one: Chosen) -> int:
        return sum(start * bar <= one.start for start in starts) - 1

    groups = {number: tuple(group) for number, group in groupby(chosen, key=phrase)}
    return [
        _Stretch(number, start, size, groups[number])
        for number, (start, size) in enumerate(zip(starts, sizes, strict=True))
    ]


def _chords(
    stretch: _Stretch, grammar: Grammar, setting: Setting, brief: Brief, *, last: bool
) -> list[Chord]:
    """The phrase's chords, each in a colour of the level that carries the tune, else plain."""
    plain = [
        Slotted(index, 1, grammar.chords[one.number]) for index, one in enumerate(stretch.chosen)
    ]
    draws = [
        coloured(plain, setting, rng(brief.seed, "colour", f"p{stretch.number}", number), last=last)
        for number in range(_DRAWS)
    ]
    found: list[Chord] = []
    for index, one in enumerate(stretch.chosen):
        notes = weighed(brief.melody, one.start, one.end, brief.meter)
        bare = chord_of(plain[index].numeral, brief.key)
        most = misfit(notes, bare) + _CLASH
        options = (chord_of(draw[index].numeral, brief.key) for draw in draws)
        found.append(next((c for c in options if misfit(notes, c) <= most), bare))
    return found
