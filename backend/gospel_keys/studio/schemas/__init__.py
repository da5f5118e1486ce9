"""What the studio's endpoints take and give: one module for each thing that is spoken of."""

from gospel_keys.studio.schemas.asked import BriefRequest, GenerateRequest, plain_text
from gospel_keys.studio.schemas.exchange import (
    Confidence,
    ImportedChord,
    ImportOut,
    ImportRequest,
)
from gospel_keys.studio.schemas.genre import ApplicationOut, GenreOut
from gospel_keys.studio.schemas.harmony import (
    HarmonyOut,
    OfferedPhrase,
    TaskComplexityOut,
    TaskTerm,
)
from gospel_keys.studio.schemas.own_melody import MelodyNote
from gospel_keys.studio.schemas.piece import (
    ChordOut,
    GenerateResponse,
    Metadata,
    PatternOut,
    PreviewNote,
)
from gospel_keys.studio.schemas.score import (
    ArrangementOut,
    BarOut,
    PedalOut,
    PerformanceOut,
    PerformedNoteOut,
    PhraseOut,
    ScoreChord,
    ScoreNote,
    ScoreOut,
    SectionOut,
    TempoOut,
)
from gospel_keys.studio.schemas.understood import BriefField, BriefOut

__all__ = [
    "ApplicationOut",
    "ArrangementOut",
    "BarOut",
    "BriefField",
    "BriefOut",
    "BriefRequest",
    "ChordOut",
    "Confidence",
    "GenerateRequest",
    "GenerateResponse",
    "GenreOut",
    "HarmonyOut",
    "ImportOut",
    "ImportRequest",
    "ImportedChord",
    "MelodyNote",
    "Metadata",
    "OfferedPhrase",
    "PatternOut",
    "PedalOut",
    "PerformanceOut",
    "PerformedNoteOut",
    "PhraseOut",
    "PreviewNote",
    "ScoreChord",
    "ScoreNote",
    "ScoreOut",
    "SectionOut",
    "TaskComplexityOut",
    "TaskTerm",
    "TempoOut",
    "plain_text",
]
