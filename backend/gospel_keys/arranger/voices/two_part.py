"""Two voices, one a hand: a structure by the rules, a subject they exchange, a trill to close."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.voices.diminution import Shape
from gospel_keys.arranger.voices.line import ladder, step
from gospel_keys.arranger.voices.melodic import melodic
from gospel_keys.arranger.voices.naming import named
from gospel_keys.arranger.voices.ornament import ornamented
from gospel_keys.arranger.voices.planning import Plan, slowest
from gospel_keys.arranger.voices.points import Point
from gospel_keys.arranger.voices.skeleton import structure
from gospel_keys.arranger.voices.surface import Task, Tone, filled, suspends
from gospel_keys.arranger.voices.trill import trill
from gospel_keys.arranger.voicing import under
from gospel_keys.score.model import Hand, Role

_SUBJECTS = "0 1 2 3 1 2 0 4"
_SWEET = frozenset({3, 4, 8, 9})
"""Intervals, in semitones over whole octaves, that sound well wherever two voices come to them."""
_SUBJECT, _ECHO = 3.0, 1.5
"""How much the subject's shapes are preferred, and those that the same beat had in the bar before:
what is no subject is said again, so that sequences and answers are heard."""


def counterpoint(
    part: Part,
    *,
    running: int = 2,
    walking: int = 1,
    subjects: str = _SUBJECTS,
    suspensions: float = 0.5,
    trills: bool = True,
    ornaments: float = 0.3,
    full_close: bool = True,
) -> list[Draft]:
    """Two voices over the progression, the upper in the right hand, the lower in the left.

    ``running`` and ``walking`` are the notes a beat of the voice that leads and of the one that
    accompanies (1 and 1: note against note); they change roles bar by bar. ``subjects`` are lists
    of scale steps, parted by ``;``: the piece has one of them, stated and answered. ``suspensions``
    is how often a voice that could hold a note over a new chord does so, ``ornaments`` how often a
    long note of the upper voice has a mordent or leans on its upper neighbour.
    """
    plan = Plan.of(part, running, walking, subjects, suspensions)
    spine = structure(plan.places, plan.aim, part.draw)
    trilled = _trill(part, plan, spine) if trills else []
    upper, lower = _lines(part, plan, spine, suspensions, trilled)
    if part.frame.key.is_minor:
        melodic((upper, lower), part.frame.key.tonic.chroma)
    upper = ornamented(part, upper, lower, ornaments)
    drafts = _drafts(part, upper, Hand.RIGHT) + _drafts(part, lower, Hand.LEFT)
    drafts += named(part, drafts)
    return drafts + (_closing(part, drafts) if full_close and part.frame.last else [])


def _lines(
    part: Part,
    plan: Plan,
    spine: Sequence[tuple[int, int]],
    suspensions: float,
    trilled: list[Tone],
) -> tuple[list[Tone], list[Tone]]:
    """Both voices in full, point by point; the upper one's trill is given."""
    lines: tuple[list[Tone], list[Tone]] = ([], [])
    said: dict[tuple[int, int], Shape] = {}
    unheard = _unheard(plan.places, spine)
    low = plan.aim.lower[0] - 2
    rooms = ((low + 12, part.goal.peak + 4), (low, plan.aim.lower[1] + 5))
    for number, place in enumerate(plan.places):
        here = spine[number]
        after = spine[number + 1] if number + 1 < len(spine) else plan.aim.after
        give = plan.given[number]
        order = (0, 1) if give[0].notes <= give[1].notes else (1, 0)
        other: list[Tone] = []
        for voice in order:
            share = give[voice]
            against = other or [Tone(place.onset, place.end, here[1 - voice], place)]
            motif = (place.onset - part.frame.start) % part.frame.measure.bar, share.notes
            shape, pull = (share.shape, _SUBJECT) if share.subject else (said.get(motif), _ECHO)
            task = Task(
                place, here[voice], after[voice] if after else None, share.notes, shape,
                against, after[1 - voice] if after else None, voice == 0, rooms[voice], pull,
                unheard.get(place.span, frozenset()),
            )  # fmt: skip
            if voice == 0 and trilled and trilled[0].place is place:
                other = trilled
            else:
                other, said[motif] = filled(task, part.draw)
            old = spine[number - 1][voice] if number else here[voice]
            other = _joined(part, lines[voice], other, old, against, suspensions)
    return lines


def _unheard(
    places: Sequence[Point], spine: Sequence[tuple[int, int]]
) -> dict[Span, frozenset[int]]:
    """The guide tones of each chord that its structure lacks: the surface may pass over them."""
    found: dict[Span, frozenset[int]] = {}
    for place, pitches in zip(places, spine, strict=True):
        missing = found.get(place.span, place.sound.guides)
        found[place.span] = missing - {midi % 12 for midi in pitches}
    return found


def _joined(
    part: Part,
    line: list[Tone],
    fresh: list[Tone],
    old: int,
    against: Sequence[Tone],
    suspensions: float,
) -> list[Tone]:
    """Add a point's notes to a line: held over where it can be suspended or does not move.

    ``old`` is the voice's structural note before, ``against`` what the other voice has here.
    Returns what the voice sounds at the point.
    """
    first, place = fresh[0], fresh[0].place
    held = _held(line, fresh, old, slowest(compound=part.frame.measure.compound))
    if held is not None:
        fits = _ripe(part, held, fresh, against) and suspends(
            held, first.midi, against[0].midi, place
        )
        if fits and part.draw.random() < suspensions:
            turn = _turn(part, place)
            while line and line[-1].onset >= held.onset:
                line.pop()
            over = Tone(held.onset, turn, held.midi, held.place)
            line += [over, Tone(turn, place.end, first.midi, place)]
            return [Tone(place.onset, turn, held.midi, place), line[-1]]
        if len(fresh) == 1 and line[-1].midi == first.midi and line[-1].place.span is place.span:
            line[-1].end = first.end
            return fresh
    line += fresh
    return fresh


def _turn(part: Part, place: Point) -> int:
    """When what was held over resolves: in the middle of a beat, at the last third of one of
    three."""
    thirds = part.frame.measure.compound
    return place.onset + (2 * place.length // 3 if thirds else place.length // 2)


def _held(line: Sequence[Tone], fresh: Sequence[Tone], old: int, most: int) -> Tone | None:
    """The note a voice could hold on: its last, or its structural one without what moves off it;
    ``most`` is how many notes a voice may have that holds one."""
    if not line or line[-1].end != fresh[0].onset or len(fresh) > most:
        return None
    last = line[-1]
    own = [tone for tone in line[-most:] if tone.place is last.place]
    if last.midi != old and len(own) > 1:
        base = own[0]
        if base.midi == old and base.onset == base.place.onset:
            return Tone(base.onset, last.end, old, base.place)
    return last


def _ripe(part: Part, held: Tone, fresh: Sequence[Tone], against: Sequence[Tone]) -> bool:
    """Whether a note may be held over: a beat or two old, no leading tone, not into the last chord,
    and with nothing else moving where it resolves, but in thirds and sixths in a beat of three."""
    place, beat = fresh[0].place, part.frame.measure.beat
    turn, thirds = _turn(part, place), part.frame.measure.compound
    moving = [tone for tone in against if tone.onset == turn]
    return (
        beat // len(fresh) <= held.end - held.onset <= 2 * beat <= 2 * place.length
        and (held.midi + 1) % 12 != held.place.sound.tonic
        and not (part.frame.last and place.span is part.frame.spans[-1])
        and all(thirds and abs(fresh[0].midi - tone.midi) % 12 in _SWEET for tone in moving)
    )


def _trill(part: Part, plan: Plan, spine: Sequence[tuple[int, int]]) -> list[Tone]:
    """The last note before the arrival as a trill, where the cadence has one and there is time."""
    ornaments = part.setting.level.ornaments
    number = plan.aim.cadence
    if number is None or not ornaments or part.draw.random() > 0.3 + 1.4 * ornaments:
        return []
    place, main = plan.places[number], spine[number][0]
    rungs = ladder(place.sound.steps)
    pitches = main, step(rungs, main, 1), step(rungs, main, -1)
    measure = part.frame.measure
    notes = trill(
        *pitches, place.onset, place.end, measure.beat, part.tick_seconds, compound=measure.compound
    )
    return [Tone(onset, end, midi, place) for onset, end, midi in notes]


def _drafts(part: Part, line: Sequence[Tone], hand: Hand) -> list[Draft]:
    role = Role.MELODY if hand is Hand.RIGHT else Role.BASS
    return [
        Draft(tone.midi, tone.onset, tone.end, hand, role, tone.place.span, part.texture.id)
        for tone in line
    ]


def _closing(part: Part, drafts: Sequence[Draft]) -> list[Draft]:
    """The last chord in full: its other tones under the arrival, the bass's octave."""
    last = [note for note in drafts if note.onset == part.frame.spans[-1].start]
    if len(last) != 2 or part.setting.level.voices < 3:
        return []
    top, bass = last
    floor = max(part.setting.style.ranges.right_floor, bass.midi + 3)
    voices = under(top.span.harmony, top.midi, 2, floor, (), part.setting.reach)
    added = [(midi, Hand.RIGHT, Role.INNER) for midi in voices]
    return [
        Draft(midi, top.onset, top.end, hand, role, top.span, part.texture.id)
        for midi, hand, role in added
    ]
