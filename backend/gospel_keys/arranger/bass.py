"""The bass line: in which octave each chord's lowest note lies."""

from __future__ import annotations

from collections.abc import Mapping

from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.harmony import Harmony

_THUMB_REACH = 9
_POSITION = 37
_DEEP = 36
_STEP, _FIFTH = 2, 7


def bass_line(frame: PhraseFrame, setting: Setting, first: int, lift: int) -> dict[Span, int]:
    """A bass pitch for each span: near the one before, drawn toward the middle of the range.

    ``lift`` is for textures that lie closer to the right hand: see ``place_bass``.
    """
    line: dict[Span, int] = {}
    previous = first
    for span in frame.spans:
        previous = place_bass(frame, setting, span.harmony, previous, lift)
        line[span] = previous
    return line


def with_room(
    line: Mapping[Span, int], ceiling: Mapping[Span, int], lowest: int
) -> dict[Span, int]:
    """A lifted line, an octave lower where the right hand leaves no room for a fifth over it.

    The first bass stays where the phrase before expects it, and so does one that walks by step from
    one chord to the next; none comes under ``lowest``.
    """
    spans = list(line)
    found = dict(line)
    for place, span in enumerate(spans):
        bass = line[span]
        near = [line[other] for other in spans[max(place - 1, 0) : place + 2]]
        walks = any(0 < abs(other - bass) <= _STEP for other in near)
        if place and not walks and ceiling[span] - bass < _FIFTH and bass - 12 >= lowest:
            found[span] = bass - 12
    return found


def place_bass(
    frame: PhraseFrame, setting: Setting, sound: Harmony, previous: int | None, lift: int = 0
) -> int:
    """Put one bass note; without a ``previous`` one, in the middle of the range.

    ``lift`` raises the range's lower end by as many semitones, its upper end by a third of that.
    """
    if setting.level.position:
        return _in_position(frame, sound)
    low, high = setting.style.ranges.bass
    low, high = low + lift, high + lift // 3
    center = (low + high) / 2
    octaves = range(low + (sound.bass - low) % 12, high + 1, 12)
    if previous is None:
        return min(octaves, key=lambda p: abs(p - center))
    return min(octaves, key=lambda p: abs(p - previous) + 0.55 * abs(p - center) + _depth(p))


def _depth(pitch: int) -> float:
    """What it costs to go under C2, where only held notes are clear."""
    return 1.5 * max(0, _DEEP - pitch)


def _in_position(frame: PhraseFrame, sound: Harmony) -> int:
    """The left hand of a first lesson: five fingers on 1 to 5, an octave or two under the right.

    The thumb reaches for 6 and the little finger for 7, so every bass of the key is there.
    """
    tonic = position_bass(frame)
    above = (sound.bass - tonic) % 12
    return tonic + above - (12 if above > _THUMB_REACH else 0)


def position_bass(frame: PhraseFrame) -> int:
    """Where a beginner's left little finger rests: the tonic between C sharp 2 and C3."""
    return _POSITION + (frame.key.tonic.chroma - _POSITION) % 12
