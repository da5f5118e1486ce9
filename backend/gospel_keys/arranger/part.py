"""What a generator is given: one hand's share of one phrase."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Step
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.playability import travel
from gospel_keys.arranger.style import Texture


@dataclass(slots=True)
class Part:
    """A phrase, its goals and melody, the texture to play, and a random stream of its own.

    ``bass`` is the planned bass of each span; ``ceiling`` the highest pitch the left hand may take
    there. The right hand is written first, up to tick ``free``. ``tick_seconds`` is the least time
    a tick lasts at the phrase's tempo, swing included.
    """

    frame: PhraseFrame
    goal: Goal
    setting: Setting
    texture: Texture
    draw: random.Random
    tune: list[Tune]
    bass: Mapping[Span, int]
    free: int
    tick_seconds: float
    ceiling: dict[Span, int] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """The phrase's first tick; with a pickup the barline before it."""
        pickup = any(note.onset < self.frame.start for note in self.tune)
        return self.frame.start - self.frame.measure.bar * pickup

    def leap(self, ticks: int) -> int:
        """How many semitones the hand can cover from one attack to the next in that time."""
        return travel(self.setting.reach, ticks * self.tick_seconds)


Generator = Callable[..., list[Draft]]
"""A named way to play: takes a ``Part`` and the texture's parameters, gives that hand's notes."""


def cells_for(part: Part, span: Span) -> Mapping[Fraction, tuple[Step, ...]]:
    """The texture's cells for a chord, or those of its first variant that fits."""
    for variant in part.texture.variants:
        if variant.when.fits(span.here) and part.draw.random() < variant.chance:
            return variant.cells
    return part.texture.cells


def tile(part: Part, span: Span) -> list[tuple[int, int, Step]]:
    """Fill a span with the texture's cells: ``(onset, end, step)`` in ticks.

    The longest cell that fits is taken again and again; what is left over gets the head of the
    shortest cell, cut off at the span's end.
    """
    cells = cells_for(part, span)
    beat = part.frame.measure.beat
    lengths = sorted(cells, reverse=True)
    found: list[tuple[int, int, Step]] = []
    time = span.start
    while time < span.end and lengths:
        room = Fraction(span.end - time, beat)
        length = next((one for one in lengths if one <= room), lengths[-1])
        for step in cells[length]:
            onset = time + round(step.at * beat)
            end = min(onset + round(step.length * beat), span.end)
            if onset < span.end:
                found.append((onset, end, step))
        time += round(length * beat)
    return found


class Hooks(Protocol):
    """What a genre adds in code; an object or module that may have mappings ``left`` and ``right``
    from names to generators of its own."""
