"""The chords that may stand in a chord's place: made from the table, told, weighed, ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gospel_keys.composer.flow import flow
from gospel_keys.composer.planning.context import foreign_tones
from gospel_keys.composer.planning.reasons.say import listed, resolutions, shared
from gospel_keys.composer.substitutes.place import Spot, fits
from gospel_keys.composer.substitutes.rows import Substitute, Technique, substitutes
from gospel_keys.genres.phrases import Harmony
from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval

SAME = "*"
"""The suffix of the chord that is replaced."""
_LIKED = 1.0
"""What the genre's favourite connection is worth."""
_COLOURED = 0.4
_CLASH = 1.5
"""What every melody note costs that rubs against the chord."""
_FLOW = 0.5


@dataclass(frozen=True, slots=True)
class Offer:
    """A chord for a chord's place, the row it comes from, why, and how apt it is."""

    chord: Chord
    row: Substitute
    reason: str
    worth: float
    clashes: int

    @property
    def technique(self) -> Technique | None:
        return self.row.technique


def offers(spot: Spot, harmony: Harmony, complexity: int) -> list[Offer]:
    """Every chord that the table offers, the aptest first; each chord once."""
    likes = _likes(harmony)
    colours = _colours(harmony, complexity)
    found: dict[tuple[Chord, str], Offer] = {}
    for row in substitutes():
        if not fits(row.here, spot):
            continue
        chord = _made(row, spot)
        if chord is None or chord == spot.chord or chord in (spot.after, spot.before):
            continue
        clashes = _clashes(chord, spot.sung_late if row.place == "before" else spot.sung)
        worth = _worth(row, chord, spot, likes, colours) - _CLASH * clashes
        offer = Offer(chord, row, _told(row, chord, spot), worth, clashes)
        known = found.get((chord, row.place))
        if known is None or known.worth < worth:
            found[chord, row.place] = offer
    return sorted(found.values(), key=lambda offer: -offer.worth)


def _made(row: Substitute, spot: Spot) -> Chord | None:
    """The row's chord here; None where it leads to an inversion, or could not be written."""
    base = {"key": spot.key.tonic, "chord": spot.chord.root}.get(row.frame)
    if base is None:
        if spot.after is None or spot.after.bass is not None:
            return None
        base = spot.after.root
    try:
        root = base.transpose(Interval.parse(row.root))
        suffix = spot.chord.symbol if row.suffix == SAME else row.suffix
        chord = Chord.parse(f"{root}{suffix}").simplified()
        if row.bass:
            chord = chord.with_bass(chord.root.transpose(Interval.parse(row.bass)))
    except TheoryError:
        return None
    return chord


def _worth(
    row: Substitute,
    chord: Chord,
    spot: Spot,
    likes: Mapping[str, float],
    colours: frozenset[str],
) -> float:
    """How apt a chord is: its idea, the genre's taste, and how its neighbours take it."""
    worth = row.weight + _LIKED * max((likes.get(idiom, 0.0) for idiom in row.idioms), default=0.0)
    worth += _COLOURED * (chord.symbol in colours)
    before = spot.chord if row.place == "before" else spot.before
    if before is not None:
        worth += _FLOW * flow(before, chord)
    if spot.after is not None:
        worth += _FLOW * flow(chord, spot.after)
    return worth


def _likes(harmony: Harmony) -> dict[str, float]:
    """How much the genre likes each connection, 0..1 of its favourite's weight."""
    most = max((row.weight for row in harmony.passing), default=1.0)
    found: dict[str, float] = {}
    for row in harmony.passing:
        found[row.idiom] = max(found.get(row.idiom, 0.0), row.weight / most)
    return found


def _colours(harmony: Harmony, complexity: int) -> frozenset[str]:
    """The suffixes that the genre's chords have at a level, as symbols write them."""
    found = set()
    for row in harmony.colours:
        minor = "minor" in " ".join(row.role)
        for option in row.options:
            if option.complexity[0] <= complexity <= option.complexity[1]:
                suffix = f"m{option.suffix}" if minor else option.suffix
                chord = Chord.try_parse(f"C{suffix}")
                found.add(chord.symbol if chord else suffix)
    return frozenset(found)


def _clashes(chord: Chord, sung: frozenset[int]) -> int:
    """How many melody notes lie a semitone over a tone of the chord they are no part of."""
    tones = chord.chromas
    flat_nine = {(chord.root.chroma + 1) % 12} if chord.is_dominant else set()
    return sum(
        note not in tones and (note - 1) % 12 in tones and note not in flat_nine for note in sung
    )


def _told(row: Substitute, chord: Chord, spot: Spot) -> str:
    """The row's reason with the names of what happens here."""
    return row.reason.format(**dict(_facts(row, chord, spot))) + "."


def _facts(row: Substitute, chord: Chord, spot: Spot) -> Iterator[tuple[str, str]]:
    old, after = spot.chord, spot.after
    yield "old", str(old)
    yield "new", str(chord)
    yield "next", str(after) if after else "what follows"
    yield "key", str(spot.key)
    yield "parallel", str(spot.key.parallel)
    yield "shared", listed(shared(old, chord)) or "no tone"
    yield "into", resolutions(old, chord) or "no half step"
    yield "foreign", listed(foreign_tones(chord, spot.key)[:3]) or "no tone from outside"
    yield "moves", _moves(chord, after)
    first = old.lowest if row.place == "before" else (spot.before.lowest if spot.before else None)
    line = [first, chord.lowest, after.lowest if after else None]
    yield "bass", " ".join(str(one) for one in line if one is not None)


def _moves(chord: Chord, after: Chord | None) -> str:
    """What moves from a chord into the next one."""
    if after is None:
        return "nothing follows"
    return resolutions(chord, after) or f"the bass goes from {chord.lowest} to {after.lowest}"
