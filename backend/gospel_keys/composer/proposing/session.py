"""Offering phrases to a model, one after the other, and what becomes of each.

``offering`` is a generator without any input or output: it yields an offer and is sent what came of
it, so whoever drives it may ask a model in a thread, over a network, or not at all.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from gospel_keys.arranger.seed import sub_seed
from gospel_keys.composer.proposing.bars import NoRoomError, is_free, parts_of_bars
from gospel_keys.composer.proposing.coloured import in_colour
from gospel_keys.composer.proposing.grammar import grammar_text
from gospel_keys.composer.proposing.judging import reasons_against
from gospel_keys.composer.proposing.offer import (
    CancelledError,
    PhraseOffer,
    Proposal,
    ProposalError,
    Proposer,
)
from gospel_keys.composer.proposing.placing import with_phrase
from gospel_keys.composer.proposing.prompting import instructions, prompt
from gospel_keys.composer.proposing.reading import (
    RejectedError,
    Sounding,
    plain_text,
    read_phrase,
)
from gospel_keys.composer.proposing.report import Report, report_of
from gospel_keys.composer.proposing.share import offered_phrases
from gospel_keys.composer.proposing.spot import Spot
from gospel_keys.composer.proposing.task import task_complexity
from gospel_keys.genres.loader import Genre
from gospel_keys.score.model import Brief, Phrase, PhraseOutcome, Progression, Proposed

Answer = Proposal | ProposalError | None
Offering = Generator[PhraseOffer, Answer, Progression]

_CHARACTERS_A_BAR = 120
"""What a bar of chords takes at most, as text."""
_DECLINED = "The model had no proposal."


def offering(
    brief: Brief, genre: Genre, progression: Progression, share: float, seed: int
) -> Offering:
    """Offer ``share`` of the phrases; the progression with what was taken, and ``offered`` filled.

    Chords that are locked, or that somebody wrote, stay; a phrase of such chords alone is never
    offered. Everything outside the phrases that are taken stays as it is.
    """
    phrases = offered_phrases(progression.phrases, share, seed)
    return offering_of(brief, genre, progression, phrases, seed)


def offering_of(
    brief: Brief, genre: Genre, progression: Progression, phrases: Sequence[Phrase], seed: int
) -> Offering:
    """As ``offering``, with the phrases named."""
    made = progression
    outcomes: list[PhraseOutcome] = []
    for number, phrase in enumerate(phrases, 1):
        spot = Spot(brief, genre, made, phrase)
        offer = offer_of(spot, number, len(phrases), seed)
        if offer is None:
            continue
        answer = yield offer
        try:
            if not isinstance(answer, Proposal):
                raise RejectedError(_DECLINED if answer is None else answer.reason)
            chords = judged(spot, offer, answer)
        except RejectedError as error:
            outcomes.append(_outcome(phrase, "rules", _model(answer), error.reasons))
        else:
            made = with_phrase(spot, chords, answer.maker)
            outcomes.append(_outcome(phrase, answer.maker, answer.model))
        if isinstance(answer, ProposalError) and answer.final:
            break
    return replace(made, offered=tuple(outcomes))


def judged(spot: Spot, offer: PhraseOffer, proposal: Proposal) -> tuple[Sounding, ...]:
    """A proposal's chords as they are taken. Raises ``RejectedError`` with what is against it."""
    chords = in_colour(spot, read_phrase(proposal.text, offer))
    if reasons := reasons_against(spot, chords):
        raise RejectedError(*reasons)
    return chords


def offer_of(spot: Spot, number: int, count: int, seed: int) -> PhraseOffer | None:
    """The offer of a phrase; None where nothing in it is open."""
    meter, phrase = spot.section.meter, spot.phrase
    try:
        bars = parts_of_bars(phrase.bars, meter, spot.locked)
    except NoRoomError:
        return None
    if not is_free(bars):
        return None
    ends = spot.roots(spot.customs.ends)
    return PhraseOffer(
        phrase_id=phrase.id, number=number, count=count,
        grammar=grammar_text(bars, meter, spot.writable, most=spot.most_a_bar, ends=ends),
        instructions=instructions(), prompt=prompt(spot),
        start_bar=phrase.start_bar, bars=phrase.bars, key=spot.section.key, meter=meter,
        genre_label=spot.genre.label, section_label=spot.section.label, cadence=phrase.cadence,
        seed=sub_seed(seed, "propose", phrase.id),
        most_characters=_CHARACTERS_A_BAR * phrase.bars,
        before=spot.before.chord if spot.before else None,
        after=spot.after.chord if spot.after else None,
        locked=spot.locked, melody=spot.melody, is_last=spot.is_last,
    )  # fmt: skip


def _outcome(phrase: Phrase, origin: str, model: str, reasons: Sequence[str] = ()) -> PhraseOutcome:
    return PhraseOutcome(phrase.id, phrase.start_bar, phrase.bars, origin, model, tuple(reasons))


def _model(answer: Answer) -> str:
    return "" if answer is None else answer.model


def propose(
    brief: Brief,
    genre: Genre,
    progression: Progression,
    share: float,
    seed: int,
    proposer: Proposer,
) -> tuple[Progression, Report]:
    """Offer ``share`` of the phrases to a proposer: the progression and the report of it.

    A share of 0 never asks. ``CancelledError`` comes through; any other failure of the proposer
    leaves the phrase to the rules.
    """
    made, _ = driven(offering(brief, genre, progression, share, seed), proposer)
    return made, report_of(made, share, task_complexity(brief, genre))


def driven(offers: Offering, proposer: Proposer) -> tuple[Progression, tuple[Proposed, ...]]:
    """Answer every offer by a proposer: the progression, and what was proposed."""
    said: list[Proposed] = []
    try:
        offer = next(offers)
        while True:
            answer = asked(proposer, offer)
            said.append(kept(offer, answer))
            offer = offers.send(answer)
    except StopIteration as done:
        return done.value, tuple(said)


def asked(proposer: Proposer, offer: PhraseOffer) -> Answer:
    """A proposer's answer; whatever goes wrong in it is a failure of this one offer."""
    try:
        return proposer.propose(offer)
    except CancelledError:
        raise
    except ProposalError as error:
        return error
    except Exception as error:  # noqa: BLE001 - no failure of a model fails a request
        return ProposalError(f"The model failed ({type(error).__name__}).")


def kept(offer: PhraseOffer, answer: Answer) -> Proposed:
    """What came of an offer, to be kept with the piece."""
    name = offer.phrase_id
    match answer:
        case Proposal():
            text = plain_text(answer.text)[: offer.most_characters + 1]
            return Proposed(name, text, answer.maker, answer.model)
        case ProposalError():
            return Proposed(name, "", answer.maker or "", answer.model, answer.reason)
    return Proposed(name, "", failure=_DECLINED)
