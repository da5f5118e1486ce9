"""From a pattern's tones to pitches, each by its frame."""

from __future__ import annotations

from gospel_keys.arranger.figures import Tone
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.harmony import Harmony

_MAJOR = (0, 2, 4, 5, 7, 9, 11)


def chord_pitch(sound: Harmony, bass: int, number: int) -> int:
    """A degree of the chord above its bass; from 8 on, the octave above that."""
    chroma = sound.degree(number)
    pitch = bass + 1 + (chroma - bass - 1) % 12
    return pitch + 12 if number >= 8 and pitch - bass < 12 else pitch


def key_pitch(sound: Harmony, tone: Tone, tonic: int) -> int:
    """A degree of the key upward from ``tonic``.

    A plain degree bends to the chord (6 becomes b6 over a minor subdominant); one with an
    accidental is taken as written, against the major scale.
    """
    octave, index = divmod(tone.number - 1, 7)
    if tone.alter:
        step = _MAJOR[index] + tone.alter
    else:
        step = (sound.by_degree[index] - sound.tonic) % 12
        if index == 0 and step > 6:
            step -= 12
    return tonic + step + 12 * (octave + tone.octave)


def scale_step(sound: Harmony, pitch: int, steps: int) -> int:
    """The pitch ``steps`` steps of the local scale above (or below) ``pitch``.

    A step is a tone at most: where a bent scale has a gap, a plain tone is taken.
    """
    move = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        pitch += move if sound.scale[(pitch + move) % 12] else 2 * move
    return pitch


def approach_pitch(tone: Tone, span: Span, target: int) -> int:
    """``approach`` counts semitones from the target, ``step`` the scale's steps."""
    if tone.frame == "approach":
        return target + tone.number
    return scale_step(span.harmony, target, tone.number)
