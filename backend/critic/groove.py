"""Does it groove: late hands, swung sixteenths, a feel that repeats; chords with colour?"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import mean

from critic.finding import Finding
from critic.piece import Key, Piece
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import Hand

_TENSIONS = frozenset({"9", "11", "13"})
_SIXTEENTH = Fraction(1, 4)


def is_extended(chord: Chord) -> bool:
    """Whether the chord has a ninth, eleventh or thirteenth, altered or not."""
    return any(degree.lstrip("b#") in _TENSIONS for degree in chord.degrees)


def extended_chords(piece: Piece, *, least: float = 0.0, fewest: int = 3) -> list[Finding]:
    """At least that share of the chords carries a ninth, eleventh or thirteenth."""
    share = mean(is_extended(event.chord) for event in piece.chords)
    if len(piece.chords) < fewest or share >= least:
        return []
    return [Finding("extended_chords", f"{share:.0%} of the chords carry a tension", value=share)]


def plain_triads(piece: Piece, *, most: float = 1.0, fewest: int = 3) -> list[Finding]:
    """At most that share of the chords has three notes only."""
    share = mean(len(event.chord.chromas) <= 3 for event in piece.chords)
    if len(piece.chords) < fewest or share <= most:
        return []
    return [Finding("plain_triads", f"{share:.0%} of the chords are plain triads", value=share)]


def common_tones(piece: Piece, *, least: float = 0.0, fewest: int = 4) -> list[Finding]:
    """Neighbouring chords share so many notes on average. Few changes say too little."""
    changes = [
        len(one.chord.chromas & other.chord.chromas)
        for one, other in pairwise(piece.chords)
        if one.chord != other.chord
    ]
    if len(changes) < fewest or mean(changes) >= least:
        return []
    message = f"{mean(changes):.2f} common tones a change"
    return [Finding("common_tones", message, value=mean(changes))]


def offbeat_share(piece: Piece) -> float:
    """The share of the right hand's attacks that are written between the beats."""
    onsets = [group[0].onset for group in piece.attacks(Hand.RIGHT)]
    return mean(piece.strength(onset) == 0 for onset in onsets) if onsets else 0.0


def offbeat_right(piece: Piece, *, least: float = 0.0, fewest: int = 8) -> list[Finding]:
    """At least that share of the right hand's attacks is off the beat."""
    share = offbeat_share(piece)
    if len(piece.attacks(Hand.RIGHT)) < fewest or share >= least:
        return []
    message = f"{share:.0%} of the right hand is off the beat"
    return [Finding("offbeat_right", message, value=share)]


def delays(piece: Piece, hand: Hand) -> dict[Fraction, list[float]]:
    """Milliseconds from the written to the played time of a hand's attacks, by place in the bar.

    Rolled chords, attacks with a grace note's neighbour and bars that slow down are left out.
    """
    found: dict[Fraction, list[float]] = defaultdict(list)
    for group in piece.attacks(hand):
        bar = piece.bars[piece.bar_index(group[0].onset)]
        if any(key.note.rolled for key in group) or not _steady(piece, group[0]):
            continue
        start = min(key.start for key in group)
        late = 1000 * (start - piece.tempo.seconds(group[0].onset))
        found[group[0].onset - bar.onset].append(late)
    return found


def _steady(piece: Piece, key: Key) -> bool:
    """Whether the bar goes at its section's tempo from start to end."""
    bar = piece.bars[piece.bar_index(key.onset)]
    seconds = piece.tempo.seconds(bar.end) - piece.tempo.seconds(bar.onset)
    meant = float(bar.duration / bar.section.meter.beat) * 60 / bar.section.tempo
    return abs(seconds - meant) < 1e-3


def _swung(piece: Piece, place: Fraction) -> bool:
    """Whether a place in the bar is the second of two sixteenths of a simple meter."""
    meter = piece.bars[0].section.meter
    return not meter.is_compound and (place / (meter.felt.beat * _SIXTEENTH)) % 2 == 1


def late_right(
    piece: Piece, *, low: float = -100, high: float = 100, left: float = 100, fewest: int = 6
) -> list[Finding]:
    """The right hand comes ``low`` to ``high`` milliseconds late on average, the left hand within
    ``left`` of the grid; swung sixteenths are left out."""
    found = []
    for hand, least, most in ((Hand.RIGHT, low, high), (Hand.LEFT, -left, left)):
        places = delays(piece, hand)
        late = [ms for place, all_ in places.items() if not _swung(piece, place) for ms in all_]
        if len(late) >= fewest and not least <= mean(late) <= most:
            message = f"the {hand} hand is {mean(late):.0f} ms late, expected {least:g}..{most:g}"
            found.append(Finding("late_right", message, value=mean(late)))
    return found


def slot_deviation(piece: Piece) -> float | None:
    """The standard deviation in milliseconds of a place's delay from bar to bar, over all places
    of both hands that come four times or more; None where there are none."""
    groups = [times for hand in Hand for times in delays(piece, hand).values() if len(times) >= 4]
    count = sum(len(times) - 1 for times in groups)
    squares = sum((ms - mean(times)) ** 2 for times in groups for ms in times)
    return sqrt(squares / count) if count else None


def steady_slots(piece: Piece, *, most: float = 60) -> list[Finding]:
    """A feel is repeated: the same place of the bar has the same delay in every bar."""
    found = slot_deviation(piece)
    if found is None or found <= most:
        return []
    message = f"a place's delay varies by {found:.1f} ms from bar to bar"
    return [Finding("steady_slots", message, value=found)]


def sixteenth_shares(piece: Piece) -> list[float]:
    """Where the left hand's second sixteenths fall between their neighbours, 0.5 is even."""
    shares = []
    for group in piece.attacks(Hand.LEFT):
        key = group[0]
        bar = piece.bars[piece.bar_index(key.onset)]
        place = key.onset - bar.onset
        if not _swung(piece, place) or not _steady(piece, key):
            continue
        step = bar.section.meter.felt.beat * _SIXTEENTH
        before, after = (piece.tempo.seconds(key.onset + move) for move in (-step, step))
        shares.append((min(k.start for k in group) - before) / (after - before))
    return shares


def sixteenth_swing(
    piece: Piece, *, low: float = 0.0, high: float = 1.0, fewest: int = 6
) -> list[Finding]:
    """The first of two sixteenths takes that share of their eighth, as the left hand plays it."""
    shares = sixteenth_shares(piece)
    if len(shares) < fewest or low <= mean(shares) <= high:
        return []
    message = f"the first sixteenth has {mean(shares):.0%}, expected {low:.0%}..{high:.0%}"
    return [Finding("sixteenth_swing", message, value=mean(shares))]
