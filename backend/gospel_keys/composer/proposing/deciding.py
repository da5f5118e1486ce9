"""Who decides a brief's phrases: the rules, a model that is asked, or one that was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gospel_keys.composer.proposing.offer import (
    Maker,
    PhraseOffer,
    Proposal,
    ProposalError,
    Proposer,
)
from gospel_keys.composer.proposing.session import driven, offering, offering_of
from gospel_keys.genres.loader import Genre
from gospel_keys.score.model import Brief, Progression, Proposed

NO_MODEL = "No language model was asked: the rules made all of it."
_MAKERS: dict[str, Maker] = {"local": "local", "cloud": "cloud"}


class Recalled:
    """Answers with what a model proposed before: the same piece again, and nobody is asked."""

    def __init__(self, proposed: Sequence[Proposed]) -> None:
        self._proposed = {one.phrase_id: one for one in proposed}

    def propose(self, offer: PhraseOffer) -> Proposal | None:
        """What was proposed for the phrase. ``ProposalError`` where nothing was, with why."""
        one = self._proposed.get(offer.phrase_id)
        if one is None:
            return None
        maker = _MAKERS.get(one.maker)
        if one.failure or maker is None:
            raise ProposalError(one.failure, maker=maker, model=one.model)
        return Proposal(one.text, maker, one.model)


def decided(
    brief: Brief, genre: Genre, progression: Progression, proposer: Proposer | None
) -> tuple[Brief, Progression]:
    """The progression with what a model decides of it, and the brief that makes it again.

    What the brief has been proposed already is used as it is, and nobody is asked; else
    ``ai_percentage`` of the phrases are offered to ``proposer``. Without one the rules' progression
    stays, and a notice says so where a share was asked for.
    """
    if brief.proposed:
        names = {one.phrase_id for one in brief.proposed}
        phrases = [phrase for phrase in progression.phrases if phrase.id in names]
        again = offering_of(brief, genre, progression, phrases, brief.seed)
        return brief, driven(again, Recalled(brief.proposed))[0]
    if not brief.ai_percentage:
        return brief, progression
    if proposer is None:
        notices = tuple(dict.fromkeys((*brief.notices, NO_MODEL)))
        return replace(brief, notices=notices), progression
    offers = offering(brief, genre, progression, brief.ai_percentage, brief.seed)
    made, said = driven(offers, proposer)
    return replace(brief, proposed=said), made
