"""A chord with its surroundings: what the function and the reason are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gospel_keys.genres.phrases import Mode
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass

_STEPS = (1, 2, 10, 11)


@dataclass(frozen=True, slots=True)
class Context:
    """A chord in its key, between its neighbours. Times in quarters; ``at`` counts from the bar.

    ``opens`` and ``closes`` mark the phrase's first and last chord, ``cadence`` is the phrase's;
    ``previous_key`` and ``next_key`` are the keys of the neighbours, ``told`` is the
    reason that the phrase's own row gives.
    """

    chord: Chord
    key: Key
    meter: Meter
    before: Chord | None
    after: Chord | None
    second_after: Chord | None
    at: Fraction
    duration: Fraction
    opens: bool
    closes: bool
    cadence: str
    previous_key: Key
    next_key: Key
    told: str | None = None

    @property
    def mode(self) -> Mode:
        return self.key.mode

    @property
    def root(self) -> int:
        """Semitones from the tonic up to the root."""
        return (self.chord.root.chroma - self.key.tonic.chroma) % 12

    @property
    def bass(self) -> int:
        """Semitones from the tonic up to the bass."""
        return (self.chord.lowest.chroma - self.key.tonic.chroma) % 12

    @property
    def is_first(self) -> bool:
        return self.before is None

    @property
    def is_final(self) -> bool:
        return self.after is None

    @property
    def is_half_diminished(self) -> bool:
        return self.chord.is_diminished and "b7" in self.chord.degrees

    @property
    def is_fully_diminished(self) -> bool:
        return self.chord.is_diminished and not self.is_half_diminished

    @property
    def is_dominant(self) -> bool:
        return self.chord.is_dominant and not self.chord.is_diminished

    @property
    def next_root(self) -> int | None:
        """Semitones from this key's tonic up to the next chord's root."""
        return None if self.after is None else (self.after.root.chroma - self.key.tonic.chroma) % 12

    @property
    def root_motion(self) -> int | None:
        """Semitones upwards from this root to the next, 0..11; None at the end."""
        return (
            None if self.after is None else (self.after.root.chroma - self.chord.root.chroma) % 12
        )

    @property
    def falls_a_fifth(self) -> bool:
        return self.root_motion == 5

    @property
    def share_of_bar(self) -> Fraction:
        return self.duration / self.meter.bar

    @property
    def lasts_on_strong_beat(self) -> bool:
        return self.meter.strength(self.at) >= 2 and self.share_of_bar >= Fraction(1, 2)

    @property
    def foreign_tones(self) -> tuple[PitchClass, ...]:
        """The chord's tones outside the key, the leading tone in minor being at home."""
        return foreign_tones(self.chord, self.key)

    @property
    def bass_steps_through(self) -> bool:
        """Whether the bass steps, a tone or less, from the chord before and to the one after."""
        if self.before is None or self.after is None:
            return False
        here = self.chord.lowest.chroma
        into = (here - self.before.lowest.chroma) % 12
        away = (self.after.lowest.chroma - here) % 12
        return into in _STEPS and away in _STEPS


@lru_cache(maxsize=4096)
def foreign_tones(chord: Chord, key: Key) -> tuple[PitchClass, ...]:
    """The tones of a chord that its key does not have."""
    own = {name.chroma for name in key.scale.pitch_classes}
    if key.is_minor:
        own.add((key.tonic.chroma - 1) % 12)
    return tuple(name for name in chord.notes if name.chroma not in own)


@lru_cache(maxsize=8192)
def common_tones(one: Chord, other: Chord) -> tuple[PitchClass, ...]:
    """The tones of ``one`` that ``other`` keeps, as ``one`` spells them."""
    kept = other.chromas
    return tuple(name for name in one.pitch_classes if name.chroma in kept)


@lru_cache(maxsize=8192)
def half_steps(one: Chord, other: Chord) -> tuple[tuple[PitchClass, PitchClass], ...]:
    """Tones of ``one`` that are not in ``other`` and lie a half step from one of its tones.

    Thirds and sevenths first, for they pull hardest.
    """
    targets = {name.chroma: name for name in reversed(other.pitch_classes)}
    order = _by_pull(one)
    moves = []
    for tone in order:
        if tone.chroma in targets:
            continue
        for step in (1, 11):
            if (goal := targets.get((tone.chroma + step) % 12)) is not None:
                moves.append((tone, goal))
                break
    return tuple(moves)


def _by_pull(chord: Chord) -> Sequence[PitchClass]:
    pulling = [tone for tone in (chord.third, chord.seventh) if tone is not None]
    return [*pulling, *(tone for tone in chord.pitch_classes if tone not in pulling)]
