"""What harmony many pieces are made of: chord qualities, and the devices that tunes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import mean

from critic.finding import Finding
from critic.piece import Piece
from critic.stats import chords_per_bar
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


def quality_shares(pieces: Iterable[Piece]) -> dict[str, float]:
    """The share of each quality among all chords."""
    counts = Counter(quality(event.chord) for piece in pieces for event in piece.chords)
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


def devices(piece: Piece) -> frozenset[str]:
    """Which of a tune's devices a piece has: two-fives, dominants a half step above their goal,
    diminished chords, minor four in major, the backdoor."""
    found = set()
    for one, other in pairwise(piece.chords):
        key = piece.bars[piece.bar_index(one.onset)].section.key
        motion = (other.chord.root.chroma - one.chord.root.chroma) % 12
        degree = (one.chord.root.chroma - key.tonic.chroma) % 12
        if is_two_five(one.chord, other.chord):
            found.add("two-five")
        if one.chord.is_dominant and motion == 11:
            found.add("half-step dominant")
        if quality(one.chord) == "diminished":
            found.add("diminished")
        if not key.is_minor and one.chord.is_minor and degree == 5:
            found.add("minor four")
        if not key.is_minor and one.chord.is_dominant and degree == 10 and motion == 2:
            found.add("backdoor")
    return frozenset(found)


def mix(
    pieces: Sequence[Piece],
    *,
    qualities: Mapping[str, float],
    tunes: Mapping[str, float],
    chords: float,
    within: float = 0.12,
) -> list[Finding]:
    """Chord qualities come within ``within`` of their shares, each device in at least its share of
    the pieces less ``within`` (more is no fault), chords a bar within a quarter of ``chords``."""
    found = []
    shares = quality_shares(pieces)
    for name, share in qualities.items():
        if abs(shares.get(name, 0.0) - share) > within:
            message = f"{shares.get(name, 0.0):.0%} of the chords are {name}, expected {share:.0%}"
            found.append(Finding("mix", message, value=shares.get(name, 0.0)))
    had = Counter(device for piece in pieces for device in devices(piece))
    for name, share in tunes.items():
        if had[name] / len(pieces) < share - within:
            message = f"{had[name]} of {len(pieces)} pieces have a {name}, expected {share:.0%}"
            found.append(Finding("mix", message, value=had[name] / len(pieces)))
    rate = mean(map(chords_per_bar, pieces))
    if abs(rate - chords) > chords / 4:
        found.append(Finding("mix", f"{rate:.2f} chords a bar, expected {chords:g}", value=rate))
    return found
