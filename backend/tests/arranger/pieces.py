"""Hand-made progressions for the arranger's tests: chord symbols, bar by bar."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import gospel_keys
from gospel_keys.arranger.bass import bass_line
from gospel_keys.arranger.frame import layout, setting
from gospel_keys.arranger.goals import goals
from gospel_keys.arranger.melody import compose_melody
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Style, Texture
from gospel_keys.arranger.style_loader import load_style
from gospel_keys.arranger.texture import ceilings
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.music.chord import Chord
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.roman import chord_to_roman
from gospel_keys.score.model import (
    Brief,
    ChordEvent,
    HarmonicFunction,
    Phrase,
    Progression,
    Section,
)

HYMN = "C | F C/E | Dm7 G7 | C | C C7/E | F F#dim7 | C/G G7sus4 G7 | C"
RICH = (
    "Cmaj9 C/E | F9 F#dim7 | C/G A7#9#5 | Dm9 G13 | Em7 A7b9 | Dm9 Fm6 | C/G G9sus4 G7b9 | C6/9 |"
    "Am9 | D9 Ab13 | Gm9 C13 | Fmaj9 Bb9 | Em7b5 A7b9 | Dm11 G13sus4 | F/G G7 | Cadd9"
)
MINOR = "Cm | Fm7 Cm/Eb | Dm7b5 G7b9 | Cm7 | Abmaj7 | Fm9 Bb13 | Dm7b5 G7 | Cm"


@cache
def style(folder: str = "gospel") -> Style:
    root = Path(gospel_keys.__file__).parent / "genres"
    return load_style(root / folder)


def brief(**changes: object) -> Brief:
    """A brief with usual values, some changed."""
    given: dict[str, object] = {
        "genre": "gospel", "description": "", "key": Key.parse("C major"), "tempo": 80.0,
        "meter": Meter.parse("4/4"), "bars": 8, "application": "WORSHIP", "complexity": 5,
        "ai_percentage": 0.0, "seed": 1,
    }  # fmt: skip
    return Brief(**{**given, **changes})  # type: ignore[arg-type]


def progression(
    asked: Brief, chart: str = RICH, *, phrase_bars: int = 4, label: str = "verse"
) -> Progression:
    """The chart (in C) in the brief's key, repeated or cut to its bars, ending on its tonic."""
    rows = [row.split() for row in chart.split("|")]
    rows = [rows[i % len(rows)] for i in range(asked.bars - 1)] + [rows[0][:1]]
    up = Interval.between(Key.parse("C major").tonic, asked.key.tonic)
    section = Section("s0", label, 0, asked.bars, asked.key, asked.meter, asked.tempo)
    phrases, chords = [], []
    for number, start in enumerate(range(0, asked.bars, phrase_bars)):
        count = min(phrase_bars, asked.bars - start)
        cadence = "authentic" if number % 2 else "half"
        phrases.append(Phrase(f"p{number}", "s0", start, count, cadence, "test"))
        chords += _chords(asked, rows[start : start + count], start, f"p{number}", up)
    return Progression((section,), tuple(phrases), tuple(chords), "single", "full-close")


def _chords(
    asked: Brief, rows: list[list[str]], start: int, phrase: str, up: Interval
) -> list[ChordEvent]:
    found: list[ChordEvent] = []
    for number, row in enumerate(rows):
        onset = (start + number) * asked.meter.bar
        for symbol, length in zip(row, _lengths(asked.meter, len(row)), strict=False):
            chord = Chord.parse(symbol).transpose(up)
            found.append(
                ChordEvent(
                    f"{phrase}.c{len(found)}", onset, length, chord,
                    chord_to_roman(chord, asked.key), symbol,
                    _function(symbol), "because it is a test", "s0", phrase,
                )
            )  # fmt: skip
            onset += length
    return found


def _lengths(meter: Meter, count: int) -> list[Fraction]:
    """How many quarters each of ``count`` chords of a bar has: whole beats, longer ones first."""
    count = min(count, meter.beats)
    base, extra = divmod(meter.beats, count)
    return [meter.beat * (base + (i < extra)) for i in range(count)]


def _function(symbol: str) -> HarmonicFunction:
    if symbol[0] == "G" or "dim" in symbol:
        return HarmonicFunction.DOMINANT
    return HarmonicFunction.TONIC if symbol[0] in "CAE" else HarmonicFunction.PREDOMINANT


def part(asked: Brief | None = None, chart: str = RICH, *, texture: Texture | None = None) -> Part:
    """The first phrase of a piece, ready for a generator: its melody composed, its bass planned."""
    asked = asked or brief()
    plan = progression(asked, chart)
    feel = style().feel("ballad" if asked.meter.is_compound else "straight")
    place = setting(asked, style(), feel)
    frames = layout(plan, place)
    goal = goals(frames, place)[0]
    frame = frames[0]
    ready = Part(
        frame=frame, goal=goal, setting=place, texture=texture or style().left[0],
        draw=rng(asked.seed, "test"), tune=compose_melody(frame, goal, place, frame.end),
        bass=bass_line(frame, place, goal.bass, 0), free=frame.end, tick_seconds=60 / 80 / TICKS,
    )  # fmt: skip
    ready.ceiling = ceilings(ready, [])
    return ready
