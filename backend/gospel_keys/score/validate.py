"""What must hold of every score, whoever made it.

``problems`` names everything that is wrong; ``check`` raises. These are the invariants the rest of
the product relies on, not taste: whether a piece is good is another question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from gospel_keys.score.model import (
    Arrangement,
    Note,
    Performance,
    PerformedNote,
    Phrase,
    Progression,
    Section,
)
from gospel_keys.score.timing import TempoMap, bars, length

LAST_BARLINE_TOLERANCE = 1e-6
"""Seconds by which a performance's duration may differ from its last barline."""


class ScoreError(ValueError):
    """A score that breaks its own rules; ``problems`` is the list of them."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


def check(arrangement: Arrangement, performance: Performance | None = None) -> None:
    """Raise ``ScoreError`` where the arrangement, or its performance, breaks an invariant."""
    found = arrangement_problems(arrangement)
    if performance is not None:
        found += performance_problems(arrangement, performance)
    if found:
        raise ScoreError(found)


def progression_problems(progression: Progression) -> list[str]:
    """Sections, phrases and chords each tile the piece, refer to each other and have unique ids."""
    if not progression.sections:
        return ["there are no sections"]
    total = sum(section.bars for section in progression.sections)
    return [
        *_duplicates("section", (section.id for section in progression.sections)),
        *_duplicates("phrase", (phrase.id for phrase in progression.phrases)),
        *_duplicates("chord", (chord.id for chord in progression.chords)),
        *_bar_tiling("section", progression.sections, total),
        *_bar_tiling("phrase", progression.phrases, total),
        *_phrases_in_sections(progression),
        *_chord_tiling(progression),
        *_chords_in_phrases(progression),
    ]


def arrangement_problems(arrangement: Arrangement) -> list[str]:
    """The progression's problems, bars that are not as asked, and notes that do not fit."""
    progression = arrangement.progression
    found = progression_problems(progression)
    if found:
        return found
    total = sum(section.bars for section in progression.sections)
    if total != arrangement.brief.bars:
        found.append(f"{total} bars, {arrangement.brief.bars} were asked")
    phrases = {phrase.id for phrase in progression.phrases}
    strays = [use.phrase_id for use in arrangement.patterns if use.phrase_id not in phrases]
    return [
        *found,
        *_duplicates("note", (note.id for note in arrangement.notes)),
        *_notes_in_chords(arrangement),
        *(problem for note in arrangement.notes for problem in _note_problems(note)),
        *(f"a pattern refers to no phrase {stray!r}" for stray in strays),
    ]


def performance_problems(arrangement: Arrangement, performance: Performance) -> list[str]:
    """One entry per written note, in range, within the piece, on a usable tempo map."""
    written = {note.id for note in arrangement.notes}
    performed = [note.note_id for note in performance.notes]
    found = [
        *_duplicates("performed note", performed),
        *(f"note {missing} is not performed" for missing in sorted(written - set(performed))),
        *(f"performed note {extra} is not written" for extra in sorted(set(performed) - written)),
        *_pedal_problems(performance),
    ]
    try:
        end = TempoMap(performance.tempo_map).seconds(length(arrangement.progression))
    except ValueError as error:
        return [*found, f"tempo map: {error}"]
    if performance.tempo_map[0].onset > 0:
        found.append(f"the tempo map starts at {performance.tempo_map[0].onset}, after the music")
    if abs(performance.duration - end) > LAST_BARLINE_TOLERANCE:
        found.append(f"it lasts {performance.duration} s, its last barline is at {end} s")
    found += [p for note in performance.notes for p in _performed_note_problems(note, end)]
    return found


def _pedal_problems(performance: Performance) -> Iterator[str]:
    for event in performance.pedal:
        if not 0 <= event.value <= 127:
            yield f"pedal {event.value} at {event.onset} s is not 0..127"
    if any(later.onset < earlier.onset for earlier, later in pairwise(performance.pedal)):
        yield "the pedal's events are not in order"


def _performed_note_problems(note: PerformedNote, end: float) -> Iterator[str]:
    if not 1 <= note.velocity <= 127:
        yield f"performed note {note.note_id} has velocity {note.velocity}, not 1..127"
    if not note.duration > 0:
        yield f"performed note {note.note_id} lasts {note.duration} s"
    if note.onset >= end:
        yield f"performed note {note.note_id} starts at {note.onset} s, after the end"


def _notes_in_chords(arrangement: Arrangement) -> Iterator[str]:
    chords = {chord.id: chord for chord in arrangement.progression.chords}
    end = length(arrangement.progression)
    for note in arrangement.notes:
        chord = chords.get(note.chord_id)
        if chord is None:
            yield f"note {note.id} refers to no chord {note.chord_id!r}"
        elif not note.id.startswith(f"{chord.phrase_id}."):
            yield f"note {note.id} is not named after its phrase {chord.phrase_id}"
        if note.onset >= end or note.end > end:
            yield f"note {note.id} ends at {note.end}, past the last barline at {end}"


def _duplicates(what: str, ids: Iterable[str]) -> list[str]:
    return [f"{n} {what}s are called {id_}" for id_, n in Counter(ids).items() if n > 1]


def _bar_tiling(what: str, parts: Iterable[Section | Phrase], total: int) -> Iterator[str]:
    at = 0
    for part in parts:
        if part.bars < 1:
            yield f"{what} {part.id} has {part.bars} bars"
        if part.start_bar != at:
            yield f"{what} {part.id} starts at bar {part.start_bar}, expected {at}"
        at = part.start_bar + part.bars
    if at != total:
        yield f"the {what}s end at bar {at}, expected {total}"


def _phrases_in_sections(progression: Progression) -> Iterator[str]:
    sections = {section.id: section for section in progression.sections}
    for phrase in progression.phrases:
        home = sections.get(phrase.section_id)
        if home is None:
            yield f"phrase {phrase.id} refers to no section {phrase.section_id!r}"
        elif not (
            home.start_bar <= phrase.start_bar
            and phrase.start_bar + phrase.bars <= home.start_bar + home.bars
        ):
            yield f"phrase {phrase.id} leaves its section {home.id}"


def _chord_tiling(progression: Progression) -> Iterator[str]:
    at = Fraction(0)
    for chord in progression.chords:
        if chord.duration <= 0:
            yield f"chord {chord.id} lasts {chord.duration} quarters"
        if chord.onset != at:
            yield f"chord {chord.id} starts at {chord.onset}, expected {at}"
        at = chord.end
    if at != length(progression):
        yield f"the chords end at {at}, the last barline is at {length(progression)}"


def _chords_in_phrases(progression: Progression) -> Iterator[str]:
    grid = bars(progression)
    phrases = {phrase.id: phrase for phrase in progression.phrases}
    for chord in progression.chords:
        phrase = phrases.get(chord.phrase_id)
        if phrase is None or phrase.section_id != chord.section_id:
            yield f"chord {chord.id} is in no phrase {chord.phrase_id!r} of {chord.section_id!r}"
            continue
        own = grid[phrase.start_bar : phrase.start_bar + phrase.bars]
        if own and not (own[0].onset <= chord.onset and chord.end <= own[-1].end):
            yield f"chord {chord.id} leaves its phrase {phrase.id}"


def _note_problems(note: Note) -> Iterator[str]:
    if note.duration < 0:
        yield f"note {note.id} lasts {note.duration} quarters"
    if not 21 <= note.pitch.midi <= 108:
        yield f"note {note.id} is {note.pitch}, not a key of the piano (A0..C8)"
    if note.finger is not None and not 1 <= note.finger <= 5:
        yield f"note {note.id} has finger {note.finger}, not 1..5"
