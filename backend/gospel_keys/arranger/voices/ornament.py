"""Ornaments of an upper voice, written out: the mordent, and the appoggiatura from above."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.arranger.part import Part
from gospel_keys.arranger.voices.line import ladder, step
from gospel_keys.arranger.voices.motion import parallel
from gospel_keys.arranger.voices.surface import Tone

_QUICKEST = 0.09
"""Seconds that a note of a mordent lasts at least."""
_SIMPLE, _COMPOUND = 8, 12
"""Thirty-seconds in a beat."""
_LEANING = (1, 2)


def ornamented(
    part: Part, upper: Sequence[Tone], lower: Sequence[Tone], chance: float
) -> list[Tone]:
    """The upper voice with some notes of a beat or more that fall on a beat ornamented.

    ``chance`` counts in full at the highest level; the first note and the last stay plain. An
    appoggiatura takes half of its note's time, and only where the lower voice holds still.
    """
    beat = part.frame.measure.beat
    wish = chance * part.setting.level.ornaments
    found: list[Tone] = []
    for index, tone in enumerate(upper):
        inside = 0 < index < len(upper) - 1
        fits = beat <= tone.end - tone.onset <= 2 * beat and tone.place.weight > 0
        if inside and fits and tone.onset == tone.place.onset and part.draw.random() < wish:
            lean = _leaning(part, tone, found[-1], lower)
            found += lean if lean and part.draw.random() < 0.5 else _mordent(part, tone, lower)
        else:
            found.append(tone)
    return found


def _mordent(part: Part, tone: Tone, lower: Sequence[Tone]) -> list[Tone]:
    """The note, its lower neighbour, and the note again; plain where fingers are too slow, or the
    lower voice strikes with it."""
    measure = part.frame.measure
    size = measure.beat // (_COMPOUND if measure.compound else _SIMPLE)
    if size * part.tick_seconds < _QUICKEST:
        return [tone]
    below = step(ladder(tone.place.sound.steps), tone.midi, -1)
    again = tone.onset + 2 * size
    if tone.midi - below > _LEANING[-1] or any(other.onset == again for other in lower):
        return [tone]
    times = (tone.onset, tone.onset + size, again, tone.end)
    pitches = (tone.midi, below, tone.midi)
    return [
        Tone(onset, end, midi, tone.place)
        for onset, end, midi in zip(times, times[1:], pitches, strict=False)
    ]


def _leaning(part: Part, tone: Tone, before: Tone, lower: Sequence[Tone]) -> list[Tone]:
    """The upper neighbour for half of the note's time; empty where it would not lean."""
    above = step(ladder(tone.place.sound.steps), tone.midi, 1)
    middle = tone.onset + min(part.frame.measure.half, (tone.end - tone.onset) // 2)
    still = all(not tone.onset < other.onset < tone.end for other in lower)
    under = next((o for o in lower if o.onset <= tone.onset < o.end), None)
    last = next((o for o in lower if o.onset < tone.onset <= o.end), None)
    foreign = above % 12 not in tone.place.sound.tones
    if not (still and foreign and under and above - tone.midi in _LEANING):
        return []
    if above == before.midi or (above - under.midi) % 12 in (0, 1):
        return []
    passing = before.midi % 12 not in before.place.sound.tones
    if passing and abs(above - before.midi) > _LEANING[-1]:
        return []
    if last and parallel(before.midi, last.midi, above, under.midi):
        return []
    return [
        Tone(tone.onset, middle, above, tone.place),
        Tone(middle, tone.end, tone.midi, tone.place),
    ]
