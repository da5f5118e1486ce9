"""Thick melodies: four-way close and drop-2, every chord hung under the tune's own note."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.harmony import Harmony
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.right import melody
from gospel_keys.arranger.voicing import Voices
from gospel_keys.score.model import Hand, Role


def stacked(
    part: Part, *, shape: str = "close", least: float = 0.0, doubling: bool = False
) -> list[Draft]:
    """The tune with the chord's tones straight under each of its notes.

    ``shape`` is ``close`` (four-way close) or ``drop2`` (its second voice an octave lower, where
    the hand reaches it); ``doubling`` adds the tune an octave lower (locked hands). Tune notes
    weaker than ``least`` (0..1) or foreign to their chord stay alone, but for a chord's first.
    """
    drafts = melody(part)
    count = part.setting.level.voices - 1
    begun: set[int] = set()
    for note in part.tune:
        first = note.span.start not in begun
        own = note.midi % 12 in note.span.harmony.tones and note.weight >= least
        if part.frame.start <= note.onset < part.free and (first or own):
            drafts += _hung(part, note, count, shape, doubling=doubling)
            begun.add(note.span.start)
    return drafts


def _hung(part: Part, note: Tune, count: int, shape: str, *, doubling: bool) -> list[Draft]:
    floor = part.setting.style.ranges.right_floor
    reach = part.setting.reach
    voices = below(note.span.harmony, note.midi, count)
    if shape == "drop2":
        voices = dropped(voices, note.midi, reach)
    pitches = {p for p in voices if p >= floor}
    if doubling and note.midi - 12 >= floor:
        pitches = {p for p in pitches if p > note.midi - 12} | {note.midi - 12}
    end = min(note.end, part.free)
    return [
        Draft(
            pitch, note.onset, end, Hand.RIGHT, Role.INNER, note.span, part.texture.id, voice=2
        )
        for pitch in sorted(pitches)
    ]  # fmt: skip


@lru_cache(maxsize=8192)
def below(sound: Harmony, top: int, count: int) -> Voices:
    """The ``count`` chord tones nearest under ``top``, low to high.

    Of a chord of five tones or more the root goes first, for the bass has it; a tone a half step
    under the top is left out unless it is all there is of the guides.
    """
    tones = set(sound.tones) - {top % 12}
    if len(tones) > count:
        tones -= {sound.root}
    while len(tones) > count and (spare := tones - sound.guides - set(sound.colours)):
        tones.discard(min(spare))
    pitches = sorted((top - (top - tone) % 12 for tone in tones), reverse=True)
    kept = [p for p in pitches if top - p > 1]
    return tuple(sorted(kept[:count]))


def dropped(voices: Voices, top: int, reach: int) -> Voices:
    """The voice next to the top an octave lower, where one hand can still take the chord."""
    if len(voices) < 2 or top - (voices[-1] - 12) > reach:
        return voices
    return tuple(sorted((*voices[:-1], voices[-1] - 12)))
