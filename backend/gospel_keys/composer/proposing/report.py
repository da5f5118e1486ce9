"""Who made which bars, and what became of each offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gospel_keys.composer.proposing.task import TaskComplexity
from gospel_keys.score.model import PhraseOutcome, Progression
from gospel_keys.score.timing import bars as bars_of

MAKERS = ("user", "cloud", "local", "rules")
"""Who may have decided a chord, in the order in which they are named."""


@dataclass(frozen=True, slots=True)
class Report:
    """How the harmony was made.

    ``generation_method`` names who decided any chord: ``"rules"``, ``"local+rules"``, ``"cloud"``.
    ``bars_by_origin`` maps each maker to its bars, counted from 1; a bar in which two makers have
    chords stands under both. ``offered`` are the phrases that a model was asked for.
    """

    share: float
    complexity: TaskComplexity
    generation_method: str
    bars_by_origin: Mapping[str, tuple[int, ...]]
    offered: tuple[PhraseOutcome, ...]

    @property
    def rejected(self) -> tuple[PhraseOutcome, ...]:
        """The offers after which the rules made the phrase, each with its reasons."""
        return tuple(one for one in self.offered if one.reasons)


def report_of(progression: Progression, share: float, complexity: TaskComplexity) -> Report:
    """The report of a finished progression."""
    return Report(
        share,
        complexity,
        generation_method(progression),
        bars_by_origin(progression),
        progression.offered,
    )


def generation_method(progression: Progression) -> str:
    """Who decided the chords: ``rules``, ``local+rules``, ``cloud``..."""
    used = {event.origin for event in progression.chords}
    return "+".join(maker for maker in MAKERS if maker in used) or MAKERS[-1]


def bars_by_origin(progression: Progression) -> dict[str, tuple[int, ...]]:
    """The bars (from 1) of each maker that has any, in the order of ``MAKERS``."""
    found: dict[str, tuple[int, ...]] = {}
    grid = list(enumerate(bars_of(progression), 1))
    for maker in MAKERS:
        own = [event for event in progression.chords if event.origin == maker]
        numbers = [
            number
            for number, bar in grid
            if any(event.onset < bar.end and event.end > bar.onset for event in own)
        ]
        if numbers:
            found[maker] = tuple(numbers)
    return found
