"""A piece under review: the arrangement, its performance, and facts both imply."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from gospel_keys.score import timing
from gospel_keys.score.model import Arrangement, ChordEvent, Hand, Note, Performance, Role


@dataclass(frozen=True, slots=True)
class Key:
    """A key pressed once: tied notes are one. Written quarters, and seconds as performed."""

    id: str
    midi: int
    onset: Fraction
    end: Fraction
    start: float
    stop: float
    velocity: int
    note: Note

    @property
    def hand(self) -> Hand:
        return self.note.hand

    @property
    def grace(self) -> bool:
        return self.note.duration == 0 or self.note.role is Role.GRACE


@dataclass(frozen=True)
class Piece:
    """What the checks look at.

    ``velocity`` is the application's closed range and ``endings`` the names the style allows; None
    leaves the checks that need them out.
    """

    arrangement: Arrangement
    performance: Performance
    velocity: tuple[int, int] | None = None
    endings: frozenset[str] | None = None

    @cached_property
    def bars(self) -> tuple[timing.Bar, ...]:
        return timing.bars(self.arrangement.progression)

    @cached_property
    def end(self) -> Fraction:
        """The last barline in quarters."""
        return timing.length(self.arrangement.progression)

    @cached_property
    def tempo(self) -> timing.TempoMap:
        return timing.TempoMap(self.performance.tempo_map)

    @property
    def complexity(self) -> int:
        return self.arrangement.brief.complexity

    @property
    def chords(self) -> tuple[ChordEvent, ...]:
        return self.arrangement.progression.chords

    @cached_property
    def chord(self) -> dict[str, ChordEvent]:
        """Chords by id."""
        return {chord.id: chord for chord in self.chords}

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Every key pressed, by written onset then pitch. Notes nobody performs are left out."""
        played = {note.note_id: note for note in self.performance.notes}
        found = []
        for chain in timing.sounding(self.arrangement.notes):
            parts = [played[note.id] for note in chain if note.id in played]
            if parts:
                stop = max(part.onset + part.duration for part in parts)
                head = chain[0]
                found.append(
                    Key(
                        head.id,
                        head.pitch.midi,
                        head.onset,
                        chain[-1].end,
                        parts[0].onset,
                        stop,
                        parts[0].velocity,
                        head,
                    )
                )
        return tuple(sorted(found, key=lambda k: (k.onset, k.midi)))

    def of(self, hand: Hand) -> tuple[Key, ...]:
        """One hand's keys."""
        return self._hands[hand]

    @cached_property
    def _hands(self) -> dict[Hand, tuple[Key, ...]]:
        return {hand: tuple(key for key in self.keys if key.hand is hand) for hand in Hand}

    def attacks(self, hand: Hand) -> list[tuple[Key, ...]]:
        """A hand's keys that are written to start together, in order; grace notes left out."""
        return self._attacks[hand]

    @cached_property
    def _attacks(self) -> dict[Hand, list[tuple[Key, ...]]]:
        groups: dict[Hand, dict[Fraction, list[Key]]] = {hand: {} for hand in Hand}
        for key in self.keys:
            if not key.grace:
                groups[key.hand].setdefault(key.onset, []).append(key)
        return {hand: [tuple(group) for group in found.values()] for hand, found in groups.items()}

    @cached_property
    def melody(self) -> tuple[Key, ...]:
        """The tune: the highest melody note of each onset; where no note says it is one, the
        right hand's highest."""
        named = [key for key in self.keys if key.note.role is Role.MELODY and not key.grace]
        tops: dict[Fraction, Key] = {}
        for key in named or [key for key in self.of(Hand.RIGHT) if not key.grace]:
            tops[key.onset] = key
        return tuple(tops[onset] for onset in sorted(tops))

    @cached_property
    def bass(self) -> tuple[Key, ...]:
        """The lowest note of each of the left hand's attacks, in order."""
        return tuple(group[0] for group in self.attacks(Hand.LEFT))

    def sounding(self, hand: Hand | None = None) -> Sequence[tuple[Fraction, tuple[Key, ...]]]:
        """At each written onset, the keys held then (of one hand or of both), low to high."""
        if hand not in self._sounding:
            self._sounding[hand] = list(_held(self.keys if hand is None else self.of(hand)))
        return self._sounding[hand]

    @cached_property
    def _sounding(self) -> dict[Hand | None, list[tuple[Fraction, tuple[Key, ...]]]]:
        return {}

    @cached_property
    def _bar_onsets(self) -> list[float]:
        """As numbers that compare fast; no two written times are as near as to be one of them."""
        return [float(bar.onset) for bar in self.bars]

    def bar_index(self, onset: Fraction) -> int:
        """Which bar a written time is in, from 0."""
        return max(bisect_right(self._bar_onsets, float(onset)) - 1, 0)

    def bar(self, onset: Fraction) -> int:
        """Which bar a written time is in, from 1, as people count."""
        return self.bar_index(onset) + 1

    def beat(self, onset: Fraction) -> Fraction:
        """Beats since the barline, from 0, in the meter in force."""
        bar = self.bars[self.bar_index(onset)]
        return (onset - bar.onset) / bar.section.meter.felt.beat

    def strength(self, onset: Fraction) -> int:
        """The metric weight of a written time, 3 (downbeat) to 0."""
        bar = self.bars[self.bar_index(onset)]
        return bar.section.meter.felt.strength(onset - bar.onset)

    @cached_property
    def _chord_onsets(self) -> list[float]:
        return [float(chord.onset) for chord in self.chords]

    def chord_at(self, onset: Fraction) -> ChordEvent:
        """The chord in force at a written time."""
        return self.chords[max(bisect_right(self._chord_onsets, float(onset)) - 1, 0)]

    def chord_of(self, key: Key) -> ChordEvent:
        """The chord a key belongs to: the one it names where that is in force, or arrives within a
        beat (an anticipation); otherwise the one in force."""
        named = self.chord.get(key.note.chord_id)
        beat = self.bars[self.bar_index(key.onset)].section.meter.felt.beat
        if named is not None and named.onset - beat <= key.onset < named.end:
            return named
        return self.chord_at(key.onset)

    def chromas_in(self, chord: ChordEvent) -> frozenset[int]:
        """The pitch classes that are held or struck while a chord lasts."""
        return self._heard[chord.id]

    @cached_property
    def _heard(self) -> dict[str, frozenset[int]]:
        heard: dict[str, set[int]] = {chord.id: set() for chord in self.chords}
        for key in self.keys:
            place = max(bisect_right(self._chord_onsets, float(key.onset)) - 1, 0)
            for chord in self.chords[place:]:
                if chord.onset >= max(key.end, key.onset + Fraction(1, 10080)):
                    break
                heard[chord.id].add(key.midi % 12)
        return {name: frozenset(chromas) for name, chromas in heard.items()}


def _held(struck: Sequence[Key]) -> Iterator[tuple[Fraction, tuple[Key, ...]]]:
    """At each onset of keys in order, those that are down."""
    keys = [key for key in struck if key.end > key.onset]
    active: list[Key] = []
    for i, key in enumerate(keys):
        active.append(key)
        if i + 1 < len(keys) and keys[i + 1].onset == key.onset:
            continue
        active = [other for other in active if other.end > key.onset]
        yield key.onset, tuple(sorted(active, key=lambda k: k.midi))
