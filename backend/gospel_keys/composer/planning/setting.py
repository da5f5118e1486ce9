"""What is the same for every phrase of a piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import Harmony, Idiom, Mode
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Section

_FLAT_STEPS = frozenset({1, 2, 4, 5, 6})
"""Steps of the key (from 0) whose flat is a usual root: not flat one, not flat four."""


def setting_in(
    harmony: Harmony, section: Section, complexity: int, application: str = ""
) -> Setting:
    """The setting of one section: its mode, and its meter as hands count it."""
    felt = section.meter.felt
    tempo = section.tempo * float(section.meter.beat / felt.beat)
    return Setting(harmony, section.key.mode, complexity, felt, tempo, application)


@dataclass(frozen=True, slots=True)
class Setting:
    """A genre's harmony with the brief's mode, level, meter, tempo (beats a minute) and use."""

    harmony: Harmony
    mode: Mode
    complexity: int
    meter: Meter
    tempo: float
    application: str = ""

    def idioms(self, *, any_level: bool = False) -> Mapping[Idiom, float]:
        """The weights of the connections of this level and mode, or of any level."""
        return {
            row.idiom: row.weight
            for row in self.harmony.passing
            if (any_level or row.complexity[0] <= self.complexity <= row.complexity[1])
            and row.mode in (None, self.mode)
        }

    def suits(self, idiom: Idiom, added: Sequence[Numeral]) -> bool:
        """Whether chords put in by an idiom can be read: ``natural`` ones need no double flats."""
        return idiom not in self.harmony.natural or all(
            chord.root.alter > -1 or (chord.root.alter == -1 and chord.root.step in _FLAT_STEPS)
            for chord in added
        )

    @property
    def chords_a_bar(self) -> float:
        """The harmonic rhythm to aim at."""
        density, beats = self.harmony.density, self.meter.beats
        ladder = density.quadruple
        if beats <= 3:
            ladder = density.duple if beats <= 2 else density.triple
        wanted = ladder[self.complexity - 1]
        if self.tempo < density.fast_from:
            return wanted
        return max(min(wanted, density.fast_least), wanted * density.fast)

    @property
    def connects(self) -> bool:
        """Whether this level must have passing chords."""
        return self.complexity >= self.harmony.density.passing_from
