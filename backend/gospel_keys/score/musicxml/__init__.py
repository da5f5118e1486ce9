"""MusicXML 4.0: an arrangement engraved on two staves, and files of others read.

``write`` is the short way; ``engrave`` gives the sheet that ``encode`` writes and ``read`` gives
back: ``read(encode(sheet)) == sheet``.
"""

from __future__ import annotations

from collections.abc import Mapping

from gospel_keys.score.model import Arrangement, Performance
from gospel_keys.score.musicxml.engraving import engrave
from gospel_keys.score.musicxml.errors import MusicXmlError
from gospel_keys.score.musicxml.reader import read
from gospel_keys.score.musicxml.sheet import (
    Mark,
    Sheet,
    SheetBar,
    SheetChord,
    SheetNote,
    TempoMark,
)
from gospel_keys.score.musicxml.writer import encode

__all__ = [
    "Mark",
    "MusicXmlError",
    "Sheet",
    "SheetBar",
    "SheetChord",
    "SheetNote",
    "TempoMark",
    "encode",
    "engrave",
    "read",
    "write",
]


def write(
    arrangement: Arrangement,
    performance: Performance | None = None,
    *,
    title: str | None = None,
    composer: str = "Gospel Keys",
    pedal: bool = False,
    numerals: bool = False,
    fingers: Mapping[str, int] | None = None,
) -> bytes:
    """The arrangement as a MusicXML document; the same values give the same bytes.

    The performance adds dynamics, "Swing", "rubato" and "rit."; with ``pedal`` also its pedal
    signs. With ``numerals`` Roman numerals stand under the chords (for readers of MusicXML 4).
    ``fingers`` by note id stand beside the notes instead of the notes' own.
    """
    sheet = engrave(
        arrangement,
        performance,
        title=title,
        composer=composer,
        with_pedal=pedal,
        fingers=fingers,
    )
    return encode(sheet, numerals=numerals)
