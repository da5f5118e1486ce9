"""What a model is asked for a phrase, and what may come of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import GivenNote

Maker = Literal["local", "cloud"]
"""Where a model runs: on this machine, or elsewhere."""


MOST_REASON = 200
"""Characters of a failure's reason at most."""


@dataclass(frozen=True, slots=True)
class LockedChord:
    """A chord that stays: where it begins in its phrase and how long it lasts, in quarters."""

    chord: Chord
    onset: Fraction
    duration: Fraction

    @property
    def end(self) -> Fraction:
        return self.onset + self.duration


@dataclass(frozen=True, slots=True)
class PhraseOffer:
    """One phrase, offered to a model.

    ``grammar`` is a Lark grammar as llguidance reads it: each of its sentences is a legal
    progression of the phrase. ``instructions`` is what to do, the same words whoever asks;
    ``prompt`` is a JSON object of facts, the user's words among them as a quoted string and nothing
    else. ``start_bar`` counts from 0; ``before`` and ``after`` are the neighbouring chords.
    ``number`` of ``count`` says how far the offers are (from 1). ``seed`` is for the model's own
    draws. An answer has ``most_characters`` at most. ``melody`` are the notes of a tune that was
    brought, in the piece's time; ``is_last`` marks the piece's last phrase.
    """

    phrase_id: str
    number: int
    count: int
    grammar: str
    instructions: str
    prompt: str
    start_bar: int
    bars: int
    key: Key
    meter: Meter
    genre_label: str
    section_label: str
    cadence: str
    seed: int
    most_characters: int
    before: Chord | None = None
    after: Chord | None = None
    locked: tuple[LockedChord, ...] = ()
    melody: tuple[GivenNote, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model wrote for a phrase: its text, where the model runs, and the model's name."""

    text: str
    maker: Maker
    model: str


class ProposalError(Exception):
    """A model gave no answer: too slow, gone, out of budget, refused.

    ``reason`` is a sentence for the user, without secrets or addresses. After a ``final`` one
    nothing more is offered: the rules make the rest.
    """

    def __init__(self, reason: str, *, maker: Maker | None = None, model: str = "",
                 final: bool = False) -> None:  # fmt: skip
        super().__init__(reason)
        self.reason = reason if len(reason) <= MOST_REASON else f"{reason[: MOST_REASON - 1]}…"
        self.maker = maker
        self.model = model
        self.final = final


class CancelledError(Exception):
    """The one who asked does not want the piece any more. Nothing catches it on the way."""


class Proposer(Protocol):
    """A model, or a chain of them."""

    def propose(self, offer: PhraseOffer) -> Proposal | None:
        """A text for the phrase; None where it would rather not.

        Raises ``ProposalError`` for what went wrong, ``CancelledError`` to stop everything.
        """
        ...
