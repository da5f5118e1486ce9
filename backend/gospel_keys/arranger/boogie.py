"""Left hands that roll under a riff: boogie lines and the two-note shuffle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.left import target_of
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import least_gap
from gospel_keys.score.model import Hand, Role

_OCTAVE = 12
_HIGH = 45
"""A root above this is taken an octave lower, so that the figure has room to climb."""
_LOW = 28


@dataclass(frozen=True, slots=True)
class _Stroke:
    """One place of the pattern: ticks, the span it falls in, its number since the chord began."""

    onset: int
    end: int
    span: Span
    number: int
    last: bool


def boogie(
    part: Part,
    *,
    line: str = "1 3 5 6 b7 6 5 3",
    beats: str = "eighths",
    octaves: bool = False,
    approach: bool = True,
) -> list[Draft]:
    """A rolling line of degrees above each chord's root, begun anew with every chord.

    ``beats`` is ``eighths`` or ``quarters``; ``octaves`` answers every degree with its octave;
    ``approach`` spends the last stroke before a change on a step into the next bass.
    """
    degrees = line.split()
    drafts: list[Draft] = []
    for span, strokes in _chords(part, beats):
        root = _root(part, span)
        for stroke in strokes:
            place, high = divmod(stroke.number, 2) if octaves else (stroke.number, 0)
            pitch = root + _above(degrees[place % len(degrees)], span, root) + _OCTAVE * high
            upward = None
            if approach and stroke.last and stroke.number:
                pitch, upward = _into(part, stroke.span, pitch)
            drafts.append(_draft(part, stroke, _under(part, stroke.span, pitch, root), upward))
    return drafts


def shuffle(
    part: Part, *, uppers: str = "5 5 6 6", beats: str = "eighths", bass: str = "1"
) -> list[Draft]:
    """Root and a rocking note above it struck together: fifth, sixth, flat seventh.

    ``uppers`` are the rocking degrees, a stroke each; ``bass`` the degrees they stand on.
    """
    tops, roots = uppers.split(), bass.split()
    drafts: list[Draft] = []
    for span, strokes in _chords(part, beats):
        root = _root(part, span)
        for stroke in strokes:
            low = root + _above(roots[stroke.number % len(roots)], span, root)
            high = root + _above(tops[stroke.number % len(tops)], span, root)
            drafts.append(_draft(part, stroke, low, None))
            if high - low >= least_gap(high) and high <= part.ceiling[stroke.span]:
                drafts.append(_draft(part, stroke, high, None))
    return drafts


def _chords(part: Part, beats: str) -> Iterator[tuple[Span, list[_Stroke]]]:
    """Each chord, over barlines, with the strokes that fill it."""
    for _, group in groupby(part.frame.spans, key=lambda span: span.chord.id):
        spans = list(group)
        times = [(time, span) for span in spans for time in _times(part, span, beats)]
        ends = [time for time, _ in times[1:]] + [spans[-1].end]
        yield (
            spans[0],
            [
                _Stroke(time, end, span, number, number == len(times) - 1 and spans[-1].changes)
                for number, ((time, span), end) in enumerate(zip(times, ends, strict=True))
            ],
        )


def _times(part: Part, span: Span, beats: str) -> Iterator[int]:
    """The strokes' onsets inside a span: the beats, and their off-beats for eighths."""
    measure = part.frame.measure
    off = measure.beat * 2 // 3 if measure.compound else measure.half
    for time in range(span.start, span.end, measure.beat):
        yield time
        if beats == "eighths" and time + off < span.end:
            yield time + off


def _root(part: Part, span: Span) -> int:
    """The planned bass, low enough for what climbs above it."""
    bass = part.bass[span]
    return bass - _OCTAVE if bass > _HIGH and bass - _OCTAVE >= _LOW else bass


def _above(degree: str, span: Span, root: int) -> int:
    """Semitones of a degree above the bass: the chord's own, else a dominant's."""
    sound = span.harmony
    number = int(degree.lstrip("b"))
    if number in (1, 8, 15):
        return _OCTAVE * ((number - 1) // 7)
    if sound.bass != sound.root:
        tones = sorted((tone - root) % _OCTAVE for tone in sound.tones if (tone - root) % _OCTAVE)
        return tones[
            min(len(tones) - 1, {2: 0, 3: 0, 4: 1, 5: 1, 6: 2, 7: 2}[(number - 1) % 7 + 1])
        ]
    own = {"3": 3, "b3": 3, "5": 5}.get(degree)
    if own in sound.degrees and not (degree == "b3" and sound.quality == "dominant"):
        return (sound.degrees[own] - sound.root) % _OCTAVE
    if sound.quality in ("diminished", "half-diminished"):
        return {6: 9, 7: 9 if sound.quality == "diminished" else 10}.get(number, 6)
    return {"2": 2, "b3": 3, "3": 4, "4": 5, "b5": 6, "5": 7, "6": 9, "b7": 10, "7": 11}[degree]


def _into(part: Part, span: Span, pitch: int) -> tuple[int, bool]:
    """A semitone or a tone into the next bass, from the side the line is on."""
    target = target_of(part, span)
    if target > _HIGH and target - _OCTAVE >= _LOW:
        target -= _OCTAVE
    from_below = pitch < target or (pitch == target and part.draw.random() < 0.5)
    return (target - 1, True) if from_below else (target + 1, False)


def _under(part: Part, span: Span, pitch: int, root: int) -> int:
    """Down by octaves until the right hand is clear; never under the root."""
    while pitch > part.ceiling[span] and pitch - _OCTAVE >= root:
        pitch -= _OCTAVE
    return pitch if pitch <= part.ceiling[span] else root


def _draft(part: Part, stroke: _Stroke, pitch: int, upward: bool | None) -> Draft:
    return Draft(
        pitch, stroke.onset, stroke.end, Hand.LEFT, Role.BASS, stroke.span, part.texture.id,
        accent=1 if stroke.number == 0 else 0, upward=upward,
    )  # fmt: skip
