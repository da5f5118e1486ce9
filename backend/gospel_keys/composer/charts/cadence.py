"""The kind of ending that a run of chords makes, read from its last chords."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key

_TURNING = 4
"""A turnaround moves through at least so many chords on its way to the dominant."""
_INTO_HOME = {7: "authentic", 11: "authentic", 5: "plagal", 10: "backdoor"}


def cadence_of(chords: Sequence[Chord], key: Key, *, last: bool = False) -> str:
    """The cadence that the last of some chords make in a key.

    ``last`` marks the piece's end: home is home then, however it is reached.
    """
    here = chords[-1]
    before = chords[-2] if len(chords) > 1 else None
    root = _degree(here, key)
    if root == 0 and not here.is_diminished:
        found = _into_home(before, key)
        return "modal" if found == "open" and last else found
    if root == 7 and not here.is_minor and not here.is_diminished:
        return "turnaround" if _turns(chords, key) else "half"
    if root == 1 and here.is_dominant:
        return "turnaround" if _turns(chords, key) else "half"
    deceiving = (9, 8) if not key.is_minor else (8,)
    if before is not None and root in deceiving and _degree(before, key) == 7:
        return "deceptive"
    return "open"


def _degree(chord: Chord, key: Key) -> int:
    return (chord.root.chroma - key.tonic.chroma) % 12


def _into_home(before: Chord | None, key: Key) -> str:
    """How home was reached."""
    if before is None:
        return "open"
    degree = _degree(before, key)
    if degree == 1 and before.is_dominant:
        return "authentic"
    if degree == 10 and not before.is_dominant:
        return "modal"
    if degree == 7 and before.is_minor:
        return "modal"
    return _INTO_HOME.get(degree, "open")


def _turns(chords: Sequence[Chord], key: Key) -> bool:
    """Whether home stood shortly before the dominant, with something on the way between them."""
    tail = chords[-4:]
    homes = [number for number, chord in enumerate(tail) if _degree(chord, key) in (0, 4, 3)]
    return bool(homes) and len(tail) - homes[0] >= _TURNING
