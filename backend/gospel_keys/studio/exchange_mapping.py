"""A file read and told in the API's shapes. Runs in a worker process."""

from __future__ import annotations

from gospel_keys.score.importing import Imported, read
from gospel_keys.studio.schemas.exchange import (
    Confidence,
    ImportedChord,
    ImportOut,
)
from gospel_keys.studio.schemas.own_melody import MelodyNote

DIGITS = 6
"""Of a beat: thirds come back exactly from as many."""


def understand(data: bytes) -> ImportOut:
    """What a file gives to be arranged. Raises ``UnreadableError``."""
    return import_out(read(data))


def import_out(found: Imported) -> ImportOut:
    """What was understood, times in the meter's beats."""
    beat = found.meter.beat
    return ImportOut(
        format=found.format,
        title=found.title,
        composer=found.composer,
        key=str(found.key),
        time_signature=str(found.meter),
        tempo=found.tempo,
        num_bars=found.bars,
        progression=[
            ImportedChord(
                symbol=str(item.chord), duration_beats=round(float(item.duration / beat), DIGITS)
            )
            for item in found.chords
        ]
        or None,
        melody=[
            MelodyNote(
                pitch=str(note.pitch),
                onset_beats=round(float(note.onset / beat), DIGITS),
                duration_beats=round(float(note.duration / beat), DIGITS),
            )
            for note in found.melody
        ]
        or None,
        confidence=Confidence(**{str(name): value for name, value in found.confidence.items()}),
        notices=list(found.notices),
    )
