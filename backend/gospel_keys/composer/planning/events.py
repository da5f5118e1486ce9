"""From chords with their places to chord events: numerals, functions and reasons read off them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gospel_keys.composer.planning.context import Context
from gospel_keys.composer.planning.function import function_of
from gospel_keys.composer.planning.why import reason
from gospel_keys.music.chord import Chord
from gospel_keys.music.figured import figured_roman
from gospel_keys.music.nashville import chord_to_nashville
from gospel_keys.music.roman import chord_to_roman
from gospel_keys.score.model import ChordEvent, HarmonicFunction, Phrase, Section

_WORDS = {
    HarmonicFunction.TONIC: "home",
    HarmonicFunction.PREDOMINANT: "leading up to the dominant",
    HarmonicFunction.DOMINANT: "the tension before home",
    HarmonicFunction.PASSING: "passing",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A chord with its time, its section and its phrase.

    ``told`` is the reason its source gives; ``lead`` comes before any reason (what an edit did);
    ``written`` is how a person wrote the chord, where one did; ``figured`` asks for its numeral
    with figured bass.
    """

    id: str
    onset: Fraction
    duration: Fraction
    chord: Chord
    section: Section
    phrase: Phrase
    told: str | None = None
    lead: str = ""
    written: str = ""
    origin: str = "rules"
    locked: bool = False
    figured: bool = False

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


def merged(placed: Sequence[Placed], *, ends: bool = True) -> list[Placed]:
    """Neighbours of one phrase that are the same chord, as one chord that lasts.

    Where the piece ``ends`` with them, its last chord is struck again, for the hands to rest on.
    """
    found: list[Placed] = []
    for one in placed:
        before = found[-1] if found else None
        final = ends and one is placed[-1]
        if before and not final and before.phrase is one.phrase and before.chord == one.chord:
            found[-1] = replace(before, duration=before.duration + one.duration)
        else:
            found.append(one)
    return found


def numbered(placed: Sequence[Placed]) -> list[Placed]:
    """The same chords, called by their phrase and their number in it: "p2.c0"."""
    counts: dict[str, int] = {}
    found: list[Placed] = []
    for one in placed:
        number = counts.get(one.phrase.id, 0)
        counts[one.phrase.id] = number + 1
        found.append(replace(one, id=f"{one.phrase.id}.c{number}"))
    return found


def events(placed: Sequence[Placed]) -> tuple[ChordEvent, ...]:
    """Every chord with its numeral, its function and why it is there."""
    return tuple(event(placed, index) for index in range(len(placed)))


def event(placed: Sequence[Placed], index: int) -> ChordEvent:
    """One chord of the piece, read between its neighbours."""
    here = placed[index]
    context = _context(placed, index)
    key, function = here.section.key, function_of(context)
    roman = chord_to_roman(here.chord, key)
    if any(one.figured for one in placed):
        roman = figured_roman(here.chord, key, context.after)
    comment = f"{here.lead}{_yours(here, roman, function)}{reason(context)}"
    return ChordEvent(
        here.id, here.onset, here.duration, here.chord, roman, chord_to_nashville(here.chord, key),
        function, comment, here.section.id, here.phrase.id, here.origin, here.locked,
    )  # fmt: skip


def _yours(here: Placed, roman: str, function: HarmonicFunction) -> str:
    """What a chord that somebody wrote is in its key; "" for the planner's own."""
    if not here.written:
        return ""
    reads = "" if here.written in (str(here.chord), roman) else f" ({here.written})"
    return f"Your {here.chord}{reads} is {roman} of {here.section.key}, {_WORDS[function]}. "


def _context(placed: Sequence[Placed], index: int) -> Context:
    here = placed[index]
    before = placed[index - 1] if index else None
    after = placed[index + 1] if index + 1 < len(placed) else None
    second = placed[index + 2] if index + 2 < len(placed) else None
    return Context(
        chord=here.chord,
        key=here.section.key,
        meter=here.section.meter,
        before=before.chord if before else None,
        after=after.chord if after else None,
        second_after=second.chord if second else None,
        at=here.onset - here.section.start_bar * here.section.meter.bar,
        duration=here.duration,
        opens=before is None or before.phrase is not here.phrase,
        closes=after is None or after.phrase is not here.phrase,
        cadence=here.phrase.cadence,
        previous_key=before.section.key if before else here.section.key,
        next_key=after.section.key if after else here.section.key,
        told=here.told and here.told.format(chord=here.chord),
    )


def surroundings(placed: Sequence[Placed]) -> dict[str, tuple[object, ...]]:
    """What a chord's reason was read from, by the chord's id: equal where nothing changed."""
    chords = [(one.chord, one.section.key, one.phrase.id) for one in placed]
    edges = [None, *chords, None, None]
    spans = {one.id: (one.onset, one.duration) for one in placed}
    around = zip(placed, edges, edges[1:], edges[2:], edges[3:], strict=False)
    return {one.id: (spans[one.id], *near) for one, *near in around}
