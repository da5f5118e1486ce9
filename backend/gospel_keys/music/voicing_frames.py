"""Voicings that give a chord its frame: shells, rootless forms and wide spreads."""

from __future__ import annotations

from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE, UNISON, Interval
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.spacing import DEFAULT_BOTTOM, Voicing, stack
from gospel_keys.music.voicing_tones import (
    fifth_slot,
    names,
    ninth_slot,
    seventh_of,
    seventh_slot,
    third_of,
    tone,
)

SHELLS = ("1-3", "1-7", "1-3-7", "1-7-3", "1-10", "1-5-10", "1-7-10")


def shell(
    chord: Chord, form: str = "1-3-7", *, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """The frame of the chord: ``1-7``, ``1-3-7``, ``1-7-3``, ``1-10``, ``1-5-10``...

    A suspended tone stands for the 3, a sixth for the 7, a fifth for the 7 of a triad.
    """
    if form not in SHELLS:
        raise TheoryError(f"a shell is one of {', '.join(SHELLS)}, not {form!r}")
    tones: list[Interval] = []
    for number in form.split("-"):
        interval = _shell_tone(chord, number)
        above = tones and interval.semitones < tones[-1].semitones
        tones.append(interval + OCTAVE if above else interval)
    root = chord.root.above((bottom or DEFAULT_BOTTOM).midi)
    pitches = tuple(root.transpose(interval) for interval in dict.fromkeys(tones))
    return _placed(pitches, bottom, top)


def _shell_tone(chord: Chord, number: str) -> Interval:
    third = (third_of(chord) or UNISON).simple
    fifth = tone(chord, 5) or OCTAVE
    slots = {
        "1": UNISON,
        "3": third,
        "5": fifth,
        "7": seventh_of(chord) or fifth,
        "10": third + OCTAVE,
    }
    return slots[number]


def _placed(pitches: Voicing, bottom: Pitch | None, top: Pitch | None) -> Voicing:
    """Pitches that stand on ``bottom``, moved by octaves to lie under ``top``."""
    if top is None or (pitches[-1].midi <= top.midi and bottom is not None):
        return pitches
    if bottom is not None:
        raise TheoryError(f"{' '.join(map(str, pitches))} does not fit under {top}")
    octaves = (top.midi - pitches[-1].midi) // 12
    return tuple(Pitch(pitch.name, pitch.octave + octaves) for pitch in pitches)


def rootless(
    chord: Chord,
    form: Literal["A", "B"] = "A",
    *,
    colour: bool = True,
    bottom: Pitch | None = None,
    top: Pitch | None = None,
) -> Voicing:
    """Four tones without the root: A is 3 5 7 9, B is 7 9 3 5.

    With ``colour`` a plain dominant takes its 13 for the 5, and chords without a 9 get a natural
    one unless they are diminished or altered, which keep the root; without it only tones of the
    symbol sound.
    """
    third = third_of(chord) or UNISON
    ninth, fifth = ninth_slot(chord, colour=colour), fifth_slot(chord, colour=colour)
    seventh = seventh_slot(chord, colour=colour)
    order = {"A": [third, fifth, seventh, ninth], "B": [seventh, ninth, third, fifth]}
    if form not in order:
        raise TheoryError(f"a rootless voicing has form A or B, not {form!r}")
    tones = list(dict.fromkeys(order[form]))
    return stack(names(chord, tones), bottom=bottom, top=top)


def spread(chord: Chord, *, bottom: Pitch | None = None, top: Pitch | None = None) -> Voicing:
    """Root and fifth (or seventh) below, the rest wide above: 1 5 3 7 9, or 1 b7 3 13 9."""
    fifth, seventh = tone(chord, 5), seventh_of(chord)
    plain = fifth is not None and not fifth.alteration and tone(chord, 13) is None
    second = fifth if plain or seventh is None else seventh
    third = third_of(chord)
    order = [UNISON, second, third, seventh, tone(chord, 13), tone(chord, 9), tone(chord, 11)]
    if fifth is not None and fifth.alteration:
        order.insert(4, fifth)
    tones = list(dict.fromkeys(interval for interval in order if interval is not None))
    return stack(names(chord, tones), bottom=bottom, top=top)
