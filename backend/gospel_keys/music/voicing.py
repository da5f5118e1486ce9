"""Voicings: a chord as pitches, low to high, spelled.

All take where to stand: ``bottom`` (the lowest note is the first at or above it), ``top`` (the
highest note is the first at or below it) or both, which raises TheoryError if nothing fits.
Without either they stand on C3. None checks the spacing rule; see ``spacing``.
"""

from __future__ import annotations

from typing import Literal

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import OCTAVE, UNISON, Interval
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.music.spacing import placements, spaced, spacing_faults, spacing_ok, stack
from gospel_keys.music.voicing_tones import (
    close_order,
    essential,
    fifth_slot,
    names,
    ninth_slot,
    seventh_of,
    seventh_slot,
    third_of,
    tone,
)

__all__ = [
    "block",
    "close",
    "close_positions",
    "drop2",
    "drop3",
    "essential",
    "open_",
    "placements",
    "quartal",
    "rootless",
    "shell",
    "spaced",
    "spacing_faults",
    "spacing_ok",
    "spread",
    "stack",
    "upper_structure",
]

Voicing = tuple[Pitch, ...]
SHELLS = ("1-3", "1-7", "1-3-7", "1-7-3", "1-10", "1-5-10", "1-7-10")


def close(
    chord: Chord,
    *,
    inversion: int = 0,
    size: int | None = None,
    bottom: Pitch | None = None,
    top: Pitch | None = None,
) -> Voicing:
    """All tones (or the ``size`` that matter most) within an octave.

    ``inversion`` counts them in that order, so the first inversion of a ninth chord has its 9
    lowest.
    """
    tones = close_order(essential(chord, size), inversion)
    return stack(names(chord, tones), bottom=bottom, top=top)


def close_positions(
    chord: Chord, low: Pitch, high: Pitch, *, size: int | None = None
) -> list[Voicing]:
    """Every inversion in close position, in every octave from ``low`` to ``high``."""
    tones = essential(chord, size)
    return [
        pitches
        for inversion in range(len(tones))
        for pitches in placements(names(chord, close_order(tones, inversion)), low, high)
    ]


def open_(
    chord: Chord,
    *,
    inversion: int = 0,
    size: int | None = None,
    bottom: Pitch | None = None,
    top: Pitch | None = None,
) -> Voicing:
    """Close position with every second tone an octave up: 1 5 3, or 1 5 3 7."""
    tones = close_order(essential(chord, size), inversion)
    return stack(names(chord, tones[::2] + tones[1::2]), bottom=bottom, top=top)


def drop2(
    chord: Chord, *, inversion: int = 0, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Four tones in close position, the second from the top an octave lower.

    ``inversion`` is that of the close position. A triad doubles its lowest tone on top.
    """
    return _dropped(chord, 2, inversion, bottom, top)


def drop3(
    chord: Chord, *, inversion: int = 0, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """As ``drop2``, with the third tone from the top an octave lower."""
    return _dropped(chord, 3, inversion, bottom, top)


def _dropped(
    chord: Chord, voice: int, inversion: int, bottom: Pitch | None, top: Pitch | None
) -> Voicing:
    tones = close_order(essential(chord, 4), inversion)
    if len(tones) == 3:
        tones.append(tones[0])
    if len(tones) < 4:
        raise TheoryError(f"{chord} has too few tones for a four-part voicing")
    dropped = tones.pop(-voice)
    return stack(names(chord, [dropped, *tones]), bottom=bottom, top=top)


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
    root = chord.root.above((bottom or Pitch.parse("C3")).midi)
    pitches = tuple(root.transpose(interval) for interval in tones)
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


def quartal(
    chord: Chord, *, size: int = 4, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Fourths stacked inside the chord's scale: from 1 in minor and suspended chords, from 3 in
    major ones, from 7 in dominants; so that no tone clashes with the third."""
    scale = next((scale for scale in chord.scales() if len(scale.pitch_classes) == 7), None)
    if scale is None:
        raise TheoryError(f"{chord} has no seven-note scale to stack fourths in")
    start = 1
    if not (chord.is_minor or chord.is_suspended or chord.is_diminished):
        start = 7 if chord.is_dominant else 3
    degrees_up = [start + 3 * index for index in range(size)]
    stacked = [_as_spelled(chord, scale.degree(number)) for number in degrees_up]
    return stack(stacked, bottom=bottom, top=top)


def upper_structure(
    chord: Chord, *, bottom: Pitch | None = None, top: Pitch | None = None
) -> Voicing:
    """Third and seventh with a triad above that holds the chord's tensions: D over C7#11."""
    guides = [third_of(chord), seventh_of(chord)]
    below = names(chord, [interval for interval in guides if interval])
    above = max(_triads(chord), key=lambda triad: _colour(chord, triad))
    rotations = [above[place:] + above[:place] for place in range(3)]
    stacks = [stack([*below, *triad], bottom=bottom) for triad in rotations]
    best = min(range(3), key=lambda place: stacks[place][-1].midi)
    return stack([*below, *rotations[best]], bottom=bottom, top=top)


def _triads(chord: Chord) -> list[list[PitchClass]]:
    """Major, then minor triads made of tones of the chord's scale, without its avoid tone."""
    scale = chord.scales()[0]
    avoid = (chord.root.chroma + 5) % 12 if "3" in chord.degrees else None
    usable = [name for name in scale.pitch_classes if name.chroma != avoid]
    by_chroma = {name.chroma: _as_spelled(chord, name) for name in usable}
    found = []
    for pattern in ((0, 4, 7), (0, 3, 7)):
        for name in usable:
            chromas = [(name.chroma + semitones) % 12 for semitones in pattern]
            if all(chroma in by_chroma for chroma in chromas):
                found.append([by_chroma[chroma] for chroma in chromas])
    if not found:
        raise TheoryError(f"no triad of its scale fits over {chord}")
    return found


def _colour(chord: Chord, triad: list[PitchClass]) -> tuple[int, int]:
    """How many of the written tensions a triad holds, and how many tones it adds at all."""
    tensions = {chord.degree(name) for name in (*chord.extensions, *chord.alterations)}
    plain = {chord.root, third_of(chord), seventh_of(chord)}
    chromas = {name.chroma for name in triad}
    held = sum(name is not None and name.chroma in chromas for name in tensions)
    return held, sum(name not in plain for name in triad)


def block(chord: Chord, melody: Pitch, *, doubled: bool = False) -> Voicing:
    """Four-way close: the melody on top, three chord tones right under it.

    A melody note foreign to the chord takes the place of the nearest chord tone, as 9 does of 1
    and 13 of 5. ``doubled`` adds the melody an octave lower (locked hands).
    """
    tones = [chord.root.transpose(interval) for interval in essential(chord, 4)]
    others = _without_nearest(tones, melody)
    pitches = [melody]
    while others:
        nearest = max(name.below(pitches[-1].midi - 1) for name in others)
        others.remove(nearest.name)
        pitches.append(nearest)
    if doubled:
        pitches.append(melody.transpose(-OCTAVE))
    return tuple(sorted(set(pitches)))


def _without_nearest(tones: list[PitchClass], melody: Pitch) -> list[PitchClass]:
    """The tones that stay when the melody takes the place of the one nearest to it."""

    def gap(name: PitchClass) -> tuple[int, int]:
        below = (melody.midi - name.chroma) % 12
        return min(below, 12 - below), below

    return [name for name in tones if name != min(tones, key=gap)]


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


def _as_spelled(chord: Chord, name: PitchClass) -> PitchClass:
    """The chord's own spelling of a tone, where it has it."""
    own = (tone for tone in chord.pitch_classes if tone.chroma == name.chroma)
    return next(own, name)
