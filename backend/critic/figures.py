"""What the hands do that a listener would name, found in the keys themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from critic.piece import Key, Piece
from gospel_keys.score.model import Hand, Role


def _third_crushed(piece: Piece) -> bool:
    """A grace note a half step below a chord's major third, which follows."""
    return any(
        grace.grace
        and (third := piece.chord_of(grace).chord.third) is not None
        and (grace.midi + 1) % 12 == third.chroma
        for grace in piece.of(Hand.RIGHT)
    )


def _octave_run(piece: Piece) -> bool:
    """Three octaves in a row in the right hand's fills."""
    groups = [g for g in piece.attacks(Hand.RIGHT) if any(k.note.role is Role.FILL for k in g)]
    octaves = [g[-1].midi - g[0].midi == 12 for g in groups]
    return any(all(octaves[i : i + 3]) for i in range(len(octaves) - 2))


def _tenth(piece: Piece) -> bool:
    """The left hand spans a tenth: at once, or from a bass to what follows it."""
    groups = piece.attacks(Hand.LEFT)
    alone = any(_reach(group) in (15, 16) for group in groups)
    return alone or any(_reach(a + b) in (15, 16) for a, b in pairwise(groups))


def _reach(keys: tuple[Key, ...]) -> int:
    return max(key.midi for key in keys) - min(key.midi for key in keys)


def _quartal(piece: Piece) -> bool:
    """Three keys of one attack in fourths, one of which may be augmented."""
    return any(
        {b.midi - a.midi, c.midi - b.midi} <= {5, 6} and c.midi - a.midi < 12
        for hand in Hand
        for group in piece.attacks(hand)
        for a, b, c in zip(group, group[1:], group[2:], strict=False)
    )


def _split_minor_ninth(piece: Piece) -> bool:
    """Root, fifth and ninth of a minor ninth in the left hand, the major seventh chord on its third
    in the right."""
    for event in piece.chords:
        if not event.chord.is_minor or "9" not in event.chord.degrees:
            continue
        heard: dict[Hand, set[int]] = {Hand.LEFT: set(), Hand.RIGHT: set()}
        for key in piece.keys:
            if event.onset <= key.onset < event.end:
                heard[key.hand].add((key.midi - event.chord.root.chroma) % 12)
        if {0, 7} <= heard[Hand.LEFT] and {3, 7, 10, 2} <= heard[Hand.RIGHT]:
            return True
    return False


def _inner_chords(piece: Piece) -> bool:
    """Chords of three or four keys in the right hand with the tune on top."""
    return any(
        len(group) in (3, 4) and group[-1].note.role is Role.MELODY
        for group in piece.attacks(Hand.RIGHT)
    )


def _tremolo(piece: Piece) -> bool:
    """Two or more keys of the right hand in quick alternation: five strokes of a third of a beat or
    less, every second one alike."""
    groups = piece.attacks(Hand.RIGHT)
    for run in zip(*(groups[i:] for i in range(5)), strict=False):
        names = [tuple(key.midi for key in group) for group in run]
        gaps = [b[0].start - a[0].start for a, b in pairwise(run)]
        if names[0] == names[2] == names[4] != names[1] == names[3] and max(gaps) < 0.2:
            return True
    return False


def _trill(piece: Piece) -> bool:
    """Five quick single strokes of the right hand to and fro between neighbours."""
    line = [group[-1] for group in piece.attacks(Hand.RIGHT)]
    for run in zip(*(line[i:] for i in range(5)), strict=False):
        a, b = run[0].midi, run[1].midi
        gaps = [y.start - x.start for x, y in pairwise(run)]
        alternate = [key.midi for key in run] == [a, b, a, b, a]
        if alternate and 1 <= abs(a - b) <= 2 and max(gaps) < 0.25:
            return True
    return False


def _double_stop(piece: Piece) -> bool:
    """Two keys of the right hand a third to a sixth apart, three times in a row."""
    pairs = [
        len(g) == 2 and 3 <= g[1].midi - g[0].midi <= 9
        for g in piece.attacks(Hand.RIGHT)
        if any(k.note.role in (Role.MELODY, Role.FILL) for k in g)
    ]
    return any(all(pairs[i : i + 3]) for i in range(len(pairs) - 2))


FIGURES: Mapping[str, Callable[[Piece], bool]] = {
    "crushed third": _third_crushed,
    "octave run": _octave_run,
    "tenth": _tenth,
    "quartal stack": _quartal,
    "split minor ninth": _split_minor_ninth,
    "chords under the tune": _inner_chords,
    "tremolo": _tremolo,
    "double stop": _double_stop,
    "trill": _trill,
}


def figures(piece: Piece) -> frozenset[str]:
    """The names of the figures the piece has."""
    return frozenset(name for name, test in FIGURES.items() if test(piece))
