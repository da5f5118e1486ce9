"""The piece laid out for the arranger: phrases, and in them spans of one chord in one bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import cast

from gospel_keys.arranger.harmony import Harmony, harmony, motion
from gospel_keys.arranger.style import Application, Feel, Level, Style
from gospel_keys.arranger.ticks import to_ticks
from gospel_keys.arranger.when import Circumstance, Function, MeterClass, Position
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import (
    Brief,
    ChordEvent,
    HarmonicFunction,
    Phrase,
    Progression,
    Section,
)

_FUNCTIONS: dict[HarmonicFunction, Function] = {
    HarmonicFunction.TONIC: "tonic",
    HarmonicFunction.PREDOMINANT: "predominant",
    HarmonicFunction.DOMINANT: "dominant",
    HarmonicFunction.PASSING: "passing",
}


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """One chord inside one bar, ``[start, end)`` in ticks.

    ``first`` is false where a chord goes on over a barline; ``upcoming`` is the harmony of the next
    chord, ``changes`` says that the span's end is where that chord comes.
    """

    start: int
    end: int
    chord: ChordEvent
    harmony: Harmony
    upcoming: Harmony | None
    here: Circumstance
    first: bool
    changes: bool


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A meter in ticks; ``strengths`` is the metric weight (1..3) of each beat."""

    bar: int
    beat: int
    beats: int
    compound: bool
    strengths: tuple[int, ...]

    def weight(self, position: int) -> int:
        """3 on the downbeat, 2 mid-bar, 1 on a beat, 0 between beats; ``position`` in the bar."""
        beat, rest = divmod(position, self.beat)
        return 0 if rest else self.strengths[beat % self.beats]

    @property
    def half(self) -> int:
        """The usual off-beat: half a simple beat, the last third of a compound one."""
        return self.beat // 3 if self.compound else self.beat // 2


@dataclass(frozen=True, slots=True, eq=False)
class PhraseFrame:
    """A phrase with everything around it that its notes may depend on, all of it progression."""

    index: int
    count: int
    phrase: Phrase
    section: Section
    measure: Measure
    start: int
    end: int
    spans: tuple[Span, ...]
    upcoming: Harmony | None
    seed: int

    @property
    def id(self) -> str:
        return self.phrase.id

    @property
    def last(self) -> bool:
        return self.index == self.count - 1

    @property
    def key(self) -> Key:
        return self.section.key

    @property
    def beats(self) -> float:
        return (self.end - self.start) / self.measure.beat

    @property
    def bar_starts(self) -> range:
        return range(self.start, self.end, self.measure.bar)


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What holds for the whole piece."""

    brief: Brief
    style: Style
    application: Application
    level: Level
    feel: Feel
    reach: int
    rolled_reach: int
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Textures that are settled already: by phrase and hand ("left", "right")."""

    @property
    def seed(self) -> int:
        return self.brief.seed


def setting(
    brief: Brief, style: Style, feel: Feel, kept: Mapping[tuple[str, str], str] | None = None
) -> Setting:
    """The piece's constants; a small hand reaches less and does not roll wider."""
    small = brief.hand_size == "small"
    return Setting(
        brief, style, style.application(brief.application), style.level(brief.complexity), feel,
        reach=style.spans.small if small else style.spans.normal,
        rolled_reach=style.spans.small if small else style.spans.rolled, kept=kept or {},
    )  # fmt: skip


def circumstance(brief: Brief, feel: str, section: Section) -> Circumstance:
    """What a ``when`` can know before any chord is looked at."""
    meter = section.meter.felt
    return Circumstance(
        complexity=brief.complexity, application=brief.application, section=section.label,
        feel=feel, meter_class=cast("MeterClass", meter.meter_class), compound=meter.is_compound,
        tempo=section.tempo * float(section.meter.beat / meter.beat),
    )  # fmt: skip


def layout(progression: Progression, setting: Setting) -> tuple[PhraseFrame, ...]:
    """Every phrase in order, with the piece's seed."""
    sections = {section.id: section for section in progression.sections}
    barlines = _barlines(progression)
    chords: dict[str, list[ChordEvent]] = {phrase.id: [] for phrase in progression.phrases}
    for chord in progression.chords:
        chords[chord.phrase_id].append(chord)
    frames: list[PhraseFrame] = []
    count = len(progression.phrases)
    for index, phrase in enumerate(progression.phrases):
        section = sections[phrase.section_id]
        bars = barlines[phrase.start_bar : phrase.start_bar + phrase.bars + 1]
        upcoming = None
        if index + 1 < count:
            following = progression.phrases[index + 1]
            upcoming = harmony(chords[following.id][0].chord, sections[following.section_id].key)
        here = circumstance(setting.brief, setting.feel.id, section)
        spans = tuple(
            _spans(chords[phrase.id], section, bars, upcoming, here, last=index == count - 1)
        )
        frames.append(
            PhraseFrame(
                index, count, phrase, section, _measure(section.meter), bars[0], bars[-1], spans,
                upcoming, setting.seed,
            )
        )  # fmt: skip
    return tuple(frames)


@lru_cache(maxsize=64)
def _measure(written: Meter) -> Measure:
    meter = written.felt
    strengths = tuple(meter.strength(meter.beat * beat) for beat in range(meter.beats))
    return Measure(
        to_ticks(meter.bar), to_ticks(meter.beat), meter.beats, meter.is_compound, strengths
    )


def _barlines(progression: Progression) -> list[int]:
    lines = [0]
    for section in progression.sections:
        start, bar = lines[-1], to_ticks(section.meter.bar)
        lines += [start + bar * number for number in range(1, section.bars + 1)]
    return lines


def _spans(
    chords: list[ChordEvent],
    section: Section,
    bars: list[int],
    upcoming: Harmony | None,
    here: Circumstance,
    *,
    last: bool,
) -> Iterator[Span]:
    """The phrase's chords cut at the barlines."""
    sounds = [harmony(event.chord, section.key) for event in chords]
    for event, sound, following in zip(chords, sounds, [*sounds[1:], upcoming], strict=True):
        start, end = to_ticks(event.onset), to_ticks(event.end)
        for left, right in pairwise([start, *(bar for bar in bars if start < bar < end), end]):
            changes = right == end and following is not None
            at = replace(
                here, position=_position(left, bars, last=last),
                function=_FUNCTIONS[event.function], quality=sound.quality,
                motion=motion(sound, following if changes else None),
                beats=(right - left) / to_ticks(section.meter.felt.beat),
            )  # fmt: skip
            yield Span(left, right, event, sound, following, at, left == start, changes)


def _position(start: int, bars: list[int], *, last: bool) -> Position:
    if start >= bars[-2]:
        return "ending" if last else "cadence"
    return "opening" if len(bars) > 2 and start < bars[1] else "middle"
