"""Two voices, one a hand: a structure by the rules, a subject they exchange, a trill to close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.voices.activity import Share, Subject, shares, wanted_moves
from gospel_keys.arranger.voices.contour import contour
from gospel_keys.arranger.voices.diminution import Shape
from gospel_keys.arranger.voices.line import ladder, restless, step
from gospel_keys.arranger.voices.melodic import melodic
from gospel_keys.arranger.voices.ornament import ornamented
from gospel_keys.arranger.voices.points import Point, points
from gospel_keys.arranger.voices.rest import entry, rest
from gospel_keys.arranger.voices.skeleton import Aim, structure
from gospel_keys.arranger.voices.surface import Task, Tone, filled, suspends
from gospel_keys.arranger.voices.trill import trill
from gospel_keys.arranger.voicing import under
from gospel_keys.score.model import Hand, Role

_SEMITONES = (0, 2, 4, 5, 7, 9, 11)
_ABOVE_BASS = 20
"""Semitones by which the lower voice may rise over the range of basses."""
_SUBJECTS = "0 1 2 3 1 2 0 4"
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
    plan = _Plan.of(part, running, walking, subjects)
    spine = structure(plan.places, plan.aim, part.draw)
    trilled = _trill(part, plan, spine) if trills else []
    upper, lower = _lines(part, plan, spine, suspensions, trilled)
    if part.frame.key.is_minor:
        melodic((upper, lower), part.frame.key.tonic.chroma)
    upper = ornamented(part, upper, lower, ornaments)
    drafts = _drafts(part, upper, Hand.RIGHT) + _drafts(part, lower, Hand.LEFT)
    return drafts + (_closing(part, drafts) if full_close and part.frame.last else [])


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the voices meet, who leads, what they aim at."""

    places: list[Point]
    given: list[tuple[Share, Share]]
    aim: Aim
    stop: int

    @classmethod
    def of(cls, part: Part, running: int, walking: int, subjects: str) -> _Plan:
        frame = part.frame
        stop = frame.spans[-1].start if frame.last else frame.end
        places = points(frame, 1, stop)
        fast, slow = (_compound(n) if frame.measure.compound else n for n in (running, walking))
        subject = _subject(part, subjects, fast)
        given = shares(
            frame, places, subject, fast, slow, stop,
            lower_first=frame.index % 2 == 1, both_from=_busy_from(part),
        )  # fmt: skip
        moves = {
            number: (_semitones(up), _semitones(down))
            for number, (up, down) in wanted_moves(places, given, subject, frame).items()
        }
        aim = _aim(part, places, moves)
        still = {*aim.fixed, *aim.cadence} - {0}
        given = [
            (Share(1), share[1]) if number in still else share for number, share in enumerate(given)
        ]
        return cls(places, given, aim, stop)


def _compound(notes: int) -> int:
    """Notes for a beat of three parts instead of two."""
    return notes if notes == 1 else notes * 3 // 2


def _subject(part: Part, subjects: str, notes: int) -> Subject:
    """The piece's own subject, cut to the notes of a beat."""
    choices = [text for text in subjects.split(";") if text.strip()]
    return Subject.parse(rng(part.setting.seed, "subject").choice(choices), notes)


def _busy_from(part: Part) -> int:
    """The bar from which the accompanying voice moves too: sooner where the music is hotter."""
    return max(1, round(part.frame.phrase.bars * (1.15 - part.goal.intensity)))


def _semitones(steps: int | None) -> int | None:
    """About how many semitones so many scale steps are."""
    if steps is None:
        return None
    octaves, rest = divmod(abs(steps), 7)
    size = 12 * octaves + _SEMITONES[rest]
    return size if steps > 0 else -size


def _aim(
    part: Part, places: Sequence[Point], moves: Mapping[int, tuple[int | None, int | None]]
) -> Aim:
    goal, frame = part.goal, part.frame
    tonic = frame.key.tonic.chroma
    at = next((n for n, place in enumerate(places) if place.onset >= goal.arrive), len(places) - 1)
    arrival = rest(part)
    cadence = {}
    if at and arrival % 12 == tonic and frame.phrase.cadence == "authentic":
        cadence[at - 1] = ((tonic + 2) % 12, (tonic - 1) % 12)
    low = part.setting.style.ranges.bass[0] + part.texture.lift
    heights = goal.entry, max(goal.peak, goal.entry), arrival
    height = contour((frame.start, goal.arrive), heights, part.draw.uniform(0.45, 0.75))
    fixed = {0: entry(part)} | ({at: arrival} if at else {})
    after = None
    if goal.next_entry is not None and goal.next_bass is not None:
        after = (goal.next_entry, goal.next_bass)
    return Aim(
        upper=(goal.low, max(goal.peak, goal.low + 12)), lower=(low, low + _ABOVE_BASS),
        height=height, fixed=fixed,
        first_lower=goal.bass, wanted=moves, cadence=cadence, after=after,
    )  # fmt: skip


def _lines(
    part: Part,
    plan: _Plan,
    spine: Sequence[tuple[int, int]],
    suspensions: float,
    trilled: list[Tone],
) -> tuple[list[Tone], list[Tone]]:
    """Both voices in full, point by point; the upper one's trill is given."""
    lines: tuple[list[Tone], list[Tone]] = ([], [])
    said: dict[tuple[int, int], Shape] = {}
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
            )  # fmt: skip
            if voice == 0 and trilled and trilled[0].place is place:
                other = trilled
            else:
                other, said[motif] = filled(task, part.draw)
            old = spine[number - 1][voice] if number else here[voice]
            other = _joined(part, lines[voice], other, (old, here[1 - voice]), suspensions)
    return lines


def _joined(
    part: Part,
    line: list[Tone],
    fresh: list[Tone],
    beside: tuple[int, int],
    suspensions: float,
) -> list[Tone]:
    """Add a point's notes to a line: held over where it can be suspended or does not move.

    ``beside`` are the voice's structural note before and the other voice's here. Returns what the
    voice sounds at the point.
    """
    first, beat = fresh[0], part.frame.measure.beat
    old, other = beside
    place = first.place
    before = line[-1] if line and line[-1].end == first.onset and len(fresh) <= 2 else None
    if before is not None:
        held = before.end - before.onset
        ripe = beat // len(fresh) <= held <= 2 * beat <= 2 * place.length
        free = old == before.midi or old % 12 not in restless(before.place.sound)
        fits = ripe and free and suspends(before, first.midi, other, place)
        if fits and part.draw.random() < suspensions:
            middle = place.onset + place.length // 2
            before.end = middle
            line.append(Tone(middle, place.end, first.midi, place))
            return [Tone(place.onset, middle, before.midi, place), line[-1]]
        if len(fresh) == 1 and before.midi == first.midi and before.place.span is place.span:
            before.end = first.end
            return fresh
    line += fresh
    return fresh


def _trill(part: Part, plan: _Plan, spine: Sequence[tuple[int, int]]) -> list[Tone]:
    """The last note before the arrival as a trill, where the cadence has one and there is time."""
    ornaments = part.setting.level.ornaments
    if not plan.aim.cadence or not ornaments or part.draw.random() > 0.3 + 1.4 * ornaments:
        return []
    number = min(plan.aim.cadence)
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
