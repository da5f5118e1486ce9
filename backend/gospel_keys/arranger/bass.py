"""The bass line: in which octave each chord's lowest note lies."""

from __future__ import annotations

from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.harmony import Harmony

_POSITION_TONES = (1, 3, 5)
_LIFTED_MOST = 55


def bass_line(frame: PhraseFrame, setting: Setting, first: int, lift: int) -> dict[Span, int]:
    """A bass pitch for each span: near the one before, drawn toward the middle of the range.

    ``lift`` raises the whole line, for textures that lie closer to the right hand.
    """
    line: dict[Span, int] = {}
    previous = first
    lift = 0 if setting.level.position else lift
    for span in frame.spans:
        previous = place_bass(frame, setting, span.harmony, previous)
        line[span] = previous + lift if previous + lift <= _LIFTED_MOST else previous
    return line


def place_bass(frame: PhraseFrame, setting: Setting, sound: Harmony, previous: int | None) -> int:
    """Put one bass note; without a ``previous`` one, in the middle of the range."""
    if setting.level.position:
        return _in_position(frame, sound)
    low, high = setting.style.ranges.bass
    center = (low + high) / 2 - 1
    pitch = low + (sound.bass - low) % 12
    octaves = range(pitch, high + 1, 12)
    if previous is None:
        return min(octaves, key=lambda p: abs(p - center))
    return min(octaves, key=lambda p: abs(p - previous) + 0.55 * abs(p - center))


def _in_position(frame: PhraseFrame, sound: Harmony) -> int:
    """The left hand of a first lesson: fingers on 4 5 6 7 1 below the right hand's tonic.

    The roots of I, IV, V and vi lie under the hand; other chords lend a tone that does.
    """
    top = 43 + (frame.key.tonic.chroma - 43) % 12
    low = top - 7
    for chroma in (sound.bass, *(sound.degree(number) for number in _POSITION_TONES)):
        pitch = low + (chroma - low) % 12
        if pitch <= top and (pitch - low) % 12 in _white(frame):
            return pitch
    return top


def _white(frame: PhraseFrame) -> frozenset[int]:
    """The position's own five notes, in semitones above its lowest."""
    names = frame.key.scale.pitch_classes
    base = names[3].chroma
    return frozenset((name.chroma - base) % 12 for name in (*names[3:7], names[0]))
