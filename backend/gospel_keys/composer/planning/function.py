"""What a chord does, read from the chord itself and its neighbours."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gospel_keys.music.interval import Interval
from gospel_keys.score.model import HarmonicFunction

if TYPE_CHECKING:
    from gospel_keys.composer.planning.context import Context

_TONIC_ROOTS = {"major": {0, 4, 9}, "minor": {0, 3, 8}}
_DOMINANT_ROOTS = {7, 11}
_HALF = Fraction(1, 2)
_AUGMENTED_SIXTH = Interval(5, 10)


def function_of(here: Context) -> HarmonicFunction:
    """Tonic, predominant, dominant or passing.

    A short chord that is foreign to the key, diminished, or steps in the bass on both sides
    connects; a dominant of the home key keeps its name however short it is.
    """
    chord, root = here.chord, here.root
    if here.is_final:
        return HarmonicFunction.TONIC if root == 0 else _plain(here)
    if here.next_key != here.key and here.is_dominant:
        return HarmonicFunction.DOMINANT
    if _presses_on(here):
        return HarmonicFunction.PREDOMINANT
    if chord.is_diminished and root != 11 and not here.is_half_diminished:
        return HarmonicFunction.PASSING
    if _is_connecting(here):
        return HarmonicFunction.PASSING
    return _plain(here)


def _presses_on(here: Context) -> bool:
    """Whether a chord is an augmented sixth, or the Neapolitan sixth: both lean on the dominant."""
    neapolitan = (here.root, here.bass) == (1, 5) and len(here.chord.intervals) == 3
    return neapolitan or _AUGMENTED_SIXTH in here.chord.intervals


def _is_connecting(here: Context) -> bool:
    if here.before is None or here.after is None or here.share_of_bar > _HALF:
        return False
    if here.is_dominant and here.root in _DOMINANT_ROOTS:
        return False
    if here.foreign_tones and not (here.root == 5 and here.lasts_on_strong_beat):
        return True
    return here.chord.bass is not None and here.bass_steps_through


def _plain(here: Context) -> HarmonicFunction:
    root, bass = here.root, here.bass
    if bass == 7 and root in (5, 2):
        return HarmonicFunction.DOMINANT
    if bass == 7 and root == 0 and here.next_root == 7:
        return HarmonicFunction.DOMINANT
    if here.is_dominant and (root not in (0, 5) or here.falls_a_fifth):
        return HarmonicFunction.DOMINANT
    if root in _DOMINANT_ROOTS and not (root == 7 and here.chord.is_minor):
        return HarmonicFunction.DOMINANT
    if root in _TONIC_ROOTS[here.key.mode] or (root == 5 and bass == 0):
        return HarmonicFunction.TONIC
    return HarmonicFunction.PREDOMINANT
