"""From the report of a harmony to the shape the studio answers with."""

from __future__ import annotations

from gospel_keys.composer.proposing.report import bars_by_origin
from gospel_keys.composer.proposing.task import TaskComplexity, task_complexity
from gospel_keys.genres.registry import genres
from gospel_keys.score.model import Arrangement, PhraseOutcome
from gospel_keys.studio.schemas import HarmonyOut, OfferedPhrase, TaskComplexityOut, TaskTerm


def harmony_out(arrangement: Arrangement) -> HarmonyOut:
    """Who decided which chords of a piece, and how hard it was to ask for."""
    brief, progression = arrangement.brief, arrangement.progression
    bars = bars_by_origin(progression)
    return HarmonyOut(
        ai_percentage=brief.ai_percentage,
        bars_by_origin={maker: list(numbers) for maker, numbers in bars.items()},
        offered=[_offered(one) for one in progression.offered],
        task_complexity=_task(task_complexity(brief, genres()[brief.genre])),
    )


def _offered(one: PhraseOutcome) -> OfferedPhrase:
    return OfferedPhrase(
        phrase_id=one.phrase_id,
        first_bar=one.start_bar + 1,
        last_bar=one.start_bar + one.bars,
        origin=one.origin,
        model=one.model,
        reasons=list(one.reasons),
    )


def _task(found: TaskComplexity) -> TaskComplexityOut:
    terms = [
        TaskTerm(id=term.id, label=term.label, points=term.points, found=term.found)
        for term in found.terms
    ]
    return TaskComplexityOut(value=found.value, tier=found.tier, terms=terms)
