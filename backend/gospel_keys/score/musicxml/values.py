"""Note values: how lengths are written, and where a bar asks for a tie instead of one sign."""

from __future__ import annotations

from fractions import Fraction

from gospel_keys.music.meter import Meter

TYPES: dict[str, Fraction] = {
    "breve": Fraction(8),
    "whole": Fraction(4),
    "half": Fraction(2),
    "quarter": Fraction(1),
    "eighth": Fraction(1, 2),
    "16th": Fraction(1, 4),
    "32nd": Fraction(1, 8),
    "64th": Fraction(1, 16),
    "128th": Fraction(1, 32),
    "256th": Fraction(1, 64),
}
FINEST = TYPES["256th"]
_PLAIN = {length: name for name, length in TYPES.items()}
_DOTTED = {length * 3 / 2: name for name, length in TYPES.items()}

STRONG, BEAT, DIVISION = 2, 1, 0
_DEEPEST = -8


def note_value(length: Fraction) -> tuple[str, int] | None:
    """The sign for ``length`` quarters, ``("half", 1)`` for a dotted half; None if none has it."""
    if length in _PLAIN:
        return _PLAIN[length], 0
    if length in _DOTTED:
        return _DOTTED[length], 1
    return None


def rank(meter: Meter, position: Fraction) -> int:
    """How strong a place in the bar is: 3 the barline, 2 the other strong beat, 1 a beat, 0 a
    division of the beat, and one less for every halving of it."""
    strength = meter.strength(position)
    if strength:
        return strength
    parts = (position / meter.division).denominator
    return 1 - parts.bit_length() if parts & (parts - 1) == 0 else _DEEPEST


def split(
    meter: Meter, start: Fraction, end: Fraction, *, rest: bool
) -> list[tuple[Fraction, Fraction]]:
    """Cut ``[start, end)`` (quarters from the barline) into lengths one sign each can show.

    Notes may be syncopated as far as musicians expect it; rests always show the beats.
    """
    legal = _rest_is_legal if rest else _note_is_legal
    if note_value(end - start) is not None and legal(meter, start, end):
        return [(start, end)]
    cut = _cut(meter, start, end)
    if cut is None:
        return [(start, end)] if note_value(end - start) else _by_values(start, end)
    return [*split(meter, start, cut, rest=rest), *split(meter, cut, end, rest=rest)]


def _by_values(start: Fraction, end: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Longest signs first, for what no metric place divides."""
    found = []
    while start < end:
        fits = [length for length in _PLAIN if length <= end - start]
        length = max(fits) if fits else end - start
        found.append((start, start + length))
        start += length
    return found


def split_plain(length: Fraction) -> list[Fraction]:
    """Lengths that one sign each can show, the longest first: inside a tuplet."""
    if note_value(length) is not None:
        return [length]
    return [end - start for start, end in _by_values(Fraction(0), length)]


def _strongest(meter: Meter, start: Fraction, end: Fraction) -> tuple[int, list[Fraction]]:
    """The strongest rank strictly inside, and the places that have it."""
    inside = _multiples(meter.beat, start, end)
    if inside:
        best = max(rank(meter, place) for place in inside)
        return best, [place for place in inside if rank(meter, place) == best]
    unit = meter.division
    while unit >= FINEST:
        inside = _multiples(unit, start, end)
        if inside:
            return rank(meter, inside[0]), inside
        unit /= 2
    return _DEEPEST, []


def _multiples(unit: Fraction, start: Fraction, end: Fraction) -> list[Fraction]:
    place = (start // unit + 1) * unit
    found = []
    while place < end:
        found.append(place)
        place += unit
    return found


def _cut(meter: Meter, start: Fraction, end: Fraction) -> Fraction | None:
    """Where to cut: at the strongest place; of several, as late as the start's strength allows."""
    best, places = _strongest(meter, start, end)
    if not places:
        return None
    return places[-1] if rank(meter, start) >= best else places[0]


def _note_is_legal(meter: Meter, start: Fraction, end: Fraction) -> bool:
    inside, _ = _strongest(meter, start, end)
    at, last = rank(meter, start), rank(meter, end)
    if meter.is_compound and inside >= BEAT:
        return at >= inside and last >= BEAT
    if inside <= at:
        return True
    if inside == STRONG:
        return meter.beats == 4 and at >= BEAT and last >= BEAT
    if inside == BEAT:
        return at == DIVISION and last >= DIVISION and end - start <= meter.beat * 3 / 2
    return inside - at == 1 and last >= at


def _rest_is_legal(meter: Meter, start: Fraction, end: Fraction) -> bool:
    inside, _ = _strongest(meter, start, end)
    length = end - start
    whole_beats = (length / meter.beat).denominator == 1
    if length in _DOTTED and not (meter.is_compound and whole_beats):
        return False
    if not meter.is_compound and meter.beats % 2 and length > meter.beat:
        return False
    return inside < rank(meter, start)
