"""Progressions for tests."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from gospel_keys.composer.planner import plan
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Brief, ChordEvent, Progression, Section

GENRE = "gospel"


def brief(
    key: str = "C major",
    *,
    tempo: float = 72,
    meter: str = "4/4",
    bars: int = 16,
    level: int = 5,
    seed: int = 1,
    mood: tuple[str, ...] = (),
    application: str = "WORSHIP",
) -> Brief:
    """A brief, without words."""
    return Brief(
        GENRE,
        "a song",
        Key.parse(key),
        tempo,
        Meter.parse(meter),
        bars,
        application,
        level,
        0.0,
        seed,
        mood,
    )


def planned(asked: Brief, **redrawn: int) -> Progression:
    return plan(asked, genres()[GENRE], redrawn)


def section_of(made: Progression, event: ChordEvent) -> Section:
    return next(section for section in made.sections if section.id == event.section_id)


def chords_in_bars(made: Progression, asked: Brief) -> list[int]:
    """How many chords begin in each bar."""
    counts = [0] * asked.bars
    for event in made.chords:
        counts[int(event.onset / asked.meter.bar)] += 1
    return counts


def longest_run_without(bars: int, busy: set[int]) -> int:
    """The most bars in a row that are not among the busy ones."""
    longest = run = 0
    for bar in range(bars):
        run = 0 if bar in busy else run + 1
        longest = max(longest, run)
    return longest


def is_passing(made: Progression, index: int, bar: Fraction) -> bool:
    """Short, and either foreign to the key, diminished, or stepping in the bass on both sides."""
    if not 0 < index < len(made.chords) - 1 or made.chords[index].duration > bar / 2:
        return False
    event = made.chords[index]
    key = section_of(made, event).key
    own = {name.chroma for name in key.scale.pitch_classes}
    own |= {(key.tonic.chroma - 1) % 12} if key.is_minor else set()
    if event.chord.is_diminished or not event.chord.chromas <= own:
        return True
    low = [made.chords[i].chord.lowest.chroma for i in (index - 1, index, index + 1)]
    return all((b - a) % 12 in (1, 2, 10, 11) for a, b in pairwise(low))
