"""Phrases offered to a language model, one after the other, while the loop goes on.

The offers and their judging are the composer's; here somebody is asked, and whoever made the
request is told how far it is. Whatever a model does, the piece is made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gospel_keys.composer.proposing.deciding import decided
from gospel_keys.composer.proposing.offer import PhraseOffer, ProposalError
from gospel_keys.composer.proposing.session import Answer, Offering, kept, offering
from gospel_keys.composer.proposing.task import task_complexity
from gospel_keys.genres.registry import genres
from gospel_keys.language.asking import Asker, Progress
from gospel_keys.language.proposing import answer_offer
from gospel_keys.language.router import Session
from gospel_keys.score.model import Brief, PhraseOutcome, Progression, Proposed
from gospel_keys.studio.schemas.streaming import ProgressOut, Stage

if TYPE_CHECKING:
    from gospel_keys.composer.proposing.task import Tier
    from gospel_keys.language.service import Language

BEGUN, DECIDED = 0.05, 0.7
"""Which part of the whole the offers are, where there are any: models are slow."""
STAGES: dict[str, Stage] = {"waiting": "waiting", "loading": "loading"}
LONGEST = 160

TellProgress = Callable[[ProgressOut], None]
Harmony = tuple[Brief, Progression]


async def decide(
    language: Language | None, brief: Brief, progression: Progression, tell: TellProgress
) -> Harmony:
    """The progression with what a model decides of it, and the brief that makes it again.

    With a share of 0 nobody is asked. Cancelling it stops the model.
    """
    genre = genres()[brief.genre]
    if language is None or not brief.ai_percentage or not language.router.providers:
        return decided(brief, genre, progression, None)
    offers = offering(brief, genre, progression, brief.ai_percentage, brief.seed)
    asking = Asking(language, task_complexity(brief, genre).tier, tell)
    try:
        made, said = await asking.all(offers)
    finally:
        asking.stop()
    notices = tuple(dict.fromkeys((*brief.notices, *told_of(made.offered))))
    return replace(brief, proposed=said, notices=notices), made


class Asking:
    """The offers of one piece on their way to the models."""

    def __init__(self, language: Language, tier: Tier, tell: TellProgress) -> None:
        self._router = language.router
        self._away = {one.label for one in self._router.providers if one.leaves_machine}
        self._asker = Asker(self._heard)
        self._session: Session = self._router.session(tier, self._asker)
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._last: ProgressOut | None = None
        self._at = (1, 1)

    def stop(self) -> None:
        """Nobody waits any more: whatever still runs ends."""
        self._asker.stopped.set()

    async def all(self, offers: Offering) -> tuple[Progression, tuple[Proposed, ...]]:
        """Ask for every offer; the progression they make, and what was proposed."""
        said: list[Proposed] = []
        answer: Answer = None
        first = True
        while True:
            # Grammar and judging take milliseconds each: not in the loop's own thread.
            step = await asyncio.to_thread(_next, offers, answer, first)
            if isinstance(step, Progression):
                return step, tuple(said)
            answer, first = await self._ask(step), False
            said.append(kept(step, answer))

    async def _ask(self, offer: PhraseOffer) -> Answer:
        self._at = (offer.number, offer.count)
        try:
            return await answer_offer(self._router, self._session, offer)
        except ProposalError as error:
            return error
        except Exception as error:  # noqa: BLE001 - no failure of a model fails a request
            return ProposalError(f"The model failed ({type(error).__name__}).")

    def _heard(self, news: Progress) -> None:
        """From any thread: how far a model is."""
        number, count = self._at
        told = ProgressOut(
            stage=STAGES.get(news.stage, "proposing"),
            model=news.model,
            share=round(BEGUN + (DECIDED - BEGUN) * (number - 1) / count, 3),
            phrase=number,
            phrases=count,
            cloud=news.model in self._away,
        )
        self._loop.call_soon_threadsafe(self._said, told)

    def _said(self, told: ProgressOut) -> None:
        if told != self._last and not self._asker.stopped.is_set():
            self._last = told
            self._tell(told)


def _next(offers: Offering, answer: Answer, first: bool) -> PhraseOffer | Progression:
    """The next offer, or the progression that the offers made."""
    try:
        return next(offers) if first else offers.send(answer)
    except StopIteration as done:
        made: Progression = done.value
        return made


def told_of(offered: Sequence[PhraseOutcome]) -> tuple[str, ...]:
    """What the user should know of the offers, in a sentence or none."""
    left = [one for one in offered if one.reasons]
    if not left:
        return ()
    why = left[0].reasons[0].rstrip(".")[:LONGEST]
    if len(left) == len(offered):
        return (f"No model had a part in the chords, the rules made all of them: {why}.",)
    return (f"The rules made {len(left)} of {len(offered)} phrases that a model was asked for.",)
