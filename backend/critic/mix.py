"""What harmony many pieces are made of: chord qualities, and the devices that tunes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean

from critic.devices import devices, quality
from critic.finding import Finding
from critic.piece import Piece
from critic.stats import chords_per_bar


def quality_shares(pieces: Iterable[Piece]) -> dict[str, float]:
    """The share of each quality among all chords."""
    counts = Counter(quality(event.chord) for piece in pieces for event in piece.chords)
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


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
