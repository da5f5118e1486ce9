"""Broken chords: figures over the voices of close harmony (Alberti, waltz, murky, arpeggio)."""

from __future__ import annotations

from gospel_keys.arranger.close_voices import close_voices
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.figures import Step, Tone
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Part, tile
from gospel_keys.arranger.tones import chord_pitch
from gospel_keys.arranger.voicing import Voices
from gospel_keys.score.model import Hand, Role

_LOWEST = 26
_OCTAVE = 12


def broken(part: Part, *, voices: int = 3, reach: int = 12) -> list[Draft]:
    """The texture's cells over the phrase's close voices: ``voice:1`` is the bass, ``voice:2`` the
    next one up, ``voice:all`` every one but the bass; ``bass:8`` and ``bass:-8`` are octaves, and
    ``chord:10`` counts from the bass. ``reach`` is how far the voices may spread, in semitones.
    """
    led = close_voices(part, voices, reach)
    drafts: list[Draft] = []
    for span in part.frame.spans:
        for onset, end, step in tile(part, span):
            pitches = _pitches(part, span, led[span], step)
            pitches = _within(pitches, part, rolled=step.rolled)
            bass = step.tones[0] in _BASSES
            for pitch in pitches:
                role = Role.BASS if bass and pitch == pitches[0] else Role.COMP
                drafts.append(
                    Draft(
                        pitch, onset, end, Hand.LEFT, role, span, part.texture.id,
                        accent=step.accent, rolled=step.rolled and len(pitches) > 1,
                    )
                )  # fmt: skip
    return drafts


_BASSES = (Tone("voice", 1), Tone("bass", 1), Tone("bass", -8))


def _pitches(part: Part, span: Span, voices: Voices, step: Step) -> list[int]:
    """A step's pitches, low to high; what the right hand is in the way of comes down or goes."""
    found: set[int] = set()
    for tone in step.tones:
        if tone.frame == "voice" and tone.number == 0:
            found.update(voices[1:] or voices)
        else:
            found.add(_pitch(part, span, voices, tone))
    return sorted(found)


def _pitch(part: Part, span: Span, voices: Voices, tone: Tone) -> int:
    bass, ceiling = voices[0], part.ceiling[span]
    if tone.frame == "voice":
        return voices[min(tone.number, len(voices)) - 1]
    if tone.frame == "bass":
        octave = (abs(tone.number) - 1) // 7 * (_OCTAVE if tone.number > 0 else -_OCTAVE)
        return bass + octave if _LOWEST <= bass + octave <= ceiling else bass
    pitch = chord_pitch(span.harmony, bass, tone.number)
    while pitch > ceiling and pitch - _OCTAVE > bass:
        pitch -= _OCTAVE
    return pitch if pitch <= ceiling else bass


def _within(pitches: list[int], part: Part, *, rolled: bool) -> list[int]:
    """What one hand can hold from its lowest note up."""
    reach = part.setting.rolled_reach if rolled else part.setting.reach
    return [pitch for pitch in pitches if pitch - pitches[0] <= reach]
