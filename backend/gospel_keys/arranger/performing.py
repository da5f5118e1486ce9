"""How a written piece sounds: velocity, time and pedal, seeded phrase by phrase."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from gospel_keys.arranger import pedal
from gospel_keys.arranger.clock import Clock, tempo_map
from gospel_keys.arranger.dynamics import Stage, faded, velocities
from gospel_keys.arranger.grid import Slots
from gospel_keys.arranger.intensity import intensity
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Ending, Feel, Style
from gospel_keys.arranger.timing import strokes
from gospel_keys.score.model import (
    Arrangement,
    Note,
    Performance,
    PerformedNote,
    Phrase,
    Progression,
    Section,
)

_LOW = 48
_CLOSE = 2
"""Keys below C3 a tone or less apart are mud under one pedal."""


class _Act(NamedTuple):
    """A phrase to perform: where it is in quarters, its notes and the patterns it names."""

    phrase: Phrase
    section: Section
    section_start: float
    start: float
    end: float
    notes: list[Note]
    feel: Feel
    left: str


def perform(arrangement: Arrangement, style: Style) -> Performance:
    """Play the arrangement: one performed note for each written one, pedal and tempo map.

    Every effect draws from the piece's seed and its phrase's id, so the same arrangement sounds the
    same and a phrase written anew leaves the others' sound alone.
    """
    progression = arrangement.progression
    ending = _ending(progression, style)
    brief = arrangement.brief
    feels = [style.feel(use.name) for use in arrangement.patterns if use.part == "rhythm"]
    free = max((feel.rubato for feel in feels), default=0.0)
    rubato = max(style.application(brief.application).rubato, free)
    changes = tempo_map(progression, style.expression, ending, rubato, brief.seed)
    clock = Clock(changes)
    length = float(sum(s.bars * s.meter.bar for s in progression.sections))
    performed: list[PerformedNote] = []
    stretches: list[pedal.Stretch] = []
    for act in _acts(arrangement, style):
        _swing(clock, act, arrangement, style)
        performed += _play(act, clock, arrangement, style)
        stretches += _pedalled(act, clock, arrangement, style)
    duration = Clock(changes).seconds(length)
    return Performance(tuple(performed), pedal.pedalling(stretches), changes, duration)


def _ending(progression: Progression, style: Style) -> Ending | None:
    return next((row for row in style.endings if row.id == progression.ending), None)


def _acts(arrangement: Arrangement, style: Style) -> list[_Act]:
    """The phrases in order, each with its own notes."""
    progression = arrangement.progression
    sections = {section.id: section for section in progression.sections}
    starts = _section_starts(progression)
    notes: dict[str, list[Note]] = {phrase.id: [] for phrase in progression.phrases}
    for note in arrangement.notes:
        notes[note.id.partition(".")[0]].append(note)
    named = {(use.phrase_id, use.part): use.name for use in arrangement.patterns}
    acts = []
    for phrase in progression.phrases:
        section = sections[phrase.section_id]
        bar = float(section.meter.bar)
        start = starts[section.id] + (phrase.start_bar - section.start_bar) * bar
        feel = style.feel(named[phrase.id, "rhythm"])
        acts.append(
            _Act(phrase, section, starts[section.id], start, start + phrase.bars * bar,
                 notes[phrase.id], feel, named[phrase.id, "left"])
        )  # fmt: skip
    return acts


def _section_starts(progression: Progression) -> dict[str, float]:
    starts: dict[str, float] = {}
    onset = 0.0
    for section in progression.sections:
        starts[section.id] = onset
        onset += float(section.bars * section.meter.bar)
    return starts


def _swing(clock: Clock, act: _Act, arrangement: Arrangement, style: Style) -> None:
    """How far this phrase's eighths lean: by tempo, feel and application."""
    quarters = act.section.tempo * float(act.section.meter.beat)
    depth = act.feel.swing * style.application(arrangement.brief.application).swing
    clock.swing(
        act.section, act.section_start, act.feel, 1 + (style.swing_ratio(quarters) - 1) * depth
    )


def _play(act: _Act, clock: Clock, arrangement: Arrangement, style: Style) -> list[PerformedNote]:
    application = style.application(arrangement.brief.application)
    count = len(arrangement.progression.phrases)
    place = int(act.phrase.id.lstrip("p") or 0) / max(1, count - 1)
    heat = intensity(style, application, act.section.label, place)
    stage = Stage.of(act.start, act.end - act.start, act.section.meter, heat)
    seed = arrangement.brief.seed
    loud = velocities(
        act.notes,
        stage,
        application,
        style.expression,
        act.feel,
        rng(seed, "velocity", act.phrase.id),
    )
    ending = _ending(arrangement.progression, style)
    if ending and ending.fade and act.phrase is arrangement.progression.phrases[-1]:
        loud = faded(act.notes, loud, stage, ending.fade, application.velocity[0])
    level = dict(zip((note.id for note in act.notes), loud, strict=True))
    first = min((float(note.onset) for note in act.notes), default=act.start)
    bounds = clock.seconds(min(first, act.start)), clock.seconds(act.end)
    crisp = max(0.0, application.energy - 0.5) * 2
    played = strokes(
        act.notes,
        clock,
        bounds,
        style.expression,
        act.feel,
        crisp,
        rng(seed, "time", act.phrase.id),
        Slots.of(act.feel, seed, Fraction(act.section_start), act.section.meter),
    )
    return [PerformedNote(s.note.id, s.onset, s.stop - s.onset, level[s.note.id]) for s in played]


def _pedalled(
    act: _Act, clock: Clock, arrangement: Arrangement, style: Style
) -> list[pedal.Stretch]:
    """The phrase's harmonies as stretches of seconds: cut at barlines and where a bass moves on.

    Where the bass stays the same under a new chord, or a chord goes on over a barline, the pedal
    comes up by half only.
    """
    texture = next((row for row in (*style.left, *style.both) if row.id == act.left), None)
    mode: pedal.Mode = style.application(arrangement.brief.application).pedal
    if texture and texture.pedal:
        mode = texture.pedal
    bar = float(act.section.meter.bar)
    cuts = {act.start + bar * number for number in range(act.phrase.bars + 1)}
    chords = [c for c in arrangement.progression.chords if c.phrase_id == act.phrase.id]
    cuts |= {float(chord.onset) for chord in chords}
    smears = _smears(act.notes, cuts)
    lasting = {
        float(after.onset)
        for here, after in pairwise(chords)
        if here.chord.lowest == after.chord.lowest
    }
    lengths = [(float(chord.onset), float(chord.end)) for chord in chords]
    lasting |= {cut for cut in cuts if any(start < cut < end for start, end in lengths)}
    return [
        (clock.seconds(a), clock.seconds(b), mode, b in lasting - smears)
        for a, b in pairwise(sorted(cuts | smears))
    ]


def _smears(notes: list[Note], cuts: set[float]) -> set[float]:
    """Where a low note would ring into its neighbour, a tone or less away, under one pedal."""
    found: set[float] = set()
    ringing: set[int] = set()
    order = sorted(cuts)
    following = 0
    for note in notes:
        pitch, onset = note.pitch.midi, float(note.onset)
        if pitch >= _LOW:
            continue
        while following < len(order) and order[following] <= onset:
            ringing.clear()
            following += 1
        if any(0 < abs(pitch - other) <= _CLOSE for other in ringing):
            found.add(onset)
            ringing.clear()
        ringing.add(pitch)
    return found
