"""The harmonic devices a piece has, each by a name that charts and teachers use.

A device is found from roots, basses and tones above the tonic in force; who wrote the chords, and
what they call them, is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from critic.piece import Piece
from critic.swinging import is_two_five
from gospel_keys.music.chord import Chord

_ALTERED = frozenset({"b9", "#9", "#5", "b5", "b13"})


def quality(chord: Chord) -> str:
    """The family charts are counted by: 7, altered, m7, m6, maj7, 6, half-diminished..."""
    degrees = set(chord.degrees)
    if chord.is_diminished:
        return "half-diminished" if "b7" in degrees else "diminished"
    if chord.is_dominant:
        return "altered" if degrees & _ALTERED else "7"
    if chord.is_minor:
        return "m7" if chord.seventh is not None else "m"
    if chord.seventh is not None:
        return "maj7"
    return "6" if degrees & {"6", "13"} else "triad"


@dataclass(frozen=True, slots=True)
class Step:
    """A chord with its root and bass in semitones above the tonic in force, whether the key is
    minor, and whether a phrase ends with it."""

    chord: Chord
    degree: int
    bass: int
    minor: bool
    closes: bool

    def has(self, *names: str) -> bool:
        """Whether the chord has every one of these degrees, so altered."""
        return set(names) <= set(self.chord.degrees)


def steps(piece: Piece) -> tuple[Step, ...]:
    """The piece's chords in order."""
    found = []
    for event, after in zip(piece.chords, (*piece.chords[1:], None), strict=True):
        key = piece.bars[piece.bar_index(event.onset)].section.key
        degree, bass = (
            (name.chroma - key.tonic.chroma) % 12 for name in (event.chord.root, event.chord.lowest)
        )
        closes = after is None or after.phrase_id != event.phrase_id
        found.append(Step(event.chord, degree, bass, key.is_minor, closes))
    return tuple(found)


Steps = Sequence[Step]
Test = Callable[[Steps], bool]


def _some(test: Callable[[Step], bool]) -> Test:
    return lambda line: any(map(test, line))


def _pair(test: Callable[[Step, Step], bool]) -> Test:
    return lambda line: any(test(one, other) for one, other in pairwise(line))


def _roots(*degrees: int) -> Test:
    """Chords in a row on these degrees."""
    return lambda line: _run([step.degree for step in line], degrees)


def _basses(*degrees: int) -> Test:
    """Basses in a row on these degrees."""
    return lambda line: _run([step.bass for step in line], degrees)


def _run(line: Sequence[int], degrees: Sequence[int]) -> bool:
    return any(
        tuple(line[i : i + len(degrees)]) == tuple(degrees)
        for i in range(len(line) - len(degrees) + 1)
    )


def _motion(one: Step, other: Step) -> int:
    return (other.chord.root.chroma - one.chord.root.chroma) % 12


def _two_five_one(line: Steps) -> bool:
    return any(
        is_two_five(two.chord, five.chord) and _motion(five, one) == 5
        for two, five, one in zip(line, line[1:], line[2:], strict=False)
    )


def _loops(line: Steps) -> bool:
    """Two to four roots come twice in a row, whatever colour they have."""
    names = [step.degree for step in line]
    return any(
        names[i : i + size] == names[i + size : i + 2 * size] and len(set(names[i : i + size])) > 1
        for size in (2, 3, 4)
        for i in range(len(names) - 2 * size + 1)
    )


def _sequence(line: Steps) -> bool:
    """Two roots' motion comes twice more in a row, as in a chain of fifths or of thirds and
    steps."""
    moves = [_motion(one, other) for one, other in pairwise(line)]
    return any(
        moves[i : i + 2] == moves[i + 2 : i + 4] and all(moves[i : i + 2])
        for i in range(len(moves) - 3)
    )


def _side_slip(one: Step, other: Step) -> bool:
    """The same chord a half step away."""
    alike = one.chord.intervals == other.chord.intervals
    return alike and not one.chord.is_diminished and _motion(one, other) in {1, 11}


def _mediant(one: Step, other: Step) -> bool:
    """Two triads of one kind a third apart."""
    plain = one.chord.quality == other.chord.quality and one.chord.quality in ("major", "minor")
    return plain and not one.chord.is_dominant and _motion(one, other) in {3, 4, 8, 9}


def _applied(one: Step, other: Step) -> bool:
    """A dominant, foreign to the key, a fifth above what follows."""
    return quality(one.chord) in ("7", "altered") and one.degree != 7 and _motion(one, other) == 5


DEVICES: Mapping[str, Test] = {
    "two-five": _pair(lambda a, b: is_two_five(a.chord, b.chord)),
    "two-five-one": _two_five_one,
    "half-step dominant": _pair(lambda a, b: a.chord.is_dominant and _motion(a, b) == 11),
    "diminished": _some(lambda a: quality(a.chord) == "diminished"),
    "sharp-four diminished": _some(lambda a: quality(a.chord) == "diminished" and a.degree == 6),
    "sharp-one diminished": _some(lambda a: quality(a.chord) == "diminished" and a.degree == 1),
    "minor four": _some(lambda a: a.chord.is_minor and a.degree == 5 and not a.minor),
    "minor four with a sixth": _some(
        lambda a: a.chord.is_minor and a.degree == 5 and not a.minor and a.has("6")
    ),
    "backdoor": _pair(
        lambda a, b: a.chord.is_dominant and a.degree == 10 and b.degree == 0 and not a.minor
    ),
    "seven-three-six": _roots(11, 4, 9),
    "three-six-two-five": _roots(4, 9, 2, 7),
    "one over three to four": _pair(lambda a, b: (a.degree, a.bass, b.bass) == (0, 4, 5)),
    "eleventh dominant": _some(
        lambda a: a.bass == 7 and (a.degree in (2, 5) or a.chord.is_suspended)
    ),
    "altered three to six": _pair(
        lambda a, b: (
            (a.degree, b.degree) == (4, 9)
            and quality(a.chord) in ("altered", "7")
            and b.chord.is_minor
        )
    ),
    "chromatic walk-up": _basses(4, 5, 6, 7),
    "plagal close": _pair(lambda a, b: a.degree in (2, 5) and b.degree == 0 and b.closes),
    "applied dominant": _pair(_applied),
    "side-slip": _pair(_side_slip),
    "loop": _loops,
    "sequence": _sequence,
    "major ninth": _some(lambda a: a.chord.is_major and a.has("7", "9")),
    "minor ninth or eleventh": _some(
        lambda a: a.chord.is_minor and a.has("b7") and bool({"9", "11"} & set(a.chord.degrees))
    ),
    "suspended ninth": _some(lambda a: a.has("b7", "9") and a.chord.third is None),
    "sharp nine sharp five": _some(lambda a: a.has("3", "b7", "#9", "#5")),
    "cadential six-four": _pair(lambda a, b: (a.degree, a.bass, b.degree, b.bass) == (0, 7, 7, 7)),
    "augmented sixth": _pair(
        lambda a, b: (a.bass, b.bass) == (8, 7) and (a.has("3", "#6") or a.has("3", "b7"))
    ),
    "chromatic mediant": _pair(_mediant),
    "first inversion": _some(lambda a: a.chord.inversion == 1),
}


def devices(piece: Piece) -> frozenset[str]:
    """The names of the devices the piece has; ``half-step lift`` is a later section a half step
    higher."""
    line = steps(piece)
    found = {name for name, test in DEVICES.items() if test(line)}
    sections = piece.arrangement.progression.sections
    if any((b.key.tonic.chroma - a.key.tonic.chroma) % 12 == 1 for a, b in pairwise(sections)):
        found.add("half-step lift")
    return frozenset(found)
