"""Who moves when: the subject handed from voice to voice, and what the other does meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gospel_keys.arranger.frame import Measure, PhraseFrame
from gospel_keys.arranger.voices.diminution import Shape
from gospel_keys.arranger.voices.points import Point


@dataclass(slots=True)
class Share:
    """What a voice does on one point: ``notes`` of them, in the subject's ``shape`` if it can.

    ``subject`` is true while it states the subject.
    """

    notes: int
    shape: Shape | None = None
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in scale steps from its first note, cut into groups of one point each."""

    groups: tuple[Shape, ...]
    moves: tuple[int, ...] = field(default=())

    @classmethod
    def parse(cls, text: str, notes: int) -> Subject:
        """From numbers such as ``0 1 2 3 1 2 0 4``; ``notes`` are those of a group.

        Raises ``ValueError`` for anything but whole numbers.
        """
        steps = [int(word) for word in text.split()]
        cuts = range(0, len(steps), notes)
        groups = tuple(tuple(n - steps[i] for n in steps[i : i + notes]) for i in cuts)
        starts = [steps[i] for i in cuts]
        moves = tuple(b - a for a, b in pairwise(starts))
        return cls(tuple(group for group in groups if len(group) == notes), moves)


def shares(
    frame: PhraseFrame,
    places: Sequence[Point],
    subject: Subject,
    fast: int,
    slow: int,
    stop: int,
    *,
    lower_first: bool,
    both_from: int,
) -> list[tuple[Share, Share]]:
    """For each point what the upper and the lower voice do: bar by bar they change roles.

    ``fast`` and ``slow`` are notes a beat; from the bar ``both_from`` on the accompanying voice
    keeps moving too. At and after the tick ``stop`` both rest.
    """
    measure = frame.measure
    found = []
    for place in places:
        bar = (place.onset - frame.start) // measure.bar
        leads = _count(place, measure, fast)
        follows = _count(place, measure, max(slow, fast // 2) if bar >= both_from else slow)
        if place.onset >= stop:
            found.append((Share(1), Share(1)))
            continue
        inside = ((place.onset - frame.start) % measure.bar) // measure.beat
        stated = place.length == measure.beat and inside < len(subject.groups)
        leader = Share(leads, subject.groups[inside] if stated else None, stated)
        upper = (bar % 2 == 1) is lower_first
        found.append((leader, Share(follows)) if upper else (Share(follows), leader))
    return found


def _count(place: Point, measure: Measure, notes: int) -> int:
    """Notes for a point: so many a beat, one where that leaves less than one."""
    return max(1, notes * place.length // measure.beat)


def wanted_moves(
    places: Sequence[Point],
    given: Sequence[tuple[Share, Share]],
    subject: Subject,
    frame: PhraseFrame,
) -> dict[int, tuple[int | None, int | None]]:
    """The steps that the subject asks of the voice that states it, by point; upper first."""
    found: dict[int, tuple[int | None, int | None]] = {}
    measure = frame.measure
    for number in range(1, len(places)):
        inside = ((places[number].onset - frame.start) % measure.bar) // measure.beat
        if not 0 < inside <= len(subject.moves):
            continue
        move = subject.moves[inside - 1]
        upper, lower = given[number - 1]
        if upper.subject:
            found[number] = (move, None)
        elif lower.subject:
            found[number] = (None, move)
    return found
