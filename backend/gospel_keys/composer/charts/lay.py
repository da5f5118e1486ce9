"""Given chords as a progression: sections, phrases and cadences around chords that stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Ending, Form, Style
from gospel_keys.composer.charts.phrases import Laid, Sounding, lay_phrases
from gospel_keys.composer.circumstance import circumstance
from gospel_keys.composer.planning.events import Placed, events, numbered
from gospel_keys.composer.planning.form import OPEN_SECTIONS, TAG
from gospel_keys.composer.planning.retelling import BROUGHT
from gospel_keys.genres.loader import Genre
from gospel_keys.score.model import Brief, GivenChord, Phrase, Progression, Section

FORM = "own-chords"
"""The form of a piece whose chords were given."""
ORIGIN = BROUGHT
_PLAIN = "verse"


def lay(brief: Brief, genre: Genre) -> Progression:
    """The brief's own chords, as often round as its bars hold; every chord as it was given."""
    sounding = list(_sounding(brief.chords))
    around = int(sounding[-1].end / brief.meter.bar)
    label = main_label(genre.style, brief.bars)
    sections: list[Section] = []
    phrases: list[Phrase] = []
    placed: list[Placed] = []
    rounds = brief.bars // around
    for number in range(rounds):
        start = number * around
        section = Section(f"s{number}", label, start, around, brief.key, brief.meter, brief.tempo)
        sections.append(section)
        last = number == rounds - 1
        for one in lay_phrases(sounding, around, brief.meter.bar, brief.key, last=last):
            phrase = Phrase(
                f"p{len(phrases)}", section.id, start + one.start_bar, one.bars, one.cadence, FORM
            )
            phrases.append(phrase)
            placed += _placed(brief, sounding, one, phrase, section)
    placed = [replace(one, figured=genre.style.figured) for one in placed]
    ending = ending_for(genre.style, brief, phrases[-1].cadence)
    return Progression(
        tuple(sections), tuple(phrases), events(numbered(placed)), FORM, ending.id
    )  # fmt: skip


def _sounding(chords: Sequence[GivenChord]) -> Iterator[Sounding]:
    at = Fraction(0)
    for one in chords:
        yield Sounding(one.chord, at, at + one.duration)
        at += one.duration


def _placed(
    brief: Brief, sounding: Sequence[Sounding], laid: Laid, phrase: Phrase, section: Section
) -> list[Placed]:
    """The phrase's chords; one that goes on from the phrase before begins anew with it."""
    bar = brief.meter.bar
    first, end = laid.start_bar * bar, (laid.start_bar + laid.bars) * bar
    shift = phrase.start_bar * bar - first
    found: list[Placed] = []
    for one, given in zip(sounding, brief.chords, strict=True):
        onset, stop = max(one.onset, first), min(one.end, end)
        if onset < stop:
            new = Placed(
                "", onset + shift, stop - onset, one.chord, section, phrase,
                written=given.written, origin=ORIGIN,
            )  # fmt: skip
            goes_on = onset > one.onset
            lead = f"{one.chord} goes on from the phrase before. " if goes_on else ""
            found.append(replace(new, lead=lead))
    return found


def main_label(style: Style, bars: int) -> str:
    """What the style's likeliest form of that length calls its main section."""
    fitting = [form for form in style.forms if form.bars[0] <= bars <= form.bars[1]]
    for form in sorted(fitting or style.forms, key=lambda form: -form.weight):
        label = _main(form)
        if label:
            return label
    return _PLAIN


def _main(form: Form) -> str:
    other = (*OPEN_SECTIONS, TAG)
    return next((row.label for row in form.sections if row.label not in other), "")


def ending_for(style: Style, brief: Brief, cadence: str) -> Ending:
    """An ending of the style for the chords' last cadence; a plain one where it has none."""
    here = circumstance(brief.meter, brief.complexity, brief.application, brief.feel or "")
    able = [row for row in style.endings if row.cadence == cadence]
    fitting = [row for row in able if row.when.fits_phrase(here)] or able
    if not fitting:
        return Ending(id=cadence, label=cadence, cadence=cadence)
    weights = [row.weight for row in fitting]
    return rng(brief.seed, "ending").choices(fitting, weights)[0]
