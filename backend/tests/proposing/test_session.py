"""What a model is offered, what is taken of it, and what the rules put back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gospel_keys import compose
from gospel_keys.composer.notes_asked import AskedNote
from gospel_keys.composer.proposing.offer import (
    CancelledError,
    PhraseOffer,
    Proposal,
    ProposalError,
)
from gospel_keys.composer.proposing.session import Offering, driven, kept, offering, propose
from gospel_keys.genres.registry import genres
from gospel_keys.score.codec import decode, encode
from gospel_keys.score.model import Arrangement, Note, Progression, Proposed
from tests.proposing.offers import Scripted, a_brief, as_texts, planned
from tests.proposing.sampling import RandomModel, accepts, sampled

STYLES = sorted(genres())
WORDS = "a warm song"


def other_chords(style: str, *, bars: int = 16) -> dict[str, str]:
    """The phrases that the rules write for another seed, as texts."""
    return as_texts(planned(a_brief(style, WORDS, num_bars=bars, seed=12)))


def chords_of(progression: Progression, phrase: str) -> list[tuple[str, Fraction, Fraction]]:
    return [
        (str(c.chord), c.onset, c.duration) for c in progression.chords if c.phrase_id == phrase
    ]


@pytest.mark.parametrize("style", STYLES)
def test_a_share_of_0_asks_nobody_and_changes_nothing(style: str) -> None:
    model = RandomModel()
    asked = compose(style, WORDS, num_bars=8, seed=3, ai_percentage=0, proposer=model)
    assert model.offers == []
    plain = compose(style, WORDS, num_bars=8, seed=3)
    assert asked.arrangement.progression == plain.arrangement.progression
    assert asked.midi() == plain.midi()
    assert asked.report.generation_method == "rules"
    assert asked.report.offered == ()


@pytest.mark.parametrize("style", STYLES)
def test_a_share_of_1_offers_every_phrase_once_and_in_order(style: str) -> None:
    model = RandomModel()
    piece = compose(style, WORDS, num_bars=24, seed=3, ai_percentage=1, proposer=model)
    phrases = piece.arrangement.progression.phrases
    assert [offer.phrase_id for offer in model.offers] == [phrase.id for phrase in phrases]
    assert [(offer.number, offer.count) for offer in model.offers] == [
        (number, len(phrases)) for number in range(1, len(phrases) + 1)
    ]
    assert [one.phrase_id for one in piece.report.offered] == [phrase.id for phrase in phrases]


@pytest.mark.parametrize("style", STYLES)
def test_noise_is_left_to_the_rules_and_nothing_else_changes(style: str) -> None:
    """Phrases of noise that fail are the rules' own again, and each failure has a reason."""
    brief = a_brief(style, WORDS, num_bars=16, seed=5, complexity=6)
    rules = planned(brief)
    made, report = propose(brief, genres()[style], rules, 1.0, 5, RandomModel())
    assert report.rejected
    assert all(one.origin == "rules" and one.model == "noise" for one in report.rejected)
    for phrase in rules.phrases:
        if phrase.id in {one.phrase_id for one in report.rejected}:
            assert chords_of(made, phrase.id) == chords_of(rules, phrase.id)
            assert {c.origin for c in made.chords if c.phrase_id == phrase.id} == {"rules"}
    if len(report.rejected) == len(rules.phrases):
        assert replace(made, offered=()) == rules


def test_a_piece_of_failures_is_the_rules_piece_byte_for_byte() -> None:
    model = Scripted(lambda _: Proposal("C C C C C C C C C", "cloud", "gibberish"))
    piece = compose("gospel", WORDS, num_bars=16, seed=5, ai_percentage=1, proposer=model)
    rules = compose("gospel", WORDS, num_bars=16, seed=5)
    assert piece.arrangement.notes == rules.arrangement.notes
    assert piece.midi() == rules.midi()
    assert piece.report.generation_method == "rules"
    assert len(piece.report.rejected) == len(model.offers)


@pytest.mark.parametrize("style", STYLES)
def test_a_musical_proposal_is_taken_and_says_who_made_it(style: str) -> None:
    """The rules' own chords, proposed by a model, are taken as they are."""
    rules = compose(style, WORDS, num_bars=16, seed=9)
    texts = as_texts(rules.arrangement.progression)
    model = Scripted(texts, maker="cloud")
    piece = compose(style, WORDS, num_bars=16, seed=9, ai_percentage=1, proposer=model)
    assert piece.report.generation_method == "cloud"
    assert piece.report.bars_by_origin == {"cloud": tuple(range(1, 17))}
    assert piece.report.rejected == ()
    for event in piece.arrangement.progression.chords:
        assert event.origin == "cloud"
        assert event.comment
        assert event.roman


@pytest.mark.parametrize("style", STYLES)
def test_only_the_phrases_that_are_taken_change(style: str) -> None:
    rules = planned(a_brief(style, WORDS, num_bars=32, seed=7))
    texts = other_chords(style, bars=32)
    brief = a_brief(style, WORDS, num_bars=32, seed=7, ai_percentage=0.5)
    made, report = propose(brief, genres()[style], rules, 0.5, 7, Scripted(texts))
    taken = {one.phrase_id for one in report.offered if not one.reasons}
    for phrase in rules.phrases:
        if phrase.id not in taken:
            assert chords_of(made, phrase.id) == chords_of(rules, phrase.id)
    assert made.sections == rules.sections
    assert [(p.id, p.start_bar, p.bars) for p in made.phrases] == [
        (p.id, p.start_bar, p.bars) for p in rules.phrases
    ]
    ends = [chord.end for chord in made.chords]
    assert [chord.onset for chord in made.chords] == [Fraction(0), *ends[:-1]]
    assert ends[-1] == rules.chords[-1].end
    assert len({chord.id for chord in made.chords}) == len(made.chords)


@pytest.mark.parametrize("style", STYLES)
def test_notes_change_only_in_the_phrase_that_is_taken_and_on_the_way_into_it(style: str) -> None:
    rules = compose(style, WORDS, num_bars=32, seed=7)
    plan = rules.arrangement.progression
    texts = other_chords(style, bars=32)
    _, report = propose(rules.brief, genres()[style], plan, 1.0, 7, Scripted(texts))
    one = next(outcome.phrase_id for outcome in report.offered if not outcome.reasons)
    model = Scripted({one: texts[one]})
    piece = compose(style, WORDS, num_bars=32, seed=7, ai_percentage=1, proposer=model)
    assert "local" in piece.report.bars_by_origin
    names = [phrase.id for phrase in plan.phrases]
    at = names.index(one)
    others = [name for name in names if name not in names[max(0, at - 1) : at + 1]]
    assert _notes(piece.arrangement, others) == _notes(rules.arrangement, others)


def _notes(arrangement: Arrangement, phrases: list[str]) -> list[Note]:
    return [note for note in arrangement.notes if note.id.partition(".")[0] in phrases]


def test_the_report_names_bars_by_who_made_them() -> None:
    texts = as_texts(planned(a_brief("gospel", WORDS, num_bars=16, seed=9)))
    first = next(iter(texts))
    piece = compose(
        "gospel", WORDS, num_bars=16, seed=9, ai_percentage=1,
        proposer=Scripted({first: texts[first]}),
    )  # fmt: skip
    report = piece.report
    assert report.generation_method == "local+rules"
    own = next(p for p in piece.arrangement.progression.phrases if p.id == first)
    assert report.bars_by_origin["local"] == tuple(range(1, own.bars + 1))
    assert set(report.bars_by_origin["rules"]) == set(range(own.bars + 1, 17))
    assert {one.model for one in report.offered if not one.reasons} == {"Parrot"}


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_made_again_from_what_was_proposed_without_the_model(style: str) -> None:
    texts = other_chords(style)
    model = Scripted(texts | {"p1": "C | nonsense"})
    piece = compose(style, WORDS, num_bars=16, seed=4, ai_percentage=1, proposer=model)
    again = compose(
        style, WORDS, num_bars=16, seed=4, ai_percentage=1, proposed=piece.brief.proposed,
        proposer=Scripted(_nobody),
    )  # fmt: skip
    assert again == piece
    assert again.midi() == piece.midi()
    assert again.report == piece.report


def _nobody(offer: PhraseOffer) -> Proposal:
    raise AssertionError("nobody is asked again")


def test_the_document_of_a_piece_keeps_what_was_proposed() -> None:
    model = Scripted(lambda offer: Proposal(f"C\x00{offer.number}", "local", "m"))
    piece = compose("gospel", WORDS, num_bars=8, seed=4, ai_percentage=1, proposer=model)
    assert decode(Arrangement, encode(piece.arrangement)) == piece.arrangement
    assert "\x00" not in "".join(one.text for one in piece.brief.proposed)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (ProposalError("The model took too long.", maker="local", model="m"), "too long"),
        (ValueError("secret: /home/somebody"), "The model failed (ValueError)."),
    ],
)
def test_no_failure_of_a_model_fails_a_piece(failure: Exception, said: str) -> None:
    def fails(_: PhraseOffer) -> Proposal:
        raise failure

    piece = compose("gospel", WORDS, num_bars=8, seed=4, ai_percentage=1, proposer=Scripted(fails))
    assert piece.report.generation_method == "rules"
    assert all(said in " ".join(one.reasons) for one in piece.report.offered)
    assert "secret" not in str(piece.report)


def test_after_a_final_failure_nothing_more_is_offered() -> None:
    def fails(_: PhraseOffer) -> Proposal:
        raise ProposalError("The budget is used up.", final=True)

    model = Scripted(fails)
    piece = compose("gospel", WORDS, num_bars=32, seed=4, ai_percentage=1, proposer=model)
    assert len(model.offers) == 1
    assert len(piece.report.offered) == 1


def test_who_cancels_gets_no_piece() -> None:
    def stops(_: PhraseOffer) -> Proposal:
        raise CancelledError

    with pytest.raises(CancelledError):
        compose("gospel", WORDS, num_bars=8, seed=4, ai_percentage=1, proposer=Scripted(stops))


def test_the_offers_can_be_driven_from_outside() -> None:
    """A service sends answers when it has them; what it keeps makes the same piece."""
    brief = a_brief("gospel", WORDS, num_bars=16, seed=4, ai_percentage=1.0)
    rules = planned(brief)
    texts = other_chords("gospel")
    made, said = _driven_by_hand(offering(brief, genres()["gospel"], rules, 1.0, 4), texts)
    same, also = driven(offering(brief, genres()["gospel"], rules, 1.0, 4), Scripted(texts))
    assert made == same
    assert said == list(also)
    assert len(said) == len(rules.phrases)


def _driven_by_hand(offers: Offering, texts: dict[str, str]) -> tuple[Progression, list[Proposed]]:
    said: list[Proposed] = []
    offer = next(offers)
    while True:
        text = texts.get(offer.phrase_id)
        answer = None if text is None else Proposal(text, "local", "Parrot")
        said.append(kept(offer, answer))
        try:
            offer = offers.send(answer)
        except StopIteration as done:
            return done.value, said


def test_own_chords_are_never_offered() -> None:
    model = RandomModel()
    piece = compose(
        "gospel", WORDS, progression="C | Am7 D7 | G7 | C", ai_percentage=1, proposer=model
    )
    assert model.offers == []
    assert piece.report.generation_method == "user"


@pytest.mark.parametrize("style", STYLES)
def test_locked_chords_keep_name_place_and_id(style: str) -> None:
    brief = a_brief(style, WORDS, num_bars=16, seed=6)
    rules = planned(brief)
    locked = tuple(
        replace(chord, locked=True) if number % 3 == 1 else chord
        for number, chord in enumerate(rules.chords)
    )
    model = RandomModel()
    made, _ = propose(brief, genres()[style], replace(rules, chords=locked), 1.0, 6, model)
    after = {chord.id: chord for chord in made.chords if chord.locked}
    for chord in locked:
        if chord.locked:
            new = after[chord.id]
            assert (new.chord, new.onset, new.duration, new.origin) == (
                chord.chord, chord.onset, chord.duration, "rules",
            )  # fmt: skip
    for offer in model.offers:
        assert accepts(offer.grammar, sampled(offer.grammar, 1))


def test_a_tune_of_ones_own_stays_and_chords_that_rub_against_it_fail() -> None:
    tune = [
        AskedNote(pitch, 2.0 * n, 2.0)
        for n, pitch in enumerate(["C5", "E5", "G5", "E5", "F5", "D5", "E5", "C5"])
    ]
    clash = Scripted(lambda o: Proposal(" | ".join(["C#"] * o.bars), "local", "deaf"))
    piece = compose("gospel", WORDS, melody=tune, key="C", ai_percentage=1, proposer=clash)
    plain = compose("gospel", WORDS, melody=tune, key="C", seed=piece.brief.seed)
    assert piece.arrangement.notes == plain.arrangement.notes
    assert any("tune" in " ".join(one.reasons) for one in piece.report.rejected)
