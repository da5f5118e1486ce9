"""Voicings: a chord as pitches, low to high, spelled.

All take where to stand: ``bottom`` (the lowest note is the first at or above it), ``top`` (the
highest note is the first at or below it) or both, which raises TheoryError if nothing fits.
Without either they stand on C3. The bass of a slash chord is left to whoever plays the bass. None
of them checks the spacing rule; see ``spacing``.
"""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.music.spacing import Voicing, placements, spaced, spacing_faults, spacing_ok, stack
from gospel_keys.music.voicing_frames import rootless, shell, spread
from gospel_keys.music.voicing_structures import quartal, upper_structure
from gospel_keys.music.voicing_tones import close_order, essential, names

__all__ = [
    "Voicing",
    "block",
    "close",
    "close_positions",
    "drop2",
    "drop3",
    "essential",
    "open_",
    "placements",
    "quartal",
    "rootless",
    "shell",
    "spaced",
    "spacing_faults",
    "spacing_ok",
    "spread",
    "stack",
    "upper_structure",
]


def close(
    chord: Chord,
    *,
    inversion: int = 0,
    size: int | None = None,
    bottom: Pitch | None = None,
    top: Pitch | None = None,
) -> Voicing:
    """All tones (or the ``size`` that matter most) within an octave.

    ``inversion`` counts them in that order, so the first inversion of a ninth chord has its 9
    lowest.
    """
    tones = close_order(essential(chord, size), inversion)
    return stack(names(chord, tones), bottom=bottom, top=top)


@lru_cache(maxsize=4096)
def close_positions(
    chord: Chord, low: Pitch, high: Pitch, *, size: int | None = None
) -> tuple[Voicing, ...]:
    """Every inversion in close position, in every octave from ``low`` to ``high``."""
    tones = essential(chord, size)
    return tuple(
        pitches
        for inversion in range(len(tones))
        for pitches in placements(names(chord, close_order(tones, inversion)), low, high)
    )


def open_(
    chord: Chord,
    *,
    inversion: int = 0,
    size: int | None = None,
    bottom: Pitch | None = None,
    top: Pitch | None = None,
) -> Voicing:
    """Close position with every second tone an octave up: 1 5 3, or 1 5 3 7."""
    tones = close_order(essential(chord, size), inversion)
    return stack(names(chord, tones[::2] + tones[1::2]), bottom=bottom, top=top)


def drop2(
    chord: Chord, *, inversion: int = 0, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Four tones in close position, the second from the top an octave lower.

    ``inversion`` is that of the close position. A triad doubles its lowest tone on top; of a larger
    chord the root goes first.
    """
    return _dropped(chord, 2, inversion, bottom, top)


def drop3(
    chord: Chord, *, inversion: int = 0, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """As ``drop2``, with the third tone from the top an octave lower."""
    return _dropped(chord, 3, inversion, bottom, top)


def _dropped(
    chord: Chord, voice: int, inversion: int, bottom: Pitch | None, top: Pitch | None
) -> Voicing:
    tones = close_order(essential(chord, 4, root=False), inversion)
    if len(tones) == 3:
        tones.append(tones[0])
    if len(tones) < 4:
        raise TheoryError(f"{chord} has too few tones for a four-part voicing")
    dropped = tones.pop(-voice)
    return stack(names(chord, [dropped, *tones]), bottom=bottom, top=top)


def block(chord: Chord, melody: Pitch, *, doubled: bool = False) -> Voicing:
    """Four-way close: the melody on top, three chord tones right under it.

    A melody note foreign to the chord takes the place of a chord tone: of the one a half step
    below it, else of the root or fifth beside it, so that 9 stands for 1 and 13 for 5. ``doubled``
    adds the melody an octave lower (locked hands).
    """
    tones = names(chord, list(essential(chord, 4, root=False)))
    replaced = min(tones, key=lambda name: _claim(chord, name, melody))
    others = [name for name in tones if name != replaced]
    pitches = [melody]
    while others:
        under = max(name.below(pitches[-1].midi - 1) for name in others)
        others.remove(under.name)
        pitches.append(under)
    if doubled:
        pitches.append(melody.transpose(-OCTAVE))
    return tuple(reversed(pitches))


def _claim(chord: Chord, name: PitchClass, melody: Pitch) -> int:
    """How far a chord tone is from being the one that ``melody`` replaces; 0 if it is the same."""
    below = (melody.midi - name.chroma) % 12
    gap = min(below, 12 - below)
    if below <= 1:
        return below
    if name in (chord.root, chord.fifth):
        return 2 if gap <= 2 else 3
    return 3 + gap
