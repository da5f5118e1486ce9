"""The surface of four voices: notes held over into suspensions, thirds filled by passing notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gospel_keys.arranger.part import Part
from gospel_keys.arranger.playability import least_gap
from gospel_keys.arranger.voices.line import ladder
from gospel_keys.arranger.voices.motion import parallel
from gospel_keys.arranger.voices.points import Point
from gospel_keys.arranger.voices.satb import Four
from gospel_keys.arranger.voices.surface import Tone, suspends

ORDER = (3, 0, 1, 2)
"""The bass first, then the soprano, then what lies between."""
_BASS = 3
_THIRD = (3, 4)
_RUBS = (0, 1, 2, 11)


@dataclass(slots=True)
class Parts:
    """Four voices in the making: ``lines`` from soprano to bass, over the chords at ``places``.

    ``suspensions`` and ``passing`` are how often a voice that can does so.
    """

    part: Part
    places: Sequence[Point]
    fours: Sequence[Four]
    suspensions: float
    passing: float
    lines: list[list[Tone]] = field(default_factory=lambda: [[], [], [], []])

    def write(self) -> list[list[Tone]]:
        """All voices, chord by chord."""
        for number in range(len(self.places)):
            for voice in ORDER:
                self._add(voice, number)
        return self.lines

    def _add(self, voice: int, number: int) -> None:
        """One voice at one point: held over, moved, held on, or passing on its way."""
        place, line, midi = self.places[number], self.lines[voice], self.fours[number][voice]
        notes = [Tone(place.onset, place.end, midi, place)]
        beat, draw = self.part.frame.measure.beat, self.part.draw
        if self._can_suspend(voice, number) and draw.random() < self.suspensions:
            line[-1].end = notes[0].onset = place.onset + min(beat, place.length // 2)
        elif line and midi == line[-1].midi and line[-1].end == place.onset and not place.opens:
            line[-1].end = place.end
            notes = [line.pop()]
        if number + 1 < len(self.fours) and draw.random() < self.passing:
            notes = self._filled(voice, number, notes)
        line += notes

    def _can_suspend(self, voice: int, number: int) -> bool:
        """Whether a voice can hold its note over and resolve it down into one nobody else has."""
        line, place, here = self.lines[voice], self.places[number], self.fours[number]
        beat = self.part.frame.measure.beat
        last = self.part.frame.last and number + 1 == len(self.places)
        if not line or voice == _BASS or place.length < (2 * beat if last else beat):
            return False
        old, before = line[-1].midi, self.fours[number - 1]
        if old != before[voice] or not suspends(line[-1], here[voice], here[_BASS], place):
            return False
        others = [n for n in range(4) if n != voice]
        doubled = any((here[n] - here[voice]) % 12 == 0 for n in others if n != _BASS)
        rubs = any(old < here[n] <= old + 2 for n in others)
        held = all(here[n] == before[n] for n in others)
        return not (doubled or rubs or held) and self._within(voice, old, here)

    def _within(self, voice: int, midi: int, here: Sequence[int]) -> bool:
        """Whether the voice's hand reaches the pitch beside its other voice, and that is clear."""
        other = voice ^ 1
        low, high = sorted((midi, here[other]))
        return least_gap(high) <= high - low <= self.part.setting.reach

    def _filled(self, voice: int, number: int, notes: list[Tone]) -> list[Tone]:
        """The last half beat of a note passes by step to the third it leads to."""
        note, goal = notes[-1], self.fours[number + 1][voice]
        half = self.part.frame.measure.half
        last = note.end - half
        closing = self.part.frame.last and number + 2 == len(self.fours)
        if abs(goal - note.midi) not in _THIRD or last - note.onset < half or closing:
            return notes
        low, high = sorted((note.midi, goal))
        between = [m for m in ladder(note.place.sound.steps) if low < m < high]
        if len(between) != 1 or not self._passes(voice, between[0], last, number):
            return notes
        end, note.end = note.end, last
        return [*notes, Tone(last, end, between[0], note.place)]

    def _passes(self, voice: int, midi: int, onset: int, number: int) -> bool:
        """A passing note that makes no parallels and meets no other voice on or beside its key."""
        now = [self._at(other, onset, number) for other in range(4)]
        return self._within(voice, midi, [tone.midi for tone in now]) and all(
            self._clear(voice, midi, other, now[other], onset, number)
            for other in range(4)
            if other != voice
        )

    def _at(self, voice: int, onset: int, number: int) -> Tone:
        """What a voice sings at a tick of a point: what is written, else its structural note."""
        for tone in self.lines[voice][-2:]:
            if tone.onset <= onset < tone.end:
                return tone
        place = self.places[number]
        return Tone(place.onset, place.end, self.fours[number][voice], place)

    def _clear(
        self, voice: int, midi: int, other: int, tone: Tone, onset: int, number: int
    ) -> bool:
        here, after = self.fours[number], self.fours[number + 1]
        distance = abs(midi - tone.midi)
        moving = tone.onset == onset
        if (midi > tone.midi) != (voice < other):
            return False
        if distance % 12 in _RUBS and (moving or distance < 3):
            return False
        if parallel(midi, tone.midi, after[voice], after[other]):
            return False
        return not (moving and parallel(here[voice], here[other], midi, tone.midi))
