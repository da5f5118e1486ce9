"""Tunes to arrange, and whether an arrangement keeps one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from gospel_keys.composer.notes_asked import AskedNote
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Arrangement, GivenNote, Hand
from gospel_keys.score.timing import sounding

_LENGTHS = [Fraction(n, d) for n, d in ((1, 4), (1, 2), (1, 2), (1, 1), (1, 1), (2, 1), (1, 3))]
_STEPS = (-12, -7, -4, -3, -2, -1, 0, 0, 1, 2, 3, 4, 5)


def wandering(seed: str, key: Key, meter: Meter, bars: int, *, pickup: bool) -> list[AskedNote]:
    """A tune that jumps, repeats itself, rests and is held over barlines; in beats."""
    draw = random.Random(seed)
    names = [*key.scale.pitch_classes[:7], key.spell((key.tonic.chroma + 6) % 12)]
    at, total = Fraction(-1 if pickup else 0), Fraction(bars * meter.beats)
    midi, notes = 69, []
    while at < total:
        length = min(draw.choice(_LENGTHS), total - at)
        if draw.random() < 0.85:
            wish = max(60, min(84, midi + draw.choice(_STEPS)))
            able = (Pitch(name, octave) for name in names for octave in range(3, 7))
            pitch = min(able, key=lambda p: (abs(p.midi - wish), str(p)))
            midi = pitch.midi
            if length >= Fraction(1, 12):
                notes.append(AskedNote(str(pitch), float(at), float(length)))
        at += length
    return notes


def broken(arrangement: Arrangement, melody: Sequence[GivenNote]) -> list[str]:
    """Every way in which an arrangement does not keep a tune on top, in words."""
    chains = {
        (chain[0].onset, str(chain[0].pitch)): chain
        for chain in sounding(arrangement.notes)
        if chain[0].hand is Hand.RIGHT
    }
    found: list[str] = []
    for given in melody:
        chain = chains.get((given.onset, str(given.pitch)))
        if chain is None:
            found.append(f"{given.pitch} at {given.onset} is not struck")
            continue
        if chain[-1].end != given.end:
            found.append(f"{given.pitch} at {given.onset} ends at {chain[-1].end}")
        own = {note.id for note in chain}
        found += [
            f"{note.id} ({note.pitch}) sounds over {given.pitch} at {given.onset}"
            for note in arrangement.notes
            if note.id not in own
            and note.onset < given.end
            and (note.end > given.onset or note.onset == given.onset)
            and note.pitch.midi >= given.pitch.midi
        ]
    return found
