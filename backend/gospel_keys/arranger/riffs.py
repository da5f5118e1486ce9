"""Lines made of riffs: which riffs a phrase takes, and where their notes fall in its meter.

Sections whose phrases are lines of one verse are sung A A B: every line but the last opens with
the section's call, the last one with an answer. What follows is a response, or the way out.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from gospel_keys.arranger.figures import Tone
from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.riff_text import RIFF_BEATS, RiffNote
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Riff

Use = Literal["call", "response", "answer", "turnaround", "close"]
_BLOCK = 2
"""Bars of a riff."""
_CLOSING = frozenset({"authentic", "plagal", "backdoor", "modal"})
_TOLERANCE = 0.22
_APT = 0.1
_FEWEST = 5
"""Riffs to choose from at least, and how apt (0..1, of the aptest) the others must be."""
_BAR = RIFF_BEATS // _BLOCK
_SHORT_BAR = 2


@dataclass(frozen=True, slots=True)
class Sung:
    """A note of a line: ticks, its degrees of the key (the last one sings), crushed or not."""

    onset: int
    end: int
    tones: tuple[Tone, ...]
    crushed: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Up to two bars of a line: their first bar in the phrase, how many, and what they do."""

    bar: int
    bars: int
    use: Use


def riffs_of(frame: PhraseFrame, setting: Setting) -> list[Riff]:
    """The riffs of a phrase, in order."""
    return [_chosen(frame, setting, block)[0] for block in _blocks(frame)]


def sung(frame: PhraseFrame, setting: Setting) -> list[Sung]:
    """The phrase's line in its own meter, thinned to the level's shortest note."""
    notes: list[Sung] = []
    for block in _blocks(frame):
        riff, again = _chosen(frame, setting, block)
        notes += _said_again(list(_in_meter(frame, block, riff.tune)), again)
    return _thinned(notes, frame, setting)


def _said_again(notes: list[Sung], again: int) -> list[Sung]:
    """A riff that comes back after all others had their turn: each time another note is left out
    and the one before it held instead."""
    inside = len(notes) - 2
    if not again or inside < 1:
        return notes
    gone = 1 + (again - 1) % inside
    held = replace(notes[gone - 1], end=notes[gone].end)
    return [*notes[: gone - 1], held, *notes[gone + 1 :]]


def _blocks(frame: PhraseFrame) -> Iterator[_Block]:
    """Calls first, two bars each (an odd bar first); the last block leads on."""
    bars = frame.phrase.bars
    last = min(_BLOCK, bars)
    bar = 0
    while bar < bars - last:
        size = (bars - last - bar) % _BLOCK or _BLOCK
        yield _Block(bar, size, "answer" if _closes_section(frame) and bar == 0 else "call")
        bar += size
    yield _Block(bar, last, _last_use(frame))


def _last_use(frame: PhraseFrame) -> Use:
    cadence = frame.phrase.cadence
    if cadence in _CLOSING and (frame.last or _closes_section(frame)):
        return "close"
    if cadence in ("turnaround", "half") and _closes_section(frame):
        return "turnaround"
    return "response" if frame.phrase.bars > _BLOCK else "call"


def _closes_section(frame: PhraseFrame) -> bool:
    """Whether the phrase is the last line of a section of more than one, or of an open end."""
    phrase, section = frame.phrase, frame.section
    ends = phrase.start_bar + phrase.bars == section.start_bar + section.bars
    return ends and (phrase.bars < section.bars or phrase.bars <= _BLOCK or frame.last)


def _chosen(frame: PhraseFrame, setting: Setting, block: _Block) -> tuple[Riff, int]:
    """A riff for a block: the section's own for its calls and answers, the phrase's for the rest.

    Sections (and phrases) take the riffs in turn, so that none comes back before it must; the
    number says how often it has been heard by then.
    """
    shared = block.use in ("call", "answer") and frame.phrase.bars > _BLOCK
    turn = int(frame.section.id.lstrip("s") or 0) if shared else frame.index
    seed = setting.seed if shared else frame.seed
    order = _order(_fitting(frame, setting, block.use), setting, rng(seed, "riffs", block.use))
    again, place = divmod(turn + block.bar // _BLOCK, len(order))
    return order[place], again


def _order(pool: list[Riff], setting: Setting, draw: random.Random) -> list[Riff]:
    """The riffs in the order they are taken: those near the level's notes a beat come first."""
    target = setting.level.melody
    weights = {
        riff.id: riff.weight * math.exp(-(((riff.onsets - target) / _TOLERANCE) ** 2))
        for riff in pool
    }
    least = sorted(weights.values(), reverse=True)[: max(_FEWEST, 1)][-1]
    most = max(weights.values())
    kept = [riff for riff in pool if weights[riff.id] >= min(least, _APT * most)]
    return sorted(kept, key=lambda riff: -(draw.random() ** (1 / (weights[riff.id] + 1e-9))))


def _fitting(frame: PhraseFrame, setting: Setting, use: Use) -> list[Riff]:
    here = frame.spans[0].here
    pool = [r for r in setting.style.riffs if r.use == use and r.when.fits_phrase(here)]
    if not pool:
        raise ValueError(f"no {use} riff of the style fits {here}")
    return [r for r in pool if r.shortest >= setting.level.grid] or pool


def _in_meter(frame: PhraseFrame, block: _Block, tune: Sequence[RiffNote]) -> Iterator[Sung]:
    """A riff's notes in the phrase's meter.

    Bars of three beats leave out the fourth, bars of two take a half of one riff bar each.
    """
    measure = frame.measure
    per_bar = min(_BAR, measure.beats)
    start = frame.start + block.bar * measure.bar
    if per_bar == _SHORT_BAR:
        tune = _busier_half(tune)
    stop = start + block.bars * measure.bar
    for note in tune:
        bar, beat = _bar_and_beat(note.at, per_bar)
        if bar >= block.bars or beat >= per_bar:
            continue
        onset = start + bar * measure.bar + _ticks(beat, frame)
        room = start + (bar + 1) * measure.bar if beat + note.length > per_bar else stop
        end = start + bar * measure.bar + _ticks(beat + note.length, frame)
        yield Sung(onset, min(end, max(room, onset + measure.half)), note.tones, note.crushed)


def _busier_half(tune: Sequence[RiffNote]) -> Sequence[RiffNote]:
    """The first bar of a riff, or the second where the first says next to nothing."""
    if sum(note.at < _BAR for note in tune) > 1:
        return tune
    return [replace(note, at=note.at - _BAR) for note in tune if note.at >= _BAR] or tune


def _bar_and_beat(at: Fraction, per_bar: int) -> tuple[int, Fraction]:
    """Which bar of the meter a place of the riff falls into, and which beat of it."""
    if per_bar == _SHORT_BAR:
        return int(at // per_bar), at % per_bar
    return int(at // _BAR), at % _BAR


def _ticks(beats: Fraction, frame: PhraseFrame) -> int:
    """Beats in ticks; in compound meters an off-beat half becomes the third third."""
    whole, part = divmod(beats, 1)
    if frame.measure.compound and part.denominator in (2, 4):
        part = {Fraction(1, 4): Fraction(1, 3), Fraction(1, 2): Fraction(2, 3)}.get(
            part, Fraction(5, 6)
        )
    return round((whole + part) * frame.measure.beat)


def _thinned(notes: list[Sung], frame: PhraseFrame, setting: Setting) -> list[Sung]:
    """Only what the level's shortest note leaves: a beginner's line stays on the beats."""
    if setting.level.grid < 1 or not notes:
        return notes
    beat = frame.measure.beat
    kept = [note for note in notes if (note.onset - frame.start) % beat == 0] or notes[:1]
    ends = [note.onset for note in kept[1:]] + [frame.end]
    return [
        Sung(n.onset, min(end, n.onset + max(n.end - n.onset, beat)), n.tones[-1:])
        for n, end in zip(kept, ends, strict=True)
    ]
