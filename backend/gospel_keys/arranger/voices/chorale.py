"""A chorale: four voices, two a hand, chord by chord, with suspensions and passing notes."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.voices.contour import contour
from gospel_keys.arranger.voices.four_part import Parts
from gospel_keys.arranger.voices.leading import Course, led, opening
from gospel_keys.arranger.voices.melodic import melodic
from gospel_keys.arranger.voices.points import Point, points
from gospel_keys.arranger.voices.rest import entry, rest
from gospel_keys.arranger.voices.satb import BASS, SOPRANO
from gospel_keys.arranger.voices.surface import Tone
from gospel_keys.score.model import Hand, Role

_VOICES = (
    (Hand.RIGHT, Role.MELODY, 1), (Hand.RIGHT, Role.PART, 2),
    (Hand.LEFT, Role.PART, 1), (Hand.LEFT, Role.BASS, 2),
)  # fmt: skip


def chorale(
    part: Part, *, beats: int = 2, suspensions: float = 0.4, passing: float = 0.5
) -> list[Draft]:
    """Soprano and alto in the right hand, tenor and bass in the left; phrases end on held chords.

    A chord longer than ``beats`` is voiced anew after so many. ``suspensions`` and ``passing`` are
    how often a voice that can holds over, or fills a third with a passing note.
    """
    frame = part.frame
    stop = frame.spans[-1].start if frame.last else part.goal.arrive
    places = points(frame, beats, stop)
    fours = led(places, _course(part, places), part.draw)
    lines = Parts(part, places, fours, suspensions, passing).write()
    if frame.key.is_minor:
        melodic(lines, frame.key.tonic.chroma)
    return _drafts(part, lines)


def _course(part: Part, places: Sequence[Point]) -> Course:
    goal, frame, reach = part.goal, part.frame, part.setting.reach
    first = opening(places[0].sound, _sung(entry(part)), _low(goal.bass), reach)
    arrival = _sung(rest(part))
    at = next((n for n, place in enumerate(places) if place.onset >= goal.arrive), len(places) - 1)
    after = None
    if frame.upcoming and goal.next_entry is not None and goal.next_bass is not None:
        after = opening(frame.upcoming, _sung(goal.next_entry), _low(goal.next_bass), reach)
    peak = min(SOPRANO[1], max(goal.peak, first[0] + 3, arrival + 3))
    ends, top = (frame.start, goal.arrive), part.draw.uniform(0.45, 0.7)
    height = contour(ends, (first[0], peak, arrival), top)
    return Course(height, first, {at: arrival} if at and frame.last else {}, reach, after)


def _sung(midi: int) -> int:
    """A pitch brought into the soprano's range by octaves."""
    while midi > SOPRANO[1]:
        midi -= 12
    while midi < SOPRANO[0]:
        midi += 12
    return midi


def _low(midi: int) -> int:
    """A pitch brought into the bass's range by octaves."""
    while midi > BASS[1]:
        midi -= 12
    while midi < BASS[0]:
        midi += 12
    return midi


def _drafts(part: Part, lines: Sequence[Sequence[Tone]]) -> list[Draft]:
    return [
        Draft(
            tone.midi, tone.onset, tone.end, hand, role, tone.place.span, part.texture.id,
            voice=number,
        )
        for line, (hand, role, number) in zip(lines, _VOICES, strict=True)
        for tone in line
    ]  # fmt: skip
