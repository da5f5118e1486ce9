"""The moments at which voices are structural: chord starts, and beats or half bars inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gospel_keys.arranger.frame import Measure, PhraseFrame, Span
from gospel_keys.arranger.harmony import Harmony


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """From ``onset`` to ``end`` (ticks) one structural note a voice.

    ``opens`` says that a chord begins here, ``following`` is the next chord where one begins at
    ``end``; ``weight`` is the metric weight, 3 to 0.
    """

    onset: int
    end: int
    span: Span
    opens: bool
    following: Harmony | None
    weight: int

    @property
    def sound(self) -> Harmony:
        return self.span.harmony

    @property
    def length(self) -> int:
        return self.end - self.onset


def points(frame: PhraseFrame, beats: int, stop: int) -> list[Point]:
    """The phrase cut into points of at most ``beats`` beats, counted from the barline.

    The span that starts at ``stop`` or later is one point: there the voices rest.
    """
    return list(_points(frame, beats, stop))


def _points(frame: PhraseFrame, beats: int, stop: int) -> Iterator[Point]:
    measure = frame.measure
    size = beats * measure.beat
    for span in frame.spans:
        onset = span.start
        while onset < span.end:
            bar = onset - (onset - frame.start) % measure.bar
            end = min(span.end, bar + ((onset - bar) // size + 1) * size)
            if onset >= stop:
                end = span.end
            end = _whole(onset, end, span, bar, measure)
            following = span.upcoming if end == span.end and span.changes else None
            opens = onset == span.start and span.first
            weight = measure.weight(onset - bar)
            yield Point(onset, end, span, opens, following, weight)
            onset = end


def _whole(onset: int, end: int, span: Span, bar: int, measure: Measure) -> int:
    """A point does not cross its barline."""
    return min(end, bar + measure.bar, span.end) if end > onset else span.end
