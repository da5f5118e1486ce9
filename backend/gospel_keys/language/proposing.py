"""The models as the composer knows them: one that proposes phrases."""

from __future__ import annotations

import asyncio

from gospel_keys.composer.proposing.offer import (
    CancelledError,
    Maker,
    PhraseOffer,
    Proposal,
    ProposalError,
)
from gospel_keys.language.asking import Ask, StoppedError, Where
from gospel_keys.language.router import Failure, Router, Session

MAKERS: dict[Where, Maker] = {"here": "local", "server": "local", "cloud": "cloud"}
"""A server is the user's own: only what a company computes counts as the cloud."""

NOBODY = "no language model is set up here: gospel-keys models lists how to get one"


class ModelProposer:
    """Proposes phrases for one piece. The composer is called from a thread; the models are asked
    in the loop that they belong to, so never call this in that loop's own thread."""

    def __init__(self, router: Router, session: Session, loop: asyncio.AbstractEventLoop) -> None:
        self.router = router
        self.session = session
        self._loop = loop

    def propose(self, offer: PhraseOffer) -> Proposal | None:
        """A legal progression for the phrase. ProposalError with the reasons when nobody has one,
        final once nobody is left to ask; CancelledError when nobody waits any more."""
        work = answer_offer(self.router, self.session, offer)
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def answer_offer(router: Router, session: Session, offer: PhraseOffer) -> Proposal:
    """What ``ModelProposer.propose`` does, for who is in the loop already."""
    before = len(session.failures)
    try:
        answer = await router.answer(session, ask_of(offer))
    except StoppedError:
        raise CancelledError from None
    if answer is not None:
        return Proposal(answer.text, MAKERS[answer.where], answer.model)
    raise _nobody(session.failures[before:] or session.failures, final=router.is_over(session))


def ask_of(offer: PhraseOffer) -> Ask:
    """The question that an offer is."""
    return Ask(
        instructions=offer.instructions,
        prompt=offer.prompt,
        grammar=offer.grammar,
        seed=offer.seed,
        most_characters=offer.most_characters,
    )


def _nobody(failures: list[Failure], *, final: bool) -> ProposalError:
    """Why the rules have to make the phrase: the last one that was asked names the model."""
    if not failures:
        return ProposalError(NOBODY, final=True)
    last = failures[-1]
    reason = "; ".join(dict.fromkeys(one.reason for one in failures))
    return ProposalError(reason, maker=MAKERS[last.where], model=last.label, final=final)
