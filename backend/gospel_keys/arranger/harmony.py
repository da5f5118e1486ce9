"""What the hands need to know of a chord in its key, as numbers, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gospel_keys.arranger.when import Motion, Quality
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch, PitchClass

_MOTIONS: dict[int, Motion] = {
    0: "same", 1: "half-up", 2: "step-up", 3: "third", 4: "third", 5: "fourth-up", 6: "tritone",
    7: "fifth-up", 8: "third", 9: "third", 10: "step-down", 11: "half-down",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Harmony:
    """A chord in a key; one object for each, so it can be a cache key. Chromas are 0..11, C = 0.

    ``tones`` are the chord's chromas, root up; ``degrees`` maps a degree number (1..13) to its
    chroma; ``core`` are root, third (or fourth), fifth and seventh, ``colours`` the rest;
    ``guides`` are the third and seventh, ``named`` the seventh (-1 without). ``scale`` says which
    chromas sing over it, the key's notes bent to the chord's, and ``diatonic`` which are the key's
    own; ``steps`` are the former ascending, ``by_degree`` the bent degrees 1..7 of the key.
    ``names`` spells all twelve.
    """

    root: int
    bass: int
    tones: tuple[int, ...]
    degrees: dict[int, int]
    core: tuple[int, ...]
    colours: tuple[int, ...]
    guides: frozenset[int]
    named: int
    quality: Quality
    tonic: int
    scale: tuple[bool, ...]
    diatonic: tuple[bool, ...]
    steps: tuple[int, ...]
    by_degree: tuple[int, ...]
    names: tuple[PitchClass, ...]

    def sounds(self, chroma: int) -> bool:
        return chroma in self.tones

    def degree(self, number: int) -> int:
        """The chroma of a chord degree, or of the nearest thing the chord has instead of it."""
        simple = number if number <= 13 else number - 7
        for candidate in _STAND_INS.get(simple, (simple,)):
            if candidate in self.degrees:
                return self.degrees[candidate]
        return self.root


_STAND_INS: dict[int, tuple[int, ...]] = {
    1: (1,), 8: (1,), 3: (3, 4, 11, 2, 9), 10: (3, 4, 11, 2, 9), 5: (5, 13, 6), 12: (5, 13, 6),
    7: (7, 6, 1), 6: (6, 13, 5), 13: (13, 6, 5), 9: (9, 2, 1), 2: (2, 9, 3), 4: (4, 11, 5),
    11: (11, 4, 3),
}  # fmt: skip
"""What to play for a degree that a chord lacks: a fourth for a suspended third, a sixth or the
root for a missing seventh, and so on."""


@lru_cache(maxsize=4096)
def harmony(chord: Chord, key: Key) -> Harmony:
    """The numbers of ``chord`` in ``key``."""
    root = chord.root.chroma
    degrees = {i.steps + 1: (root + i.semitones) % 12 for i in chord.intervals}
    degrees.setdefault(1, root)
    names = _spelling(chord, key)
    by_degree = _bent(chord, key)
    tones = tuple(dict.fromkeys((root + i.semitones) % 12 for i in chord.intervals))
    core = tuple(degrees[n] for n in (1, 3, 4, 5, 7) if n in degrees)
    plain = {name.chroma for name in key.scale.pitch_classes[:7]}
    sung = frozenset(by_degree) | frozenset(tones)
    bass = chord.bass.chroma if chord.bass else root
    return Harmony(
        root=root, bass=bass, tones=tones, degrees=degrees, core=core,
        colours=tuple(tone for tone in tones if tone not in core),
        guides=frozenset(degrees[n] for n in (3, 7) if n in degrees),
        named=degrees.get(7, -1), quality=_quality(degrees, root), tonic=key.tonic.chroma,
        scale=tuple(chroma in sung for chroma in range(12)),
        diatonic=tuple(chroma in plain for chroma in range(12)), steps=tuple(sorted(sung)),
        by_degree=by_degree, names=names,
    )  # fmt: skip


def motion(here: Harmony, there: Harmony | None) -> Motion:
    """How the root moves from one harmony to the next; ``same`` at the end."""
    return _MOTIONS[(there.root - here.root) % 12] if there else "same"


def _bent(chord: Chord, key: Key) -> tuple[int, ...]:
    """The key's seven degrees, each replaced by the chord tone of the same letter where it has one.

    Over D7 in C the F becomes F sharp, over Fm the A becomes A flat: the scale a singer would use.
    """
    sounding = {name.letter: name.chroma for name in chord.notes}
    if chord.bass:
        sounding.setdefault(chord.bass.letter, chord.bass.chroma)
    return tuple(sounding.get(name.letter, name.chroma) for name in key.scale.pitch_classes[:7])


def _spelling(chord: Chord, key: Key) -> tuple[PitchClass, ...]:
    sounding = {name.chroma: name for name in chord.notes}
    return tuple(sounding.get(chroma) or key.spell(chroma) for chroma in range(12))


def _quality(degrees: dict[int, int], root: int) -> Quality:
    third, fifth, seventh = ((degrees[n] - root) % 12 if n in degrees else None for n in (3, 5, 7))
    if third is None:
        return "suspended"
    if third == 3:
        if fifth == 6:
            return "half-diminished" if seventh == 10 else "diminished"
        return "minor"
    if seventh == 10:
        return "dominant"
    return "augmented" if fifth == 8 else "major"


@lru_cache(maxsize=8192)
def spelled(midi: int, name: PitchClass) -> Pitch:
    """The pitch of that MIDI number and name."""
    return Pitch.from_midi(midi, name)
