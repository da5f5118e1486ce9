"""Whether a proposal is music of its genre, in its place: what the grammar cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from gospel_keys.composer.charts.cadence import cadence_of
from gospel_keys.composer.flow import flow, smoothness
from gospel_keys.composer.harmonising.fitting import misfit, weighed
from gospel_keys.composer.proposing.idiom import Idiom, heard_as, idiom_of, steps_of
from gospel_keys.composer.proposing.reading import Sounding
from gospel_keys.composer.proposing.spot import Spot
from gospel_keys.genres.phrases import CLOSING
from gospel_keys.music.chord import Chord

ODD = 0.25
"""The share of chord changes that may be foreign to the genre; its own phrases stay below it."""
NEW = 0.5
"""The share that may be apt but new to the genre."""
_NAMED = 3
"""Examples that a reason names at most."""
_SPARSE, _DENSE = 0.2, 2.2
"""How far from the level's chords a bar a phrase may be, as factors."""
_TUNE = 0.35
"""How much worse than the rules' chords a proposal may carry the tune, by weight of its notes."""
_PEDALS = (0, 7)
_LEADING_ON = 3
_LEADS_OUT = 0.2
"""How well the last chord must lead into another key."""


@dataclass(frozen=True)
class Case:
    """A proposal in its place."""

    spot: Spot
    chords: tuple[Sounding, ...]

    @cached_property
    def names(self) -> list[Chord]:
        return [one.chord for one in self.chords]

    @cached_property
    def in_line(self) -> list[Chord]:
        """The chords with their neighbours, as far as those are in the same key."""
        spot, found = self.spot, self.names
        if spot.before and spot.before.section_id == spot.section.id:
            found = [spot.before.chord, *found]
        if spot.after and not spot.leads_out:
            found = [*found, spot.after.chord]
        return found

    @cached_property
    def idiom(self) -> Idiom:
        return idiom_of(self.spot.setting)


def reasons_against(spot: Spot, chords: Sequence[Sounding]) -> tuple[str, ...]:
    """Why a proposal cannot be taken, each reason a sentence; none for one that can."""
    case = Case(spot, tuple(chords))
    return tuple(said for check in CHECKS for said in check(case))


def _words(case: Case) -> Iterator[str]:
    """Every chord is one that the genre writes at this level."""
    strange = [
        str(one.chord)
        for one in case.chords
        if not one.locked and not case.spot.vocabulary.has(one.chord)
    ]
    if strange:
        yield f"{_listed(strange)}: chords that this style does not write at this level."


def _rhythm(case: Case) -> Iterator[str]:
    """The harmony moves about as often as the level's does."""
    usual = case.spot.setting.chords_a_bar * case.spot.phrase.bars
    count = len(case.chords)
    if not max(1, int(_SPARSE * usual)) <= count <= max(_DENSE * usual, len(case.spot.own)):
        yield f"{count} chords in {case.spot.phrase.bars} bars, where about {usual:.0f} are usual."


def _opening(case: Case) -> Iterator[str]:
    """The phrase opens as phrases of its place do."""
    degrees, first = case.spot.customs.openings, case.names[0]
    if degrees and not case.chords[0].locked and _degree(case, first) not in degrees:
        yield f"It opens on {first}, where phrases of its place open on {_roots(case, degrees)}."


def _cadence(case: Case) -> Iterator[str]:
    """The phrase ends where its cadence does, and comes home where it closes."""
    spot, last = case.spot, case.names[-1]
    degrees = spot.customs.ends
    if case.chords[-1].locked:
        return
    if degrees and not any(_ends_on(case, chord, degrees) for chord in _endings(case)):
        where = _roots(case, degrees)
        yield f"It ends on {last}, where its {spot.phrase.cadence} cadence ends on {where}."
    elif spot.phrase.cadence in CLOSING and not _comes_home(case):
        yield f"{last} is not reached by a cadence."
    elif spot.leads_out and spot.after and flow(last, spot.after.chord) < _LEADS_OUT:
        yield f"{last} does not lead to {spot.after.chord} in {spot.next_key}."


def _endings(case: Case) -> list[Chord]:
    """The last chord; before another phrase also those that may lead on from the ending."""
    return case.names[-1:] if case.spot.is_last else case.names[-_LEADING_ON:]


def _ends_on(case: Case, chord: Chord, degrees: frozenset[int]) -> bool:
    return any(degree in degrees for degree, _ in steps_of(chord, case.spot.section.key))


def _comes_home(case: Case) -> bool:
    """Whether home is reached by a cadence, even if something follows it there."""
    key, names = case.spot.section.key, [heard_as(chord) for chord in case.names]
    ends = range(1, len(names) + 1)
    return any(cadence_of(names[:end], key, last=case.spot.is_last) in CLOSING for end in ends)


def _idiom(case: Case) -> Iterator[str]:
    """The chords follow each other as in the genre's own phrases, with few changes that are new."""
    line, key = case.in_line, case.spot.section.key
    count = max(1, len(line) - 1)
    odd, new = case.idiom.odd_changes(line, key), case.idiom.new_changes(line, key)
    told = odd if len(odd) > ODD * count else new if len(new) > NEW * count else []
    if told:
        steps = _listed([f"{one} to {other}" for one, other in told])
        yield f"{steps}: changes that this style does not make."


def _degrees(case: Case) -> Iterator[str]:
    """The chords are those of the genre in this mode, or connect them."""
    odd = case.idiom.odd_chords(case.names, case.spot.section.key)
    if len(odd) / len(case.names) > ODD:
        names = _listed([str(chord) for chord in odd])
        yield f"{names}: chords that this style does not have in {case.spot.section.key}."


def _basses(case: Case) -> Iterator[str]:
    """A foreign bass is that of an eleventh chord, or a pedal on home or five."""
    tonic = case.spot.section.key.tonic.chroma
    strange = [
        str(chord)
        for chord in case.names
        if chord.lowest.chroma not in {name.chroma for name in chord.pitch_classes}
        and heard_as(chord) == chord
        and (chord.lowest.chroma - tonic) % 12 not in _PEDALS
    ]
    if strange:
        yield f"{_listed(strange)}: no bass of these chords."


def _voices(case: Case) -> Iterator[str]:
    """Voices are led: tones stay, step, and resolve as well as in the genre's roughest phrases."""
    floor = min(case.idiom.least_flow, smoothness([one.chord for one in case.spot.own]))
    if len(case.names) > 1 and smoothness(case.names) < floor:
        yield "Its voices leap: too few tones stay, step or resolve from chord to chord."


def _tune(case: Case) -> Iterator[str]:
    """The tune lies well over the chords."""
    spot = case.spot
    if not spot.melody:
        return
    own = [Sounding(c.chord, c.onset - spot.start, c.duration) for c in spot.own]
    cost, usual = _strain(spot, case.chords), _strain(spot, own)
    if cost > usual + _TUNE:
        yield "The tune rubs against its chords."


def _strain(spot: Spot, chords: Sequence[Sounding]) -> float:
    """What the tune costs over some chords, for each unit of its notes' weight."""
    cost = weight = 0.0
    for one in chords:
        start, end = spot.start + one.onset, spot.start + one.end
        notes = weighed(spot.brief.melody, start, end, spot.section.meter)
        cost += misfit(notes, one.chord)
        weight += sum(note.weight for note in notes)
    return cost / weight if weight else 0.0


CHECKS: tuple[Callable[[Case], Iterator[str]], ...] = (
    _words, _rhythm, _opening, _cadence, _basses, _degrees, _idiom, _voices, _tune,
)  # fmt: skip
"""Every check; each says what is wrong, or nothing."""


def _degree(case: Case, chord: Chord) -> int:
    return (chord.root.chroma - case.spot.section.key.tonic.chroma) % 12


def _roots(case: Case, degrees: frozenset[int]) -> str:
    names = {root.chroma: str(root) for root in reversed(case.spot.roots(degrees))}
    return " or ".join(sorted(names.values()))


def _listed(names: Sequence[str]) -> str:
    shown = list(islice(dict.fromkeys(names), _NAMED))
    more = len(set(names)) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
