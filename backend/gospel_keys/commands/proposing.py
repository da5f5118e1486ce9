"""A piece of which a language model decides a share, on the command line."""

from __future__ import annotations

import asyncio

from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import tell
from gospel_keys.compose import Composition, from_brief
from gospel_keys.composer.proposing.task import task_complexity
from gospel_keys.genres.registry import genres
from gospel_keys.language.asking import Asker, Progress
from gospel_keys.language.service import Language
from gospel_keys.platform.telemetry import configure_logging
from gospel_keys.score.model import Brief


def composed(brief: Brief) -> Composition:
    """Compose what the brief asks, with the models that are set up; where none is, by rules."""
    configure_logging("console", "warning")  # to stderr: a piece may go to stdout
    return asyncio.run(_composed(brief))


async def _composed(brief: Brief) -> Composition:
    language = Language(settings())
    asker = Asker(_Teller())
    tier = task_complexity(brief, genres()[brief.genre]).tier
    try:
        proposer = language.proposer(tier, asker=asker)
        return await asyncio.to_thread(from_brief, brief, proposer)
    finally:
        asker.stopped.set()  # Ctrl-C ends the model as well
        await language.close()


class _Teller:
    """Says each thing once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def __call__(self, progress: Progress) -> None:
        if progress.text not in self._told:
            self._told.add(progress.text)
            tell(progress.text)
