"""Files of others to be arranged: MIDI, MusicXML, ChordPro and iReal, told apart by their content.

``read`` is the whole of it; everything that was estimated comes with how sure it is.
"""

from __future__ import annotations

from gospel_keys.score.importing.chart import of_chordpro, of_ireal
from gospel_keys.score.importing.errors import UnreadableError
from gospel_keys.score.importing.imported import Format, Imported, TimedChord, settled
from gospel_keys.score.importing.midi import of_midi
from gospel_keys.score.importing.notation import of_musicxml
from gospel_keys.score.importing.sniff import MAX_BYTES, sniff, text_of

__all__ = ["MAX_BYTES", "Format", "Imported", "TimedChord", "UnreadableError", "read", "sniff"]


def read(data: bytes) -> Imported:
    """What a file gives to be arranged.

    Raises ``UnreadableError``, and nothing else, for what is not understood; it says where.
    """
    kind = sniff(data)
    if kind == "midi":
        found = of_midi(data)
    elif kind == "musicxml":
        found = of_musicxml(data)
    elif kind == "chordpro":
        found = of_chordpro(text_of(data))
    else:
        found = of_ireal(text_of(data))
    return settled(found)
