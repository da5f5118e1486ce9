"""Chords: a root, the intervals above it, and a bass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gospel_keys.music.chord_name import chord_symbol
from gospel_keys.music.chord_symbol import read_symbol
from gospel_keys.music.chord_tones import NUMBERS
from gospel_keys.music.chord_type import ChordType, chord_types, types_by_intervals
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import UNISON, Interval, degrees
from gospel_keys.music.pitch import PitchClass
from gospel_keys.music.scale import Scale, scale_types

__all__ = ["Chord", "ChordType", "Quality", "chord_types"]

Quality = Literal[
    "major", "minor", "diminished", "augmented", "suspended", "power", "altered fifth"
]

_TRIADS: dict[tuple[str | None, str | None], Quality] = {
    ("3", "5"): "major",
    ("3", None): "major",
    ("b3", "5"): "minor",
    ("b3", None): "minor",
    ("b3", "#5"): "minor",
    ("b3", "b5"): "diminished",
    ("3", "#5"): "augmented",
    ("3", "b5"): "altered fifth",
}


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord as a musician names it. ``intervals`` are kept in order and start with the unison.

    ``bass`` is None unless another note than the root is lowest; it need not be a chord tone.
    """

    root: PitchClass
    intervals: tuple[Interval, ...]
    bass: PitchClass | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "intervals", _checked(self.intervals))
        if self.bass == self.root:
            object.__setattr__(self, "bass", None)

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read a chord symbol in any usual dialect: ``F#m7b5/A``, ``C-Δ7``, ``Bb13(b9)``."""
        return _parse(text)

    @classmethod
    def try_parse(cls, text: str) -> Chord | None:
        """As ``parse``, or None."""
        try:
            return _parse(text)
        except TheoryError:
            return None

    @classmethod
    def of(cls, root: PitchClass, tones: str, bass: PitchClass | None = None) -> Chord:
        """From degrees (``"1 b3 5 b7"``) or from the id of a chord type (``"m7"``)."""
        kind = chord_types().get(tones)
        return cls(root, kind.intervals if kind else degrees(tones), bass)

    @property
    def symbol(self) -> str:
        """What is written after the root, without the bass: ``m7b5``."""
        return chord_symbol(self.intervals)

    @property
    def type(self) -> ChordType | None:
        """Its row in the table of chord types, None for a chord that has none."""
        return types_by_intervals().get(self.intervals)

    @property
    def degrees(self) -> tuple[str, ...]:
        """Its tones relative to the root's major scale: ``("1", "b3", "5", "b7")``."""
        return _degrees(self.intervals)

    @property
    def pitch_classes(self) -> tuple[PitchClass, ...]:
        """Its tones from the root up, spelled; a bass foreign to the chord is not among them."""
        return _spelled(self.root, self.intervals)

    @property
    def notes(self) -> tuple[PitchClass, ...]:
        """All that sounds from the bass up: an inversion starts at its bass, then wraps around.

        A bass that sounds like a chord tone stands for it: Cdim7/A is A C Eb Gb.
        """
        tones = self.pitch_classes
        if self.bass is None:
            return tones
        place = self.inversion
        if place is None:
            return (self.bass, *tones)
        return (self.bass, *tones[place + 1 :], *tones[:place])

    @property
    def lowest(self) -> PitchClass:
        """The bass, or the root."""
        return self.bass or self.root

    @property
    def chromas(self) -> frozenset[int]:
        """The pitch classes that sound, bass included, as numbers 0..11."""
        return frozenset(name.chroma for name in self.notes)

    @property
    def third(self) -> PitchClass | None:
        """The third, major or minor; None in suspended and power chords."""
        return self.degree("3")

    @property
    def fifth(self) -> PitchClass | None:
        """The fifth: the perfect one, else the raised, else the lowered."""
        return self.degree("5")

    @property
    def seventh(self) -> PitchClass | None:
        """The seventh of whatever size."""
        return self.degree("7")

    def degree(self, name: str) -> PitchClass | None:
        """The tone a degree names, None if the chord has none.

        A bare number takes the chord's own tone of that number however altered (the natural one
        first, then the raised); an accidental must match: ``"9"`` finds the b9 of C7b9, ``"#9"``
        does not.
        """
        interval = _find(self.intervals, name)
        return None if interval is None else self.root.transpose(interval)

    @property
    def quality(self) -> Quality:
        """The kind of its triad."""
        return _quality(self.intervals)

    @property
    def extensions(self) -> tuple[str, ...]:
        """Natural tones beyond the seventh: ``("9", "13")``."""
        return tuple(name for name in self.degrees if name in ("9", "11", "13"))

    @property
    def alterations(self) -> tuple[str, ...]:
        """Altered fifths and tensions: ``("#5", "b9")``; a diminished chord's own b5 is not one."""
        own = "b5" if self.quality == "diminished" else None
        return tuple(
            name
            for interval, name in zip(self.intervals, self.degrees, strict=True)
            if interval.number in (5, 9, 11, 13) and interval.alteration and name != own
        )

    @property
    def _b7(self) -> bool:
        return "b7" in self.degrees

    @property
    def is_dominant(self) -> bool:
        """Minor seventh with a major third, or with none at all (a suspended dominant)."""
        has_third = any(interval.number == 3 for interval in self.intervals)
        return self._b7 and ("3" in self.degrees or not has_third)

    @property
    def is_major(self) -> bool:
        """Major third, perfect or augmented fifth, and no minor seventh."""
        return self.quality in ("major", "augmented") and not self._b7

    @property
    def is_minor(self) -> bool:
        """Minor third without a diminished fifth."""
        return self.quality == "minor"

    @property
    def is_diminished(self) -> bool:
        """Minor third and diminished fifth; a half-diminished chord too."""
        return self.quality == "diminished"

    @property
    def is_suspended(self) -> bool:
        """A second or fourth in place of the third."""
        return self.quality == "suspended"

    @property
    def inversion(self) -> int | None:
        """Which of its tones is lowest (0 = the root); None over a bass foreign to it."""
        low, tones = self.lowest, self.pitch_classes
        if low in tones:
            return tones.index(low)
        alike = (place for place, name in enumerate(tones) if name.is_enharmonic(low))
        return next(alike, None)

    def scales(self) -> tuple[Scale, ...]:
        """The scales on its root that fit it, the plainest first.

        A chord of the table has its row's; for any other they are all that hold its tones, those
        with the fewest tones first.
        """
        return tuple(Scale(self.root, scale_types()[name]) for name in _scale_ids(self.intervals))

    def transpose(self, interval: Interval) -> Chord:
        """The same chord ``interval`` away, bass included."""
        bass = self.bass.transpose(interval) if self.bass else None
        return Chord(self.root.transpose(interval), self.intervals, bass)

    def with_bass(self, bass: PitchClass | None) -> Chord:
        """The same chord over another bass; None puts it in root position."""
        return Chord(self.root, self.intervals, bass)

    def simplified(self) -> Chord:
        """The same sound on a root with at most one accidental: Abb7 becomes G7."""
        turn = Interval.between(self.root, self.root.simplified())
        if turn == UNISON:
            return self
        bass = self.bass.transpose(turn) if self.bass else None
        return Chord(self.root.simplified(), self.intervals, bass)

    def reduced(self, most: int = 7) -> Chord:
        """The same chord without tones above the number ``most``: 7 leaves a seventh chord, 5 a
        triad. Suspensions, altered fifths and the bass stay."""
        kept = tuple(interval for interval in self.intervals if interval.number <= most)
        return Chord(self.root, kept, self.bass)

    def inverted(self, inversion: int) -> Chord:
        """The same chord with its tone number ``inversion`` (0 = the root) in the bass."""
        tones = self.pitch_classes
        return self.with_bass(tones[inversion % len(tones)])

    def __str__(self) -> str:
        bass = f"/{self.bass}" if self.bass else ""
        return f"{self.root}{self.symbol}{bass}"


def _checked(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    tones = tuple(sorted(set(intervals)))
    if not tones or tones[0] != UNISON:
        raise TheoryError("a chord's intervals start with the unison")
    for tone in tones[1:]:
        if tone.steps < 1 or tone.number not in NUMBERS or abs(tone.alteration) > 2:
            raise TheoryError(f"{tone.degree} cannot be a tone of a chord")
    return tones


@lru_cache(maxsize=8192)
def _parse(text: str) -> Chord:
    return Chord(*read_symbol(text))


@lru_cache(maxsize=2048)
def _degrees(intervals: tuple[Interval, ...]) -> tuple[str, ...]:
    return tuple(interval.degree for interval in intervals)


@lru_cache(maxsize=8192)
def _spelled(root: PitchClass, intervals: tuple[Interval, ...]) -> tuple[PitchClass, ...]:
    return tuple(root.transpose(interval) for interval in intervals)


@lru_cache(maxsize=4096)
def _find(intervals: tuple[Interval, ...], name: str) -> Interval | None:
    wanted = Interval.parse(name)
    if wanted.alteration:
        return wanted if wanted in intervals else None
    same = [interval for interval in intervals if interval.number == wanted.number]
    by_preference = sorted(same, key=lambda tone: (tone.alteration != 0, -tone.alteration))
    return by_preference[0] if by_preference else None


@lru_cache(maxsize=2048)
def _quality(intervals: tuple[Interval, ...]) -> Quality:
    third = _find(intervals, "3")
    fifth = _find(intervals, "5")
    if third is None:
        replaced = any(interval.number in (2, 4) for interval in intervals)
        return "suspended" if replaced or "11" in _degrees(intervals) else "power"
    names = (third.degree, fifth.degree if fifth else None)
    return _TRIADS.get(names, "altered fifth")


@lru_cache(maxsize=1024)
def _scale_ids(intervals: tuple[Interval, ...]) -> tuple[str, ...]:
    known = types_by_intervals().get(intervals)
    if known is not None:
        return known.scales
    tones = {interval.semitones % 12 for interval in intervals}
    fitting = [kind for kind in scale_types().values() if tones <= kind.chromas]
    return tuple(kind.id for kind in sorted(fitting, key=lambda kind: len(kind.intervals)))
