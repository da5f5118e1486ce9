"""Lead sheets: chords in bars, as ChordPro text and as links of the open iReal form."""

from __future__ import annotations

from gospel_keys.score.lead_sheet.chordpro import write_chordpro
from gospel_keys.score.lead_sheet.chordpro_reader import read_chordpro
from gospel_keys.score.lead_sheet.ireal import from_ireal, read_ireal, to_ireal, write_ireal
from gospel_keys.score.lead_sheet.of_score import of_score
from gospel_keys.score.lead_sheet.sheet import (
    LeadBar,
    LeadChord,
    LeadSheet,
    LeadSheetError,
    lead_sheet,
)

__all__ = [
    "LeadBar",
    "LeadChord",
    "LeadSheet",
    "LeadSheetError",
    "from_ireal",
    "lead_sheet",
    "of_score",
    "read_chordpro",
    "read_ireal",
    "to_ireal",
    "write_chordpro",
    "write_ireal",
]
