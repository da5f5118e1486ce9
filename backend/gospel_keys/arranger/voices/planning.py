"""The plan of two voices: their points, who leads where, and what the structure aims at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.voices.activity import Share, Subject, shares, wanted_moves
from gospel_keys.arranger.voices.contour import contour
from gospel_keys.arranger.voices.points import Point, points
from gospel_keys.arranger.voices.rest import entry, rest
from gospel_keys.arranger.voices.skeleton import Aim

_QUICKEST = 0.11
"""Seconds that a running note lasts at least."""
_SLOW = 2
_AGAIN = 3.0
"""How much more is left to chance in a phrase that is drawn again."""
_SEMITONES = (0, 2, 4, 5, 7, 9, 11)
_ABOVE_BASS = 20
"""Semitones by which the lower voice may rise over the range of basses."""
_UNDER = 4
"""Semitones by which the upper voice may leave the range of tunes downward."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the voices meet, who leads, what they aim at."""

    places: list[Point]
    given: list[tuple[Share, Share]]
    aim: Aim
    stop: int

    @classmethod
    def of(cls, part: Part, running: int, walking: int, subjects: str, suspensions: float) -> Plan:
        frame = part.frame
        stop = frame.spans[-1].start if frame.last else frame.end
        places = points(frame, 1, stop)
        fast, slow = (_notes(part, wish) for wish in (running, walking))
        subject = _subject(part, subjects, fast)
        given = shares(
            frame, places, subject, fast, slow, stop,
            lower_first=_lower_first(part), both_from=_busy_from(part),
        )  # fmt: skip
        moves = {
            number: (_semitones(up), _semitones(down))
            for number, (up, down) in wanted_moves(places, given, subject, frame).items()
        }
        most = slowest(compound=frame.measure.compound)
        aim = _aim(part, places, moves, _held(given, suspensions, most))
        return cls(places, _rested(given, aim), aim, stop)


def slowest(*, compound: bool) -> int:
    """The most notes of a beat for which a voice may hold one instead."""
    return _SLOW + compound


def _held(
    given: Sequence[tuple[Share, Share]], suspensions: float, most: int
) -> dict[int, tuple[float, float]]:
    """How welcome suspensions are by point: in a voice that has at most so many notes there, and in
    the bass, which should sound with its chord, a third as much."""
    return {
        number: (
            suspensions if upper.notes <= most else 0.0,
            suspensions / 3 if lower.notes <= most else 0.0,
        )
        for number, (upper, lower) in enumerate(given)
    }


def _rested(given: Sequence[tuple[Share, Share]], aim: Aim) -> list[tuple[Share, Share]]:
    """The upper voice still at its cadence, and from its arrival on, where the lower leads on."""
    arrival = max(aim.fixed)
    found = []
    for number, (upper, lower) in enumerate(given):
        if arrival and number >= arrival:
            leads = max(upper.notes, lower.notes) if number > arrival else lower.notes
            found.append((Share(1), Share(leads)))
        elif number == aim.cadence:
            found.append((Share(1), lower))
        else:
            found.append((upper, lower))
    return found


def _notes(part: Part, wish: int) -> int:
    """Notes for a beat: half as many again for one of three parts, fewer where time is short."""
    measure = part.frame.measure
    notes = wish * 3 // 2 if measure.compound and wish > 1 else wish
    seconds = measure.beat * part.tick_seconds
    while notes > 1 and seconds / notes < _QUICKEST:
        notes = 3 if notes == 6 else notes // 2
    return notes


def _subject(part: Part, subjects: str, notes: int) -> Subject:
    """The piece's own subject, cut to the notes of a beat."""
    choices = [text for text in subjects.split(";") if text.strip()]
    return Subject.parse(rng(part.setting.seed, "subject").choice(choices), notes)


def _lower_first(part: Part) -> bool:
    """Whether the lower voice leads the first bar: in every second phrase, but by chance in one
    that is written again, for it must come out different."""
    again = _again(part)
    return (part.frame.index + (again and part.draw.random() < 0.5)) % 2 == 1


def _again(part: Part) -> bool:
    """Whether the phrase is drawn once more, with a seed of its own."""
    return part.frame.seed != part.setting.seed


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
    part: Part,
    places: Sequence[Point],
    moves: Mapping[int, tuple[int | None, int | None]],
    held: Mapping[int, tuple[float, float]],
) -> Aim:
    goal, frame = part.goal, part.frame
    tonic = frame.key.tonic.chroma
    at = next((n for n, place in enumerate(places) if place.onset >= goal.arrive), len(places) - 1)
    arrival = rest(part)
    before = places[at - 1].sound.tones if at else ()
    steps = {(tonic + 2) % 12, (tonic - 1) % 12} & set(before)
    closes = arrival % 12 == tonic and frame.phrase.cadence == "authentic" and steps
    low = part.setting.style.ranges.bass[0] + part.texture.lift
    peak = max(goal.peak, goal.entry) - part.draw.randint(0, 4)
    heights = goal.entry, max(peak, goal.entry), arrival
    height = contour((frame.start, goal.arrive), heights, part.draw.uniform(0.35, 0.8))
    fixed = {at: arrival} if at else {}
    if frame.index or not at:
        fixed[0] = entry(part)
    after = None
    if goal.next_entry is not None and goal.next_bass is not None:
        after = (goal.next_entry, goal.next_bass)
    return Aim(
        upper=(goal.low - _UNDER, max(goal.peak, goal.low + 12)), lower=(low, low + _ABOVE_BASS),
        height=height, fixed=fixed,
        first_lower=goal.bass, wanted=moves, cadence=at - 1 if closes else None, after=after,
        suspend=held, chance=_AGAIN if _again(part) else 1.0,
    )  # fmt: skip
