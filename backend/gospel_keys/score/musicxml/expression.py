"""What a performance tells a reader in a word or a sign: loudness, swing, slowing, pedal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise, takewhile
from operator import mul
from statistics import fmean, median

from gospel_keys.score.model import Arrangement, Note, Performance, PerformedNote, Phrase
from gospel_keys.score.musicxml.sheet import Mark
from gospel_keys.score.timing import TempoMap, bars, length, section_onsets

LEVELS = ((40, "pp"), (56, "p"), (68, "mp"), (82, "mf"), (97, "f"), (112, "ff"), (128, "fff"))
"""The mean velocity below which a phrase is so loud."""

SWINGS = 1.2
"""The least ratio of long to short that is called swing."""

_STEADY = 0.995
"""A tempo that stays within this share of another is the same."""
_FREE = 1.06
"""The ratio of quick to slow from which on a player is told that time is free."""
_FEWEST = 3
_DOWN = 64
_PEDAL_GRID = 4


def dynamics(arrangement: Arrangement, performance: Performance) -> list[Mark]:
    """A dynamic at each phrase that is louder or softer than the one before."""
    found: list[Mark] = []
    for onset, _, members in _phrases(arrangement, performance):
        if not members:
            continue
        velocity = fmean(played.velocity for _, played in members)
        text = next(name for below, name in LEVELS if velocity < below)
        if not found or found[-1].text != text:
            found.append(Mark(onset, "dynamics", text))
    return found


def swing(arrangement: Arrangement, performance: Performance) -> list[Mark]:
    """ "Swing" and "Straight" where the played off-beats turn from the one to the other.

    Measured: how late the notes between the beats are against those on the beats. "Swing 16ths"
    where it is the sixteenths that swing.
    """
    tempo = TempoMap(performance.tempo_map)
    beats = _beat_lengths(arrangement)
    found: list[Mark] = []
    for onset, phrase, members in _phrases(arrangement, performance):
        beat, compound = beats[phrase.section_id]
        if compound or len(members) < _FEWEST:
            continue
        text = _feel(tempo, beat, members)
        if text is not None and text != (found[-1].text if found else "Straight"):
            found.append(Mark(onset, "words", text))
    return found


def ritardando(arrangement: Arrangement, performance: Performance) -> list[Mark]:
    """ "rubato" at the start where the tempo audibly comes and goes inside the phrases, and "rit."
    where it falls for good, to the end of the piece."""
    starts = set(section_onsets(arrangement.progression))
    steps = [
        (before.quarter_bpm, after)
        for before, after in pairwise(performance.tempo_map)
        if after.onset not in starts
    ]
    falling = takewhile(lambda step: step[1].quarter_bpm < step[0] * _STEADY, reversed(steps))
    last = arrangement.progression.sections[-1]
    usual = last.tempo * float(last.meter.beat) * _STEADY
    slow = [after for _, after in falling if after.quarter_bpm < usual]
    found = [Mark(slow[-1].onset, "words", "rit.")] if slow else []
    free = [after.quarter_bpm / before for before, after in steps[: len(steps) - len(slow)]]
    if free and max(accumulate(free, mul)) > _FREE * min(accumulate(free, mul)):
        found.insert(0, Mark(Fraction(0), "words", "rubato"))
    return found


def pedal(arrangement: Arrangement, performance: Performance) -> list[Mark]:
    """Pedal signs, each at the nearest sixteenth; up and down again at one place is a change."""
    tempo = TempoMap(performance.tempo_map)
    end = length(arrangement.progression)
    states: dict[Fraction, list[bool]] = defaultdict(list)
    for event in performance.pedal:
        at = Fraction(round(tempo.quarters(event.onset) * _PEDAL_GRID), _PEDAL_GRID)
        states[min(max(at, Fraction(0)), end)].append(event.value >= _DOWN)
    found: list[Mark] = []
    down = False
    for at, events in sorted(states.items()):
        if down and events[-1] and not all(events):
            found.append(Mark(at, "pedal", "change"))
        elif down != events[-1] and at < end:
            found.append(Mark(at, "pedal", "start" if events[-1] else "stop"))
        down = events[-1]
    return found


def _phrases(
    arrangement: Arrangement, performance: Performance
) -> list[tuple[Fraction, Phrase, list[tuple[Note, PerformedNote]]]]:
    """Each phrase with its onset and its notes as written and as played."""
    played = {note.note_id: note for note in performance.notes}
    phrase_of = {chord.id: chord.phrase_id for chord in arrangement.progression.chords}
    members: dict[str, list[tuple[Note, PerformedNote]]] = defaultdict(list)
    for note in arrangement.notes:
        if note.duration > 0 and note.id in played:
            members[phrase_of[note.chord_id]].append((note, played[note.id]))
    grid = bars(arrangement.progression)
    return [
        (grid[phrase.start_bar].onset, phrase, members[phrase.id])
        for phrase in arrangement.progression.phrases
    ]


def _beat_lengths(arrangement: Arrangement) -> Mapping[str, tuple[Fraction, bool]]:
    return {
        section.id: (section.meter.beat, section.meter.is_compound)
        for section in arrangement.progression.sections
    }


def _feel(
    tempo: TempoMap, beat: Fraction, members: Sequence[tuple[Note, PerformedNote]]
) -> str | None:
    """What the off-beats of one phrase say; None where there are too few to say anything."""
    heard = False
    for part, text in ((beat, "Swing"), (beat / 2, "Swing 16ths")):
        on, off = [], []
        for note, played in members:
            place = (note.onset / part) % 1
            late = (played.onset - tempo.seconds(note.onset)) / _seconds(tempo, note.onset, part)
            if place == 0:
                on.append(late)
            elif place == Fraction(1, 2):
                off.append(late)
        if len(off) >= _FEWEST and len(on) >= _FEWEST:
            heard = True
            long = 0.5 + median(off) - median(on)
            if long > 0 and long / max(1 - long, 0.1) >= SWINGS:
                return text
    return "Straight" if heard else None


def _seconds(tempo: TempoMap, onset: Fraction, part: Fraction) -> float:
    return tempo.seconds(onset + part) - tempo.seconds(onset)
